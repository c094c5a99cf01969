"""From a press to a slip: the office's act first, under the id of this one press, then the desk's print job.

The slip's request follows from the ticket, so a kiosk that died between the two queues it when it starts again.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from counter_app.errors import Refused
from counter_app.ids import new_id
from counter_app.print_jobs import Job
from counter_app.queue import issuing, slips
from counter_app.queue.issuing import Issued
from counter_app.queue.offer import Offered
from counter_app.queue.slips import Lately
from ui.work import Pending, Workers


class Issuing(QObject):
    """One ticket at a time; a press while one is under way does nothing."""

    issued = Signal(object, object)
    """The ticket (``Issued``) and the counters that serve it."""
    refused = Signal(object)
    queued = Signal(object)
    """The slip's print job id."""
    slip_failed = Signal()
    """The slip could not even be queued."""

    def __init__(self, workers: Workers, parent: QObject) -> None:
        super().__init__(parent)
        self._workers = workers
        self._busy = self._caught_up = False

    @property
    def busy(self) -> bool:
        """Whether the office has not answered yet."""
        return self._busy

    def issue(self, service: Offered, priority: str | None) -> None:
        """Take a ticket and print its slip."""
        if self._busy:
            return
        self._busy = True
        self._workers.desk.ask(slips.kiosk_origin).then(
            self,
            lambda origin: self._issue(service, priority, origin),
            # A desk in trouble keeps nobody from a number.
            lambda _refusal: self._issue(service, priority, None),
        )

    def catch_up(self) -> None:
        """Queue the slips this kiosk still owes from before it started: once, when the office first answers."""
        if not self._caught_up:
            self._caught_up = True
            self._workers.desk.ask(slips.kiosk_origin).then(
                self,
                lambda origin: self._workers.office.ask(slips.lately_issued, origin).then(self, self._owe),
            )

    def _issue(self, service: Offered, priority: str | None, origin: str | None) -> None:
        pending = self._workers.office.do_once(new_id(), issuing.issue, service.code, priority, origin)
        pending.then(self, lambda issued: self._issued(issued, service.counters), self._refused)

    def _issued(self, issued: Issued, counters: tuple[int, ...]) -> None:
        self._busy = False
        self.issued.emit(issued, counters)
        self._print(issued, counters).then(self, self._queued, lambda _refusal: self.slip_failed.emit())

    def _owe(self, lately: tuple[Lately, ...]) -> None:
        for one in lately:
            self._print(one.issued, one.counters)

    def _print(self, issued: Issued, counters: tuple[int, ...]) -> Pending[Job]:
        request = slips.slip_request(issued.id)
        return self._workers.desk.do_once(request, slips.print_slip, issued, counters)

    def _queued(self, job: Job) -> None:
        self.queued.emit(job.id)

    def _refused(self, refusal: Refused) -> None:
        self._busy = False
        self.refused.emit(refusal)
