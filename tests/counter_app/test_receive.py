from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from counter_app import print_jobs, ratings
from counter_app.catalogue.versions import procedure
from counter_app.dossiers.drafts import draft, open_draft, save_draft
from counter_app.dossiers.entry import Entry, PaperEntry, PersonEntry, from_body, missing, to_body, to_document
from counter_app.dossiers.intake import Authorisation, read_intake
from counter_app.dossiers.lookup import dossier, dossiers, known_person, open_dossiers_of, search
from counter_app.dossiers.receipt import receipt_of
from counter_app.dossiers.receive import receive
from counter_app.errors import BadDocument, CounterBusy, Incomplete, NotFound, NothingToIssue, WrongMoment
from counter_app.ids import new_id
from counter_app.moments import HANOI
from counter_app.papers import Receipt
from counter_app.place import Place
from counter_app.printers import PrinterCard, add_printer
from counter_app.queue import visits
from counter_app.records.desk import Dossier, DossierNumber, Person
from counter_app.records.shared import Device, Outbox
from counter_app.store import Asking
from tests.clock import SetClock
from tests.documents import TODAY, intake


def ops(asking: Asking) -> list[tuple[str, str]]:
    rows = asking.connection.execute(select(Outbox.kind, Outbox.lane).order_by(Outbox.seq))
    return [(row.kind, row.lane.partition(":")[0]) for row in rows]


def told_city(asking: Asking) -> dict[str, Any]:
    body: str = asking.connection.execute(select(Outbox.body_json).where(Outbox.kind == "dossier.receive")).scalar_one()
    said: dict[str, Any] = json.loads(body)
    return said


def roles(asking: Asking, dossier_id: UUID) -> dict[str, str]:
    rows = asking.connection.execute(select(Person.role, Person.name).where(Person.dossier_id == dossier_id))
    return {row.role: row.name for row in rows}


def how_many(asking: Asking) -> int:
    return asking.connection.execute(select(func.count()).select_from(Dossier)).scalar_one()


def test_a_dossier_is_received_with_code_appointment_fee_and_paper(place: Place) -> None:
    answer = place.desk.do(receive, intake())

    card = place.desk.ask(dossier, answer.code)
    assert answer.code == "H26.016.26-261120-0001"
    assert answer.due == datetime(2026, 11, 20, 17, 0, tzinfo=HANOI)
    assert answer.fee == 12_000
    assert (card.state, card.owner.name, card.sync_state) == (2, "Nguyễn Văn An", "local")
    assert [job.kind for job in place.desk.ask(print_jobs.jobs)] == ["receipt"]
    assert place.desk.ask(ops) == [("dossier.receive", "dossier"), ("fact.money_taken", "fact")]


def test_pressing_again_gives_the_same_code(place: Place) -> None:
    press = new_id()

    first = place.desk.do_once(press, receive, intake(), None, press)
    again = place.desk.do_once(press, receive, intake(), None, press)

    assert again == first
    assert place.desk.ask(how_many) == 1
    assert len(place.desk.ask(print_jobs.jobs)) == 1


def test_codes_follow_each_other_and_start_anew_each_day(place: Place, clock: SetClock) -> None:
    codes = [place.desk.do(receive, intake()).code for _ in range(2)]
    clock.forward(days=3)
    codes.append(place.desk.do(receive, intake()).code)

    assert codes == ["H26.016.26-261120-0001", "H26.016.26-261120-0002", "H26.016.26-261123-0001"]


def test_a_desk_with_a_slice_stays_inside_it(place: Place) -> None:
    with place.desk.database.acts.begin() as connection:
        connection.execute(update(Device).values(slice_index=1, slice_count=4))

    assert place.desk.do(receive, intake()).code == "H26.016.26-261120-2500"

    with place.desk.database.acts.begin() as connection:
        connection.execute(update(DossierNumber).values(last=4998))
    with pytest.raises(NothingToIssue):
        place.desk.do(receive, intake())


