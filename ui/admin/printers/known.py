"""The printers as the desk's records know them, and the papers that have not come out."""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.form_documents import Form
from counter_app.papers import ClaimSlip, Receipt, Slip
from counter_app.print_jobs import Job, document_of, jobs
from counter_app.printers import PURPOSES, PrinterCard, Purpose, others_for, printer_for, printers
from counter_app.store import Asking


@dataclass(frozen=True)
class OpenPaper:
    """A paper somebody may still have to look at."""

    job: Job
    name: str
    """What it is, without anybody's name: its number or its dossier's code."""
    others: tuple[str, ...]
    """The other printers that could print it."""


@dataclass(frozen=True)
class Known:
    """Every printer, the papers of each, and which one prints what just now."""

    cards: tuple[PrinterCard, ...]
    papers: tuple[OpenPaper, ...]
    prints_now: dict[Purpose, str | None]

    def card(self, name: str | None) -> PrinterCard | None:
        """The printer of this name."""
        return next((one for one in self.cards if one.name == name), None)

    def papers_of(self, name: str | None) -> tuple[OpenPaper, ...]:
        """The papers of a printer, oldest first; of None those that have no printer."""
        return tuple(one for one in reversed(self.papers) if one.job.printer == name)


def known_printers(asking: Asking) -> Known:
    """Everything the page shows that stands in the records."""
    papers = tuple(
        OpenPaper(job, _name(asking, job), others_for(asking, job.kind, job.printer))
        for job in jobs(asking, open_only=True)
    )
    return Known(printers(asking), papers, {kind: printer_for(asking, kind) for kind in PURPOSES})


def _name(asking: Asking, job: Job) -> str:
    match document_of(asking, job.id):
        case Slip() as slip:
            return f"Phiếu số {slip.number}"
        case Receipt() as receipt:
            return f"Giấy tiếp nhận {receipt.code}" + (", liên lưu" if receipt.part == "file" else "")
        case ClaimSlip() as claim:
            return f"Phiếu giữ bản gốc {claim.code}"
        case Form() as form:
            return f"Biểu mẫu {form.number_text}"
    return "Giấy in thử" if job.kind == "strip" else "Giấy không đọc được nữa"
