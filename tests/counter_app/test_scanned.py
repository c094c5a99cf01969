"""Codes scanned at the kiosk, and the age on a card."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.place import Place
from counter_app.queue.closing import closing
from counter_app.queue.issuing import Wishes, book, carry_over, check_in, issue, issue_for_next_day
from counter_app.queue.scanned import (
    DossierCode,
    OtherDay,
    OwnTicket,
    dossier_state,
    elderly_by_card,
    own_ticket,
    recognise,
)
from counter_app.queue.slip_code import read_slip_code, slip_code
from counter_app.queue.tickets import Called, call_next, finish
from tests.clock import SetClock

DOSSIER = "H26.016.26-261110-0007"


def card(born: str) -> str:
    return f"001051012345||Nguyễn Văn An|{born}|Nam|Số 1 ngõ 2, phường Long Biên, Hà Nội|01052022"


@given(st.dates(date(2000, 1, 1), date(2068, 12, 31)), st.integers(1, 99_999), st.sampled_from("ABHKT"))
def test_a_slips_code_names_its_ticket_and_its_day(day: date, number: int, series: str) -> None:
    printed = f"{series}{number:03d}"

    assert read_slip_code(f" {slip_code(day, printed).lower()}") == (day, printed)


@pytest.mark.parametrize("text", ["", "A042", "S261120-42A", "S261320-042A", "S261120-042", "S261120-042A1", DOSSIER])
def test_other_texts_are_no_slips(text: str) -> None:
    assert read_slip_code(text) is None


def test_a_slip_of_today_tells_where_its_ticket_stands(place: Place) -> None:
    place.office.do(issue, "CT")
    own = place.office.do(issue, "CT")

    found = place.office.ask(recognise, slip_code(own.day, own.number))

    assert isinstance(found, OwnTicket)
    assert (found.ticket.id, found.ahead, found.service_name) == (own.id, 1, "Chứng thực")
    assert found.counters == tuple(range(1, 11))


def test_a_slip_of_another_day_says_which(place: Place, clock: SetClock) -> None:
    later = place.office.do(issue_for_next_day, "CT", clock() + timedelta(days=3))

    assert place.office.ask(recognise, slip_code(later.day, later.number)) == OtherDay(date(2026, 11, 23), "B001")
    assert place.office.ask(recognise, "S261119-001B") == OtherDay(date(2026, 11, 19), "B001")
    assert place.office.ask(recognise, "S261120-009B") is None, "today has no such number"


def test_the_slip_of_a_ticket_carried_over_leads_to_the_new_one(place: Place, clock: SetClock) -> None:
    place.office.do(issue, "CT")
    old = place.office.do(issue, "CT", "elderly")
    opens = place.office.ask(closing).opens
    for_today = slip_code(old.day, old.number)
    new = place.office.do(carry_over, old.id, opens)

    assert place.office.ask(recognise, for_today) == OtherDay(date(2026, 11, 23), new.number, instead_of=old.number)

    clock.moment = opens + timedelta(minutes=2)
    place.office.do(issue, "CT", "pregnant")
    assert place.office.ask(recognise, for_today) == place.office.ask(own_ticket, new.id)
    called = place.office.do(call_next, 3)
    assert isinstance(called, Called)
    assert called.id == new.id

    clock.forward(days=1)
    assert place.office.ask(recognise, for_today) == OtherDay(old.day, old.number), "now it is too old"


def test_a_ticket_carried_over_twice_is_still_found_by_its_first_slip(place: Place, clock: SetClock) -> None:
    first = place.office.do(issue, "CT")
    second = place.office.do(carry_over, first.id, place.office.ask(closing).opens)
    clock.moment = place.office.ask(closing).opens + timedelta(hours=8)
    third = place.office.do(carry_over, second.id, place.office.ask(closing).opens)

    found = place.office.ask(recognise, slip_code(first.day, first.number))

    assert found == OtherDay(third.day, third.number, instead_of=first.number)


def test_a_bookings_code_finds_its_ticket_until_that_is_over(place: Place, clock: SetClock) -> None:
    booked = place.office.do(book, "TT", clock() + timedelta(hours=1), None, Wishes(about="hen-0042"))

    found = place.office.ask(recognise, "HEN-0042")
    assert isinstance(found, OwnTicket)
    assert (found.ticket.id, found.ticket.state) == (booked.id, "booked")

    place.office.do(check_in, booked.id)
    clock.forward(hours=2)
    called = place.office.do(call_next, 3)
    assert isinstance(called, Called)
    place.office.do(finish, called.id)
    assert place.office.ask(recognise, "HEN-0042") is None


def test_a_dossiers_code_is_known_by_its_shape_and_one_with_a_ticket_leads_to_it(place: Place) -> None:
    assert place.office.ask(recognise, f"{DOSSIER.lower()} ") == DossierCode(DOSSIER)

    taken = place.office.do(issue, "KQ", None, None, Wishes(about=DOSSIER))

    assert place.office.ask(recognise, DOSSIER) == place.office.ask(own_ticket, taken.id)


@pytest.mark.parametrize("text", ["https://example.org/x", "123456789012", "01a201b1-4f94-7bda-b780-be714df460e1"])
def test_other_codes_mean_nothing(place: Place, text: str) -> None:
    assert place.office.ask(recognise, text) is None


def test_the_state_of_an_unknown_dossier_is_not_known(place: Place) -> None:
    assert place.desk.ask(dossier_state, DOSSIER) is None


@pytest.mark.parametrize(
    ("born", "elderly"),
    [("20111966", True), ("21111966", False), ("02091951", True), ("29021996", False), ("99999999", None)],
)
def test_sixty_full_years_by_the_card_make_an_elderly_person(born: str, elderly: bool | None) -> None:
    assert elderly_by_card(card(born), date(2026, 11, 20)) is elderly


def test_a_torn_card_says_nothing_of_the_age() -> None:
    assert elderly_by_card("001051012345|", date(2026, 11, 20)) is None
    assert elderly_by_card(card("01012030"), date(2026, 11, 20)) is None
