"""``service``, ``counter``, ``calendar``: what the hall is made of, and its own days."""

from __future__ import annotations

from typing import Annotated, cast

import typer

from counter_app.cli.session import as_day, session_of
from counter_app.own_days import days_ahead, remove_day, set_day
from counter_app.queue.counters import counters, services, set_counter
from counter_app.queue.services import add_service, change_service, order_services
from counter_app.special_days import Kind

service = typer.Typer(help="Nhóm dịch vụ.", no_args_is_help=True)
counter = typer.Typer(help="Quầy.", no_args_is_help=True)
calendar = typer.Typer(help="Ngày riêng của đơn vị.", no_args_is_help=True)


@service.command("list")
def service_list(context: typer.Context) -> None:
    """Các nhóm dịch vụ và thủ tục của chúng."""
    session = session_of(context)
    session.tell({"services": session.place.office.ask(services)})


@service.command("add")
def service_add(
    context: typer.Context,
    code: str,
    name: str,
    series: Annotated[str, typer.Option(help="Chữ đầu số vé, A đến Z")],
    hint: Annotated[str, typer.Option(help="Dòng gợi ý trên máy lấy số")] = "",
) -> None:
    """Thêm nhóm dịch vụ, đứng cuối; chưa quầy nào phục vụ."""
    session = session_of(context)
    session.tell(session.place.office.do(add_service, code.upper(), name, series.upper(), hint))


@service.command("set")
def service_set(
    context: typer.Context,
    code: str,
    name: Annotated[str | None, typer.Option(help="Tên nhóm")] = None,
    hint: Annotated[str | None, typer.Option(help="Dòng gợi ý")] = None,
    daily_limit: Annotated[int | None, typer.Option(help="Số vé mỗi ngày; 0 là không giới hạn")] = None,
    windows: Annotated[str | None, typer.Option(help="Giờ cấp số; trống là giờ của sảnh")] = None,
    *,
    at_kiosk: Annotated[bool | None, typer.Option("--at-kiosk/--not-at-kiosk", help="Có ở máy lấy số")] = None,
) -> None:
    """Đổi tên, gợi ý, hạn mức, giờ cấp số, có ở máy lấy số hay không."""
    session = session_of(context)
    session.tell(
        session.place.office.do(
            change_service,
            code.upper(),
            name=name,
            hint=hint,
            daily_limit=daily_limit,
            windows=windows,
            at_kiosk=at_kiosk,
        )
    )


@service.command("order")
def service_order(
    context: typer.Context, services: Annotated[str, typer.Argument(help="Mọi mã nhóm theo thứ tự, cách nhau dấu phẩy")]
) -> None:
    """Thứ tự các nhóm trên máy lấy số."""
    session = session_of(context)
    session.tell({"services": session.place.office.do(order_services, _codes(services))})


@counter.command("list")
def counter_list(context: typer.Context) -> None:
    """Các quầy và nhóm dịch vụ của chúng."""
    session = session_of(context)
    session.tell({"counters": session.place.office.ask(counters)})


@counter.command("set")
def counter_set(
    context: typer.Context,
    number: int,
    services: Annotated[str, typer.Option(help="Mã nhóm phục vụ chính, cách nhau dấu phẩy; ngang nhau, ai đến trước")],
    overflow: Annotated[str, typer.Option(help="Mã nhóm chỉ phục vụ khi nhóm chính không còn ai chờ")] = "",
    name: Annotated[str | None, typer.Option(help="Tên quầy")] = None,
) -> None:
    """Quầy này phục vụ những nhóm nào."""
    session = session_of(context)
    session.tell(session.place.office.do(set_counter, number, _codes(services), name, _codes(overflow)))


@calendar.command("list")
def calendar_list(context: typer.Context) -> None:
    """Những ngày khác thường từ hôm nay: của đơn vị, của luật và thông báo hằng năm."""
    session = session_of(context)
    session.tell({"days": session.place.office.ask(days_ahead)})


@calendar.command("add")
def calendar_add(
    context: typer.Context,
    day: Annotated[str, typer.Argument(help="Dạng 2026-11-20")],
    kind: Annotated[str, typer.Option(help="off, hall_closed, hours hoặc working")],
    reason: Annotated[str, typer.Option(help="Lý do")],
    hours: Annotated[str, typer.Option(help="Giờ, chỉ cho kind là hours: 07:30-11:30")] = "",
    decision: Annotated[str | None, typer.Option(help="Số văn bản")] = None,
) -> None:
    """Thêm một ngày riêng."""
    session = session_of(context)
    wanted = cast("Kind", kind)  # an unknown one is refused by the act
    session.tell(
        session.place.office.do(set_day, as_day(day, "special_day"), wanted, reason, hours=hours, decision=decision)
    )


@calendar.command("remove")
def calendar_remove(context: typer.Context, day: Annotated[str, typer.Argument(help="Dạng 2026-11-20")]) -> None:
    """Bỏ một ngày riêng; ngày lễ của luật vẫn còn."""
    session = session_of(context)
    session.tell(session.place.office.do(remove_day, as_day(day, "special_day")))


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in text.split(",") if code.strip())
