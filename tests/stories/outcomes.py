"""Every way a dossier can go, which story tells it, and what came out on paper for it.

A story says what it tells with ``@tells``; when it has run, the act has to stand in the audit trail, so that no story can
claim a way it did not go. ``test_outcomes_whole`` walks the table of steps and finds what nobody tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import date
from functools import wraps
from typing import Any
from uuid import UUID

import pypdfium2
from sqlalchemy import select

from counter_app import print_jobs
from counter_app.dossiers.register_book import register_book
from counter_app.dossiers.steps.forms import forms_of
from counter_app.moments import business_day
from counter_app.place import Place
from counter_app.printers import PrinterCard, add_printer
from counter_app.records.shared import Audit
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from counter_app.store import Asking
from printing.printer_work import payload_for
from tests.clock import SetClock

OFFICE = PrinterCard(*("văn phòng", "cups", {"queue": "hp", "sheet": "A5"}), ack="none", purposes=("form", "receipt"))
"""Prints the forms, and the receipts too: every paper of a story is a sheet whose words can be read back."""

WAYS: Mapping[str, tuple[str, ...]] = {
    "receive": ("received",),
    "accept": ("written down, then accepted",),
    "supplement": ("at intake", "in processing"),
    "complete": ("at intake", "in processing"),
    "close": ("after fifteen days",),
    "refuse": ("at intake", "in processing", "late"),
    "forward": ("to units",),
    "note_leg": ("taken and done",),
    "extend": ("with an apology",),
    "withdraw": ("withdrawn",),
    "stop": ("stopped",),
    "result": ("in",),
    "hand_over": (
        *("to the owner", "to who brought it", "with an authorisation", "by post", "electronic"),
        *("slip lost", "late", "papers of what ended without a result"),
    ),
    "correct": ("a person",),
    "void": ("by two",),
    "pay": ("in cash with the dossier", "in cash afterwards", "by transfer"),
    "refund": ("with a reason", "a part"),
    "cancel_fee": ("with a reason",),
    "cancel_receipt": ("written by mistake",),
    "exempt": ("with its ground",),
}
"""What can be done with a dossier, and the ways it goes; the steps by their names in the table."""
_KINDS: Mapping[str, tuple[str, ...]] = {
    "note_leg": ("dossier.leg_noted",),
    "result": ("dossier.return_result",),
    "hand_over": ("fact.result_handed_over", "fact.papers_returned"),
    "pay": ("fact.money_taken",),
    "refund": ("fact.money_refunded",),
    "cancel_fee": ("fact.money_cancelled",),
    "cancel_receipt": ("fact.receipt_cancelled",),
    "exempt": ("dossier.receive",),
}
"""The audit trail's names of acts that are not called as in ``WAYS``."""

Story = Callable[..., None]


def tells(act: str, *ways: str) -> Callable[[Story], Story]:
    """This story tells these ways of an act; it takes ``staffed``, whose records have to know of the act afterwards."""

    def marked(story: Story) -> Story:
        @wraps(story)
        def told(*args: Any, **given: Any) -> None:
            story(*args, **given)
            kinds = _KINDS.get(act, (f"dossier.{act}",))
            assert any(kind in done_here(given["staffed"]) for kind in kinds), f"{act} stands nowhere"

        known: tuple[tuple[str, str], ...] = getattr(story, "tells", ())
        told.tells = (*known, *((act, way) for way in ways))  # type: ignore[attr-defined]
        return told

    return marked


def done_here(place: Place) -> frozenset[str]:
    """The kinds of what Lan did at counter 3."""

    def asked(asking: Asking) -> frozenset[str]:
        mine = select(Audit.action).where(Audit.who == "lan", Audit.counter == 3)
        return frozenset(asking.connection.execute(mine).scalars())

    return place.desk.ask(asked)


def prints_on_sheets(place: Place) -> None:
    """An office printer beside the counter; receipts are on A5."""
    place.desk.do(add_printer, OFFICE)
    place.office.do(change_setting, "receipt.paper", "a5")
    refresh_desk(place)


def receipts(place: Place, dossier_id: UUID) -> list[str]:
    """The words of the receipts sent to the printer, the newest first."""
    return list(_sent(place, f"dossier:{dossier_id}"))


def form_sent(place: Place, dossier_id: UUID, kind: str) -> str:
    """The words of the newest form of this kind, as it went to the printer with its step."""
    newest = [one for one in place.desk.ask(forms_of, dossier_id) if one.kind == kind][-1]
    return next(_sent(place, f"form:{newest.id}"))


def no_form(place: Place, dossier_id: UUID) -> bool:
    """Whether no form was given out."""
    return place.desk.ask(forms_of, dossier_id) == ()


def register_line(place: Place, clock: SetClock) -> str:
    """The words of form 07 of the dossiers received until now."""
    book = place.desk.ask(register_book, date(2026, 11, 1), business_day(clock()))
    return words_on(payload_for(OFFICE, book))


def _sent(place: Place, about: str) -> Iterator[str]:
    for job in place.desk.ask(print_jobs.jobs, about=about):
        assert job.printer == OFFICE.name
        document = place.desk.ask(print_jobs.document_of, job.id)
        assert document is not None
        yield words_on(payload_for(OFFICE, document))


def words_on(pdf: bytes) -> str:
    """What stands on a paper, line breaks as blanks."""
    with closing(pypdfium2.PdfDocument(pdf)) as pages:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())
