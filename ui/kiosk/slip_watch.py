"""What became of the slips: looked up at the desk until it is known, told to the office so that the clerks see it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.queue.issuing import note_slip
from counter_app.queue.slips import SlipNews, slip_news
from ui.work import Workers


class SlipWatch(QObject):
    """Goes on for a slip after its citizen has gone. ``missing`` tells that a ticket's slip is not out."""

    missing = Signal(object)

    def __init__(self, workers: Workers, parent: QObject, look: int) -> None:
        super().__init__(parent)
        self._workers = workers
        self._watched: dict[UUID, UUID] = {}
        self._noted: dict[UUID, str] = {}
        self._asking = False
        self._look = QTimer(self, interval=look)
        self._look.timeout.connect(self._ask)
        self._look.start()
        workers.desk.changed.connect(self._ask)

    def watch(self, job_id: UUID, ticket_id: UUID) -> None:
        """Look after a slip from now on."""
        self._watched[job_id] = ticket_id
        self._ask()

    def give_up(self, ticket_id: UUID) -> None:
        """There is no slip to look after: it could not even be queued."""
        self._note(ticket_id, "failed")
        self.missing.emit(ticket_id)

    def _ask(self) -> None:
        if self._watched and not self._asking:
            self._asking = True
            asked = self._workers.desk.ask(slip_news, tuple(self._watched))
            asked.then(self, self._heard, lambda _refusal: self._heard({}))

    def _heard(self, found: dict[UUID, SlipNews]) -> None:
        self._asking = False
        for job_id, news in found.items():
            ticket_id = self._watched[job_id]
            is_news = self._noted.get(ticket_id) != news.state
            self._note(ticket_id, news.state)
            if is_news and news.state == "failed":
                self.missing.emit(ticket_id)
            if news.over:
                del self._watched[job_id]

    def _note(self, ticket_id: UUID, state: str) -> None:
        """Tell the office what is new; where it does not take it, at the next look."""
        if self._noted.get(ticket_id) == state:
            return
        self._noted[ticket_id] = state
        told = self._workers.office.do(note_slip, ticket_id, state)
        told.then(self, lambda _card: None, lambda _refusal: self._noted.pop(ticket_id, None))
