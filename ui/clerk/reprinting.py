"""F6: the last receipt of a visit again, marked as a reprint; a second press in haste prints nothing more."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject

from counter_app import print_jobs
from counter_app.ids import derived_id
from ui.clerk.visit_flow import VisitFlow
from ui.notices import NoticeLine
from ui.work import Workers

_HASTE_MS = 2_000


class Reprinting(QObject):
    """Prints again what a person asks for, once."""

    def __init__(self, workers: Workers, flow: VisitFlow, notice: NoticeLine) -> None:
        super().__init__(flow)
        self._workers, self._flow, self._notice = workers, flow, notice
        self._since = QElapsedTimer()

    def reprint(self) -> None:
        """F6."""
        rows = self._flow.desk.received
        if not rows:
            self._notice.say("Lượt này chưa có giấy tiếp nhận để in lại.", "warn")
        elif not self._since.isValid() or self._since.hasExpired(_HASTE_MS):
            self._since.start()
            self._workers.desk.ask(print_jobs.jobs, about=f"dossier:{rows[-1].id}").then(self, self._again)

    def _again(self, found: tuple[print_jobs.Job, ...]) -> None:
        if not found:
            self._notice.say("Hồ sơ này không in giấy nhiệt; giấy A5 in bằng lệnh «form».", "warn")
            return
        newest = found[0]
        answer = self._workers.desk.do_once(derived_id(newest.id, "reprint"), print_jobs.reprint, newest.id)
        answer.then(self, self._queued)

    def _queued(self, job: print_jobs.Job) -> None:
        self._notice.say(f"Đang in lại, lần {job.copy_no}.", "good")
