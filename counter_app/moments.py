"""Moments and business days. Records keep UTC; people live in Asia/Ho_Chi_Minh.

The clock is passed in everywhere; this is the one place that reads the machine's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")

Clock = Callable[[], datetime]
"""Gives the present moment in UTC."""

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def machine_clock() -> datetime:
    """The machine's present moment, in UTC."""
    return datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """The same moment on the clock of the hall."""
    return moment.astimezone(HANOI)


def business_day(moment: datetime) -> date:
    """The business day (ngày làm việc của sảnh) a moment belongs to."""
    return local(moment).date()
