"""Receipts that have not come out: how many wait, what keeps them, which ones a person must look at."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from counter_app.dossiers.lookup import codes_of
from counter_app.print_jobs import Job, jobs
from counter_app.printers import printer_for
from counter_app.store import Asking
from counter_app.wording import printer_trouble


@dataclass(frozen=True)
class PaperToSee:
    """A receipt that may or may not have come out, or that can't be printed; ``code`` is its dossier's."""

    job: Job
    code: str


@dataclass(frozen=True)
class PapersLeft:
    """``trouble`` is the detail of a paper that waits for its printer, empty while there is none."""

    printer: str | None
    waiting: int
    trouble: str
    to_see: tuple[PaperToSee, ...]

    @property
    def in_words(self) -> str:
        """One sentence on the papers that wait; empty when none does."""
        if not self.waiting:
            return ""
        papers = f"{self.waiting} giấy tiếp nhận đang chờ"
        if self.printer is None:
            return f"Chưa có máy in: {papers}. Báo kỹ thuật thêm máy in, phiếu sẽ tự in."
        if not self.trouble:
            return f"Đang in: {papers}."
        wrong, step = printer_trouble(self.trouble)
        return f"Máy in {wrong}: {papers}. {step}, phiếu sẽ tự in."


def papers_left(asking: Asking) -> PapersLeft:
    """The receipts of this PC that have not come out."""
    receipts = [job for job in jobs(asking, open_only=True) if job.kind == "receipt"]
    waiting = [job for job in receipts if job.state in ("queued", "sending")]
    unsettled = [job for job in receipts if job.state in ("unconfirmed", "failed")]
    codes = codes_of(asking, [_dossier(job) for job in unsettled])
    to_see = tuple(PaperToSee(job, codes.get(_dossier(job), "")) for job in unsettled)
    trouble = next((job.detail for job in waiting if job.detail), "")
    return PapersLeft(printer_for(asking, "receipt"), len(waiting), trouble, to_see)


def _dossier(job: Job) -> UUID:
    return UUID(job.about.partition(":")[2])
