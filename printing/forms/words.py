"""Days and hours as the forms write them (NĐ 30/2020/NĐ-CP Phụ lục I: days below 10, months 1 and 2 begin with 0).

A number and its unit stay on one line (NO-BREAK SPACE).
"""

from __future__ import annotations

from datetime import date, datetime

from counter_app.moments import local


def day_words(day: date) -> str:
    """``ngày 05 tháng 02 năm 2026``, ``ngày 20 tháng 4 năm 2026``."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)  # noqa: PLR2004 - the decree's own limit
    return f"ngày\u00a0{day.day:02} tháng\u00a0{month} năm\u00a0{day.year}"


def moment_words(moment: datetime) -> str:
    """``16 giờ 30 phút, ngày 27 tháng 11 năm 2026``, by the clock of the hall."""
    here = local(moment)
    return f"{here:%H}\u00a0giờ {here:%M}\u00a0phút, {day_words(here)}"


def hour_words(moment: datetime) -> str:
    """For a table: ``16 giờ 30 phút, 27/11/2026``."""
    here = local(moment)
    return f"{here:%H} giờ {here:%M} phút, {here:%d/%m/%Y}"


def issued_words(place: str, at: datetime) -> str:
    """The line of place and day: ``Long Biên, ngày 20 tháng 11 năm 2026``."""
    return f"{place.strip() or '……'}, {day_words(local(at))}"


def short_words(moment: datetime) -> str:
    """For narrow columns: ``16:30 27/11/2026``."""
    return f"{local(moment):%H:%M %d/%m/%Y}"
