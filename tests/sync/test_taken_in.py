"""Dossiers the city has and this desk has not: handed in online, at another PC, or before a restore."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from counter_app import feed
from counter_app.dossiers.finding import search
from counter_app.dossiers.from_upstream import collisions
from counter_app.dossiers.lookup import dossier
from counter_app.dossiers.receipt import receipt_of
from counter_app.dossiers.steps.documents import read_result
from counter_app.dossiers.steps.result import result
from counter_app.dossiers.timeline import timeline
from counter_app.ids import new_id
from sync.sandbox.server import SandboxCity
from sync.unit_round import exchange_unit
from sync.upstreams.city_http import CityHttp
from tests.sync.conftest import Sender
from tests.sync.hall import Hall
from tests.sync.test_exchange import moves

ONLINE = "H26.016.26-261120-7001"
STEP = {"state": 4, "at": "2026-11-20T10:00:00+07:00", "agency": "UBND phường", "officer": "Bình", "note": "Đang xem"}


def told(code: str = ONLINE, **more: Any) -> dict[str, Any]:
    """A dossier as the city shows it; what is not said has its usual value."""
    owner = {"name": "Đỗ Thị Ngữ", "number": "001190000777", "phone": "0987654321"}
    body = {
        "code": code,
        "procedure_code": "2.000815",
        "procedure_name": "Chứng thực bản sao",
        "people": {"owner": owner},
    }
    return {**body, "received_at": "2026-11-20T08:00:00+07:00", "due": "2026-11-24T17:00:00+07:00", **more}


def shows(hall: Hall, dossier_id: UUID, rev: int, state: object, body: Any) -> int:
    """The city shows a dossier at a revision; how many dossiers had news."""
    news = {"code": ONLINE, "city_state": state, "note": "", "dossier": body}
    page = [feed.Change(dossier_id, rev, hall.clock(), news)]
    return hall.place.desk.do(feed.apply_page, hall.place.desk.ask(feed.feed_name), page, f"x.{rev}", "x")


def test_a_dossier_handed_in_online_is_found_read_and_worked_on(
    hall: Hall, city: SandboxCity, line: CityHttp, sender: Sender
) -> None:
    theirs = new_id()
    line.push(sender.batch(sender.receives(ONLINE, "Đỗ Thị Ngữ", theirs)))

    exchange_unit(hall.place, line)

    desk = hall.place.desk
    card = desk.ask(dossier, ONLINE)
    assert (card.id, card.state, card.sync_state, card.channel) == (theirs, 2, "city", "online")
    assert [row.id for row in desk.ask(search, "do thi ng")] == [theirs]
    given = read_result({"papers": [{"name": "Bản sao"}], "shelf": "A1"}).value
    desk.do(result, theirs, given)
    exchange_unit(hall.place, line)
    assert (desk.ask(dossier, ONLINE).state, hall.reach(theirs)) == (9, ("city", 9, 2))

    moves(city, theirs, 4)
    exchange_unit(hall.place, line)
    assert (desk.ask(dossier, ONLINE).state, hall.reach(theirs)) == (9, ("city", 4, 3)), "ours since we took a step"


def test_what_upstream_shows_anew_is_followed_and_no_step_is_told_twice(hall: Hall) -> None:
    one, desk = new_id(), hall.place.desk
    assert shows(hall, one, 1, 2, told(papers=[{"name": "Bản chính"}], fees=[{"name": "Phí", "amount": 2000}])) == 1
    later = told(papers=[{"name": "Bản chính", "originals": 2}], steps=[STEP], due="2026-11-26T17:00:00+07:00")
    assert shows(hall, one, 2, 4, later) == 1
    assert shows(hall, one, 3, 4, {**later, "people": {"owner": {"name": "Đỗ Thị Ngữ B"}}}) == 1

    card = desk.ask(dossier, ONLINE)
    assert (card.state, card.owner.name, card.papers[0].originals, card.fees) == (4, "Đỗ Thị Ngữ B", 2, ())
    steps = desk.ask(timeline, one).steps
    assert [(step.what, step.agency, step.officer) for step in steps] == [
        ("Tiếp nhận hồ sơ", "", ""),
        ("Cập nhật từ hệ thống thành phố", "UBND phường", "Bình"),
    ]
    assert [row.name for row in desk.ask(search, "001190000777")] == [], "found by what it says now"


@pytest.mark.parametrize(
    "body",
    [
        None,
        {},
        told(people={}),
        told(people={"owner": {"name": "a\x00b"}}),
        told(received_at="hôm qua"),
        told(sets="ba"),
        told(code=""),
    ],
)
def test_what_cannot_be_understood_is_kept_aside_and_holds_nothing_up(hall: Hall, body: Any) -> None:
    bad, good = new_id(), new_id()
    assert shows(hall, bad, 1, 2, body) == 0
    assert shows(hall, good, 1, 2, told("H26.016.26-261120-7002")) == 1
    assert [one.dossier_id for one in hall.place.desk.ask(collisions)] == [bad]


def test_what_upstream_shows_of_this_desks_own_dossier_changes_only_what_the_city_owns(hall: Hall) -> None:
    own = hall.receives()
    before = hall.place.desk.ask(dossier, own.code)

    assert shows(hall, own.id, 7, 4, told(own.code)) == 1

    after = hall.place.desk.ask(dossier, own.code)
    assert (after.owner, after.state, after.sync_state, after.city_state) == (before.owner, 2, "local", 4)


def test_a_dossier_taken_in_has_its_receipt(hall: Hall) -> None:
    one = new_id()
    version = hall.place.desk.ask(dossier, hall.receives().code).procedure_version
    shows(hall, one, 1, 2, told(procedure_version=version))

    assert hall.place.desk.ask(receipt_of, one).owner == "Đỗ Thị Ngữ"
