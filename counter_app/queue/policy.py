"""The unit's settings for the queue as the rules want them. Questions of either store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from counter_app.queue.next_ticket import Rules
from counter_app.setting_kinds import Value
from counter_app.settings import values_of
from counter_app.store import Asking

RULES = ("queue.ordinary_guard_minutes", "queue.appointment_early_minutes", "queue.priority_bound_minutes")
"""The settings that the rules for who is next are made of, in the order of ``Rules``."""


def rules_of(asking: Asking) -> Rules:
    """The unit's rules for who is next."""
    return rules_from(values_of(asking, *RULES))


def rules_from(chosen: Mapping[str, Value]) -> Rules:
    """The rules that these values of ``RULES`` mean."""
    return Rules(*(timedelta(minutes=int(chosen[key])) for key in RULES))


def seconds_of(asking: Asking, setting: str) -> timedelta:
    """A setting that counts seconds, as a span."""
    return timedelta(seconds=int(values_of(asking, setting)[setting]))


def minutes_of(asking: Asking, setting: str) -> timedelta:
    """A setting that counts minutes, as a span."""
    return timedelta(minutes=int(values_of(asking, setting)[setting]))
