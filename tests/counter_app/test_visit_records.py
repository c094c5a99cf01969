"""A visit, its draft, and the one answer that counts."""

from __future__ import annotations

import pytest

from counter_app import ratings
from counter_app.citizen_page import Idle, citizen_page
from counter_app.dossiers.drafts import draft, keep_typing, open_draft, save_draft, take_back_visit
from counter_app.dossiers.receive import receive
from counter_app.dossiers.steps.forward import forward
from counter_app.errors import BadDocument, CounterBusy, NotFound, NothingToUndo, WrongMoment
from counter_app.ids import new_id
from counter_app.place import Place
from counter_app.queue import visits
from counter_app.queue_errors import VisitInUse
from counter_app.store import By
from counter_app.wording import sentence
from tests.clock import SetClock
from tests.counter_app.dossier_story import forwarding, marriage
from tests.documents import intake


def test_a_draft_keeps_what_is_typed_until_it_becomes_a_dossier(place: Place) -> None:
    visit = place.desk.do(visits.begin, 3, "A001", new_id())
    form = new_id()

    place.desk.do(save_draft, form, visit.id, "receive", {"note": "một"})
    place.desk.do(save_draft, form, visit.id, "receive", {"note": "một hai"})

    kept = place.desk.ask(open_draft, visit.id, "receive")
    assert kept is not None
    assert (kept.id, kept.body) == (form, {"note": "một hai"})
    place.desk.do_once(form, receive, intake(), visit.id, form)
    assert place.desk.ask(open_draft, visit.id, "receive") is None
    done = place.desk.ask(draft, form)
    assert done is not None
    assert (done.state, done.body) == ("done", {})
    with pytest.raises(WrongMoment):
        place.desk.do(save_draft, form, visit.id, "receive", {"note": "muộn"})


def test_a_visit_is_begun_parked_resumed_and_ended(place: Place) -> None:
    ticket = new_id()
    visit = place.desk.do(visits.begin, 3, "A001", ticket)

    assert place.desk.do(visits.begin, 3, "A001", ticket) == visit
    with pytest.raises(CounterBusy):
        place.desk.do(visits.begin, 3, "A002", new_id())
    place.desk.do(visits.park, visit.id, "đi photo")
    other = place.desk.do(visits.begin, 3, "A002", new_id())
    with pytest.raises(CounterBusy):
        place.desk.do(visits.resume, visit.id, 3)
    place.desk.do(visits.end, other.id, "left")
    assert place.desk.do(visits.resume, visit.id, 3).state == "open"
    assert place.desk.do(visits.end, visit.id, "received").outcome == "received"
    assert place.desk.do(visits.end, visit.id, "left").outcome == "received"
    with pytest.raises(NotFound):
        place.desk.do(visits.end, visit.id, "quên")


def test_one_answer_counts_and_a_second_is_kept_and_flagged(place: Place) -> None:
    visit = place.desk.do(visits.begin, 3, "A001", new_id())

    first = place.desk.do(ratings.give, visit.id, 3)
    second = place.desk.do(ratings.give, visit.id, 1)

    assert (first.counted, second.counted) == (True, False)
    assert place.desk.ask(ratings.rating_of, visit.id) == first
    with pytest.raises(BadDocument):
        place.desk.do(ratings.give, visit.id, 4)
    assert place.desk.do(ratings.give, visit.id, 4, "elsewhere").scale == 5


def test_declining_is_an_answer_too(place: Place) -> None:
    visit = place.desk.do(visits.begin, 3, "A001", new_id())

    assert place.desk.do(ratings.give, visit.id, None).level is None
    assert not place.desk.do(ratings.give, visit.id, 3).counted


@pytest.mark.parametrize(("seconds", "taken_back"), [(0, True), (60, True), (61, False), (-61, False)])
def test_a_visit_begun_by_mistake_counts_for_nothing_for_a_minute(
    place: Place, clock: SetClock, seconds: int, *, taken_back: bool
) -> None:
    kept = place.desk.do(keep_typing, 3, "A001", new_id(), new_id(), "receive", {"note": "một"})
    clock.forward(seconds=seconds)

    if not taken_back:
        with pytest.raises(NothingToUndo):
            place.desk.do(take_back_visit, kept.visit.id)
        assert place.desk.ask(open_draft, kept.visit.id, "receive") is not None
        return
    gone = place.desk.do(take_back_visit, kept.visit.id)

    assert (gone.state, gone.outcome) == ("ended", visits.UNDONE)
    assert place.desk.ask(open_draft, kept.visit.id, "receive") is None
    dropped = place.desk.ask(draft, kept.draft.id)
    assert dropped is not None
    assert dropped.body == {}, "nothing of what was typed is kept"
    assert isinstance(place.desk.ask(citizen_page, 3), Idle), "nobody is asked how it went"


def test_a_visit_in_which_something_was_received_is_not_taken_back(place: Place) -> None:
    visit = place.desk.do(visits.begin, 3, "A001", new_id())
    place.desk.do(receive, intake(), visit.id, None)

    with pytest.raises(VisitInUse) as told:
        place.desk.do(take_back_visit, visit.id)

    assert "đã nhận hồ sơ" in sentence(told.value)


def test_a_visit_in_which_a_step_was_taken_is_not_taken_back(place: Place, clock: SetClock) -> None:
    earlier = marriage(place)
    clock.forward(seconds=5)
    visit = place.desk.do(visits.begin, 3, "A001", new_id())
    place.desk.do(forward, earlier.id, forwarding())

    with pytest.raises(VisitInUse):
        place.desk.do(take_back_visit, visit.id)


def test_what_another_counter_did_meanwhile_does_not_matter(place: Place) -> None:
    visit = place.desk.do(visits.begin, 3, "A001", new_id())
    marriage(place.acting_as(By("minh", 5)))

    assert place.desk.do(take_back_visit, visit.id).outcome == visits.UNDONE


def test_that_the_office_has_sent_a_ticket_on_is_kept_with_the_visit(place: Place) -> None:
    visit = place.desk.do(visits.begin, 3, "A001", new_id())
    ended = place.desk.do(visits.end, visit.id, "transferred", visits.send_on("1.000894", "last"))
    assert not visits.office_heard(ended)

    heard = place.desk.do(visits.note_office_heard, visit.id)

    assert visits.office_heard(heard)
    assert place.desk.do(visits.note_office_heard, visit.id) == heard
    assert visits.sent_on_to(heard.note) == visits.sent_on_to(ended.note) == ("1.000894", "last")
