"""``ticket …`` and ``rate``: the queue and the citizen's answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated
from uuid import UUID

import typer

from counter_app import ratings
from counter_app.cli import visit_steps
from counter_app.cli.session import Session, as_day, as_id, as_moment, session_of
from counter_app.dossiers.lookup import dossier
from counter_app.errors import NotFound
from counter_app.queue import issuing, tickets
from counter_app.queue.board import TicketCard, ticket_labelled, tickets_today
from counter_app.queue.issuing import Wishes
from counter_app.queue.visits import OUTCOMES
from counter_app.rating_figures import rating_figures

ticket = typer.Typer(help="Số thứ tự.", no_args_is_help=True)


@ticket.command("issue")
def ticket_issue(
    context: typer.Context,
    service: Annotated[str, typer.Option(help="Mã nhóm dịch vụ hoặc mã thủ tục")],
    priority: Annotated[str | None, typer.Option(help="elderly, disabled, pregnant, child, merit")] = None,
) -> None:
    """Lấy số."""
    session = session_of(context)
    session.tell(session.place.office.do(issuing.issue, service, priority))


@ticket.command("next")
def ticket_next(context: typer.Context, counter: Annotated[int, typer.Option(help="Quầy")]) -> None:
    """Gọi số tiếp theo đến quầy."""
    session = session_of(context)
    session.tell(session.at_counter(counter).office.do(tickets.call_next, counter))


@ticket.command("list")
def ticket_list(context: typer.Context) -> None:
    """Các số của hôm nay."""
    session = session_of(context)
    session.tell({"tickets": session.place.office.ask(tickets_today)})


@ticket.command("begin")
def ticket_begin(context: typer.Context, ticket_id: str) -> None:
    """Công dân đã đến quầy."""
    session = session_of(context)
    session.tell(visit_steps.begin(session, as_id(ticket_id, "ticket")))


@ticket.command("recall")
def ticket_recall(context: typer.Context, ticket_id: str) -> None:
    """Gọi lại."""
    _move(session_of(context), tickets.recall, ticket_id)


@ticket.command("hold")
def ticket_hold(context: typer.Context, ticket_id: str, reason: Annotated[str, typer.Option(help="Lý do")]) -> None:
    """Tạm gác."""
    session = session_of(context)
    session.tell(visit_steps.hold(session, as_id(ticket_id, "ticket"), reason))


@ticket.command("resume")
def ticket_resume(context: typer.Context, ticket_id: str) -> None:
    """Phục vụ tiếp số đã tạm gác."""
    session = session_of(context)
    session.tell(visit_steps.resume(session, as_id(ticket_id, "ticket")))


@ticket.command("finish")
def ticket_finish(
    context: typer.Context,
    ticket_id: str,
    outcome: Annotated[str, typer.Option(help="Kết quả lượt: " + ", ".join(OUTCOMES))] = "other",
) -> None:
    """Kết thúc lượt."""
    session = session_of(context)
    session.tell(visit_steps.finish(session, as_id(ticket_id, "ticket"), outcome))


@ticket.command("no-show")
def ticket_no_show(context: typer.Context, ticket_id: str) -> None:
    """Vắng mặt."""
    _move(session_of(context), tickets.no_show, ticket_id)


@ticket.command("cancel")
def ticket_cancel(context: typer.Context, ticket_id: str) -> None:
    """Huỷ số."""
    _move(session_of(context), tickets.cancel, ticket_id)


@ticket.command("transfer")
def ticket_transfer(
    context: typer.Context,
    ticket_id: str,
    to: Annotated[str, typer.Option(help="Mã nhóm dịch vụ, mã thủ tục hoặc số quầy")],
    place: Annotated[str, typer.Option(help="keep giữ giờ đến, first đứng đầu, last đứng cuối")] = "keep",
) -> None:
    """Chuyển sang dịch vụ hoặc quầy khác, giữ nguyên số."""
    session = session_of(context)
    session.tell(visit_steps.transfer(session, as_id(ticket_id, "ticket"), to, place))


@ticket.command("undo")
def ticket_undo(context: typer.Context, counter: Annotated[int, typer.Option(help="Quầy")]) -> None:
    """Hoàn tác bước vừa làm của quầy."""
    session = session_of(context)
    session.tell(visit_steps.undo(session, counter))


@ticket.command("come-back")
def ticket_come_back(context: typer.Context, ticket_id: str) -> None:
    """Người vắng mặt đã quay lại."""
    _move(session_of(context), tickets.come_back, ticket_id)


@ticket.command("book")
def ticket_book(
    context: typer.Context,
    service: Annotated[str, typer.Option(help="Mã nhóm dịch vụ hoặc mã thủ tục")],
    at: Annotated[str, typer.Option(help="Giờ hẹn, ví dụ 2026-11-24T09:00")],
    about: Annotated[str | None, typer.Option(help="Mã hồ sơ hoặc mã hẹn trực tuyến")] = None,
) -> None:
    """Đặt hẹn: giữ một số cho giờ hẹn."""
    session = session_of(context)
    session.tell(session.place.office.do(issuing.book, service, as_moment(at, "at"), None, Wishes(about=about)))


@ticket.command("check-in")
def ticket_check_in(context: typer.Context, ticket_id: str) -> None:
    """Người có hẹn đã đến."""
    _move(session_of(context), issuing.check_in, ticket_id)


def rate(
    context: typer.Context,
    about: Annotated[str, typer.Argument(metavar="TICKET_OR_CODE", help="Số thứ tự hôm nay, hoặc mã hồ sơ")],
    level: Annotated[int, typer.Option(help="1 thấp nhất, 5 cao nhất")],
    reason: Annotated[str, typer.Option(help="Lý do")] = "",
) -> None:
    """Ghi đánh giá lấy ở nơi khác; ghi rõ là như vậy."""
    session = session_of(context)
    visit_id = _visit_of(session, about)
    session.tell(session.place.desk.do(ratings.give, visit_id, level, "elsewhere", reason))


def ratings_told(
    context: typer.Context,
    first: Annotated[str, typer.Option("--from", help="Từ ngày, ví dụ 2026-11-01")],
    last: Annotated[str, typer.Option("--to", help="Đến ngày")],
) -> None:
    """Kết quả đánh giá theo quầy và tháng, ba mức, luôn kèm số phiếu."""
    session = session_of(context)
    days = (as_day(first, "from"), as_day(last, "to"))
    session.tell({"ratings": session.place.desk.ask(rating_figures, *days)})


def _visit_of(session: Session, about: str) -> UUID:
    """The visit of a ticket of today, else of a dossier."""
    try:
        session.place.office.ask(ticket_labelled, about)
    except NotFound:
        card = session.place.desk.ask(dossier, about)
        if card.visit_id is None:
            raise NotFound("visit", about) from None
        return card.visit_id
    return visit_steps.visit_named(session, about).id


def _move(session: Session, act: Callable[..., TicketCard], ticket_id: str) -> None:
    session.tell(session.place.office.do(act, as_id(ticket_id, "ticket")))
