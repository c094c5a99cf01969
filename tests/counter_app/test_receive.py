from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from counter_app import print_jobs
from counter_app.dossiers.finding import search
from counter_app.dossiers.lookup import dossier, dossiers, known_person, open_dossiers_of
from counter_app.dossiers.receipt import receipt_of
from counter_app.dossiers.receive import receive
from counter_app.errors import Incomplete, NotFound, NothingToIssue
from counter_app.ids import new_id
from counter_app.moments import HANOI
from counter_app.papers import Receipt
from counter_app.place import Place
from counter_app.printers import PrinterCard, add_printer
from counter_app.records.desk import Dossier, DossierNumber, Person
from counter_app.records.shared import Device, Outbox
from counter_app.store import Asking
from tests.clock import SetClock
from tests.documents import intake


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
    paper = place.desk.ask(receipt_of, answer.id)
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

    assert place.desk.ask(receipt_of, answer.id).exemption == "Người có công"


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


def test_the_paper_keeps_the_number_whole_and_says_that_a_roll_hides_it(place: Place) -> None:
    place.desk.do(add_printer, PrinterCard("quầy", "tcp", {"host": "127.0.0.1", "port": 9100}))
    place.desk.do(receive, intake())

    work = place.desk.ask(print_jobs.next_work, "quầy")

    assert work is not None
    assert isinstance(work.document, Receipt)
    assert (work.document.owner_number, work.document.hide_numbers) == ("001085012345", True)
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
