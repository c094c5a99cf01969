"""What somebody does about papers on this page: print a test strip, print again, move, confirm, give up."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject

from counter_app import print_jobs, stuck_papers
from counter_app.errors import Refused
from counter_app.print_jobs import Job
from ui.admin.printers.known import OpenPaper
from ui.notices import NoticeLine
from ui.printer_words import paper_state
from ui.work import Worker

_STEPS = {"confirm": print_jobs.confirm, "cancel": print_jobs.cancel}


class PaperSteps(QObject):
    """``not_done`` is called after a step that was refused: it may be pressed again. What is done shows by itself."""

    def __init__(self, parent: QObject, desk: Worker, notice: NoticeLine, not_done: Callable[[], object]) -> None:
        super().__init__(parent)
        self._desk, self._notice, self._not_done = desk, notice, not_done
        self._trial: UUID | None = None
        """The test strip whose end is still to be told."""
        # Not by what the page follows: a strip may come and go between two of its looks.
        desk.changed.connect(self._look)

    def print_strip(self, printer: str) -> None:
        """Queue a test strip; its end will be told."""
        self._desk.do(print_jobs.queue_strip, printer).then(self, self._strip_queued, self._refused)

    def take(self, job: Job, step: str, printer: str | None) -> None:
        """Do a step of a paper's row. One that has come out meanwhile is not printed a second time."""
        if step == "again":
            self._desk.do(stuck_papers.again_as_seen, (job,), printer).then(self, self._again, self._refused)
        elif printer is not None:
            self._desk.do(stuck_papers.move_to, job.id, printer).then(self, self._done, self._refused)
        else:
            self._desk.do(_STEPS[step], job.id).then(self, self._done, self._refused)

    def move_all(self, papers: tuple[OpenPaper, ...], printer: str) -> None:
        """Let another printer print every paper of which nothing has left."""
        for paper in papers:
            if paper.job.state == "queued":
                self._desk.do(stuck_papers.move_to, paper.job.id, printer).then(self, self._done, self._refused)

    def _strip_queued(self, job: Job) -> None:
        self._trial = job.id
        self._notice.say(f"Đã giao giấy in thử cho «{job.printer}».", "good")
        self._look()

    def _look(self) -> None:
        """The records have changed: tell how the test strip ended."""
        if self._trial is not None:
            self._desk.ask(print_jobs.job, self._trial).then(self, self._look_at, self._refused)

    def _look_at(self, job: Job) -> None:
        if job.id != self._trial or (job.state in ("queued", "sending") and not job.detail):
            return
        self._trial = None
        well = job.state in ("printed", "sent")
        self._notice.say(f"Giấy in thử ở «{job.printer}»: {paper_state(job)}.", "good" if well else "warn")

    def _again(self, printed: tuple[Job, ...]) -> None:
        if printed:
            self._done(printed[0])
        else:
            self._notice.say("Tờ này vừa có người xử lý, không in thêm.", "warn")
            self._not_done()

    def _done(self, job: Job) -> None:
        words = {"queued": f"Đã giao cho «{job.printer}» in.", "printed": "Đã ghi: giấy ra đủ.", "cancelled": "Đã bỏ."}
        self._notice.say(words.get(job.state, f"{paper_state(job)}."), "good")

    def _refused(self, refusal: Refused) -> None:
        self._notice.refuse(refusal)
        self._not_done()
