"""A visit, its draft, and the one answer that counts."""

from __future__ import annotations

import pytest

from counter_app import ratings
from counter_app.dossiers.drafts import draft, open_draft, save_draft
from counter_app.dossiers.receive import receive
from counter_app.errors import BadDocument, CounterBusy, NotFound, WrongMoment
from counter_app.ids import new_id
from counter_app.place import Place
from counter_app.queue import visits
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
