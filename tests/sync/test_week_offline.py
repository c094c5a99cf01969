"""A week without a line while the city issues codes of its own for the same unit and days; then the line is back.

``OFFLINE_DOSSIERS=5000`` receives so many in the week (``make soak``).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from uuid import UUID

import pytest
from sqlalchemy import select, update

from counter_app.dossiers.codes import format_code, slice_range
from counter_app.dossiers.from_upstream import Collision, collisions
from counter_app.dossiers.lookup import dossier
from counter_app.errors import CityAway
from counter_app.moments import business_day
from counter_app.outbox import sync_line
from counter_app.parked import parked_ops
from counter_app.records.desk import Dossier
from counter_app.records.shared import Device
from counter_app.store import Act, Asking
from sync.exchange import Round
from sync.sandbox.server import SandboxCity
from sync.unit_round import exchange_unit
from sync.upstreams.city_http import CityHttp
from tests.sync.conftest import UNIT, Sender, Trouble
from tests.sync.hall import Hall
from tests.sync.test_exchange import held_by

DOSSIERS = int(os.environ.get("OFFLINE_DOSSIERS", "140"))
DAYS, ONLINE = 7, 200
DESK_SLICE, CITY_SLICE = 0, 1


@pytest.fixture
def offline(hall: Hall, trouble: Trouble) -> Hall:
    """A desk with the first half of every day's codes; the city, whose half is the other, can't be reached."""
    hall.place.desk.do(_first_half)
    trouble.order(away=True)
    return hall


def _first_half(act: Act) -> None:
    act.connection.execute(update(Device).values(slice_index=DESK_SLICE, slice_count=2))


def works_a_week(hall: Hall, line: CityHttp) -> dict[UUID, str]:
    """Receive and print on every day; what stood on the papers."""
    printed = {}
    for day in range(DAYS):
        for _ in range(DOSSIERS // DAYS):
            received = hall.receives()
            printed[received.id] = received.code
            hall.prints_receipt(received.id)
            hall.clock.forward(seconds=5)
        with pytest.raises(CityAway):
            exchange_unit(hall.place, line)
        hall.clock.forward(seconds=86_400 - 5 * (DOSSIERS // DAYS))
        assert day or len(printed) == DOSSIERS // DAYS
    return printed


def online_codes(hall: Hall) -> Iterator[str]:
    """Codes of the city's own slice, on the days of the week that is over."""
    for number in slice_range(CITY_SLICE, 2):
        for back in range(1, DAYS + 1):
            yield format_code(UNIT, business_day(hall.clock() - timedelta(days=back)), number)


def hand_in_online(line: CityHttp, sender: Sender, codes: list[str]) -> list[UUID]:
    """Dossiers come to the city by themselves; their identities."""
    ops = [sender.receives(code, "Đỗ Thị Ngữ") for code in codes]
    for at in range(0, len(ops), 50):
        answer = line.push(sender.batch(*ops[at : at + 50]))
        assert {result.outcome for result in answer.results} == {"applied"}
    return [UUID(op.lane.partition(":")[2]) for op in ops]


def codes_here(asking: Asking) -> dict[UUID, str]:
    return {row.id: row.code for row in asking.connection.execute(select(Dossier.id, Dossier.code))}


def test_after_a_week_all_is_there_in_order_and_every_printed_code_stands(
    offline: Hall, city: SandboxCity, line: CityHttp, trouble: Trouble, sender: Sender
) -> None:
    printed = works_a_week(offline, line)
    assert offline.place.desk.ask(sync_line).pending == 2 * len(printed)
    trouble.order()
    online = dict.fromkeys(islice(online_codes(offline), ONLINE))
    theirs = dict(zip(hand_in_online(line, sender, list(online)), online, strict=True))

    done = exchange_unit(offline.place, line)

    assert (done.acked, done.parked) == (2 * len(printed), 0)
    held = held_by(city)
    assert {UUID(one["id"]): one["code"] for one in held["dossiers"]} == printed | theirs
    came = [op["lane"] for op in held["ops"] if op["kind"] == "dossier.receive" and not op["origin"].startswith("pc-1")]
    assert came == [f"dossier:{one}" for one in printed], "in the order of receiving"
    assert offline.place.desk.ask(codes_here) == printed | theirs
    assert offline.place.desk.ask(collisions) == ()
    assert {offline.reach(one)[0] for one in printed} == {"city"}


def test_a_code_given_twice_all_the_same_is_laid_before_somebody_and_no_paper_becomes_wrong(
    offline: Hall, city: SandboxCity, line: CityHttp, trouble: Trouble, sender: Sender
) -> None:
    ours, other = offline.receives(), offline.receives()
    trouble.order()
    (theirs,) = hand_in_online(line, sender, [ours.code])

    assert exchange_unit(offline.place, line) == Round(acked=1, parked=1, changed=1)

    desk = offline.place.desk
    (collision,) = desk.ask(collisions)
    assert isinstance(collision, Collision)
    assert (collision.dossier_id, collision.code) == (theirs, ours.code)
    (op,) = desk.ask(parked_ops)
    assert (op.code, (op.problem or {})["type"]) == (ours.code, "urn:motcua:code-taken")
    assert desk.ask(dossier, ours.code).id == ours.id, "the printed code means what it meant"
    assert (offline.reach(ours.id)[0], offline.reach(other.id)[0]) == ("attention", "city")
    assert len(held_by(city)["dossiers"]) == 2
