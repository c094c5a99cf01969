"""Where people live by today's names, and whose phone it is: asked at intake, kept, said wherever somebody is called."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from counter_app.catalogue.versions import procedure
from counter_app.dossiers.entry import Entry, from_identity, papers_wanted
from counter_app.dossiers.entry_document import to_document
from counter_app.dossiers.intake import read_intake
from counter_app.dossiers.lookup import dossier_by_id, known_person
from counter_app.dossiers.receipt import receipt_of
from counter_app.dossiers.receive import receive
from counter_app.dossiers.register_book import register_book
from counter_app.dossiers.same_people import people_of_last
from counter_app.dossiers.steps.correct import correct
from counter_app.dossiers.steps.values import Correction
from counter_app.dossiers.worklists import work_list
from counter_app.errors import BadDocument
from counter_app.people.identity import parse_identity
from counter_app.place import Place
from counter_app.queue import visits
from counter_app.wording_fields import phone_said
from tests.documents import TODAY, document, intake

OLD = "Tổ 5, Ngọc Lâm, Long Biên, Hà Nội"
NEW = "Tổ 5, Phường Bồ Đề, Thành phố Hà Nội"


def owned(**changes: Any) -> dict[str, Any]:
    return {**document()["owner"], **changes}


def test_a_card_of_an_old_ward_brings_the_new_one_and_keeps_its_own_text(place: Place) -> None:
    card = parse_identity(f"001085012345||Nguyễn Văn An|15031985|Nam|{OLD}|01052022")
    marriage = place.desk.ask(procedure, "1.000894")
    entry = Entry(owner=from_identity(card), procedure="1.000894", papers=papers_wanted(marriage))

    done = place.desk.do(receive, read_intake(to_document(entry, marriage), TODAY))

    owner = place.desk.ask(dossier_by_id, done.id).owner
    assert (owner.address, owner.address_now, owner.lives_at) == (OLD, NEW, NEW)
    assert place.desk.ask(receipt_of, done.id).owner_address == NEW
    assert place.desk.ask(register_book, TODAY, TODAY).rows[0].address == NEW


def test_a_divided_ward_is_left_open_for_the_clerk_to_ask() -> None:
    card = parse_identity("001085012345||Nguyễn Văn An|15031985|Nam|Số 1, Bồ Đề, Long Biên, Hà Nội|01052022")

    assert from_identity(card).address_now == ""


def test_whose_phone_it_is_is_said_wherever_somebody_is_called(place: Place) -> None:
    done = place.desk.do(receive, intake(owner=owned(phone_of="relative")))

    (line,) = place.desk.ask(work_list, "unsent")
    owner = place.desk.ask(dossier_by_id, done.id).owner
    assert phone_said(line.owner_phone, line.owner_phone_of) == "0912345678 (người thân)"
    assert phone_said(owner.phone, owner.phone_of) == "0912345678 (người thân)"
    assert place.desk.ask(register_book, TODAY, TODAY).rows[0].phone == "0912345678 (người thân)"


def test_a_phone_nobody_said_more_about_is_the_owners_own(place: Place) -> None:
    done = place.desk.do(receive, intake(owner=owned(phone_of=None)))

    assert place.desk.ask(dossier_by_id, done.id).owner.phone_of == "own"
    assert phone_said("0912345678", "own") == "0912345678"
    assert phone_said("", "relative") == ""


def test_a_stranger_to_the_list_is_refused() -> None:
    with pytest.raises(BadDocument) as refused:
        intake(owner=owned(phone_of="neighbour"))

    assert refused.value.field == "owner.phone_of"


def test_both_are_known_at_the_next_visit_and_can_be_put_right(place: Place) -> None:
    first = place.desk.do(receive, intake(owner=owned(address=OLD, address_now=NEW, phone_of="submitter")))
    known = place.desk.ask(known_person, "001085012345")
    assert known is not None
    assert (known.address_now, known.phone_of) == (NEW, "submitter")

    right = replace(intake(owner=owned(address=OLD)).owner, address_now="", phone_of="own")
    place.desk.do(correct, first.id, Correction("Hỏi nhầm phường", owner=right))

    put_right = place.desk.ask(dossier_by_id, first.id).owner
    assert (put_right.lives_at, put_right.phone_of) == (OLD, "own")


def test_the_same_people_come_back_into_the_form_with_both(place: Place) -> None:
    visit = place.desk.do(visits.begin, 3, "A001")
    place.desk.do(receive, intake(owner=owned(address=OLD, address_now=NEW, phone_of="relative")), visit.id)

    people = place.desk.ask(people_of_last, visit.id)

    assert people is not None
    assert (people.owner.address_now, people.owner.phone_of) == (NEW, "relative")
