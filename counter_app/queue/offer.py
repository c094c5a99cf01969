"""What the ticket kiosk offers: the services, who serves them, how many wait. A question of the office."""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.queue.board import queue_for
from counter_app.queue.counters import counters, services
from counter_app.settings import values_of
from counter_app.store import Asking
from counter_app.unit_card import unit


@dataclass(frozen=True)
class Offered:
    """A service one may take a ticket for."""

    code: str
    name: str
    hint: str
    counters: tuple[int, ...]
    """The counters that serve it, in order."""
    has_procedures: bool


@dataclass(frozen=True)
class Offer:
    """Everything the kiosk shows before a choice."""

    office: str
    services: tuple[Offered, ...]
    waiting: int
    notice: str = ""
    """The unit's own line, in the place of where help is."""
    large: bool = False
    """Whether the letters are large from the start."""

    def service(self, code: str) -> Offered | None:
        """The service of this code, if the unit has it."""
        return next((one for one in self.services if one.code == code), None)


def offer(asking: Asking, *, hidden: bool = False) -> Offer:
    """What may be chosen now; ``hidden``: what the kiosk does not show too, for staff.

    A service no counter serves is not offered: nobody could call its numbers.
    """
    serving = counters(asking)
    offered = tuple(
        Offered(
            code=one.code,
            name=one.name,
            hint=one.hint,
            counters=tuple(counter.number for counter in serving if one.code in counter.every_service),
            has_procedures=bool(one.procedures),
        )
        for one in services(asking)
        if one.at_kiosk or hidden
    )
    queue = queue_for(asking)
    chosen = values_of(asking, "kiosk.notice", "kiosk.large_default")
    waiting = queue.ordinary + queue.priority + queue.booked
    served = tuple(one for one in offered if one.counters)
    return Offer(unit(asking).name, served, waiting, str(chosen["kiosk.notice"]), bool(chosen["kiosk.large_default"]))
