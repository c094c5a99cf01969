"""What the hall may be told of a dossier, and how often somebody may guess."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from counter_app.dossiers.public import Answer, look_up_by_digits, look_up_by_slip, rate_later
from counter_app.dossiers.public_tries import OF_CODE, OF_SCREEN
from counter_app.dossiers.receive import receive
from counter_app.dossiers.steps.endings import refuse
from counter_app.dossiers.steps.extend import extend
from counter_app.dossiers.steps.forward import forward
from counter_app.dossiers.steps.hand_over import hand_over
from counter_app.dossiers.steps.result import result
from counter_app.dossiers.steps.supplement import complete, supplement
from counter_app.dossiers.steps.values import Completion, SupplementAsked, Voiding
from counter_app.dossiers.steps.void import void
from counter_app.people.staff import add_staff
from counter_app.place import Place, open_place
from counter_app.queue import visits
from counter_app.ratings import cut_old_votes, give, rating_of
from counter_app.records.desk import DossierEvent
from counter_app.records.public_tries import PublicTry
from counter_app.records.ratings import Rating
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from counter_app.store import Asking, By
from tests.clock import SetClock
from tests.counter_app.dossier_story import ASKED, HANDED, REFUSAL, RESULT, extension, forwarding, marriage
from tests.documents import document, intake

ID, PHONE = "2345", "5678"
"""The last digits of the owner's identity number, 001085012345, and phone, 0912345678."""
NOBODYS = "H26.016.26-261120-0999"


def typed(place: Place, code: str, digits: str = ID) -> Answer:
    return place.desk.do(look_up_by_digits, code, digits)


def scanned(place: Place, code: str) -> Answer:
    return place.desk.do(look_up_by_slip, code)


def kinds(answer: Answer) -> list[str]:
    assert answer.dossier is not None
    return [step.kind for step in answer.dossier.steps]


def test_who_scans_the_slip_hears_where_the_dossier_stands(place: Place) -> None:
    taken = marriage(place)

    told = scanned(place, taken.code).dossier

    assert told is not None
    assert (told.code, told.standing, told.due, told.collect) == (taken.code, "accepted", taken.due, "counter")
    assert [(step.kind, step.agency) for step in told.steps] == [("received", "Bộ phận Một cửa phường Long Biên")]
    assert not told.late
    assert not told.postponed


@pytest.mark.parametrize("digits", [ID, PHONE])
def test_without_the_slip_the_last_digits_of_number_or_phone_open_it(place: Place, digits: str) -> None:
    taken = marriage(place)

    assert typed(place, taken.code, digits).dossier == scanned(place, taken.code).dossier is not None


@pytest.mark.parametrize("digits", ["", "234", "1234", "12345", "02345", "२३४५"])
def test_other_digits_open_nothing(place: Place, digits: str) -> None:
    assert typed(place, marriage(place).code, digits) == Answer(None)


@pytest.mark.parametrize(("number", "phone"), [("B7", "0912345678"), ("B7654321", "")])
def test_who_has_no_four_digits_there_is_not_found_by_fewer(place: Place, number: str, phone: str) -> None:
    who = document()["owner"] | {"number": "B76543", "number_kind": "passport", "nationality": "FR", "phone": phone}
    taken = place.desk.do(receive, intake(owner=who | {"kind": "foreigner"}))

    assert typed(place, taken.code, "") == Answer(None)
    assert typed(place, taken.code, "6543").dossier is not None


def test_a_wrong_answer_is_the_same_for_a_code_nobody_gave(place: Place, clock: SetClock) -> None:
    code = marriage(place).code
    heard: dict[str, list[Answer]] = {}
    for which in (code, NOBODYS):
        heard[which] = [typed(place, which, "0000") for _ in range(7)]
        clock.forward(hours=1)

    assert heard[code] == heard[NOBODYS]
    assert [one.wait_seconds for one in heard[code]] == [0, 0, 0, 0, 60, 60, 60]


def test_after_five_wrong_tries_the_right_digits_wait_too_and_each_wait_is_longer(
    place: Place, clock: SetClock
) -> None:
    code = marriage(place).code
    for _ in range(5):
        typed(place, code, "0000")
    assert typed(place, code) == Answer(None, 60), "the right digits are not even looked at"
    clock.forward(seconds=59.5)
    assert typed(place, code) == Answer(None, 1)

    waits: list[int] = []
    for _ in range(8):
        clock.forward(seconds=max(waits, default=1))
        waits.append(typed(place, code, "0000").wait_seconds)

    assert waits == [120, 240, 480, 960, 1920, 3600, 3600, 3600]
    clock.forward(seconds=3600)
    assert typed(place, code).dossier is not None
    assert typed(place, code, "0000").wait_seconds == 0, "the code's tries are forgiven, the screen's long forgotten"


