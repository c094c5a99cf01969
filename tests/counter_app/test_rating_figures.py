"""Figures of the ratings: three levels of any scale, shares always beside the number of votes; old votes forget whose."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from counter_app import citizen_answers, ratings
from counter_app.errors import BadDocument
from counter_app.place import Place
from counter_app.queue import visits
from counter_app.rating_figures import rating_figures
from counter_app.ratings import FACES, REASONS, SKIPPED, in_three
from counter_app.records.ratings import Rating
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from counter_app.store import Asking
from tests.clock import SetClock

DAY = date(2026, 11, 20)


def served(place: Place, counter: int = 3) -> UUID:
    visit = place.desk.do(visits.begin, counter, "A001")
    place.desk.do(visits.end, visit.id, "advice", "hỏi")
    return visit.id


def rated(place: Place, level: int | None, counter: int = 3) -> UUID:
    visit_id = served(place, counter)
    place.desk.do(citizen_answers.rate, visit_id, level)
    return visit_id


def test_shares_stand_beside_the_number_of_votes(place: Place) -> None:
    for level in (3, 3, 2, 1, None):
        rated(place, level)
    rated(place, 1, counter=5)

    third, fifth = place.desk.ask(rating_figures, DAY, DAY)

    assert (third.counter, third.month, third.votes, third.declined) == (3, "2026-11", 4, 1)
    assert (third.very_content, third.content, third.not_content, third.content_share) == (2, 1, 1, 75.0)
    assert (fifth.counter, fifth.votes, fifth.content_share) == (5, 1, 0.0)
    assert place.desk.ask(rating_figures, DAY + timedelta(days=1), DAY + timedelta(days=30)) == ()


def test_five_faces_are_told_in_three(place: Place) -> None:
    place.office.do(change_setting, "rating.faces", "5")
    refresh_desk(place)
    for level in (1, 2, 3, 4, 5):
        rated(place, level)

    (found,) = place.desk.ask(rating_figures, DAY, DAY)

    assert (found.not_content, found.content, found.very_content) == (2, 2, 1)


@given(scale=st.sampled_from(sorted(FACES)), pair=st.tuples(st.integers(1, 5), st.integers(1, 5)))
def test_a_better_face_is_never_a_worse_level(scale: int, pair: tuple[int, int]) -> None:
    low, high = sorted(min(level, scale) for level in pair)

    assert 1 <= in_three(low, scale) <= in_three(high, scale) <= 3
    assert (in_three(1, scale), in_three(scale, scale)) == (1, 3)


def test_the_second_answer_of_a_visit_is_in_no_figure(place: Place) -> None:
    visit_id = rated(place, 3)
    place.desk.do(citizen_answers.rate, visit_id, 1)

    (found,) = place.desk.ask(rating_figures, DAY, DAY)

    assert (found.votes, found.very_content) == (1, 1)


def test_a_reason_is_kept_once_and_only_of_who_was_not_content(place: Place) -> None:
    visit_id, content, silent = rated(place, 1), rated(place, 3), rated(place, 1)

    place.desk.do(citizen_answers.say_why, visit_id, REASONS[0])
    place.desk.do(citizen_answers.say_why, visit_id, REASONS[1])
    place.desk.do(citizen_answers.say_why, content, REASONS[2])
    place.desk.do(citizen_answers.say_why, silent, SKIPPED)

    (found,) = place.desk.ask(rating_figures, DAY, DAY)
    assert found.reasons == ((REASONS[0], 1),)
    with pytest.raises(BadDocument, match="reason"):
        place.desk.do(citizen_answers.say_why, visit_id, "gõ tay")


def test_an_old_vote_counts_on_and_forgets_whose_it_was(place: Place, clock: SetClock) -> None:
    old = rated(place, 2)
    clock.forward(days=91)

    fresh = rated(place, 3)

    def whose(asking: Asking) -> set[UUID | None]:
        return set(asking.connection.execute(select(Rating.visit_id)).scalars())

    assert place.desk.ask(whose) == {None, fresh}
    assert place.desk.ask(ratings.rating_of, old) is None
    assert sum(one.votes for one in place.desk.ask(rating_figures, DAY, DAY + timedelta(days=120))) == 2
