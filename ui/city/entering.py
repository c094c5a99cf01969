"""Typing dossiers into the city's form: what waits is followed, fields go to the clipboard, who says it stands is kept."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from counter_app.by_hand import Entered, Unentered, backlog, note_entered, unentered
from counter_app.city_form import to_type
from counter_app.errors import BadDocument, Refused
from counter_app.store import Asking
from ui.city.entry_pane import EntryPane
from ui.clipboard import BriefClipboard
from ui.follow import follow
from ui.notices import NoticeLine
from ui.work import Workers

_Waiting = tuple[tuple[Unentered, ...], int]


class Entering(QObject):
    """Answers the pane; ``clipboard`` lets go of what was copied after a minute, and when the window goes."""

    def __init__(self, workers: Workers, pane: EntryPane, notice: NoticeLine) -> None:
        super().__init__(pane)
        self._workers, self._pane, self._notice = workers, pane, notice
        self._busy = False
        self.clipboard = BriefClipboard(self)
        pane.wanted.connect(self._show_fields)
        pane.copied.connect(self.clipboard.put)
        pane.entered.connect(self.note)
        self.followed = follow(pane, workers.desk, self._ask, self._show)

    def note(self) -> None:
        """F9: the marked dossier stands in the city's system."""
        line = self._pane.marked
        if line is None or self._busy:
            return
        self._busy = True
        self._notice.clear()
        answer = self._workers.desk.do(note_entered, line.id, line.upto, self._pane.code.text())
        answer.then(self, partial(self._noted, line), self._refused)

    def _ask(self, asking: Asking) -> _Waiting | None:
        return None if self._pane.isHidden() else (unentered(asking), backlog(asking).count)

    def _show(self, found: _Waiting | None) -> None:
        if found is not None:
            self._pane.show_lines(*found)

    def _show_fields(self, dossier_id: UUID) -> None:
        # Somebody else may have entered it meanwhile: the list, asked again, shows what waits now.
        asked = self._workers.desk.ask(to_type, dossier_id)
        asked.then(self, self._pane.show_fields, lambda _refusal: self.followed.refresh())

    def _noted(self, line: Unentered, done: Entered) -> None:
        self._busy = False
        self._pane.code.clear()
        self._pane.list.setFocus()
        self._notice.say(f"Đã ghi: {line.code} có trên hệ thống thành phố, mã {done.code}.", "good")

    def _refused(self, refusal: Refused) -> None:
        self._busy = False
        self._notice.refuse(refusal)
        if isinstance(refusal, BadDocument):
            self._pane.code.setFocus()
            self._pane.code.selectAll()
        self.followed.refresh()
