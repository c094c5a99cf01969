"""What every way to the city owes the unit, the same tests for all: over HTTP, in memory, like VXP, and a clerk's fingers.

What a way can't do its capability says, and the test then holds it to that.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from counter_app.attention import attention
from counter_app.dossiers.finding import search
from counter_app.dossiers.receive import Received
from counter_app.dossiers.steps.correct import correct
from counter_app.dossiers.steps.documents import read_correction, read_forwarding, read_result
from counter_app.dossiers.steps.forward import forward
from counter_app.dossiers.steps.result import result
from counter_app.parked import parked_ops, resend
from counter_app.records.shared import Outbox
from counter_app.store import Act
from sync.upstreams import file_taker
from tests.documents import TODAY, document
from tests.sync.hall import Hall
from tests.sync.ways import NAMES, AtTheCity, ByProgram, Way, way_of

FORWARDED = {"unit": "Tư pháp – Hộ tịch", "work": "Thẩm tra", "limit": "2026-11-24T17:00:00+07:00", "officer": "Bình"}


@pytest.fixture(params=NAMES)
def way(request: pytest.FixtureRequest, hall: Hall, tmp_path: Path) -> Iterator[Way]:
    with way_of(request.param, hall, tmp_path) as opened:
        yield opened


def receives(hall: Hall) -> Received:
    """A marriage: due in ten days, so that there is time for steps."""
    return hall.receives(procedure="1.000894")


def forwards(hall: Hall, dossier: UUID) -> None:
    hall.clock.forward(minutes=1)
    hall.place.desk.do(forward, dossier, read_forwarding({"units": [FORWARDED]}).value)


def finishes(hall: Hall, dossier: UUID) -> None:
    hall.clock.forward(minutes=1)
    papers = [{"name": "Giấy chứng nhận", "number": "12/2026"}]
    hall.place.desk.do(result, dossier, read_result({"papers": papers, "shelf": "A1"}).value)


def corrects(hall: Hall, dossier: UUID, **changes: Any) -> None:
    hall.clock.forward(minutes=1)
    hall.place.desk.do(correct, dossier, read_correction({"reason": "Ghi sai", **changes}, TODAY).value)


def renames(hall: Hall, dossier: UUID, name: str) -> None:
    corrects(hall, dossier, owner={**document()["owner"], "name": name})


def goes_again(act: Act) -> None:
    """As if nobody knew that it had been taken: all that a machine acknowledged."""
    mine = (Outbox.state == "acked", Outbox.next_at.is_(None))
    act.connection.execute(update(Outbox).where(*mine).values(state="pending"))


def test_what_is_sent_twice_is_there_once(way: Way, hall: Hall) -> None:
    one = receives(hall)
    forwards(hall, one.id)
    way.carries()
    hall.place.desk.do(goes_again)
    way.carries()

    assert [(held.code, held.state) for held in way.held()] == [(one.code, 4)]
    assert way.held()[0].steps in ([4], []), "typed whole with where it stands, or told step by step"
    assert (hall.line.pending, hall.line.parked, hall.reach(one.id)[0]) == (0, 0, "city")


def test_a_lost_answer_doubles_nothing(way: Way, hall: Hall) -> None:
    one = receives(hall)
    way.loses_an_answer()
    assert (len(way.held()), hall.line.pending) == (1, 1)
    way.carries()
    forwards(hall, one.id)
    way.loses_an_answer()
    hall.clock.forward(minutes=5)
    way.carries()

    assert way.held() == [AtTheCity(one.code, "Nguyễn Văn An", 4, [4])]
    assert (hall.line.pending, hall.line.parked) == (0, 0)


def test_steps_arrive_in_their_order(way: Way, hall: Hall) -> None:
    one, other = receives(hall), receives(hall)
    forwards(hall, one.id)
    finishes(hall, one.id)
    way.carries()
    forwards(hall, other.id)
    way.carries()

    assert [(held.code, held.state) for held in way.held()] == [(one.code, 9), (other.code, 4)]
    if way.caps.by_program:
        assert [held.steps for held in way.held()] == [[4, 9], [4]]


def test_what_is_put_right_later_is_put_right_there(way: Way, hall: Hall) -> None:
    one = receives(hall)
    way.carries()
    renames(hall, one.id, "Nguyễn Văn Ân")
    assert hall.reach(one.id)[0] == "local"
    way.carries()

    assert [held.owner for held in way.held()] == ["Nguyễn Văn Ân"]
    assert (hall.line.pending, hall.reach(one.id)[0]) == (0, "city")


def test_what_is_refused_waits_for_a_person_with_the_reason_and_holds_up_nothing_else(way: Way, hall: Hall) -> None:
    if not isinstance(way, ByProgram):
        assert not way.caps.refuses, "whoever types sees it"
        return
    bad = receives(hall)
    way.has_anothers(bad.code)
    good = receives(hall)
    way.carries()

    (parked,) = hall.place.desk.ask(parked_ops)
    assert (parked.code, (parked.problem or {})["type"]) == (bad.code, "urn:motcua:code-taken")
    assert {held.owner for held in way.held() if held.code == bad.code} == {"Trần Thị Khác"}, "nobody's is overwritten"
    assert (hall.reach(bad.id)[0], hall.reach(good.id)[0]) == ("attention", "city")
    (stranger,) = hall.place.desk.ask(attention).strangers
    assert stranger.collision.code == bad.code

    way.gives_another_code(bad.code, f"{bad.code}-TP")
    hall.place.desk.do(resend, parked.op_id)
    way.carries()
    assert hall.reach(bad.id)[0] == "city"
    assert sorted(held.owner for held in way.held()) == ["Nguyễn Văn An", "Nguyễn Văn An", "Trần Thị Khác"]


def test_what_the_city_decides_comes_back(way: Way, hall: Hall) -> None:
    one = receives(hall)
    way.carries()
    before = hall.reach(one.id)[1]
    if not isinstance(way, ByProgram):
        assert (way.caps.news, before) == (False, None)
        return
    way.decides(one.code, 4)
    way.carries()

    assert (before, hall.reach(one.id)[:2]) == (2, ("city", 4))
    way.carries()
    forwards(hall, one.id)
    way.decides(one.code, 5)
    hall.clock.forward(minutes=1)
    corrects(hall, one.id, note="Gọi trước khi trả")
    way.carries()
    assert way.held()[0].steps == [4, 4] or way.held()[0].steps == [4, 2]


def test_a_dossier_handed_in_elsewhere_comes_down_and_is_worked_on(way: Way, hall: Hall) -> None:
    if not isinstance(way, ByProgram):
        assert not way.caps.online
        return
    code = way.comes_online("Hoàng Thị Mẫu")
    way.carries()
    (found,) = hall.place.desk.ask(search, code)
    assert (found.name, found.state) == ("Hoàng Thị Mẫu", 1)
    way.decides(code, 2)
    way.carries()
    assert hall.place.desk.ask(search, code)[0].state == 2
    forwards(hall, found.id)
    way.carries()

    assert (way.held()[0].state, hall.line.pending, hall.line.parked) == (4, 0, 0)


def test_facts_are_there_or_nobody_says_so(way: Way, hall: Hall) -> None:
    one = receives(hall)
    hall.prints_receipt(one.id)
    way.carries()
    line = hall.line

    if way.caps.facts:
        assert isinstance(way, ByProgram)
        assert ([fact["kind"] for fact in way.dump()["facts"]], line.acked) == (["fact.receipt_printed"], 2)
    elif way.caps.by_program:
        assert (line.acked, line.untold, line.pending, line.parked) == (1, 1, 0, 0)
    else:
        assert (line.acked, line.by_hand, line.pending) == (0, 1, 1)


def test_answers_are_told_one_by_one_or_as_shares_of_the_month(way: Way, hall: Hall) -> None:
    for number, level in enumerate((3, 3, 1, None), start=1):
        hall.rates(hall.serves(f"A{number:03}"), level)
    way.carries()
    if not isinstance(way, ByProgram):
        assert (way.caps.votes, hall.line.acked) == (False, 0)
        return
    dump = way.dump()
    if way.caps.votes:
        assert sorted(one["level"] or 0 for one in dump["ratings"]) == [0, 1, 3, 3]
        return
    (shares,) = dump["rating_shares"]
    assert (shares["NgayTongHop"], shares["TongSoNguoiDanhGia"], shares["PhanTramDanhGiaRatHaiLong"]) == (
        "11-2026", "3", "66.7%",
    )  # fmt: skip
    assert (hall.line.acked, hall.line.untold) == (3, 1), "who did not answer is in no share"


def test_files_are_taken_or_the_way_says_that_it_takes_none(way: Way) -> None:
    taker = file_taker(way.upstream) if isinstance(way, ByProgram) else None

    assert way.caps.files == (taker is not None)