def test_a_restart_does_not_end_the_wait(unit_folder: Any, clock: SetClock) -> None:
    first = open_place(unit_folder, by=By("lan", 3), clock=clock)
    code = marriage(first).code
    for _ in range(5):
        typed(first, code, "0000")
    first.close()

    second = open_place(unit_folder, by=By("lookup"), clock=clock)
    assert typed(second, code) == Answer(None, 60)
    second.close()


def test_guessing_around_one_code_is_stopped_at_the_screen(place: Place, clock: SetClock) -> None:
    own = marriage(place).code
    for at in range(5):
        typed(place, f"H26.016.26-261120-09{at:02d}", "0000")
        typed(place, own)

    assert typed(place, own).wait_seconds == 60, "a dossier of one's own in between wins nothing"
    assert scanned(place, own).dossier is not None, "who has a slip is not kept waiting by others"
    clock.forward(minutes=11)
    assert typed(place, "H26.016.26-261120-0950", "0000").wait_seconds == 0, "the next citizen begins anew"


def test_codes_that_are_scanned_at_random_are_stopped_too(place: Place) -> None:
    own = marriage(place).code
    waits = [scanned(place, f"H26.016.26-261120-09{at:02d}").wait_seconds for at in range(5)]

    assert waits == [0, 0, 0, 0, 60]
    assert scanned(place, own) == Answer(None, 60)
    assert typed(place, own).dossier is not None


def test_a_clock_that_was_wrong_for_a_moment_keeps_nobody_out_for_years(place: Place, clock: SetClock) -> None:
    code = marriage(place).code
    clock.forward(days=3650)
    for _ in range(5):
        typed(place, code, "0000")
    clock.forward(days=-3650)

    assert typed(place, code).wait_seconds <= OF_CODE.longest.total_seconds()


def test_old_tries_leave_nothing_behind(place: Place, clock: SetClock) -> None:
    for at in range(20):
        typed(place, f"H26.016.26-261120-{at:04d}", "0000")
        clock.forward(hours=2)

    def left(asking: Asking) -> int:
        return asking.connection.execute(select(func.count()).select_from(PublicTry)).scalar_one()

    assert place.desk.ask(left) <= 14


@given(st.integers(0, 10_000), st.sampled_from([OF_SCREEN, OF_CODE]))
def test_a_wait_never_shrinks_with_more_wrong_tries_and_has_an_end(count: int, limit: Any) -> None:
    assert timedelta() <= limit.wait_after(count) <= limit.wait_after(count + 1) <= limit.longest
    assert (limit.wait_after(count) > timedelta()) == (count >= limit.free)


def test_the_steps_are_told_with_agency_and_without_what_went_on_inside(place: Place, clock: SetClock) -> None:
    taken = marriage(place)
    place.desk.do(forward, taken.id, forwarding())
    place.desk.do(extend, taken.id, extension())
    told = scanned(place, taken.code)
    assert told.dossier is not None
    assert (told.dossier.standing, told.dossier.postponed) == ("in_work", True)
    assert told.dossier.steps[1].to_agency == "Tư pháp – Hộ tịch"
    place.desk.do(result, taken.id, RESULT)
    place.desk.do(hand_over, taken.id, HANDED)

    told = scanned(place, taken.code)

    assert kinds(told) == ["received", "forwarded", "extended", "result_in", "handed_over"]
    assert told.dossier is not None
    assert told.dossier.standing == "given"


def test_late_waiting_refused_and_voided_are_told(place: Place, clock: SetClock) -> None:
    late, waiting, refused, wrong = (marriage(place) for _ in range(4))
    place.desk.do(supplement, waiting.id, ASKED)
    place.desk.do(refuse, refused.id, REFUSAL)
    void_it(place, wrong.id)
    clock.forward(days=12)

    told = [scanned(place, one.code).dossier for one in (late, waiting, refused, wrong)]

    assert [one.standing for one in told if one] == ["accepted", "waiting", "refused", "voided"]
    assert told[0] is not None
    assert told[0].late
    assert told[1] is not None
    assert told[1].answer_by is not None
    assert told[2] is not None
    assert told[2].papers_back
    place.desk.do(complete, waiting.id, Completion())
    again = scanned(place, waiting.code).dossier
    assert again is not None
    assert again.answer_by is None


