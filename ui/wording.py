"""Moments and amounts in the words of the screens."""

from __future__ import annotations

from datetime import datetime, timedelta

from counter_app.moments import WEEKDAYS, local

_SHORT_DAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


def hour(moment: datetime) -> str:
    """``14:32``."""
    return f"{local(moment):%H:%M}"


def short_moment(moment: datetime) -> str:
    """``T7 21/11 14:32``."""
    there = local(moment)
    return f"{_SHORT_DAYS[there.weekday()]} {there:%d/%m %H:%M}"


def appointment(moment: datetime) -> str:
    """``Thứ Tư 25/11/2026, 09:12``."""
    there = local(moment)
    return f"{WEEKDAYS[there.weekday()]} {there:%d/%m/%Y, %H:%M}"


def minutes(span: timedelta) -> str:
    """``18'``; nothing under a minute."""
    whole = int(span.total_seconds() // 60)
    return f"{whole}'" if whole > 0 else "dưới 1'"


def clock_span(span: timedelta) -> str:
    """``03:12``, minutes and seconds."""
    seconds = max(0, int(span.total_seconds()))
    return f"{seconds // 60:02d}:{seconds % 60:02d}"


def money(amount: int) -> str:
    """``12.000 đ``."""
    return f"{amount:,} đ".replace(",", ".")
