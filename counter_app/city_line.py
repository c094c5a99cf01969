"""How the way to the city stands: what waits, since when, and how much somebody should worry about it.

========= =======================================================================================
good      the city answers, nothing waits for long; by hand: everything is typed in
grey      it does not answer just now, or something waits; nobody has to do anything
amber     for 15 minutes and more; by hand: the oldest has waited a day
red       for 4 hours and more, or the city does not accept this PC
none      no city's system is set
========= =======================================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from counter_app.attention import attention_count
from counter_app.by_hand import Backlog, backlog, by_hand
from counter_app.errors import CityRefused
from counter_app.outbox import SyncLine, sync_line
from counter_app.settings import value_of
from counter_app.store import Asking

AMBER_AFTER, RED_AFTER = timedelta(minutes=15), timedelta(hours=4)
BY_HAND_AMBER_AFTER = timedelta(days=1)

Tone = Literal["good", "grey", "amber", "red", "none"]


@dataclass(frozen=True)
class CityStanding:
    """The way to the city at one moment. ``typed`` is what waits to be typed in, None where the program sends."""

    line: SyncLine
    typed: Backlog | None
    tone: Tone
    attention: int
    """How many things wait for a person."""
    today: datetime
    """The moment this was asked, to the minute; what is of another day is said with its date."""


def city_standing(asking: Asking) -> CityStanding:
    """How the way to the city stands now."""
    line = sync_line(asking)
    typed = backlog(asking) if by_hand(asking) else None
    tone: Tone = "none"
    if typed is not None:
        tone = tone_by_hand(typed, asking.now)
    elif value_of(asking, "city.url"):
        tone = tone_of(line, asking.now)
    return CityStanding(line, typed, tone, attention_count(asking), asking.now.replace(second=0, microsecond=0))


def tone_of(line: SyncLine, now: datetime) -> Tone:
    """How long the city has been away, or something has waited though nothing is known to be wrong (pure)."""
    if isinstance(line.trouble, CityRefused):
        return "red"
    heard = line.last_contact
    if line.problem is None:
        since = None if line.waits_since is None else max(line.waits_since, heard or line.waits_since)
    else:
        since = heard or line.waits_since or now
    if since is None:
        return "good"
    silent = now - since
    if silent >= RED_AFTER:
        return "red"
    if silent >= AMBER_AFTER:
        return "amber"
    return "good" if line.problem is None else "grey"


def tone_by_hand(typed: Backlog, now: datetime) -> Tone:
    """How long the oldest has waited to be typed in (pure)."""
    if typed.since is None:
        return "good"
    return "amber" if now - typed.since >= BY_HAND_AMBER_AFTER else "grey"
