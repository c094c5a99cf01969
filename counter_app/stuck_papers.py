"""Papers that do not come out (giấy chưa ra): which there are, and what a person can do about one.

A paper of which nothing has left may go to another printer as it is. Any other is printed again as a new job, marked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from counter_app.errors import NoPrinter
from counter_app.old_papers import STALE_SLIP
from counter_app.papers import Slip
from counter_app.print_jobs import Job, document_of, job, jobs, move, reprint
from counter_app.printers import PrinterCard, printer_named, printers
from counter_app.store import Act, Asking

STANDS_AFTER = timedelta(seconds=60)
"""A paper that has neither come out nor been refused for so long stands still, whatever keeps it."""


@dataclass(frozen=True)
class Stuck:
    """A paper that does not come out: why (``job.detail``), and which other printers could take it."""

    job: Job
    others: tuple[str, ...]
    """Names, in the order in which they were added; the first is offered."""
    code: str = ""
    """What stands on it: a slip's number, a dossier's code; empty where that can't be read."""
    part: str = ""
    """Which of a dossier's papers it is (``papers.ReceiptPart``, ``claim``)."""


def move_to(act: Act, job_id: UUID, printer: str) -> Job:
    """Let another printer print a paper of which nothing has left. NoPrinter, WrongMoment."""
    card = printer_named(act, printer)
    before = job(act, job_id)
    if before.kind not in card.purposes:
        raise NoPrinter(printer)
    moved = move(act, job_id, ("queued",), printer=printer, detail="", next_at=None)
    act.record("paper.moved", f"job:{job_id}", {"to": printer})
    return moved


def again(act: Act, job_id: UUID, printer: str | None = None) -> Job:
    """Print it after all: one that still waits as it is (on ``printer`` if named), any other as a marked reprint.

    A reprint comes out where the paper should have, while that printer is still there.
    """
    found = job(act, job_id)
    if found.state == "queued":
        return move_to(act, job_id, printer) if printer is not None else move(act, job_id, ("queued",), next_at=None)
    here = next((card.name for card in printers(act) if card.name == found.printer and _can(card, found)), None)
    return reprint(act, job_id, printer or here)


def again_as_seen(act: Act, seen: tuple[Job, ...], printer: str | None = None) -> tuple[Job, ...]:
    """``again`` for papers somebody saw standing still.

    One that has come out meanwhile, that is just being sent, or that somebody else has settled, is left alone: nobody
    asked for a second one.
    """
    standing = {one.job.id: one.job.state for one in stuck(act) if one.job.state != "sending"}
    return tuple(again(act, one.id, printer) for one in seen if standing.get(one.id) == one.state)


def stuck(asking: Asking) -> tuple[Stuck, ...]:
    """Papers that stand still, newest first: queued for a printer that is not ready or for none, unconfirmed, failed.

    One that was only queued, or is just being sent, is no trouble yet, unless it waits behind one that is, or for
    longer than papers take. A standing line is made of this: what is wrong (``wording.printer_trouble(job.detail)``),
    «in lại» (``again``), and «máy in khác» (``again`` with one of ``others``).
    """
    found = jobs(asking, open_only=True)
    late = {one.id for one in found if _is_late(one, asking.now)}
    halted = {one.printer for one in found if one.id in late or (one.state == "queued" and one.detail)} | {None}
    standing = [one for one in found if one.id in late or _stands(one, halted)]
    cards = printers(asking) if standing else ()
    return tuple(Stuck(one, _others(cards, one), *_on_paper(asking, one)) for one in standing)


def _stands(paper: Job, halted: set[str | None]) -> bool:
    return paper.state in ("unconfirmed", "failed") or (paper.state == "queued" and paper.printer in halted)


def _is_late(paper: Job, now: datetime) -> bool:
    """Whether a paper under way has not moved for too long; one of an hour to come was queued before a clock set back."""
    # A slip nobody waits for is dropped by then, where the printer's papers are looked after at all.
    limit = STALE_SLIP if paper.kind == "slip" else STANDS_AFTER
    return paper.state in ("queued", "sending") and abs(now - paper.changed_at) > limit


def _others(cards: tuple[PrinterCard, ...], paper: Job) -> tuple[str, ...]:
    return tuple(card.name for card in cards if _can(card, paper) and card.name != paper.printer)


def _can(card: PrinterCard, paper: Job) -> bool:
    return paper.kind in card.purposes


def _on_paper(asking: Asking, paper: Job) -> tuple[str, str]:
    """What stands on a paper by which a person knows it, and which part of a dossier's papers it is."""
    document = document_of(asking, paper.id)
    code = document.number if isinstance(document, Slip) else str(getattr(document, "code", ""))
    return code, str(getattr(document, "part", ""))
