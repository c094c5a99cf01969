"""What hands type, as the documents of the steps have it (pure): ``25/11/2026 16:30``, ``25/11``, numbers."""

from __future__ import annotations

import re
from datetime import date, datetime

from counter_app.errors import BadDocument
from counter_app.moments import HANOI, local

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?(?:\s+(\d{1,2})[:hg](\d{2}))?", re.ASCII)
_CLOSING = (17, 0)
"""The time of day where none is typed: the end of office hours."""


def moment_typed(text: str, now: datetime, field: str, due: datetime | None = None) -> str:
    """A moment in ISO 8601; without a year the next such day. BadDocument.

    Without a time it is 17:00, on the day of ``due`` not later than that.
    """
    day, time = _parts(text, now, field)
    hours, minutes = time or _CLOSING
    try:
        moment = datetime(day.year, day.month, day.day, hours, minutes, tzinfo=HANOI)
    except ValueError:
        raise _wrong(field) from None
    if due is not None and time is None and day == local(due).date():
        moment = min(moment, local(due))
    return moment.isoformat()


def day_typed(text: str, now: datetime, field: str) -> str | None:
    """A day in ISO 8601; without a year the last such day, as of a paper that is there. None for nothing. BadDocument."""
    return _parts(text, now, field, ahead=False)[0].isoformat() if text.strip() else None


def number_typed(text: str, empty: int = 0) -> int | str:
    """A whole number; what is none is handed on, for the document to refuse with its field."""
    plain = text.strip()
    if not plain:
        return empty
    return int(plain) if plain.isascii() and plain.isdecimal() else plain


def moment_shown(moment: datetime) -> str:
    """``25/11/2026 16:30``, as it may be typed."""
    return f"{local(moment):%d/%m/%Y %H:%M}"


def day_shown(day: date | None) -> str:
    """``25/11/2026``; nothing for no day."""
    return "" if day is None else f"{day:%d/%m/%Y}"


def _parts(text: str, now: datetime, field: str, *, ahead: bool = True) -> tuple[date, tuple[int, int] | None]:
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise _wrong(field)
    today = local(now).date()
    number, month, year = int(found[1]), int(found[2]), int(found[3] or today.year)
    try:
        day = date(year, month, number)
        if found[3] is None and (day < today if ahead else day > today):
            day = date(year + 1 if ahead else year - 1, month, number)
    except ValueError:
        raise _wrong(field) from None
    return day, None if found[4] is None else (int(found[4]), int(found[5]))


def _wrong(field: str) -> BadDocument:
    return BadDocument(field, "viết ngày như 25/11/2026, có giờ thì 25/11/2026 16:30")
