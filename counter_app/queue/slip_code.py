"""The code on a queue slip (pure): which ticket of which day it is, ``S261120-042A`` for A042 of 20/11/2026.

The series letter stands last: after a vowel a Vietnamese input method turns a scanner's digits into tone marks.
"""

from __future__ import annotations

import re
from datetime import date, datetime

_SHAPE = re.compile(r"^S(\d{6})-(\d{3,})([A-Z])$", re.ASCII)


def slip_code(day: date, number: str) -> str:
    """The code of the ticket with this printed number."""
    return f"S{day:%y%m%d}-{number[1:]}{number[:1]}"


def read_slip_code(text: str) -> tuple[date, str] | None:
    """The day and the printed number a scanned code means; None for anything else."""
    found = _SHAPE.match(text.strip().upper())
    if found is None:
        return None
    digits, number, series = found.groups()
    try:
        day = datetime.strptime(digits, "%y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
    return day, f"{series}{number}"
