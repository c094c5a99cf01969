"""Closing time (cuối ngày): who is still here, how long serving them would take, and the number they get instead.

Nobody is sent away without being named: whoever is left is served on, or gets a number that comes first on the next day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from counter_app.dossiers.appointment import unit_calendar
from counter_app.queue.board import TicketCard, tickets_today
from counter_app.queue.estimate import chance_at, closes_at, hall_now, next_opening
from counter_app.queue.issuing import Issued, carry_over
from counter_app.queue.policy import minutes_of
from counter_app.queue.waiting_time import Hall, empty_after
from counter_app.store import Act, Asking

_DRAWS = 11
_STILL_HERE = ("waiting", "called", "serving", "hold")
_MAY_BE_CARRIED = ("waiting", "hold")


@dataclass(frozen=True)
class Closing:
    """How the hall stands towards its closing."""

    closes: datetime | None
    """None on a day on which the hall is not open."""
    opens: datetime
    """When it opens next."""
    left: tuple[TicketCard, ...]
    """Who is still here, by number of arrival."""
    done_by: datetime | None
    """When everybody would be served, by what past services took; None where that is not known."""
    near: bool
    """Whether the work left would not fit before the closing, or the margin before it has begun."""

    @property
    def may_be_carried(self) -> tuple[TicketCard, ...]:
        """Those who nobody is serving."""
        return tuple(ticket for ticket in self.left if ticket.state in _MAY_BE_CARRIED)


def closing(asking: Asking) -> Closing:
    """Who is left, and whether the day is long enough for them."""
    calendar = unit_calendar(asking, asking.business_day)
    closes, left, done = closes_at(calendar, asking.now), still_here(asking), _done_by(hall_now(asking))
    margin = minutes_of(asking, "queue.closing_margin_minutes")
    late = closes is not None and (asking.now >= closes - margin or (done is not None and done > closes))
    return Closing(closes, next_opening(calendar, asking.now), left, done, near=late)


def still_here(asking: Asking) -> tuple[TicketCard, ...]:
    """Tickets of today whose owners are in the hall, as they came."""
    here = (ticket for ticket in tickets_today(asking) if ticket.state in _STILL_HERE)
    return tuple(sorted(here, key=lambda one: (one.arrived_at, one.queued_at, one.id)))


def carry_over_everybody(act: Act, opens: datetime) -> tuple[Issued, ...]:
    """Give everybody who nobody is serving a number that comes first on the next day, in the order of their arrival."""
    waiting = [ticket for ticket in still_here(act) if ticket.state in _MAY_BE_CARRIED]
    return tuple(carry_over(act, ticket.id, opens) for ticket in waiting)


def _done_by(hall: Hall) -> datetime | None:
    """When the counters that are open would have served everybody: the median of some draws."""
    ends = empty_after(hall, chance_at(hall.now), _DRAWS)
    return hall.now + timedelta(minutes=median(ends)) if ends else None
