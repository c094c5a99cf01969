"""From a press to a slip: the office's act first, then the desk's print job, each under an id of this one press."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from counter_app.errors import Refused
from counter_app.ids import derived_id, new_id
from counter_app.print_jobs import Job
from counter_app.queue import slips, tickets
from counter_app.queue.offer import Offered
from counter_app.queue.tickets import Issued
from ui.work import Workers


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
        self._busy = False

    @property
    def busy(self) -> bool:
        """Whether the office has not answered yet."""
        return self._busy

    def issue(self, service: Offered, priority: str | None) -> None:
        """Take a ticket and print its slip."""
        if self._busy:
            return
        self._busy = True
        request = new_id()
        pending = self._workers.office.do_once(request, tickets.issue, service.code, priority)
        pending.then(self, lambda issued: self._issued(request, issued, service.counters), self._refused)

    def _issued(self, request: UUID, issued: Issued, counters: tuple[int, ...]) -> None:
        self._busy = False
        self.issued.emit(issued, counters)
        pending = self._workers.desk.do_once(derived_id(request, "slip"), slips.print_slip, issued, counters)
        pending.then(self, self._queued, lambda _refusal: self.slip_failed.emit())

    def _queued(self, job: Job) -> None:
        self.queued.emit(job.id)

    def _refused(self, refusal: Refused) -> None:
        self._busy = False
        self.refused.emit(refusal)
