"""The dossier a ticket was taken for, by its code scanned at the kiosk: it opens as the visit begins.

Only where nobody is typing: keys meant for the form never become keys of the dossier. Ctrl+D opens it at any time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from counter_app.dossiers.entry import Entry
from counter_app.dossiers.lookup import dossier
from counter_app.errors import NotFound, Refused
from counter_app.queue.board import TicketCard
from ui.clerk.ticket_words import dossier_of
from ui.work import Workers

if TYPE_CHECKING:
    from ui.clerk.window import CounterWork


class DossierOfTicket(QObject):
    """Watches who is called, and for the begin of their visit."""

    def __init__(self, workers: Workers, work: CounterWork, show: Callable[[UUID], object]) -> None:
        super().__init__(work)
        self._workers, self._work, self._show = workers, work, show
        self._awaited: TicketCard | None = None
        self.carded = ""
        """The number on the card that was scanned last."""
        work.flow.changed.connect(self._look)

    @property
    def code(self) -> str:
        """The dossier of the ticket here; empty for none."""
        return dossier_of(self._work.flow.ticket)

    @property
    def awaited(self) -> bool:
        """Whether somebody was called who comes for a dossier, and has not begun."""
        return bool(dossier_of(self._work.flow.next_ticket)) and self._work.flow.visit is None

    def _look(self) -> None:
        flow = self._work.flow
        if flow.visit is None:
            self._awaited = flow.next_ticket if flow.known else None
            return
        came, self._awaited = self._awaited, None
        if came is not None and flow.visit.ticket_label == came.number and self._nobody_types():
            self._open(dossier_of(came))

    def _nobody_types(self) -> bool:
        """Whether the form is empty, or holds what a card has filled in and nothing else."""
        receiving = self._work.receiving
        scanned = bool(self.carded) and receiving.entry.owner.number == self.carded
        return receiving.entry == Entry() or (scanned and not receiving.unfinished)

    def _open(self, code: str) -> None:
        def unknown(refusal: Refused) -> None:
            if isinstance(refusal, NotFound):
                self._work.notice.say(f"Hồ sơ {code} của số này chưa có ở máy này. F3 tìm, hoặc quét giấy hẹn.", "warn")
            else:
                self._work.notice.refuse(refusal)

        if code:
            self._workers.desk.ask(dossier, code).then(self, lambda card: self._show(card.id), unknown)
