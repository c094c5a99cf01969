"""Papers of this PC that do not come out, as the clerk's standing line says them: what, which paper, what can be done.

Pure but for the question. Papers that wait for one printer are one line; each paper of which nobody knows
whether it came out is a question of its own, and comes first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from counter_app.print_jobs import Job
from counter_app.printers import Purpose, printer_for
from counter_app.store import Asking
from counter_app.stuck_papers import Stuck, stuck
from counter_app.wording import printer_trouble
from ui.printer_words import short_name

Step = Literal["seen", "again", "other", "give_up"]
_NAMED = 2
"""How many papers of a group are called by their codes."""
_OTHERS = 2
"""How many other printers are offered."""
_PAPERS: dict[Purpose, str] = {
    "receipt": "Giấy tiếp nhận",
    "slip": "Phiếu số",
    "form": "Biểu mẫu",
    "strip": "Giấy in thử",
}
_NO_WORD = ("chưa in xong", "Kiểm tra máy in")
"""Of a printer whose papers don't come out, and nothing says why."""
_PARTS = {"file": "Giấy tiếp nhận (liên lưu)", "claim": "Phiếu giữ bản gốc"}


@dataclass(frozen=True)
class Answer:
    """What can be done about a paper: its words, and on which printer."""

    step: Step
    words: str
    printer: str | None = None


@dataclass(frozen=True)
class Trouble:
    """One standing line: the papers it is about, what is wrong and the next step, and what can be answered."""

    papers: tuple[Job, ...]
    words: str
    answers: tuple[Answer, ...]
    asks: bool = False
    """Whether it is a question: nobody knows whether the paper came out."""


@dataclass(frozen=True)
class PapersLeft:
    """The receipts' printer, what keeps its papers (a job's detail, else empty), how many wait, and every trouble."""

    printer: str | None
    waiting: int
    detail: str
    troubles: tuple[Trouble, ...]


def papers_left(asking: Asking) -> PapersLeft:
    """Everything that stands still on this PC, the longest first."""
    found = tuple(reversed(stuck(asking)))
    printer = printer_for(asking, "receipt")
    waiting = [one.job for one in found if one.job.state == "queued" and one.job.printer == printer]
    detail = next((one.detail for one in waiting if one.detail), "")
    return PapersLeft(printer, len(waiting), detail, troubles_of(found))


def troubles_of(found: Iterable[Stuck]) -> tuple[Trouble, ...]:
    """The standing lines of papers that stand still (pure)."""
    groups: dict[tuple[str | None, tuple[str, ...]], list[Stuck]] = {}
    alone: dict[bool, list[Trouble]] = {True: [], False: []}
    for one in found:
        if one.job.state in ("queued", "sending"):
            # What another printer can take and what it can't are two lines: each answer is for all of its papers.
            groups.setdefault((one.job.printer, one.others), []).append(one)
        else:
            asks = one.job.state == "unconfirmed"
            alone[asks].append(_question(one) if asks else _failure(one))
    return (*alone[True], *alone[False], *(_waiting(papers) for papers in groups.values()))


def _question(one: Stuck) -> Trouble:
    wrong, _ = printer_trouble(one.job.detail)
    words = f"{_paper(one)} đã ra đủ chưa? {_printer(one.job.printer)}: {wrong}."
    return Trouble((one.job,), words, (Answer("seen", "Đã ra"), *_again(one)), asks=True)


def _failure(one: Stuck) -> Trouble:
    wrong, step = printer_trouble(one.job.detail)
    return Trouble(
        (one.job,), f"{_paper(one)}: {wrong}. {step}.", (Answer("again", "In lại"), Answer("give_up", "Bỏ tờ này"))
    )


def _waiting(papers: list[Stuck]) -> Trouble:
    first, jobs = papers[0], tuple(one.job for one in papers)
    # Several papers of one dossier (receipt, slip for its originals) are told by its code, once.
    names = tuple(dict.fromkeys(one.code or _PAPERS[one.job.kind].lower() for one in papers))
    named = ", ".join(names[:_NAMED])
    more = f" và {len(papers) - _NAMED} tờ nữa" if len(names) > _NAMED else ""
    if first.job.printer is None:
        return Trouble(jobs, f"Chưa có máy in cho {named}{more}. Báo kỹ thuật thêm máy in, giấy sẽ tự in.", ())
    detail = next((one.detail for one in jobs if one.detail), "")
    wrong, step = printer_trouble(detail) if detail else _NO_WORD
    words = f"{_printer(first.job.printer)}: {wrong}. Đang chờ {named}{more}. {step}"
    waits = next((one for one in papers if one.job.state == "queued"), None)
    if waits is None:  # of one being sent nobody knows how much is out: nothing prints it again by itself
        return Trouble(jobs, f"{words}.", ())
    return Trouble(jobs, f"{words}, giấy sẽ tự in.", _again(waits))


def _again(one: Stuck) -> tuple[Answer, ...]:
    others = [Answer("other", f"Máy in khác: {short_name(name)}", name) for name in one.others[:_OTHERS]]
    return (Answer("again", "In lại"), *others)


def _paper(one: Stuck) -> str:
    return f"{_PARTS.get(one.part) or _PAPERS[one.job.kind]} {one.code}".rstrip()


def _printer(name: str | None) -> str:
    """A printer as it is called in a sentence."""
    return f"Máy in {short_name(name)}" if name else "Máy in"
