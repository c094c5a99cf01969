"""Anything typed into any field is refused with a sentence, or stored and printed faithfully; nothing in between."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from counter_app.catalogue.versions import procedure
from counter_app.documents import clean_line, clean_text
from counter_app.dossiers.drafts import draft, keep_typing
from counter_app.dossiers.entry import (
    DRAFT_KIND,
    Entry,
    LineEntry,
    PersonEntry,
    copied_papers,
    from_body,
    missing,
    papers_wanted,
    to_body,
)
from counter_app.dossiers.entry_document import to_document
from counter_app.dossiers.intake import Intake, read_intake
from counter_app.dossiers.lookup import dossier_by_id, dossiers
from counter_app.dossiers.receipt import claim_slip_of, receipt_of
from counter_app.dossiers.receive import receive
from counter_app.dossiers.steps.documents import read_refusal, read_supplement
from counter_app.dossiers.steps.endings import refuse_at_intake
from counter_app.dossiers.steps.forms import form_document
from counter_app.dossiers.steps.supplement import ask_at_intake
from counter_app.errors import Incomplete, Refused
from counter_app.form_documents import Refusal, SupplementRequest
from counter_app.ids import new_id
from counter_app.place import Place
from counter_app.wording import sentence
from printing.layouts import lay_out
from tests.documents import TODAY

COPIES = "2.000815"
CRUEL = (
    "Nguyễn Văn An",
    unicodedata.normalize("NFD", "Đặng Thị Ngữ Ỗ Ẫ"),
    "👩‍👩‍👧 𠮷 ﷽ \u202e ngược",
    "a\u0000b",
    "một\ndòng\rnữa\t",
    "\ud800",
    "ă" * 10_000,
    "'; DROP TABLE dossier; --",
    "<b>&amp;</b><script>alert(1)</script>",
    "00/00/0000",
    "31/12/9999",
    "0000-01-01",
    "9999-12-31",
    "{missing_list} %s {0}",
    "\u200b\u200c",
    " ",
)
any_text = st.one_of(st.sampled_from(CRUEL), st.text(max_size=40))
any_day = st.one_of(st.sampled_from(("15/03/1985", "", "01/01/0000", "31/12/9999", "29/02/2023")), any_text)


@st.composite
def entries(drawn: st.DrawFn) -> Entry:
    """A form that is right but for what was typed into up to three of its fields."""
    person = PersonEntry("001085012345", "Nguyễn Văn An", "15/03/1985", "nam", "Hà Nội", "0912345678", "has")
    odd = drawn(
        st.sets(st.sampled_from(("number", "name", "birth_date", "address", "phone", "nationality")), max_size=2)
    )
    changed = {field: drawn(any_day if field == "birth_date" else any_text) for field in sorted(odd)}
    line = LineEntry(
        drawn(any_text), drawn(st.integers(0, 9999)), drawn(st.integers(0, 999)), drawn(st.integers(0, 999))
    )
    note = drawn(any_text) if drawn(st.booleans()) else ""
    owner = PersonEntry(**{**vars(person), **changed})
    return Entry(owner=owner, procedure=COPIES, lines=(line,), note=note)


def taken(place: Place, entry: Entry) -> Intake:
    """What the form gives the act; Refused."""
    copies = place.desk.ask(procedure, COPIES)
    whole = replace(entry, papers=papers_wanted(copies))
    lacking = missing(whole, copies)
    if lacking:
        raise Incomplete(lacking)
    return read_intake(to_document(whole, copies), TODAY)


def told(refused: Refused) -> None:
    """A refusal has its sentence in both languages."""
    for language in ("vi", "en"):
        assert sentence(refused, language).strip()


anything = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@anything
@given(entry=entries())
@example(entry=Entry(PersonEntry("001085012345", CRUEL[1]), procedure=COPIES, lines=(LineEntry(CRUEL[8], 2, 1, 1),)))
@example(entry=Entry(PersonEntry("001085012345", "A", CRUEL[9]), procedure=COPIES, lines=(LineEntry("B", 2, 1, 1),)))
def test_what_is_received_is_what_was_typed_on_the_records_and_on_paper(place: Place, entry: Entry) -> None:
    before = len(place.desk.ask(dossiers))
    try:
        done = place.desk.do(receive, taken(place, entry))
    except Refused as refused:
        told(refused)
        assert len(place.desk.ask(dossiers)) == before
        return
    card = place.desk.ask(dossier_by_id, done.id)
    paper = place.desk.ask(receipt_of, done.id)
    slip = place.desk.ask(claim_slip_of, done.id)
    name, note = clean_line(entry.owner.name), clean_text(entry.note)
    copied = clean_line(copied_papers(entry)[0].paper)
    assert (card.owner.name, card.note, card.papers[0].name) == (name, note, copied)
    assert (paper.owner, paper.owner_address, paper.note) == (name, clean_line(entry.owner.address), note)
    assert [one.name for one in slip.originals] == [copied] * bool(entry.lines[0].originals)
    for one in (paper, slip):
        lay_out(one, 576)


@anything
@given(entry=entries(), reason=any_text)
def test_forms_02_and_03_say_what_was_typed(place: Place, entry: Entry, reason: str) -> None:
    try:
        intake = taken(place, entry)
        wanted = read_supplement({"reason": reason, "items": [reason]}).value
        asked = place.desk.do(ask_at_intake, intake, wanted)
        refused_one = place.desk.do(refuse_at_intake, intake, read_refusal({"reason": reason}).value)
    except Refused as refused:
        told(refused)
        return
    assert asked.form is not None
    assert refused_one.form is not None
    request = place.desk.ask(form_document, asked.form)
    refusal = place.desk.ask(form_document, refused_one.form)
    assert isinstance(request, SupplementRequest)
    assert isinstance(refusal, Refusal)
    assert (request.items, refusal.reasons) == ((clean_line(reason),), (clean_text(reason),))
    assert request.holder.name == refusal.holder.name == clean_line(entry.owner.name)


@anything
@given(entry=entries())
def test_a_draft_keeps_every_letter_or_says_why_not(place: Place, entry: Entry) -> None:
    draft_id = new_id()
    try:
        place.desk.do(keep_typing, 3, "không số", None, draft_id, DRAFT_KIND, to_body(entry))
    except Refused as refused:
        told(refused)
        return
    kept = place.desk.ask(draft, draft_id)
    assert kept is not None
    assert from_body(kept.body) == entry
