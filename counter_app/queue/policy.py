"""The unit's settings for the queue as the rules want them. Questions of either store."""

from __future__ import annotations

from datetime import timedelta

from counter_app.queue.next_ticket import Rules
from counter_app.settings import values_of
from counter_app.store import Asking


def rules_of(asking: Asking) -> Rules:
    """The unit's rules for who is next."""
    chosen = values_of(asking, "queue.ordinary_guard_minutes", "queue.appointment_early_minutes")
    return Rules(
        timedelta(minutes=int(chosen["queue.ordinary_guard_minutes"])),
        timedelta(minutes=int(chosen["queue.appointment_early_minutes"])),
    )


def seconds_of(asking: Asking, setting: str) -> timedelta:
    """A setting that counts seconds, as a span."""
    return timedelta(seconds=int(values_of(asking, setting)[setting]))


def minutes_of(asking: Asking, setting: str) -> timedelta:
    """A setting that counts minutes, as a span."""
    return timedelta(minutes=int(values_of(asking, setting)[setting]))
