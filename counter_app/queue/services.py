"""What IT and the head of the office change about the services (nhóm dịch vụ): names, order, limits, windows."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from sqlalchemy import func, insert, select, update

from counter_app.documents import Line, OptionalLine, Strict, read_document
from counter_app.errors import BadDocument, NotFound
from counter_app.queue.counters import ServiceCard, services
from counter_app.records.shared import Service
from counter_app.settings import raise_reference
from counter_app.special_days import parse_spans
from counter_app.store import Act

Name = Annotated[Line, Field(max_length=60)]
Hint = Annotated[OptionalLine, Field(max_length=120)]


def add_service(act: Act, code: str, name: str, series: str, hint: str = "") -> ServiceCard:
    """Add a service at the end; no counter serves it yet. ``series`` is the letter before its numbers. BadDocument."""
    new = read_document(
        _NewService, {"service_code": code, "service_name": name, "series": series, "service_hint": hint}
    )
    taken = act.connection.execute(select(Service.code, Service.series)).all()
    if any(row.code == code for row in taken):
        raise BadDocument("service_code", f"mã {code} đã có")
    if any(row.series == series for row in taken):
        raise BadDocument("series", f"chữ {series} đã dùng cho nhóm khác")
    last = act.connection.execute(select(func.coalesce(func.max(Service.position), 0))).scalar_one()
    words = {"name": new.service_name, "hint": new.service_hint, "series": series, "position": last + 1}
    act.connection.execute(insert(Service).values(code=code, **words, daily_limit=0, windows="", at_kiosk=True))
    raise_reference(act)
    act.record("service.added", f"service:{code}")
    return _card(act, code)


def change_service(
    act: Act,
    code: str,
    *,
    name: str | None = None,
    hint: str | None = None,
    daily_limit: int | None = None,
    windows: str | None = None,
    at_kiosk: bool | None = None,
) -> ServiceCard:
    """Change what is named; the rest stays. NotFound, BadDocument."""
    said = {
        "service_name": name,
        "service_hint": hint,
        "daily_limit": daily_limit,
        "windows": windows,
        "at_kiosk": at_kiosk,
    }
    wanted = read_document(_Change, said)
    if wanted.windows:
        _check_windows(wanted.windows)
    columns = {key.removeprefix("service_"): value for key, value in wanted if value is not None}
    if not columns:
        return _card(act, code)
    if not act.connection.execute(update(Service).where(Service.code == code).values(**columns)).rowcount:
        raise NotFound("service", code)
    raise_reference(act)
    act.record("service.changed", f"service:{code}", {"fields": sorted(columns)})
    return _card(act, code)


def order_services(act: Act, codes: tuple[str, ...]) -> tuple[ServiceCard, ...]:
    """Put the services into this order, on the kiosk and everywhere; every one has to be named once. NotFound, BadDocument."""
    present = set(act.connection.execute(select(Service.code)).scalars())
    unknown = next((code for code in codes if code not in present), None)
    if unknown is not None:
        raise NotFound("service", unknown)
    wrong = sorted(code for code in present if codes.count(code) != 1)
    if wrong:
        raise BadDocument("order", f"mỗi nhóm cần đứng một lần, xem lại: {', '.join(wrong)}")
    for position, code in enumerate(codes, start=1):
        act.connection.execute(update(Service).where(Service.code == code).values(position=position))
    raise_reference(act)
    act.record("services.ordered", "services:all", {"order": list(codes)})
    return services(act)


class _NewService(Strict):
    service_code: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{0,7}$")]
    service_name: Name
    series: Annotated[str, Field(pattern=r"^[A-Z]$")]
    service_hint: Hint


class _Change(Strict):
    service_name: Name | None
    service_hint: Hint | None
    daily_limit: Annotated[int, Field(ge=0, le=9_999)] | None
    windows: Annotated[OptionalLine, Field(max_length=120)] | None
    at_kiosk: bool | None


def _check_windows(text: str) -> None:
    try:
        parse_spans(text)
    except BadDocument as refused:
        raise BadDocument("windows", refused.problem) from None


def _card(act: Act, code: str) -> ServiceCard:
    found = next((one for one in services(act) if one.code == code), None)
    if found is None:
        raise NotFound("service", code)
    return found
