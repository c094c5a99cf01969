"""Two files of a program that told the city from the desk itself: the desk goes over to telling the office, and nothing goes twice."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from counter_app import feed
from counter_app.dossiers.lookup import dossier
from counter_app.errors import CityAway
from counter_app.records.relay import OfficeDossier, RelayedOp
from counter_app.records.shared import Outbox
from counter_app.relay import joining
from counter_app.store import Asking, By
from sync.exchange import Round, exchange
from sync.sandbox.server import SandboxCity
from sync.unit_round import _join, exchange_unit
from sync.upstreams.city_http import CityHttp
from tests.clock import SetClock
from tests.desks import second_desk
from tests.faults.city_at_hand import CityAtHand
from tests.sync.conftest import Sender
from tests.sync.hall import Hall
from tests.sync.lossy import LossyLine
from tests.sync.test_exchange import held_by, moves
from tests.sync.test_two_desks import corrects

pytestmark = pytest.mark.parametrize("unit_folder", ["two_files"], indirect=True)


def count(asking: Asking) -> tuple[int, int, int]:
    """Ops the office has of desks, its own, its dossiers."""
    one, two, three = (
        asking.connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in (RelayedOp, Outbox, OfficeDossier)
    )
    return one, two, three


def test_what_the_city_has_is_known_to_the_office_and_goes_no_second_time(
    hall: Hall, line: CityHttp, city: SandboxCity, sender: Sender
) -> None:
    one, online = hall.receives(), sender.receives("H26.016.26-261120-7001", "Đỗ Thị Ngữ")
    hall.prints_receipt(one.id)
    hall.rates(hall.serves(), 3)
    line.push(sender.batch(online))
    exchange(hall.place.desk, line)
    moves(city, one.id, 4)
    exchange(hall.place.desk, line)
    before = held_by(city)

    assert exchange_unit(hall.place, line) == Round(0, 0, 1), "the online dossier is followed by the office now"

    assert held_by(city) == before, "not one op went again"
    assert hall.place.office.ask(count) == (3, 3, 2)
    assert hall.reach(one.id) == ("city", 4, 2)
    assert hall.place.desk.ask(dossier, "H26.016.26-261120-7001").sync_state == "city"

    corrects(hall, one.code, note="Gọi buổi chiều")
    new = hall.receives()
    assert exchange_unit(hall.place, line) == Round(acked=2, parked=0, changed=2)
    after = held_by(city)
    assert [op["sent_again"] for op in after["ops"]] == [0] * 6
    assert len({op["origin"] for op in after["ops"]}) == 3, (
        "the city's own, the desk's so far, the office's from now on"
    )
    assert (hall.reach(one.id), hall.reach(new.id)) == (("city", 4, 3), ("city", 2, 1))


def test_what_waits_goes_by_the_office_in_its_order(hall: Hall, line: CityHttp, city: SandboxCity) -> None:
    one = hall.receives()
    exchange(hall.place.desk, line)
    corrects(hall, one.code, note="Gọi buổi chiều")
    corrects(hall, one.code, note="Gọi buổi sáng")

    exchange_unit(hall.place, line)

    (held,) = held_by(city)["dossiers"]
    assert (held["body"]["note"], held["rev"], hall.states()) == ("Gọi buổi sáng", 3, ["acked"] * 3)


def test_an_op_of_unknown_outcome_is_asked_about_the_old_way_first(hall: Hall, city: SandboxCity) -> None:
    one = hall.receives()
    with LossyLine(city.port, lose=1) as lossy, closing(CityHttp(lossy.url, "enrolled")) as line:
        with pytest.raises(CityAway):
            exchange(hall.place.desk, line)
        exchange_unit(hall.place, line)
        assert (hall.place.desk.ask(joining.has_joined), hall.states()) == (False, ["acked"])

        corrects(hall, one.code, note="Gọi buổi chiều")
        exchange_unit(hall.place, line)

    assert hall.place.desk.ask(joining.has_joined)
    held = held_by(city)
    assert [op["sent_again"] for op in held["ops"]] == [1, 0]
    assert held["dossiers"][0]["rev"] == 2


def test_going_over_may_break_off_anywhere_and_is_done_again(hall: Hall, line: CityHttp, city: SandboxCity) -> None:
    one = hall.receives()
    exchange(hall.place.desk, line)
    office = hall.place.office.acting_as(By("sync"))
    kept = hall.place.desk.ask(joining.acked_ops, 0, 10)
    shown = hall.place.desk.ask(joining.shown_dossiers, None, 10)
    assert office.do(joining.learn_ops, kept) == 1
    assert office.do(joining.learn_dossiers, shown) == 1

    assert _join(hall.place)
    assert (office.do(joining.learn_ops, kept), office.do(joining.learn_dossiers, shown)) == (0, 0)

    assert exchange_unit(hall.place, line) == Round(0, 0, 0)
    assert (hall.place.office.ask(count), hall.reach(one.id)) == ((1, 1, 1), ("city", 2, 1))
    assert [op["sent_again"] for op in held_by(city)["ops"]] == [0]


def test_the_citys_feed_is_read_on_from_where_the_desk_was(hall: Hall, line: CityHttp) -> None:
    hall.receives()
    exchange(hall.place.desk, line)
    cursor = hall.place.desk.ask(feed.read_so_far).cursor

    assert _join(hall.place)

    assert hall.place.office.ask(feed.read_so_far).cursor == cursor
    assert exchange_unit(hall.place, line).changed == 0


def test_a_city_restored_later_is_filled_with_what_the_desk_had_told_it(
    hall: Hall, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with closing(CityAtHand(tmp_path_factory.mktemp("city"), hall.clock)) as city:
        city.keeps_a_backup()
        one = hall.receives()
        exchange(hall.place.desk, city)
        exchange_unit(hall.place, city)
        corrects(hall, one.code, note="Gọi buổi chiều")
        exchange_unit(hall.place, city)
        city.is_restored()

        exchange_unit(hall.place, city)

        (held,) = city.rows("SELECT rev, body FROM dossier")
        assert (held["rev"], "Gọi buổi chiều" in held["body"]) == (2, True)
        assert (hall.line.pending, hall.line.parked) == (0, 0)


def test_after_going_over_a_desk_reads_at_once_what_another_did(
    hall: Hall, line: CityHttp, tmp_path: Path, clock: SetClock
) -> None:
    """The city had counted further than the office has when it begins."""
    code = hall.receives().code
    for note in ("sáng", "trưa", "chiều", "tối"):
        corrects(hall, code, note=note)
    exchange(hall.place.desk, line)
    exchange_unit(hall.place, line)
    with closing(second_desk(hall.place, tmp_path / "other", By("bình", 4))) as place:
        other = Hall(place, clock)
        exchange_unit(place, line)
        corrects(other, code, phone="0999888777")
        exchange_unit(place, line)

        exchange_unit(hall.place, line)

    card = hall.place.desk.ask(dossier, code)
    assert (card.owner.phone, card.note) == ("0999888777", "tối")
