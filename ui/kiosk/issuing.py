"""From a press to a slip: may there be a number, the office's act under the id of this one press, the desk's print job.

What the number is told is asked before it is given; where that can't be answered it is given all the same. The slip's
request follows from the ticket, so a kiosk that died between the two queues it when it starts again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from counter_app.errors import NoMoreTickets, Refused
from counter_app.ids import new_id
from counter_app.queue import admission, issuing, slips
from counter_app.queue.admission import Admission
from counter_app.queue.issuing import Issued, Wishes
from counter_app.queue.offer import Offered
from counter_app.queue.slips import Lately
from counter_app.queue.waiting_time import Told
from ui.work import Pending, Workers

_GoOn = Callable[[str | None], object]


@dataclass(frozen=True)
class Errand:
    """What one citizen wants a number for."""

    service: Offered
    priority: str | None = None
    wishes: Wishes = issuing.NO_WISHES


class Issuing(QObject):
    """One ticket at a time; a press while one is under way does nothing."""

    issued = Signal(object)
    """The ticket and what its slip says (``Lately``)."""
    closed = Signal(object, object)
    """No number now: the ``Errand`` and why (``Closed``)."""
    refused = Signal(object)
    queued = Signal(object, object)
    """The slip's print job id, the ticket's id."""
    slip_failed = Signal(object)
    """The slip of this ticket could not even be queued."""

    def __init__(self, workers: Workers, parent: QObject, *, at_door: bool = False) -> None:
        super().__init__(parent)
        self._workers, self._at_door = workers, at_door
        self._busy = self._caught_up = False

    @property
    def busy(self) -> bool:
        """Whether the office has not answered yet."""
        return self._busy

    def issue(self, errand: Errand) -> None:
        """Take a ticket and print its slip."""
        if not self._busy:
            self._busy = True
            self._from_here(lambda origin: self._ask_first(errand, origin))

    def issue_for(self, errand: Errand, opens: datetime) -> None:
        """Take a number of the next day, which begins then, and print its slip."""
        if not self._busy:
            self._busy = True
            self._from_here(lambda origin: self._issue_for(errand, opens, origin))

    def catch_up(self) -> None:
        """Queue the slips this kiosk still owes from before it started: once, when the office first answers."""
        if not self._caught_up:
            self._caught_up = True
            self._workers.desk.ask(slips.kiosk_origin).then(
                self,
                lambda origin: self._workers.office.ask(slips.lately_issued, origin).then(self, self._owe),
            )

    def print_slip_of(self, ticket_id: UUID) -> None:
        """Print the slip of a ticket that had none: a booking that has checked in."""
        self._workers.office.ask(slips.lately, ticket_id).then(self, self._print)

    def _from_here(self, go_on: _GoOn) -> None:
        """Say where the ticket comes from; a desk in trouble keeps nobody from a number."""
        self._workers.desk.ask(slips.kiosk_origin).then(self, go_on, lambda _refusal: go_on(None))

    def _ask_first(self, errand: Errand, origin: str | None) -> None:
        asked: Pending[Admission] = self._workers.office.ask(
            admission.admission, errand.service.code, errand.priority, errand.wishes.matters, at_door=self._at_door
        )
        asked.then(
            self,
            lambda found: self._admitted(errand, origin, found),
            lambda _refusal: self._issue(errand, origin, None),
        )

    def _admitted(self, errand: Errand, origin: str | None, found: Admission) -> None:
        if found.closed is None:
            self._issue(errand, origin, found.told)
        else:
            self._busy = False
            self.closed.emit(errand, found.closed)

    def _issue(self, errand: Errand, origin: str | None, told: Told | None) -> None:
        wanted = (errand.service.code, errand.priority, origin, errand.wishes, told)
        pending = self._workers.office.do_once(new_id(), issuing.issue, *wanted)
        pending.then(
            self,
            lambda issued: self._issued(Lately(issued, errand.service.counters)),
            lambda refusal: self._not_issued(errand, origin, refusal),
        )

    def _not_issued(self, errand: Errand, origin: str | None, refusal: Refused) -> None:
        """Where the last number of a day went to somebody else just now, there is a later day's to offer."""
        if isinstance(refusal, NoMoreTickets):
            self._ask_first(errand, origin)
        else:
            self._refused(refusal)

    def _issue_for(self, errand: Errand, opens: datetime, origin: str | None) -> None:
        wanted = (errand.service.code, opens, errand.priority, errand.wishes, origin)
        pending: Pending[Issued] = self._workers.office.do_once(new_id(), issuing.issue_for_next_day, *wanted)
        pending.then(
            self,
            lambda issued: self._issued(Lately(issued, errand.service.counters, opens)),
            lambda refusal: self._not_issued(errand, origin, refusal),
        )

    def _issued(self, taken: Lately) -> None:
        self._busy = False
        self.issued.emit(taken)
        self._print(taken)

    def _owe(self, owed: tuple[Lately, ...]) -> None:
        for one in owed:
            self._print(one)

    def _print(self, taken: Lately) -> None:
        ticket_id = taken.issued.id
        wanted = (taken.issued, taken.counters, taken.opens)
        queued = self._workers.desk.do_once(slips.slip_request(ticket_id), slips.print_slip, *wanted)
        queued.then(
            self,
            lambda job: self.queued.emit(job.id, ticket_id),
            lambda _refusal: self.slip_failed.emit(ticket_id),
        )

    def _refused(self, refusal: Refused) -> None:
        self._busy = False
        self.refused.emit(refusal)
