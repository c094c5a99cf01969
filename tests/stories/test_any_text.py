"""Anything typed into any field is refused with a sentence, or stored and printed faithfully; nothing in between."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from counter_app import documents
from counter_app.catalogue.versions import procedure
from counter_app.documents import _letters
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
    submitter_of,
    to_body,
)
from counter_app.dossiers.entry_document import to_document
from counter_app.dossiers.intake import Intake, read_intake
from counter_app.dossiers.lookup import DossierCard, dossier_by_id, dossiers
from counter_app.dossiers.receipt import claim_slip_of, receipt_of
from counter_app.dossiers.receive import receive
from counter_app.dossiers.steps.documents import read_refusal, read_supplement
from counter_app.dossiers.steps.endings import refuse_at_intake
from counter_app.dossiers.steps.forms import form_document
from counter_app.dossiers.steps.supplement import ask_at_intake
from counter_app.errors import Incomplete, Refused
from counter_app.form_documents import Refusal, SupplementRequest
from counter_app.ids import new_id
from counter_app.papers import Receipt
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


RIGHT = PersonEntry("001085012345", "Nguyễn Văn An", "15/03/1985", "nam", "Hà Nội", "0912345678", "has")
OWNERS = (
    RIGHT,
    PersonEntry("0100109106", "Công ty Mẫu", address="Số 5, Hà Nội", phone="02438720000"),
    PersonEntry("M12345678", "Kim Min Su", "01/02/1990", nationality="KR", phone="+82212345678"),
)
"""A citizen, an organisation, a foreigner."""
BRINGER = PersonEntry("001192000777", "Trần Thị Bình", phone="0987654321")
OWNERS_FIELDS = ("number", "name", "birth_date", "address", "address_now", "phone", "phone_of", "nationality")
BRINGERS_FIELDS = ("number", "name", "phone", "nationality")


@st.composite
def people(drawn: st.DrawFn, right: tuple[PersonEntry, ...], fields: tuple[str, ...]) -> PersonEntry:
    """One of these people, right but for up to two of their fields."""
    odd = drawn(st.sets(st.sampled_from(fields), max_size=2))
    typed: dict[str, Any] = {field: drawn(any_day if field == "birth_date" else any_text) for field in sorted(odd)}
    return replace(drawn(st.sampled_from(right)), **typed)


@st.composite
def entries(drawn: st.DrawFn) -> Entry:
    """A form that is right but for what was typed into a few of its fields."""
    counts = (drawn(st.integers(0, 9999)), drawn(st.integers(0, 999)), drawn(st.integers(0, 999)))
    entry = Entry(
        owner=drawn(people(OWNERS, OWNERS_FIELDS)),
        procedure=COPIES,
        lines=(LineEntry(drawn(any_text), *counts),),
        note=drawn(any_text) if drawn(st.booleans()) else "",
    )
    if drawn(st.booleans()):
        paper = drawn(st.sampled_from(("Giấy uỷ quyền số 12", ""))) if drawn(st.booleans()) else drawn(any_text)
        day = "19/11/2026" if drawn(st.booleans()) else drawn(any_day)
        bringer = drawn(people((BRINGER,), BRINGERS_FIELDS))
        entry = replace(entry, submitter=bringer, authorisation=paper, authorisation_date=day)
    if drawn(st.booleans()):
        entry = replace(entry, way="post", way_address=drawn(any_text))
    if drawn(st.booleans()):
        entry = replace(entry, fee_way="exempt", fee_ground=drawn(any_text))
    return entry


def one_line(text: str) -> str:
    """What a line is to stand as, said here once more and apart from the code: composed, no format signs, single blanks."""
    seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", seen)).strip()


def some_lines(text: str) -> str:
    """The same of several lines, with one kind of line end."""
    seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return unicodedata.normalize("NFC", re.sub(r"\r\n?", "\n", seen)).strip()


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


def received_faithfully(place: Place, entry: Entry) -> bool:
    """Receive it: refused with a sentence and nothing changed (False), or standing everywhere as it was typed."""
    before = len(place.desk.ask(dossiers))
    try:
        done = place.desk.do(receive, taken(place, entry))
    except Refused as refused:
        told(refused)
        assert len(place.desk.ask(dossiers)) == before
        return False
    card = place.desk.ask(dossier_by_id, done.id)
    stands_as_typed(card, entry)
    paper, slip = place.desk.ask(receipt_of, done.id), place.desk.ask(claim_slip_of, done.id)
    says_as_typed(paper, entry)
    copied = one_line(copied_papers(entry)[0].paper)
    assert card.papers[0].name == copied
    assert [one.name for one in slip.originals] == [copied] * bool(entry.lines[0].originals)
    for one in (paper, slip):
        lay_out(one, 576)
    return True


def stands_as_typed(card: DossierCard, entry: Entry) -> None:
    """The records hold what was typed, and nothing that no eye sees."""
    owner, submitter = entry.owner, submitter_of(entry)
    assert (card.owner.name, card.owner.address) == (one_line(owner.name), one_line(owner.address))
    assert (card.owner.address_now, card.note) == (one_line(owner.address_now), some_lines(entry.note))
    assert card.return_address == one_line(entry.way_address)
    assert (card.submitter is None) == (submitter is None)
    if card.submitter is not None and submitter is not None:
        assert card.submitter.name == one_line(submitter.name)
        assert (card.authorisation or {"paper": ""})["paper"] == one_line(entry.authorisation)
    waived = {fee.ground for fee in card.fees if fee.way == "exempt"}
    assert waived == ({one_line(entry.fee_ground)} if entry.fee_way == "exempt" else set())
    people = [who for who in (card.owner, card.submitter) if who is not None]
    lines = [text for who in people for text in (who.name, who.address, who.address_now, who.phone, who.number or "")]
    for text in (*lines, card.return_address, *waived, *(paper.name for paper in card.papers)):
        assert not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs") for letter in text)


def says_as_typed(paper: Receipt, entry: Entry) -> None:
    """The receipt says what was typed."""
    owner, submitter = entry.owner, submitter_of(entry)
    assert (paper.owner, paper.note) == (one_line(owner.name), some_lines(entry.note))
    assert paper.owner_address == (one_line(owner.address_now) or one_line(owner.address))
    assert paper.submitter == (None if submitter is None else one_line(submitter.name))
    if submitter is not None and entry.authorisation.strip():
        assert paper.authority.startswith(f"{one_line(entry.authorisation)} ngày ")
    assert paper.return_way.endswith(one_line(entry.way_address))
    assert paper.exemption == (one_line(entry.fee_ground) if entry.fee_way == "exempt" else "")


anything = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
HARD = f"{CRUEL[1]}\u200b  {CRUEL[8]}"
"""Not composed, with a sign nobody sees, two blanks, and HTML."""
LINE = (LineEntry("Bằng", 2, 1, 1),)
EVERYWHERE = Entry(
    replace(RIGHT, name=HARD, address=HARD, address_now=HARD),
    replace(BRINGER, name=HARD),
    authorisation=HARD,
    authorisation_date="19/11/2026",
    procedure=COPIES,
    lines=(LineEntry(HARD, 2, 1, 1),),
    way="post",
    way_address=HARD,
    note=HARD,
    fee_way="exempt",
    fee_ground=HARD,
)
"""It is received, with something hard in every field that takes free text."""


@anything
@given(entry=entries())
@example(entry=EVERYWHERE)
@example(entry=Entry(PersonEntry("001085012345", "A", CRUEL[9]), procedure=COPIES, lines=LINE))
@example(entry=Entry(replace(OWNERS[1], name=CRUEL[2]), procedure=COPIES, lines=LINE))
@example(entry=Entry(replace(OWNERS[2], nationality=CRUEL[2]), procedure=COPIES, lines=LINE))
def test_what_is_received_is_what_was_typed_on_the_records_and_on_paper(place: Place, entry: Entry) -> None:
    received_faithfully(place, entry)


def test_the_hard_text_in_every_field_is_received(place: Place) -> None:
    assert received_faithfully(place, EVERYWHERE)


def not_composed(text: str, allowed: str) -> str:
    return unicodedata.normalize("NFD", _letters(text, allowed))


def with_signs_nobody_sees(text: str, allowed: str) -> str:
    _letters(text, allowed)
    return unicodedata.normalize("NFC", text)


def without_a_word(text: str, allowed: str) -> str:
    return _letters(text, allowed).replace("script", "")


def shortened(text: str, allowed: str) -> str:
    return _letters(text, allowed)[:30]


@pytest.mark.parametrize("broken", [not_composed, with_signs_nobody_sees, without_a_word, shortened])
def test_the_story_bites_when_text_is_cleaned_wrongly(
    place: Place, monkeypatch: pytest.MonkeyPatch, broken: Callable[[str, str], str]
) -> None:
    monkeypatch.setattr(documents, "_letters", broken)

    with pytest.raises(AssertionError):
        received_faithfully(place, EVERYWHERE)


@pytest.mark.parametrize("field", ["way_address", "fee_ground", "authorisation", "note"])
def test_the_story_bites_in_every_field_of_the_dossier(place: Place, field: str) -> None:
    done = place.desk.do(receive, taken(place, EVERYWHERE))
    card, paper = place.desk.ask(dossier_by_id, done.id), place.desk.ask(receipt_of, done.id)
    typed: dict[str, Any] = {field: "Điều khác"}
    other = replace(EVERYWHERE, **typed)

    with pytest.raises(AssertionError):
        stands_as_typed(card, other)
    with pytest.raises(AssertionError):
        says_as_typed(paper, other)


@pytest.mark.parametrize("who", ["owner", "submitter"])
def test_the_story_bites_in_the_names_of_both_people(place: Place, who: str) -> None:
    done = place.desk.do(receive, taken(place, EVERYWHERE))
    card = place.desk.ask(dossier_by_id, done.id)
    somebody: dict[str, Any] = {who: replace(getattr(EVERYWHERE, who), name="Người khác")}
    other = replace(EVERYWHERE, **somebody)

    with pytest.raises(AssertionError):
        stands_as_typed(card, other)


def test_control_characters_let_through_are_noticed(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = replace(EVERYWHERE, fee_ground="a\u0000b")
    assert not received_faithfully(place, entry)
    monkeypatch.setattr(documents, "_letters", lambda text, allowed: unicodedata.normalize("NFC", text) + allowed[:0])

    with pytest.raises(AssertionError):
        received_faithfully(place, entry)


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
    assert (request.items, refusal.reasons) == ((one_line(reason),), (some_lines(reason),))
    assert request.holder.name == refusal.holder.name == one_line(entry.owner.name)


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
