"""The unit's own days (ngày riêng): a storm, a closed hall, other hours; and what the calendar holds ahead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field
from sqlalchemy import delete, insert, select

from counter_app.calendar import WorkCalendar, years_around
from counter_app.documents import Line, OptionalLine, Strict, read_document
from counter_app.dossiers.appointment import unit_calendar
from counter_app.errors import BadDocument, NotFound
from counter_app.records.shared import CalendarDay
from counter_app.settings import raise_reference
from counter_app.special_days import Kind, parse_spans
from counter_app.store import Act, Asking

KINDS_VI: dict[str, str] = {
    "off": "Nghỉ cả ngày",
    "hall_closed": "Sảnh đóng, vẫn tính hạn",
    "hours": "Giờ làm khác",
    "working": "Làm bù",
}
"""What a day may be, in words."""
_LOOK_AHEAD = timedelta(days=400)


@dataclass(frozen=True)
class DayLine:
    """A day that differs from the week's rule; ``own`` when the unit itself said so."""

    day: date
    kind: str
    why: str
    hours: str = ""
    own: bool = False


def own_days(asking: Asking) -> tuple[DayLine, ...]:
    """The unit's own days, all of them, by date."""
    rows = asking.connection.execute(select(CalendarDay.__table__).order_by(CalendarDay.day))
    return tuple(
        DayLine(
            row.day, row.kind, f"{row.reason} ({row.decision})" if row.decision else row.reason, row.hours, own=True
        )
        for row in rows
    )


def days_ahead(asking: Asking) -> tuple[DayLine, ...]:
    """From today on: the unit's own days, and those the law and the yearly notices give."""
    today = asking.business_day
    until = today + _LOOK_AHEAD
    found = {one.day: one for one in own_days(asking) if one.day >= today}
    for line in _given(unit_calendar(asking, today)):
        if today <= line.day <= until:
            found.setdefault(line.day, line)
    return tuple(found[day] for day in sorted(found))


def set_day(act: Act, day: date, kind: Kind, reason: str, *, hours: str = "", decision: str | None = None) -> DayLine:
    """Say that a day differs. BadDocument, also where the unit has said something of this day already."""
    said = {"special_reason": reason, "special_decision": decision, "special_hours": hours}
    wanted = read_document(_Day, said)
    if kind not in KINDS_VI:
        raise BadDocument("special_day", f"loại ngày chỉ nhận {', '.join(KINDS_VI)}")
    _check_day(act, day)
    _check_hours(kind, wanted.special_hours)
    row = {"kind": kind, "reason": wanted.special_reason, "decision": wanted.special_decision}
    act.connection.execute(insert(CalendarDay).values(day=day, **row, hours=wanted.special_hours))
    raise_reference(act)
    act.record("calendar.day_set", f"day:{day}", {"kind": kind})
    return next(one for one in own_days(act) if one.day == day)


def remove_day(act: Act, day: date) -> DayLine:
    """Take back what the unit said of a day; the law's days stay. NotFound."""
    found = next((one for one in own_days(act) if one.day == day), None)
    if found is None:
        raise NotFound("special_day", f"{day:%d/%m/%Y}")
    act.connection.execute(delete(CalendarDay).where(CalendarDay.day == day))
    raise_reference(act)
    act.record("calendar.day_removed", f"day:{day}", {"kind": found.kind})
    return found


class _Day(Strict):
    special_reason: Annotated[Line, Field(max_length=120)]
    special_decision: Annotated[Line, Field(max_length=80)] | None
    special_hours: Annotated[OptionalLine, Field(max_length=80)]


def _check_day(act: Act, day: date) -> None:
    years = years_around(act.business_day)
    if day.year not in years:
        raise BadDocument("special_day", f"chỉ nhận từ năm {years[0]} đến năm {years[-1]}")
    known = select(CalendarDay.day).where(CalendarDay.day == day)
    if act.connection.execute(known).first() is not None:
        raise BadDocument("special_day", f"ngày {day:%d/%m/%Y} đã có dòng, xoá dòng cũ trước")


def _check_hours(kind: str, hours: str) -> None:
    if kind != "hours":
        if hours:
            raise BadDocument("special_hours", "chỉ ghi giờ khi loại ngày là «Giờ làm khác»")
        return
    try:
        spans = parse_spans(hours)
    except BadDocument as refused:
        raise BadDocument("special_hours", refused.problem) from None
    if not spans:
        raise BadDocument("special_hours", "cần ít nhất một khoảng giờ")


def _given(calendar: WorkCalendar) -> tuple[DayLine, ...]:
    """What the calendar itself holds."""
    named = (("off", calendar.off), ("working", calendar.working), ("hall_closed", calendar.hall_closed))
    return tuple(DayLine(day, kind, why) for kind, days in named for day, why in days.items())
