"""The way over VXP from a desk, and through the office: what comes back is whole, reaches every desk, and nothing is told twice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import update

from counter_app.desk_memory import DESK_MEMORY
from counter_app.dossiers.finding import search
from counter_app.dossiers.lookup import DossierCard, dossier
from counter_app.outbox import begin_anew, sync_line
from counter_app.place import open_place
from counter_app.records.shared import Outbox
from counter_app.relay.city_memory import OFFICE_MEMORY, city_sender
from counter_app.store import Act, By
from sync.exchange import exchange
from sync.unit_round import exchange_unit, hand_in
from sync.upstreams.city_vxp import CityVxp
from sync.upstreams.vxp_memory import memory_of
from tests.desks import second_desk
from tests.sync.hall import Hall
from tests.sync.test_every_way import corrects, finishes, forwards, receives
from tests.sync.ways import UNIT, ByProgram, way_of

TWO_FILES = pytest.mark.parametrize("unit_folder", ["two_files"], indirect=True)


@pytest.fixture
def way(hall: Hall, tmp_path: Path) -> Iterator[ByProgram]:
    with way_of("like VXP", hall, tmp_path) as opened:
        assert isinstance(opened, ByProgram)
        yield opened


@pytest.fixture
def other(hall: Hall, tmp_path: Path) -> Iterator[Hall]:
    """Another desk of the unit, which does not speak to the city."""
    with closing(second_desk(hall.place, tmp_path / "other", By("bình", 4))) as place:
        yield Hall(place, hall.clock)


def card(hall: Hall, code: str) -> DossierCard:
    return hall.place.desk.ask(dossier, code)


def told(card: DossierCard) -> tuple[object, ...]:
    """What a clerk reads of it that such a city's messages have no field for, or only half of it."""
    steps = tuple((step.kind, step.at, step.state, step.note) for step in card.events)
    return (card.owner, card.papers, card.fees, card.due, card.due_basis, card.counted_from, steps)


def test_what_the_city_tells_back_takes_nothing_from_a_dossier(hall: Hall, way: ByProgram) -> None:
    hall.clock.forward(milliseconds=123)
    one = receives(hall)
    before = told(card(hall, one.code))
    way.carries()
    assert told(card(hall, one.code)) == before

    forwards(hall, one.id)
    corrects(hall, one.id, note="Gọi buổi chiều")
    finishes(hall, one.id)
    before = told(card(hall, one.code))
    way.carries()
    way.carries()

    assert told(card(hall, one.code)) == before
    assert [step["note"] for step in hall.shadow(one.id)[1]["dossier"]["steps"]] == [
        step.note for step in card(hall, one.code).events[1:]
    ]


def test_what_somebody_changes_at_the_city_is_the_only_thing_that_changes_here(hall: Hall, way: ByProgram) -> None:
    hall.clock.forward(milliseconds=123)
    one = receives(hall)
    way.carries()
    before = card(hall, one.code)
    rename = "UPDATE dossier SET body = json_set(body, '$.people.owner.phone', '0999888777') WHERE code = :code"
    way._write(lambda db: db.execute(rename, {"code": one.code}))
    way.decides(one.code, 4)
    way.carries()

    after = card(hall, one.code)
    assert (after.owner.phone, after.owner.address) == ("0999888777", before.owner.address)
    assert (after.papers, after.due_basis, after.city_state) == (before.papers, before.due_basis, 4)


@TWO_FILES
def test_what_the_city_decides_reaches_a_desk_that_did_not_ask_it(hall: Hall, other: Hall, way: ByProgram) -> None:
    hall.clock.forward(milliseconds=123)
    one, online = receives(hall), way.comes_online("Hoàng Thị Mẫu")
    way.carries()
    way.decides(one.code, 4)
    way.carries()
    exchange_office(other)

    theirs = card(other, one.code)
    assert (theirs.state, theirs.owner, theirs.papers) == (4, card(hall, one.code).owner, card(hall, one.code).papers)
    assert theirs.received_at == card(hall, one.code).received_at
    assert [row.name for row in other.place.desk.ask(search, online)] == ["Hoàng Thị Mẫu"]


@TWO_FILES
def test_a_desk_works_on_anothers_dossier_and_each_answer_to_the_rating_question_counts(
    hall: Hall, other: Hall, way: ByProgram
) -> None:
    one = receives(hall)
    hall.rates(hall.serves("A001"), 3)
    exchange_office(hall)
    exchange_office(other)
    forwards(other, one.id)
    other.rates(other.serves("A002"), 1)
    exchange_office(other)
    way.carries()

    (held,) = way.held()
    assert (held.state, held.steps) == (4, [4])
    (shares,) = way.dump()["rating_shares"]
    assert (shares["TongSoNguoiDanhGia"], shares["PhanTramDanhGiaRatHaiLong"]) == ("2", "50.0%")
    exchange_office(other)
    assert [(line.pending, line.parked) for line in (hall.line, other.line)] == [(0, 0), (0, 0)]


