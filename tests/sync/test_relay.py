"""The office between desks and city: desks hear of each other though the city is away; what the city refuses comes back to its desk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from counter_app import parked
from counter_app.by_hand import note_entered, unentered_one
from counter_app.dossiers.finding import search
from counter_app.dossiers.lookup import dossier
from counter_app.errors import CityAway
from counter_app.locks import FileLock
from counter_app.outbox import begin_anew, take_batch
from counter_app.records.relay import OfficeDossier, RelayedOp
from counter_app.records.shared import Outbox
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from counter_app.store import Asking, By, Store
from sync.exchange import Round
from sync.sandbox.server import SandboxCity
from sync.unit_round import exchange_unit, hand_in
from sync.upstreams.city_http import CityHttp
from tests.clock import SetClock
from tests.desks import second_desk
from tests.faults.office_at_hand import OfficeAtHand
from tests.sync.conftest import Sender, Trouble
from tests.sync.hall import Hall
from tests.sync.test_exchange import held_by
from tests.sync.test_two_desks import at, corrects

pytestmark = pytest.mark.parametrize("unit_folder", ["two_files"], indirect=True)


@pytest.fixture
def other(hall: Hall, tmp_path: Path, clock: SetClock) -> Iterator[Hall]:
    with closing(second_desk(hall.place, tmp_path, By("bình", 4))) as place:
        yield Hall(place, clock)


def ops(asking: Asking) -> list[tuple[str, str]]:
    rows = asking.connection.execute(select(Outbox.kind, Outbox.state).order_by(Outbox.seq))
    return [(row.kind, row.state) for row in rows]


def office_has(asking: Asking, one: UUID) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(
        asking.connection.execute(select(OfficeDossier.body_json).where(OfficeDossier.id == one)).scalar_one()
    )
    return body


def goes_without_the_city(hall: Hall, line: CityHttp) -> None:
    with pytest.raises(CityAway):
        exchange_unit(hall.place, line)


def test_desks_see_each_others_dossiers_while_the_city_is_away(
    hall: Hall, other: Hall, line: CityHttp, trouble: Trouble
) -> None:
    trouble.order(away=True)
    one = hall.receives()

    goes_without_the_city(hall, line)
    goes_without_the_city(other, line)

    assert [row.id for row in other.place.desk.ask(search, "nguyen van an")] == [one.id]
    assert (hall.reach(one.id), other.reach(one.id)) == (("office", None, None), ("office", None, None))
    assert (hall.line.pending, hall.line.problem, other.line.pending) == (1, "away", 0)
    assert hall.line.waits_since is not None

    trouble.order()
    assert exchange_unit(other.place, line) == Round(1, 0, 1), "either desk sends for the unit"
    exchange_unit(hall.place, line)
    assert (hall.reach(one.id), other.reach(one.id)) == (("city", 2, 1), ("city", 2, 1))
    assert (hall.line.pending, hall.line.acked, hall.line.problem) == (0, 1, None)


def test_what_the_office_tells_the_city_is_the_desks_op_under_its_own_name(
    hall: Hall, other: Hall, line: CityHttp, city: SandboxCity
) -> None:
    code = hall.receives().code
    exchange_unit(hall.place, line)
    exchange_unit(other.place, line)
    corrects(other, code, note="Gọi buổi chiều")
    exchange_unit(other.place, line)

    told = held_by(city)["ops"]
    assert [(op["kind"], op["client_rev"]) for op in told] == [("dossier.receive", 1), ("dossier.correct", 2)]
    assert len({op["origin"] for op in told}) == 1, "two desks, one lane"
    named = [*names(hall.place.desk), *names(other.place.desk)]
    assert [op["op_id"] for op in told] == named


def names(store: Store) -> list[str]:
    def asked(asking: Asking) -> list[str]:
        return [str(one) for one in asking.connection.execute(select(Outbox.op_id).order_by(Outbox.seq)).scalars()]

    return store.ask(asked)


def test_two_desks_amend_one_dossier_while_the_city_is_away(
    hall: Hall, other: Hall, line: CityHttp, city: SandboxCity, trouble: Trouble
) -> None:
    trouble.order(away=True)
    one = hall.receives()
    goes_without_the_city(hall, line)
    goes_without_the_city(other, line)
    corrects(hall, one.code, name="Nguyễn Văn Ân")
    corrects(other, one.code, name="Nguyễn Văn Ấn", phone="0999888777")
    goes_without_the_city(hall, line)
    goes_without_the_city(other, line)

    (op,) = other.place.desk.ask(parked.parked_ops)
    assert op.theirs == {"owner.name": "Nguyễn Văn Ân"}
    assert (hall.reach(one.id)[0], other.reach(one.id)[0]) == ("office", "attention")
    other.place.desk.do(parked.keep_ours, op.op_id)
    goes_without_the_city(other, line)
    before = hall.place.office.ask(office_has, one.id)
    trouble.order()
    exchange_unit(other.place, line)
    exchange_unit(hall.place, line)

    (held,) = held_by(city)["dossiers"]
    owner = held["body"]["people"]["owner"]
    assert (owner["name"], owner["phone"]) == ("Nguyễn Văn Ấn", "0999888777")
    assert held["body"] == before, "the office merges as the city does"
    assert hall.place.office.ask(office_has, one.id) == before
    assert hall.shadow(one.id)[1]["dossier"] == before


def test_a_refusal_of_the_city_waits_at_the_desk_that_wrote_it(
    hall: Hall, other: Hall, line: CityHttp, sender: Sender, city: SandboxCity
) -> None:
    one = hall.receives()
    hand_in(hall.place)
    corrects(hall, one.code, note="Gọi buổi chiều")
    hand_in(hall.place)
    line.push(sender.batch(sender.receives(one.code)))

    exchange_unit(other.place, line)
    exchange_unit(hall.place, line)

    (op,) = hall.place.desk.ask(parked.parked_ops)
    assert ((op.problem or {})["type"], op.kind, op.behind, op.mendable) == (
        "urn:motcua:code-taken", "dossier.receive", 1, True,
    )  # fmt: skip
    assert other.place.desk.ask(parked.parked_ops) == ()
    assert (hall.reach(one.id)[0], other.reach(one.id)[0]) == ("attention", "office")
    with city._records.transaction() as db:
        db.execute("UPDATE dossier SET code = code || '/cũ'")
    hall.place.desk.do(parked.mend, op.op_id)
    exchange_unit(hall.place, line)

    assert hall.place.desk.ask(ops) == [
        ("dossier.receive", "superseded"),
        ("dossier.correct", "acked"),
        ("dossier.receive", "acked"),
    ]
    assert hall.reach(one.id)[0] == "city"
    assert exchange_unit(hall.place, line) == Round(0, 0, 0)


@pytest.mark.parametrize("trouble_at_the_office", ["lost answer", "duplicate", "lost request"])
def test_between_desk_and_office_an_op_counts_once(
    hall: Hall, line: CityHttp, city: SandboxCity, trouble_at_the_office: str
) -> None:
    hall.receives()
    office = OfficeAtHand(hall.place.office)
    office.trouble = [trouble_at_the_office]

    if trouble_at_the_office == "duplicate":
        exchange_unit(hall.place, line, office=office)
    else:
        with pytest.raises(CityAway):
            exchange_unit(hall.place, line, office=office)
        exchange_unit(hall.place, line, office=office)

    assert [op["sent_again"] for op in held_by(city)["ops"]] == [0]
    assert (hall.states(), hall.line.problem) == (["acked"], None)


def test_a_desk_that_died_after_the_office_had_it_hears_how_far_it_came(
    hall: Hall, other: Hall, line: CityHttp
) -> None:
    one = hall.receives()
    office = OfficeAtHand(hall.place.office)
    office.trouble = ["lost answer"]
    with pytest.raises(CityAway):
        hand_in(hall.place, office=office)
    exchange_unit(other.place, line)

    exchange_unit(hall.place, line)

    assert (hall.states(), hall.reach(one.id)) == (["acked"], ("city", 2, 1))


def test_while_another_pc_sends_for_the_unit_a_desk_still_tells_the_office(
    hall: Hall, line: CityHttp, city: SandboxCity
) -> None:
    one = hall.receives()
    busy = FileLock(hall.place.lock_path("city"))
    assert busy.take()

    assert exchange_unit(hall.place, line) == Round(0, 0, 0)

    assert (hall.reach(one.id)[0], held_by(city)["ops"]) == ("office", [])
    busy.release()
    assert exchange_unit(hall.place, line).acked == 1


def test_what_a_dead_sender_of_the_unit_had_under_way_goes_again(hall: Hall, line: CityHttp, city: SandboxCity) -> None:
    hall.receives()
    hand_in(hall.place)
    hall.place.office.do(take_batch, 50)

    exchange_unit(hall.place, line)

    assert (hall.states(), len(held_by(city)["ops"])) == (["acked"], 1)


def test_ops_the_city_knows_by_a_former_name_of_the_office_hold_nothing_up(
    hall: Hall, line: CityHttp, city: SandboxCity, tmp_path: Path
) -> None:
    """The office is put back to before it was told; under its new name the city does not count what it knows."""
    one = hall.receives()
    yesterday = hall.restored_later(tmp_path / "backup")
    exchange_unit(hall.place, line)
    for store in yesterday.place.stores:
        store.do(begin_anew)
    corrects(yesterday, one.code, note="Gọi buổi chiều")

    for _ in range(3):
        exchange_unit(yesterday.place, line)
        hall.clock.forward(minutes=2)

    assert yesterday.states() == ["acked", "acked"]
    (held,) = held_by(city)["dossiers"]
    assert (held["body"]["note"], held["rev"]) == ("Gọi buổi chiều", 2)
    yesterday.place.close()


def test_what_staff_typed_while_it_waited_in_the_office_is_not_sent_beside_it(
    hall: Hall, line: CityHttp, city: SandboxCity, trouble: Trouble
) -> None:
    trouble.order(away=True)
    typed, sent = hall.receives(), hall.receives()
    goes_without_the_city(hall, line)
    hall.place.office.do(change_setting, "city.way", "hand")
    refresh_desk(hall.place)
    waiting = hall.place.desk.ask(unentered_one, typed.id)
    assert waiting is not None, "in the office is not in the city"
    hall.place.desk.do(note_entered, typed.id, waiting.upto, "000.00.16.H26-261120-0007")
    trouble.order()

    exchange_unit(hall.place, line)

    assert [one["id"] for one in held_by(city)["dossiers"]] == [str(sent.id)]
    assert (hall.reach(typed.id)[0], hall.line.by_hand, hall.line.pending) == ("city", 1, 0)
    assert hall.place.office.ask(ops) == [("dossier.receive", "acked"), ("dossier.receive", "acked")]


def test_a_code_two_desks_gave_is_found_out_in_the_office(
    hall: Hall, other: Hall, line: CityHttp, tmp_path: Path
) -> None:
    yesterday = hall.restored_later(tmp_path / "backup")
    first, second = hall.receives(), yesterday.receives()
    assert first.code == second.code
    hand_in(hall.place)
    office = OfficeAtHand(hall.place.office)
    yesterday.place.desk.do(begin_anew)
    hand_in(yesterday.place, office=office)

    (op,) = yesterday.place.desk.ask(parked.parked_ops)
    assert (op.problem or {})["type"] == "urn:motcua:code-taken"
    assert hand_in(other.place).changed == 1
    assert at(other, first.code).id == first.id
    assert yesterday.place.desk.ask(dossier, second.code).id == second.id, "what was printed stays"
    yesterday.place.close()


def test_a_bare_office_keeps_one_line_for_each_thing_that_is_new(hall: Hall, line: CityHttp) -> None:
    one = hall.receives()
    exchange_unit(hall.place, line)
    for number in range(5):
        corrects(hall, one.code, note=f"Lần {number}")
        exchange_unit(hall.place, line)

    def kept(asking: Asking) -> tuple[int, int]:
        names = asking.connection.exec_driver_sql("SELECT count(*), count(DISTINCT subject) FROM office_change").one()
        return int(names[0]), int(names[1])

    def relayed(asking: Asking) -> int:
        return len(asking.connection.execute(select(RelayedOp.op_id)).all())

    assert hall.place.office.ask(relayed) == 6
    assert hall.place.office.ask(kept) == (7, 7)
