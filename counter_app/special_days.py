"""Days that differ from the week's rule: days off, make-up working days, other hours; with the decision that says so.

The table that ships (``resources/calendars/vn.json``) holds what the yearly notices decide; a unit adds its own days
(a storm, a closed hall) in the same form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from counter_app.documents import Day, Line, Strict, fault, parse_json, read_document
from counter_app.errors import BadDocument, NotFound

Kind = Literal["off", "working", "hall_closed", "hours"]

Span = tuple[int, int]
"""From and to, in minutes after midnight."""
Spans = tuple[Span, ...]
"""The open spans of a day, in order."""

SHIPPED_TABLE = Path(__file__).resolve().parents[1] / "resources" / "calendars" / "vn.json"
"""The table that ships: what the yearly notices of the government decide."""

_SPAN = re.compile(r"^(\d{1,2}):([0-5]\d)-(\d{1,2}):([0-5]\d)$", re.ASCII)
_MIDNIGHT = 24 * 60


@dataclass(frozen=True)
class SpecialDay:
    """One day that differs.

    ``off``: nobody works; ``working``: a make-up day; ``hall_closed``: work goes on, but the hall takes nothing in;
    ``hours``: a working day with other hours.
    """

    day: date
    kind: Kind
    reason: str
    decision: str | None = None
    """Number of the notice or decision; None when none is known (an estimate, the unit's own day)."""
    hours: Spans = ()
    """For ``hours`` alone."""

    @property
    def why(self) -> str:
        """Reason and decision in words."""
        return f"{self.reason} ({self.decision})" if self.decision else self.reason


def parse_spans(text: str) -> Spans:
    """Hours written ``07:30-11:30,13:00-17:00`` as minutes; empty text is a closed day. BadDocument when malformed."""
    spans = tuple(_span(part.strip()) for part in text.split(",")) if text.strip() else ()
    edges = [edge for span in spans for edge in span]
    if edges != sorted(set(edges)) or any(edge > _MIDNIGHT for edge in edges):
        raise BadDocument("hours", "giờ phải tăng dần và không chồng nhau")
    return spans


def _span(text: str) -> Span:
    match = _SPAN.match(text)
    if match is None:
        raise BadDocument("hours", "giờ cần dạng 07:30-11:30,13:00-17:00")
    from_hour, from_minute, to_hour, to_minute = map(int, match.groups())
    return from_hour * 60 + from_minute, to_hour * 60 + to_minute


class _Day(Strict):
    date: Day
    kind: Kind
    reason: Line
    decision: Line | None = None
    hours: Line | None = None

    @model_validator(mode="after")
    def _hours_where_they_belong(self) -> _Day:
        if (self.hours is not None) != (self.kind == "hours"):
            raise fault("hours chỉ đi cùng kind là hours")
        return self


class _Table(Strict):
    announced: list[int] = Field(default_factory=list)
    days: list[_Day]


def read_special_days(path: Path) -> tuple[SpecialDay, ...]:
    """The special days of a JSON file, in order. NotFound without the file; BadDocument names a wrong field."""
    found = [_special(one) for one in _table(path).days]
    days = [one.day for one in found]
    if len(set(days)) < len(days):
        twice = next(day for day in days if days.count(day) > 1)
        raise BadDocument("days", f"ngày {twice:%d/%m/%Y} có hai dòng")
    return tuple(sorted(found, key=lambda one: one.day))


def read_announced_years(path: Path) -> frozenset[int]:
    """The years whose yearly notice a JSON file holds; days of others are estimates. NotFound, BadDocument."""
    return frozenset(_table(path).announced)


def _table(path: Path) -> _Table:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError:
        raise NotFound("file", str(path)) from None
    except UnicodeDecodeError:
        raise BadDocument(path.name, "tệp không phải UTF-8") from None
    return read_document(_Table, parse_json(text))


def _special(one: _Day) -> SpecialDay:
    return SpecialDay(one.date, one.kind, one.reason, one.decision, parse_spans(one.hours or ""))