@TWO_FILES
def test_a_desk_that_told_such_a_city_itself_goes_over_to_its_office_and_nothing_is_told_twice(
    hall: Hall, way: ByProgram
) -> None:
    one = receives(hall)
    forwards(hall, one.id)
    assert city_sender(hall.place).memory is DESK_MEMORY
    exchange(hall.place.desk, way.upstream)
    before = way.dump()
    hall.clock.forward(minutes=5)
    way.carries()

    assert city_sender(hall.place).memory is OFFICE_MEMORY
    assert way.dump() == before
    finishes(hall, one.id)
    way.decides(one.code, 5)
    way.carries()
    assert [held.steps for held in way.held()] == [[4, 9]]
    assert (hall.line.pending, hall.line.parked, hall.reach(one.id)[0]) == (0, 0, "city")


@TWO_FILES
def test_what_such_a_city_has_no_place_for_is_asked_again_and_still_told_to_nobody(hall: Hall, way: ByProgram) -> None:
    one = receives(hall)
    hall.prints_receipt(one.id)
    way.carries()
    assert hall.place.office.ask(sync_line).untold == hall.line.untold == 1

    hall.place.desk.do(as_if_nobody_had_heard)
    assert hall.line.untold == 0
    way.carries()
    assert (hall.line.untold, hall.line.pending) == (1, 0)

    hall.prints_receipt(one.id)
    way.carries()
    assert (hall.line.untold, hall.line.pending, hall.line.parked) == (2, 0, 0), "the next of its lane has its place"


@TWO_FILES
def test_an_office_put_back_tells_what_the_desks_still_know_no_second_time(
    hall: Hall, way: ByProgram, tmp_path: Path
) -> None:
    one = receives(hall)
    way.carries()
    backup = hall.restored_later(tmp_path / "backup")
    backup.place.close()
    forwards(hall, one.id)
    corrects(hall, one.id, note="Gọi buổi chiều")
    way.carries()
    before = way.held()

    hall.place.close()
    shutil.copy2(tmp_path / "backup" / "office.db", hall.place.folder / "office.db")
    later = Hall(open_place(hall.place.folder, by=By("lan", 3), clock=hall.clock), hall.clock)
    later.place.office.do(begin_anew)
    assert isinstance(way.upstream, CityVxp)
    line = CityVxp(way.upstream._line.wire, UNIT, "mật khẩu", memory_of(later.place))
    with closing(later.place):
        for _ in range(3):
            later.clock.forward(minutes=2)
            exchange_unit(later.place, line)
        assert way.held() == before
        finishes(later, one.id)
        exchange_unit(later.place, line)
        assert [held.steps for held in way.held()] == [[4, 4, 9]]
        assert (later.line.pending, later.line.parked, later.reach(one.id)[0]) == (0, 0, "city")


@TWO_FILES
def test_the_office_knows_a_dossier_by_the_code_the_city_gave_it(hall: Hall, way: ByProgram) -> None:
    one = receives(hall)
    exchange_office(hall)
    hall.place.office.do(typed_in_by_hand, "TP-77")

    memory = memory_of(hall.place)
    known = memory.known_by_code("TP-77")
    assert known is not None
    assert (known.dossier_id, known.procedure_code, known.begun_at) == (one.id, "1.000894", one.received_at)
    assert memory.known_by_code(one.code) == known == memory.known_by_id(one.id)
    assert (memory.known_by_code("TP-78"), memory.told_body(way_id := hall.serves())) == (None, None)
    assert memory.shadow_of(way_id).rev == 0


def exchange_office(hall: Hall) -> None:
    """The first hop alone: this desk and the office."""
    hand_in(hall.place)


def as_if_nobody_had_heard(act: Act) -> None:
    """The answer of the office to what it could not tell is forgotten."""
    mine = (Outbox.state == "void", Outbox.last_status == 501)
    waits = {"state": "pending", "result": None, "last_status": None, "last_problem": None}
    act.connection.execute(update(Outbox).where(*mine).values(**waits))


def typed_in_by_hand(act: Act, code: str) -> None:
    said = {"state": "acked", "acked_at": act.now, "next_at": act.now, "result": {"by_hand": "lan", "code": code}}
    act.connection.execute(update(Outbox).values(**said))
