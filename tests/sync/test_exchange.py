"""A round of exchange: every op arrives once, nothing is lost, the city's news comes back."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import requests

from counter_app import feed, outbox, parked, verdicts
from counter_app.dossiers.from_upstream import collisions
from counter_app.dossiers.lookup import dossier
from counter_app.errors import AnotherSender, CityAway, CityNewer
from counter_app.wording import sentence
from sync.exchange import Round, sender_lock
from sync.sandbox.server import SandboxCity
from sync.unit_round import exchange_unit
from sync.upstreams.city_http import CityHttp
from tests.sync.conftest import Sender, Trouble
from tests.sync.hall import Hall
from tests.sync.lossy import LossyLine

HEAD = {"Authorization": "Bearer enrolled"}


def held_by(city: SandboxCity) -> dict[str, Any]:
    found: dict[str, Any] = requests.get(f"{city.url}/v1/dump", headers=HEAD, timeout=60).json()
    return found


def moves(city: SandboxCity, dossier: UUID, state: int) -> None:
    order = f"{city.url}/v1/operator/dossiers/{dossier}/state"
    requests.post(order, json={"state": state}, headers=HEAD, timeout=60).raise_for_status()


def test_a_received_dossier_its_facts_and_its_rating_reach_the_city(
    hall: Hall, city: SandboxCity, line: CityHttp
) -> None:
    dossier = hall.receives(lines=[{"paper": "Bằng tốt nghiệp", "pages": 2, "copies": 3}])
    hall.prints_receipt(dossier.id)
    hall.rates(hall.serves(), 3)
    assert (hall.line.pending, hall.line.last_contact) == (4, None)

    done = exchange_unit(hall.place, line)

    held = held_by(city)
    assert done == Round(acked=4, parked=0, changed=1)
    assert [(d["id"], d["code"]) for d in held["dossiers"]] == [(str(dossier.id), dossier.code)]
    assert [(r["level"], r["again"]) for r in held["ratings"]] == [(3, False)]
    assert [(f["kind"], f["dossier"], f["exception"]) for f in held["facts"]] == [
        ("fact.money_taken", str(dossier.id), 0),
        ("fact.receipt_printed", str(dossier.id), 0),
    ]
    assert hall.reach(dossier.id) == ("city", 2, 1)
    assert (hall.line.pending, hall.line.acked, hall.line.parked) == (0, 4, 0)
    assert (hall.line.last_contact, hall.line.problem) == (hall.clock(), None)


def test_an_op_counts_once_although_the_answer_is_lost(hall: Hall, city: SandboxCity) -> None:
    dossier = hall.receives()
    with LossyLine(city.port, lose=1) as lossy, closing(CityHttp(lossy.url, "enrolled")) as line:
        with pytest.raises(CityAway):
            exchange_unit(hall.place, line)
        assert (hall.states(), len(held_by(city)["dossiers"])) == (["pending"], 1)

        exchange_unit(hall.place, line)

    held = held_by(city)
    assert lossy.lost == 1
    assert (len(held["dossiers"]), [op["sent_again"] for op in held["ops"]]) == (1, [1])
    assert (hall.states(), hall.reach(dossier.id)[0]) == (["acked"], "city")


def test_with_the_city_away_nothing_is_lost_and_one_sentence_says_so(
    hall: Hall, city: SandboxCity, line: CityHttp, trouble: Trouble
) -> None:
    trouble.order(away=True)
    first, second = hall.receives(), hall.receives()
    with pytest.raises(CityAway) as told:
        exchange_unit(hall.place, line)

    assert sentence(told.value) == ("Chưa kết nối được hệ thống thành phố. Vẫn làm việc bình thường, hồ sơ sẽ tự gửi.")
    assert (hall.line.pending, hall.line.problem) == (2, "away")
    assert hall.reach(first.id) == (hall.nearest, None, None)

    trouble.order()
    exchange_unit(hall.place, line)

    assert {d["id"] for d in held_by(city)["dossiers"]} == {str(first.id), str(second.id)}
    assert (hall.line.pending, hall.line.problem, hall.line.trouble) == (0, None, None)


def test_what_the_city_decides_comes_back(hall: Hall, city: SandboxCity, line: CityHttp) -> None:
    dossier = hall.receives()
    exchange_unit(hall.place, line)
    moves(city, dossier.id, 4)
    moves(city, dossier.id, 9)

    done = exchange_unit(hall.place, line)

    assert done.changed == 1
    assert hall.reach(dossier.id) == ("city", 9, 3)
    assert exchange_unit(hall.place, line).changed == 0


def test_ops_of_a_sender_that_died_are_sent_by_the_next(hall: Hall, city: SandboxCity, line: CityHttp) -> None:
    hall.receives()
    hall.place.desk.do(outbox.take_batch, 50)
    assert hall.states() == ["inflight"]

    exchange_unit(hall.place, line)

    assert (hall.states(), len(held_by(city)["dossiers"])) == (["acked"], 1)


def test_a_refused_dossier_waits_for_a_person_and_holds_nothing_else_up(
    hall: Hall, line: CityHttp, sender: Sender
) -> None:
    refused, good = hall.receives(), hall.receives()
    hall.prints_receipt(refused.id)
    line.push(sender.batch(sender.receives(refused.code)))

    done = exchange_unit(hall.place, line)

    waiting = hall.place.desk.ask(parked.parked_ops)
    assert done == Round(acked=2, parked=1, changed=1)
    assert (hall.reach(refused.id)[0], hall.reach(good.id)[0]) == ("attention", "city")
    assert [(op.kind, op.lane, op.status) for op in waiting] == [("dossier.receive", f"dossier:{refused.id}", 422)]
    assert waiting[0].problem is not None
    assert waiting[0].problem["type"] == "urn:motcua:code-taken"
    assert exchange_unit(hall.place, line) == Round(0, 0, 0)
    assert not hall.place.desk.ask(outbox.may_send)


def test_a_long_line_leaves_in_batches(hall: Hall, city: SandboxCity, line: CityHttp) -> None:
    codes = [hall.receives().code for _ in range(7)]

    exchange_unit(hall.place, line, most=3)

    assert [d["code"] for d in reversed(held_by(city)["dossiers"])] == codes


def test_a_city_restored_from_an_old_backup_is_filled_again(hall: Hall, tmp_path: Path) -> None:
    visit = hall.serves()
    for level, folder in ((3, "before"), (1, "after")):
        hall.rates(visit, level)
        with SandboxCity(tmp_path / folder) as city, closing(CityHttp(city.url, "enrolled")) as line:
            exchange_unit(hall.place, line)
            levels = {(r["level"], r["again"]) for r in held_by(city)["ratings"]}

    assert levels == {(3, False), (1, True)}
    assert hall.states() == ["acked", "acked"]


def test_a_pc_put_back_in_time_fetches_what_it_forgot_before_it_sends(
    hall: Hall, line: CityHttp, city: SandboxCity, tmp_path: Path
) -> None:
    hall.receives()
    exchange_unit(hall.place, line)
    yesterday = hall.restored_later(tmp_path / "backup")
    forgotten = [hall.receives() for _ in range(3)]
    exchange_unit(hall.place, line)
    hall.clock.forward(days=1)
    after = yesterday.receives()

    done = exchange_unit(yesterday.place, line)

    assert done == Round(acked=1, parked=0, changed=4)
    assert [yesterday.place.desk.ask(dossier, one.code).id for one in forgotten] == [one.id for one in forgotten]
    held = held_by(city)
    assert {d["code"] for d in held["dossiers"]} >= {after.code, *(one.code for one in forgotten)}
    assert (len(held["dossiers"]), sum(op["sent_again"] for op in held["ops"])) == (5, 0)
    assert (yesterday.line.pending, yesterday.line.problem) == (0, None)
    yesterday.place.close()


def test_the_codes_a_restored_pc_had_printed_are_given_to_nobody_else(
    hall: Hall, line: CityHttp, tmp_path: Path
) -> None:
    yesterday = hall.restored_later(tmp_path / "backup")
    printed = [hall.receives().code for _ in range(3)]
    exchange_unit(hall.place, line)

    exchange_unit(yesterday.place, line)

    assert yesterday.receives().code == f"{printed[0][:-4]}0004"
    yesterday.place.close()


def test_of_two_dossiers_with_one_code_neither_is_lost_and_somebody_is_asked(
    hall: Hall, line: CityHttp, city: SandboxCity, tmp_path: Path
) -> None:
    yesterday = hall.restored_later(tmp_path / "backup")
    first = hall.receives()
    exchange_unit(hall.place, line)
    second = yesterday.receives()
    assert second.code == first.code

    exchange_unit(yesterday.place, line)

    desk = yesterday.place.desk
    assert [(op.code, (op.problem or {})["type"]) for op in desk.ask(parked.parked_ops)] == [
        (second.code, "urn:motcua:code-taken")
    ]
    assert [(one.dossier_id, one.code) for one in desk.ask(collisions)] == [(first.id, first.code)]
    assert desk.ask(dossier, second.code).id == second.id, "what was printed here stays as it was printed"
    assert [d["id"] for d in held_by(city)["dossiers"]] == [str(first.id)]
    yesterday.place.close()


def test_a_city_that_speaks_a_newer_protocol_is_still_listened_to(
    hall: Hall, city: SandboxCity, line: CityHttp, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = hall.receives()
    exchange_unit(hall.place, line)
    moves(city, known.id, 4)
    waits = hall.receives()
    monkeypatch.setattr("sync.exchange.PROTOCOL", 2)

    with pytest.raises(CityNewer) as told:
        exchange_unit(hall.place, line)

    assert "cập nhật chương trình" in sentence(told.value)
    assert (hall.reach(known.id), hall.reach(waits.id)[0]) == (("city", 4, 2), "local")
    assert (hall.line.pending, isinstance(hall.line.trouble, CityNewer)) == (1, True)


def test_a_feed_that_begins_anew_is_read_from_the_start(hall: Hall, tmp_path: Path) -> None:
    dossier = hall.receives()
    cursors = []
    for folder in ("before", "after"):
        with SandboxCity(tmp_path / folder) as city, closing(CityHttp(city.url, "enrolled")) as line:
            exchange_unit(hall.place, line)
            cursors.append(hall.place.office.ask(feed.read_so_far).cursor or "")

    assert [cursor.partition(".")[2] for cursor in cursors] == ["1", "0"]
    assert cursors[0][:8] != cursors[1][:8]
    assert hall.reach(dossier.id) == ("city", 2, 1)


def test_an_old_page_does_no_harm(hall: Hall) -> None:
    dossier = hall.receives().id
    name = hall.place.desk.ask(feed.feed_name)

    def page(rev: int, state: object) -> int:
        change = feed.Change(dossier, rev, hall.clock(), {"city_state": state})
        return hall.place.desk.do(feed.apply_page, name, [change], f"x.{rev}", "x")

    assert [page(5, 9), page(4, 4), page(5, 4), page(6, "mười"), page(7, True)] == [1, 0, 0, 1, 1]
    assert hall.reach(dossier) == ("local", 9, 7)
    assert hall.shadow(dossier) == (7, {"city_state": True})
    page(6, 4)
    assert hall.shadow(dossier) == (7, {"city_state": True})


def test_an_op_left_without_a_word_goes_again_a_little_later(hall: Hall, city: SandboxCity, line: CityHttp) -> None:
    hall.receives()
    going = hall.place.desk.do(outbox.take_batch, 50)
    assert going is not None

    settled = hall.place.desk.do(verdicts.settle, going.batch_id, 1, ())

    assert (settled, hall.states()) == (verdicts.Settled(0, 0), ["pending"])
    assert not hall.place.desk.ask(outbox.may_send)
    hall.clock.forward(minutes=1)
    assert exchange_unit(hall.place, line).acked == 1


def test_one_program_sends_at_a_time(hall: Hall) -> None:
    with sender_lock(hall.place), pytest.raises(AnotherSender), sender_lock(hall.place):
        pass
    with sender_lock(hall.place):
        pass
