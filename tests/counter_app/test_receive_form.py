"""What is typed into the form means the same as the document on the command line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counter_app.catalogue.versions import procedure
from counter_app.dossiers.entry import Entry, PaperEntry, PersonEntry, from_body, missing, to_body
from counter_app.dossiers.entry_document import to_document
from counter_app.dossiers.intake import Authorisation, read_intake
from counter_app.dossiers.receive import receive
from counter_app.errors import BadDocument
from counter_app.place import Place
from tests.documents import TODAY, intake


def test_the_form_says_the_same_as_the_command_line(place: Place) -> None:
    """The entry of a form becomes the very document the command line takes."""
    marriage = place.desk.ask(procedure, "1.000894")
    entry = Entry(
        owner=PersonEntry("001085012345", "Nguyễn Văn An", "15/03/1985", "nam", "Hà Nội", "0912345678", "has"),
        procedure="1.000894",
        papers=tuple(PaperEntry(True, one.originals, one.certified, one.copies) for one in marriage.papers),
    )

    read = read_intake(to_document(from_body(to_body(entry)), marriage), TODAY)

    assert missing(entry, marriage) == ()
    assert read.owner == intake().owner.__class__(**{**intake().owner.__dict__, "address": "Hà Nội"})
    assert len(read.papers) == len(marriage.papers)
    assert place.desk.do(receive, read).due is not None


def test_the_form_names_what_is_missing_in_its_order(place: Place) -> None:
    marriage = place.desk.ask(procedure, "1.000894")
    none_given = tuple(PaperEntry(False, 1, 0, 0) for _ in marriage.papers)

    assert missing(Entry(), None) == ("số định danh", "họ tên", "thủ tục")
    lacking = missing(Entry(owner=PersonEntry("1", "A"), papers=none_given), marriage)
    assert lacking == tuple(one.name for one in marriage.papers if one.required)


def test_the_form_asks_for_the_ground_of_an_exemption_and_hands_it_on(place: Place) -> None:
    marriage = place.desk.ask(procedure, "1.000894")
    papers = tuple(PaperEntry(True, 1, 0, 0) for _ in marriage.papers)
    entry = Entry(PersonEntry("001085012345", "Nguyễn Văn An"), papers=papers, fee_way="exempt")

    assert missing(entry, marriage) == ("căn cứ miễn",)
    whole = replace(entry, fee_ground="Hộ nghèo")
    assert missing(whole, marriage) == ()
    assert read_intake(to_document(whole, marriage), TODAY).fee.ground == "Hộ nghèo"
    assert read_intake(to_document(replace(whole, fee_way="cash"), marriage), TODAY).fee.ground == ""


def test_the_forms_authorisation_reaches_the_dossier(place: Place) -> None:
    marriage = place.desk.ask(procedure, "1.000894")
    bringer = PersonEntry("001192000777", "Trần Thị Bình")
    entry = Entry(
        PersonEntry("001085012345", "Nguyễn Văn An"),
        bringer,
        authorisation="Giấy uỷ quyền số 12",
        authorisation_date="19/11/2026",
        papers=tuple(PaperEntry(True, 1, 0, 0) for _ in marriage.papers),
    )

    read = read_intake(to_document(entry, marriage), TODAY)

    assert missing(entry, marriage) == ()
    assert read.authorised_by == Authorisation("Giấy uỷ quyền số 12", date(2026, 11, 19))
    assert missing(replace(entry, authorisation_date=""), marriage) == ("ngày của giấy uỷ quyền",)
    assert missing(replace(entry, authorisation=""), marriage) == ("tên hoặc số giấy uỷ quyền",)
    assert missing(replace(entry, submitter=None), marriage) == ("họ tên người nộp thay",)
    assert missing(replace(entry, submitter=PersonEntry(name="Bình")), marriage) == ("số định danh người nộp thay",)
    nobody = replace(entry, submitter=PersonEntry(), authorisation="", authorisation_date="")
    assert missing(nobody, marriage) == ()
    assert read_intake(to_document(nobody, marriage), TODAY).submitter is None


@pytest.mark.parametrize(
    ("number", "nationality", "kind", "number_kind", "kept"),
    [
        ("001085012345", "", "citizen", "cccd", "001085012345"),
        ("001 085 012 345", "", "citizen", "cccd", "001085012345"),
        ("012345678", "", "citizen", "cmnd", "012345678"),
        ("m12345678", "kr", "foreigner", "passport", "M12345678"),
        ("C1234567", "VN", "citizen", "passport", "C1234567"),
        ("0100109106", "", "organisation", "tax", "0100109106"),
        ("0100109106001", "", "organisation", "tax", "0100109106-001"),
        ("0100109106-001", "", "organisation", "tax", "0100109106-001"),
    ],
)
def test_the_number_says_who_it_is(
    place: Place, number: str, nationality: str, kind: str, number_kind: str, kept: str
) -> None:
    marriage = place.desk.ask(procedure, "1.000894")
    entry = Entry(PersonEntry(number, "A", nationality=nationality))

    owner = read_intake(to_document(entry, marriage), TODAY).owner

    assert (owner.kind, owner.number_kind, owner.number) == (kind, number_kind, kept)
    assert owner.nationality == (nationality.upper() or "VN")


@pytest.mark.parametrize("number", ["0010850123", "00108501234", "0010850123456", "1234567890123"])
def test_a_mistyped_citizen_number_is_not_called_a_tax_code(place: Place, number: str) -> None:
    marriage = place.desk.ask(procedure, "1.000894")

    with pytest.raises(BadDocument) as refusal:
        read_intake(to_document(Entry(PersonEntry(number, "A")), marriage), TODAY)

    assert (refusal.value.field, refusal.value.problem) == ("owner.number", "số định danh cần 12 số (hoặc CMND 9 số)")


def test_a_passport_wants_a_nationality(place: Place) -> None:
    marriage = place.desk.ask(procedure, "1.000894")

    assert missing(Entry(PersonEntry("M12345678", "Kim")), marriage)[0] == "quốc tịch"


def test_a_mistyped_date_is_refused_with_its_field(place: Place) -> None:
    marriage = place.desk.ask(procedure, "1.000894")
    entry = Entry(owner=PersonEntry("001085012345", "Nguyễn Văn An", "31/02/1985"), procedure="1.000894")

    with pytest.raises(BadDocument) as refusal:
        read_intake(to_document(entry, marriage), TODAY)

    assert refusal.value.field == "owner.birth_date"
