"""Keeping what is typed: from the first letter on, one save at a time, the latest text wins.

Saving asks the desk alone; the first letter begins the visit in the same transaction. Text the records could not take
stays in the form, counts as unsaved, and is saved as soon as they take it.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.dossiers.drafts import Kept, keep_typing
from counter_app.dossiers.entry import DRAFT_KIND, Entry, to_body
from counter_app.errors import Refused, StoreTrouble, Unforeseen
from counter_app.ids import new_id
from counter_app.queue.visits import NO_TICKET
from ui.clerk.visit_flow import VisitFlow
from ui.work import Workers

_ONCE_MORE_MS = 5_000
Flushed = Callable[[bool], None]
"""Hears whether everything typed is kept."""


class Keeper(QObject):
    """The draft in the form and the visit it belongs to."""

    refused = Signal(object)
    recovered = Signal()
    """What could not be saved is saved now."""

    def __init__(self, workers: Workers, flow: VisitFlow, parent: QObject) -> None:
        super().__init__(parent)
        self._workers, self._flow = workers, flow
        self.draft_id: UUID = new_id()
        self.visit_id: UUID | None = None
        self._latest: Entry | None = None
        self._saving = self._in_trouble = False
        self._flushing: list[Flushed] = []
        self._once_more = QTimer(self, interval=_ONCE_MORE_MS, singleShot=True)
        self._once_more.timeout.connect(self._save)

    @property
    def unsaved(self) -> bool:
        """Whether something typed is not kept yet."""
        return self._saving or self._latest is not None

    def take_up(self, draft_id: UUID, visit_id: UUID | None) -> None:
        """Another form: a draft of the records, or a new one."""
        self._once_more.stop()
        self.draft_id, self.visit_id, self._latest, self._in_trouble = draft_id, visit_id, None, False

    def forget(self) -> None:
        """What is typed and not kept yet is given up."""
        self._once_more.stop()
        self._latest = None

    def typed(self, entry: Entry) -> None:
        """The form stands like this now. An empty form begins nothing."""
        if entry == Entry() and self.visit_id is None and not self.unsaved:
            return
        self._latest = entry
        self._save()

    def flush(self, then: Flushed, entry: Entry | None = None) -> None:
        """Go on once everything typed is kept, or can't be; ``entry`` is kept even where nothing was typed."""
        if entry is not None and self.visit_id is None and not self.unsaved:
            self._latest = entry
        if not self.unsaved:
            then(True)
            return
        self._flushing.append(then)
        self._save()

    def _save(self) -> None:
        if self._saving or self._latest is None:
            return
        entry, self._latest, self._saving = self._latest, None, True
        ticket = self._flow.next_ticket
        label, ticket_id = (NO_TICKET, None) if ticket is None else (ticket.number, ticket.id)
        who = (self._flow.counter, label, ticket_id)
        answer = self._workers.desk.do(keep_typing, *who, self.draft_id, DRAFT_KIND, to_body(entry))
        answer.then(self, self._kept, lambda refusal: self._not_kept(entry, refusal))

    def _kept(self, kept: Kept) -> None:
        self._saving = False
        self.visit_id = kept.visit.id
        if self._in_trouble:
            self._in_trouble = False
            self.recovered.emit()
        if self._latest is not None:
            self._save()
        else:
            self._tell_flushed(kept=True)

    def _not_kept(self, entry: Entry, refusal: Refused) -> None:
        self._saving = False
        self.refused.emit(refusal)
        if isinstance(refusal, StoreTrouble | Unforeseen):
            self._in_trouble, self._latest = True, self._latest or entry
            self._once_more.start()
        self._tell_flushed(kept=False)

    def _tell_flushed(self, *, kept: bool) -> None:
        waiting, self._flushing = self._flushing, []
        for then in waiting:
            then(kept)
