"""A signature is asked for at a counter, drawn once, and forgotten with the visit unless the hand-over keeps it."""

from __future__ import annotations

from uuid import UUID

import pytest

from counter_app import citizen_answers
from counter_app.citizen_page import Rate, Serving, Sign, citizen_page
from counter_app.dossiers.drafts import draft, end_visit
from counter_app.dossiers.signature import (
    LARGEST,
    SignatureAsked,
    ask_signature,
    sign,
    signature_asked,
    take_back,
)
from counter_app.dossiers.steps.hand_over import hand_over
from counter_app.dossiers.steps.result import result
from counter_app.errors import BadDocument, NotFound, WrongMoment
from counter_app.ids import new_id
from counter_app.place import Place
from counter_app.queue import visits
from counter_app.settings import change_setting
from counter_app.store import By
from tests.counter_app.dossier_story import HANDED, RESULT, marriage

PICTURE = b"\x89PNG\r\n\x1a\n" + b"drawn"


def asked(place: Place, dossier_id: UUID | None = None) -> SignatureAsked:
    found = place.desk.do(ask_signature, dossier_id or marriage(place).id, "Nguyễn Văn An")
    assert found is not None
    return found


def test_it_begins_the_visit_of_who_came_without_a_number(place: Place) -> None:
    wanted = asked(place)

    visit = place.desk.ask(visits.open_visit, 3)
    assert visit is not None
    assert (visit.id, visit.ticket_label) == (wanted.visit_id, "không số")
    assert place.desk.ask(citizen_page, 3) == Sign(visit.id, wanted.id, "Nguyễn Văn An", wanted.code)
    assert place.desk.ask(signature_asked, 4) is None


def test_who_stands_there_already_is_asked_in_their_visit(place: Place) -> None:
    visit = place.desk.do(visits.begin, 3, "K001")

    assert asked(place).visit_id == visit.id


def test_signed_the_page_goes_and_the_picture_waits_for_the_clerk(place: Place) -> None:
    wanted = asked(place)
    place.desk.do(citizen_answers.sign, wanted.visit_id, wanted.id, PICTURE)

    assert isinstance(place.desk.ask(citizen_page, 3), Serving)
    found = place.desk.ask(signature_asked, 3)
    assert found is not None
    assert found.picture == "iVBORw0KGgpkcmF3bg=="


@pytest.mark.parametrize("how", ["handed over", "taken back", "the visit ended", "asked anew"])
def test_once_over_nothing_of_it_stays_and_a_late_finger_signs_nothing(place: Place, how: str) -> None:
    taken = marriage(place)
    place.desk.do(result, taken.id, RESULT)
    wanted = asked(place, taken.id)
    place.desk.do(sign, wanted.id, PICTURE)
    if how == "handed over":
        place.desk.do(hand_over, taken.id, HANDED)
    elif how == "taken back":
        place.desk.do(take_back, wanted.id)
    elif how == "the visit ended":
        place.desk.do(end_visit, wanted.visit_id, "collected")
    else:
        asked(place, taken.id)

    left = place.desk.ask(draft, wanted.id)
    assert left is not None
    assert (left.state, left.body) == ("dropped", {})
    with pytest.raises(WrongMoment):
        place.desk.do(sign, wanted.id, PICTURE)


def test_a_parked_visit_comes_back_without_the_question(place: Place) -> None:
    wanted = asked(place)
    place.desk.do(visits.park, wanted.visit_id, "")
    place.desk.do(take_back, wanted.id)
    place.desk.do(visits.resume, wanted.visit_id, 3)

    assert not isinstance(place.desk.ask(citizen_page, 3), Sign | Rate)


@pytest.mark.parametrize("picture", [b"", b"GIF89a", PICTURE[:7], PICTURE + bytes(LARGEST)])
def test_only_a_small_picture_is_a_signature(place: Place, picture: bytes) -> None:
    wanted = asked(place)
    with pytest.raises(BadDocument):
        place.desk.do(sign, wanted.id, picture)
    with pytest.raises(WrongMoment):
        place.desk.do(sign, new_id(), PICTURE)


def test_nobody_is_asked_where_there_is_no_counter_no_dossier_or_no_wish(place: Place) -> None:
    taken = marriage(place)
    assert place.acting_as(By("lan")).desk.do(ask_signature, taken.id, "An") is None
    with pytest.raises(NotFound):
        place.desk.do(ask_signature, new_id(), "An")
    place.desk.do(change_setting, "handover.signature", "false")
    assert place.desk.do(ask_signature, taken.id, "An") is None
    assert place.desk.ask(visits.open_visit, 3) is None