def test_training_may_say_when_it_was_received(place: Place) -> None:
    answer = place.desk.do(receive, intake(received_at="2026-11-19T15:30:00+07:00"))

    assert answer.code == "H26.016.26-261119-0001"
    assert answer.due == datetime(2026, 11, 20, 17, 0, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"procedure": "9.999999"}, NotFound),
        ({"papers": []}, Incomplete),
    ],
)
def test_a_refused_dossier_leaves_nothing(place: Place, changes: dict[str, object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        place.desk.do(receive, intake(**changes))

    assert place.desk.ask(how_many) == 0
    assert place.desk.ask(ops) == []
    assert place.desk.do(receive, intake()).code.endswith("-0001")


def test_an_exempt_fee_is_no_money_taken(place: Place) -> None:
    answer = place.desk.do(receive, intake(fee={"way": "exempt", "ground": "Hộ nghèo"}))

    card = place.desk.ask(dossier, answer.code)
    paper = place.desk.ask(receipt_of, answer.id, masked=True)
    told = place.desk.ask(told_city)
    assert place.desk.ask(ops) == [("dossier.receive", "dossier")]
    assert (answer.fee, card.fee_total, [(fee.way, fee.ground) for fee in card.fees]) == (
        0,
        0,
        [("exempt", "Hộ nghèo")],
    )
    assert (paper.exemption, paper.fees, paper.fee_total) == ("Hộ nghèo", (), 0)
    assert (told["fee"], told["fee_total"]) == ({"way": "exempt", "ground": "Hộ nghèo"}, 0)
    assert [fee["amount"] for fee in told["fees"]] == [0]


def test_the_ground_of_an_exemption_is_kept_where_the_tariff_has_no_fee(place: Place) -> None:
    answer = place.desk.do(
        receive, intake(procedure="1.000894", lines=[], fee={"way": "exempt", "ground": "Người có công"})
    )

    assert place.desk.ask(receipt_of, answer.id, masked=True).exemption == "Người có công"


def test_who_authorised_stands_in_the_dossier_and_is_told_to_the_city(place: Place) -> None:
    giver = {"kind": "citizen", "name": "Lê Văn Cường"}
    bringer = {"kind": "citizen", "number": "001192000777", "number_kind": "cccd", "name": "Trần Thị Bình"}
    paper = {"paper": "Giấy uỷ quyền số 12", "date": "2026-11-19", "person": giver}

    answer = place.desk.do(receive, intake(submitter=bringer, authorised_by=paper))

    told = place.desk.ask(told_city)
    assert place.desk.ask(roles, answer.id) == {
        "owner": "Nguyễn Văn An",
        "submitter": "Trần Thị Bình",
        "authorised_by": "Lê Văn Cường",
    }
    assert told["people"]["authorised_by"]["name"] == "Lê Văn Cường"
    assert told["authorisation"] == {"paper": "Giấy uỷ quyền số 12", "date": "2026-11-19"}


def test_the_paper_shows_only_the_last_four_digits(place: Place) -> None:
    place.desk.do(add_printer, PrinterCard("quầy", "tcp", {"host": "127.0.0.1", "port": 9100}))
    place.desk.do(receive, intake())

    work = place.desk.ask(print_jobs.next_work, "quầy")

    assert work is not None
    assert isinstance(work.document, Receipt)
    assert work.document.owner_number == "********2345"
    assert work.document.sample


def test_a_dossier_is_found_by_code_number_phone_and_name_without_marks(place: Place) -> None:
    answer = place.desk.do(receive, intake())

    for text in (answer.code, "0001", "001085012345", "0912345678", "nguyen an", "Nguyễn Văn An", "van"):
        assert [row.code for row in place.desk.ask(search, text)] == [answer.code], text
    for text in ("", "tran", "%", "0912345679"):
        assert place.desk.ask(search, text) == (), text


def test_who_was_here_before_is_known_by_number(place: Place) -> None:
    place.desk.do(receive, intake())

    known = place.desk.ask(known_person, "001085012345")

    assert known is not None
    assert known.phone == "0912345678"
    assert len(place.desk.ask(open_dossiers_of, "001085012345")) == 1
    assert place.desk.ask(known_person, "001085099999") is None


def test_the_newest_dossiers_come_first(place: Place, clock: SetClock) -> None:
    first = place.desk.do(receive, intake())
    clock.forward(minutes=1)
    second = place.desk.do(receive, intake())

    assert [row.code for row in place.desk.ask(dossiers)] == [second.code, first.code]


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


def test_a_draft_keeps_what_is_typed_until_it_becomes_a_dossier(place: Place) -> None:
    visit = place.desk.do(visits.begin, 3, "A001", new_id())
    form = new_id()

    place.desk.do(save_draft, form, visit.id, "receive", {"note": "một"})
    place.desk.do(save_draft, form, visit.id, "receive", {"note": "một hai"})

    kept = place.desk.ask(open_draft, visit.id, "receive")
    assert kept is not None
    assert (kept.id, kept.body) == (form, {"note": "một hai"})
    place.desk.do_once(form, receive, intake(), visit.id, form)
    assert place.desk.ask(open_draft, visit.id, "receive") is None
    done = place.desk.ask(draft, form)
    assert done is not None
    assert (done.state, done.body) == ("done", {})
    with pytest.raises(WrongMoment):
        place.desk.do(save_draft, form, visit.id, "receive", {"note": "muộn"})


def test_a_visit_is_begun_parked_resumed_and_ended(place: Place) -> None:
    ticket = new_id()
    visit = place.desk.do(visits.begin, 3, "A001", ticket)

    assert place.desk.do(visits.begin, 3, "A001", ticket) == visit
    with pytest.raises(CounterBusy):
        place.desk.do(visits.begin, 3, "A002", new_id())
    place.desk.do(visits.park, visit.id, "đi photo")
    other = place.desk.do(visits.begin, 3, "A002", new_id())
    with pytest.raises(CounterBusy):
        place.desk.do(visits.resume, visit.id, 3)
    place.desk.do(visits.end, other.id, "left")
    assert place.desk.do(visits.resume, visit.id, 3).state == "open"
    assert place.desk.do(visits.end, visit.id, "received").outcome == "received"
    assert place.desk.do(visits.end, visit.id, "left").outcome == "received"
    with pytest.raises(NotFound):
        place.desk.do(visits.end, visit.id, "quên")


def test_one_answer_counts_and_a_second_is_kept_and_flagged(place: Place) -> None:
    visit = place.desk.do(visits.begin, 3, "A001", new_id())

    first = place.desk.do(ratings.give, visit.id, 3)
    second = place.desk.do(ratings.give, visit.id, 1)

    assert (first.counted, second.counted) == (True, False)
    assert place.desk.ask(ratings.rating_of, visit.id) == first
    with pytest.raises(BadDocument):
        place.desk.do(ratings.give, visit.id, 4)
    assert place.desk.do(ratings.give, visit.id, 4, "elsewhere").scale == 5


def test_declining_is_an_answer_too(place: Place) -> None:
    visit = place.desk.do(visits.begin, 3, "A001", new_id())

    assert place.desk.do(ratings.give, visit.id, None).level is None
    assert not place.desk.do(ratings.give, visit.id, 3).counted