def void_it(place: Place, dossier_id: UUID) -> None:
    place.office.do(add_staff, "Phạm Thu Hà", "ha", "mật khẩu", "head")
    refresh_desk(place)
    place.desk.do(void, dossier_id, Voiding("Ghi nhầm người nộp", "ha"))


SECRET = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=4, max_size=20)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=SECRET, street=SECRET, note=SECRET, paper=SECRET)
@pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)
def test_nothing_of_the_owner_or_of_an_officers_note_is_ever_told(
    place: Place, name: str, street: str, note: str, paper: str
) -> None:
    secrets = {f"tên {name}", f"đường {street}", f"ghi {note}", f"giấy {paper}"}
    who = document()["owner"] | {"name": f"tên {name}", "address": f"đường {street}", "email": "an.nguyen@example.vn"}
    papers = [{"code": None, "name": f"giấy {paper}", "originals": 1, "certified": 0, "copies": 0}]
    taken = marriage(place, owner=who, papers=papers, note=f"ghi {note}")
    place.desk.do(supplement, taken.id, SupplementAsked(f"ghi {note}", (f"ghi {note}",), "Lê Thị Hoa", "0243872"))
    place.desk.do(complete, taken.id, Completion(note=f"ghi {note}"))

    for answer in (typed(place, taken.code), scanned(place, taken.code)):
        words = repr(asdict(answer))
        assert answer.dossier is not None
        for secret in (*secrets, "001085012345", "0912345678", "an.nguyen", "Lê Thị Hoa", "0243872", "kết hôn"):
            assert repr(secret)[1:-1] not in words, secret


def test_the_check_for_secrets_bites(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = marriage(place, note="ghi chú riêng")
    monkeypatch.setattr(DossierEvent, "agency", DossierEvent.who)

    assert "'lan'" in repr(asdict(scanned(place, taken.code))), "were another column read, it would be seen"


def test_a_visit_nobody_answered_for_may_be_rated_after_it_is_over(place: Place) -> None:
    visit = place.desk.do(visits.begin, 3, "A001")
    taken = place.desk.do(receive, intake(), visit_id=visit.id)
    assert typed(place, taken.code).visit_id is None, "the citizen's screen asks now"
    place.desk.do(visits.end, visit.id, "received")
    assert scanned(place, taken.code).visit_id is None, "a slip alone is not enough to rate"
    assert typed(place, taken.code).visit_id == visit.id

    place.desk.do(rate_later, visit.id, 2)
    again = place.desk.do(rate_later, visit.id, 1)

    kept = place.desk.ask(rating_of, visit.id)
    assert kept is not None
    assert (kept.level, kept.scale, kept.source, again.counted) == (2, 3, "lookup", False)
    assert typed(place, taken.code).visit_id is None


def test_a_decline_at_the_counter_is_an_answer_and_five_faces_are_five(place: Place) -> None:
    asked, declined = (place.desk.do(visits.begin, counter, "A00") for counter in (3, 4))
    codes = [place.desk.do(receive, intake(), visit_id=one.id).code for one in (asked, declined)]
    for one in (asked, declined):
        place.desk.do(visits.end, one.id, "received")
    place.desk.do(give, declined.id, None)
    place.office.do(change_setting, "rating.faces", "5")
    place.desk.do(change_setting, "rating.faces", "5")

    assert [typed(place, code).visit_id for code in codes] == [asked.id, None]
    place.desk.do(rate_later, asked.id, 5)

    def who(asking: Asking) -> Any:
        return asking.connection.execute(select(Rating.scale, Rating.level).where(Rating.visit_id == asked.id)).one()

    assert tuple(place.desk.ask(who)) == (5, 5)


def test_an_old_visit_is_not_rated_a_second_time_when_its_vote_has_lost_it(place: Place, clock: SetClock) -> None:
    visit = place.desk.do(visits.begin, 3, "A001")
    taken = place.desk.do(receive, intake(), visit_id=visit.id)
    place.desk.do(visits.end, visit.id, "received")
    place.desk.do(rate_later, visit.id, 3)
    clock.forward(days=1000)
    place.desk.do(cut_old_votes)
    assert place.desk.ask(rating_of, visit.id) is None

    assert typed(place, taken.code).visit_id is None
