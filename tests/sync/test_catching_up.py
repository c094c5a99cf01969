"""A desk's own dossier goes on elsewhere: at another desk, or here in the days that a restored backup has forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from counter_app.care.backup import back_up
from counter_app.care.restore import restore
from counter_app.dossiers.finding import search
from counter_app.dossiers.steps.hand_over import hand_over
from counter_app.dossiers.steps.result import result
from counter_app.dossiers.steps.standing import held
from counter_app.dossiers.steps.values import HandingOver, OriginalBack, Receiver
from counter_app.dossiers.timeline import timeline
from counter_app.place import open_place
from counter_app.step_errors import StepRefused
from counter_app.store import By
from sync.unit_round import exchange_unit
from sync.upstreams.city_http import CityHttp
from tests.clock import SetClock
from tests.counter_app.dossier_story import RESULT
from tests.desks import second_desk
from tests.sync.hall import Hall
from tests.sync.test_two_desks import at, corrects


@pytest.fixture
def other(hall: Hall, tmp_path: Path, clock: SetClock) -> Iterator[Hall]:
    with closing(second_desk(hall.place, tmp_path / "other", By("bình", 4))) as place:
        yield Hall(place, clock)


def meets(hall: Hall, line: CityHttp) -> None:
    exchange_unit(hall.place, line)


def steps(hall: Hall, code: str) -> list[tuple[str, int]]:
    return [(step.kind, step.state) for step in hall.place.desk.ask(timeline, at(hall, code).id).steps]


def gives_the_result(hall: Hall, code: str) -> None:
    """The result comes in, and is handed over to the owner."""
    hall.place.desk.do(result, at(hall, code).id, RESULT)
    taker = Receiver("owner", "Nguyễn Văn An", "001085012345", checked="card")
    originals = (OriginalBack("Bản chính giấy tờ", 1),)
    hall.place.desk.do(hand_over, at(hall, code).id, HandingOver("counter", taker, originals=originals))


def test_a_phone_put_right_at_the_other_desk_is_read_here_too(hall: Hall, other: Hall, line: CityHttp) -> None:
    code = hall.receives().code
    meets(hall, line)
    meets(other, line)
    corrects(other, code, phone="0999888777")
    meets(other, line)

    meets(hall, line)

    assert at(hall, code).owner.phone == "0999888777"
    assert [row.code for row in hall.place.desk.ask(search, "0999888777")] == [code]
    corrects(hall, code, note="Gọi buổi chiều")
    meets(hall, line)
    meets(other, line)
    assert (at(other, code).owner.phone, at(other, code).note) == ("0999888777", "Gọi buổi chiều")


def test_what_waits_here_is_not_overwritten_and_meets_the_other_s_word_in_its_turn(
    hall: Hall, other: Hall, line: CityHttp
) -> None:
    code = hall.receives().code
    meets(hall, line)
    meets(other, line)
    corrects(other, code, phone="0999888777")
    meets(other, line)
    corrects(hall, code, note="Gọi buổi chiều")

    meets(hall, line)

    assert (at(hall, code).owner.phone, at(hall, code).note) == ("0999888777", "Gọi buổi chiều")


def test_a_result_handed_over_at_the_other_desk_is_not_handed_over_again_here(
    hall: Hall, other: Hall, line: CityHttp
) -> None:
    code = hall.receives().code
    meets(hall, line)
    meets(other, line)
    gives_the_result(other, code)
    meets(other, line)

    meets(hall, line)

    here = at(hall, code)
    assert (here.state, here.handover_state) == (10, "given")
    assert steps(hall, code)[-2:] == [("elsewhere", 9), ("elsewhere", 10)]
    with pytest.raises(StepRefused):
        gives_the_result(hall, code)


def test_what_this_desk_did_itself_comes_back_without_a_trace(hall: Hall, line: CityHttp) -> None:
    code = hall.receives().code
    corrects(hall, code, phone="0999888777")
    gives_the_result(hall, code)
    before, done = hall.place.desk.ask(held, at(hall, code).id).row, steps(hall, code)

    for _ in range(3):
        meets(hall, line)

    after = hall.place.desk.ask(held, at(hall, code).id).row
    assert steps(hall, code) == done
    assert (after.client_rev, after.state) == (before.client_rev, before.state)
    assert at(hall, code).owner.phone == "0999888777"


def test_days_a_restored_backup_forgot_come_back_into_the_desk_s_own_dossiers(
    hall: Hall, line: CityHttp, tmp_path: Path
) -> None:
    corrected, given = hall.receives().code, hall.receives().code
    meets(hall, line)
    back_up(hall.place, tmp_path / "hôm qua.saoluu", hall.clock())
    corrects(hall, corrected, phone="0999888777", note="Gọi buổi chiều")
    gives_the_result(hall, given)
    meets(hall, line)
    hall.place.close()

    restore(tmp_path / "hôm qua.saoluu", hall.place.folder, None, hall.clock)

    with closing(open_place(hall.place.folder, by=By("lan", 3), clock=hall.clock)) as place:
        again = Hall(place, hall.clock)
        assert at(again, corrected).owner.phone == "0912345678", "as it was yesterday"
        meets(again, line)
        assert (at(again, corrected).owner.phone, at(again, corrected).note) == ("0999888777", "Gọi buổi chiều")
        assert (at(again, given).state, at(again, given).handover_state) == (10, "given")
        assert (again.line.pending, again.line.parked) == (0, 0)
