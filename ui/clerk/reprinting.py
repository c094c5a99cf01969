"""F6: a receipt again, marked as a reprint; a second press in haste prints nothing more.

Over a dossier that is open, or found by F3, it is that one's, else the counter's last one, for ten minutes.
"""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QElapsedTimer, QObject

from counter_app import print_jobs
from counter_app.ids import derived_id
from counter_app.reprints import LAST_FOR, Reprintable, last_receipt, receipt_about
from ui.clerk.dossier.pane import DossierPane
from ui.clerk.search_pane import SearchPane
from ui.clerk.visit_flow import VisitFlow
from ui.notices import NoticeLine
from ui.work import Workers

_HASTE_MS = 2_000
_ELSE = "Bấm F3 tìm hồ sơ, rồi F6 để in lại."


class Reprinting(QObject):
    """Prints again what a person asks for, once."""

    def __init__(
        self, workers: Workers, flow: VisitFlow, search: SearchPane, pane: DossierPane, notice: NoticeLine
    ) -> None:
        super().__init__(flow)
        self._workers, self._flow, self._search, self._notice = workers, flow, search, notice
        self._pane = pane
        self._since = QElapsedTimer()
        self._pressed: UUID | None = None
        search.reprint.connect(self.reprint)
        search.none_kept.connect(self._none_kept)

    def reprint(self) -> None:
        """F6."""
        marked, received = self._pane.card or self._search.marked, self._flow.desk.received
        wanted = None if marked is None else marked.id
        if self._since.isValid() and not self._since.hasExpired(_HASTE_MS) and self._pressed == wanted:
            return
        self._since.start()
        self._pressed = wanted
        if marked is not None:
            asked = self._workers.desk.ask(receipt_about, f"dossier:{marked.id}")
            asked.then(self, partial(self._of_dossier, marked.code))
        elif received:
            self._workers.desk.ask(receipt_about, f"dossier:{received[-1].id}").then(self, self._last)
        else:
            self._workers.desk.ask(last_receipt, self._flow.counter).then(self, self._last)

    def _of_dossier(self, code: str, found: Reprintable | None) -> None:
        if found is None:
            self._none_kept(code)
        else:
            self._again(found)

    def _none_kept(self, code: str) -> None:
        self._notice.say(f"Máy này không giữ giấy tiếp nhận nào của {code} để in lại.", "warn")

    def _last(self, found: Reprintable | None) -> None:
        if found is None:
            self._notice.say(f"Quầy này chưa in giấy tiếp nhận nào. {_ELSE}", "warn")
        elif not found.is_last_at(self._workers.place.clock()):
            minutes = int(LAST_FOR.total_seconds() // 60)
            self._notice.say(f"Giấy tiếp nhận cuối ({found.code}) đã quá {minutes} phút. {_ELSE}", "warn")
        else:
            self._again(found)

    def _again(self, found: Reprintable) -> None:
        newest = found.newest
        if newest.state in ("queued", "sending"):
            self._notice.say(f"Giấy tiếp nhận {found.code} còn đang chờ in.", "warn")
            return
        answer = self._workers.desk.do_once(derived_id(newest.id, "reprint"), print_jobs.reprint, newest.id)
        answer.then(self, partial(self._queued, found.code))

    def _queued(self, code: str, job: print_jobs.Job) -> None:
        self._notice.say(f"Đang in lại giấy tiếp nhận {code}, lần {job.copy_no}.", "good")
