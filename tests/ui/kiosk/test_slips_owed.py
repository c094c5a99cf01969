"""A kiosk that died between ticket and slip prints the slip when it starts again; no slip comes twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from counter_app.papers import Slip
from counter_app.place import Place
from counter_app.queue.counters import set_counter
from counter_app.queue.issuing import Issued, issue
from counter_app.queue.slips import kiosk_origin
from counter_app.queue.tickets import call_next, cancel
from counter_app.reference import refresh_desk
from counter_app.store import Act, By
from tests.clock import SetClock
from tests.ui.finger import Finger
from tests.ui.kiosk.hall import Opened, ready, slip_document, slips, wait_for_ticket, with_printer

Taken = Callable[..., Issued]


@pytest.fixture
def taken(place: Place, clock: SetClock) -> Taken:
    """Takes a ticket as this PC's kiosk does, and dies before its slip is queued."""
    origin = place.desk.ask(kiosk_origin)

    def take(service: str = "CT", priority: str | None = None) -> Issued:
        clock.forward(seconds=1)
        return place.office.acting_as(By("kiosk")).do(issue, service, priority, origin)

    return take


def papers(place: Place) -> list[str]:
    """What the slips queued so far are about."""
    return sorted(job.about for job in slips(place))


def about(*issued: Issued) -> list[str]:
    return sorted(f"ticket:{one.id}" for one in issued)


def start(qtbot: QtBot, kiosk: Opened, place: Place, *owed: Issued) -> None:
    """Start the kiosk, wait for these slips and no other, and end it again."""
    window = kiosk()
    qtbot.waitUntil(lambda: papers(place) == about(*owed))
    window.close()


def test_the_slip_of_a_ticket_taken_just_before_the_kiosk_died_is_printed_when_it_starts(
    qtbot: QtBot, kiosk: Opened, place: Place, taken: Taken
) -> None:
    with_printer(place)
    for number in range(1, 11):
        place.office.do(set_counter, number, ("CT",) if number in (2, 5) else ("HT", "CU", "KQ", "TT", "HD"))
    refresh_desk(place)
    place.office.do(issue, "CT", "merit")
    lost = taken(priority="elderly")

    start(qtbot, kiosk, place, lost)

    assert slip_document(place) == Slip(
        office="Bộ phận Một cửa phường Long Biên",
        number="B002",
        service="Chứng thực",
        priority="Người cao tuổi",
        ahead=1,
        counters=(2, 5),
        issued_at=lost.issued_at,
        code="S261120-002B",
        priority_class="elderly",
        service_code="CT",
    )


def test_however_often_the_kiosk_starts_there_is_one_slip_a_ticket(
    qtbot: QtBot, kiosk: Opened, place: Place, taken: Taken
) -> None:
    first = taken()
    start(qtbot, kiosk, place, first)

    # The later ticket's slip is queued after the first one's, so that one has been asked for again.
    second = taken("HT")
    start(qtbot, kiosk, place, first, second)
    third = taken("KQ")
    start(qtbot, kiosk, place, first, second, third)


def test_a_slip_that_was_queued_in_time_is_not_queued_again(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger, taken: Taken
) -> None:
    window = kiosk()
    finger.tap(window.face.first.tiles[1])
    wait_for_ticket(qtbot, window)
    qtbot.waitUntil(lambda: len(slips(place)) == 1)
    in_time = papers(place)
    window.close()

    lost = taken()
    again = kiosk()
    qtbot.waitUntil(lambda: len(slips(place)) == 2)

    assert papers(place) == sorted(in_time + about(lost))
    assert again.page is again.face.first, "the screen is the next citizen's"


def break_jobs(act: Act) -> None:
    act.connection.execute(
        text("CREATE TRIGGER broken BEFORE INSERT ON print_job BEGIN SELECT RAISE(ABORT, 'broken'); END")
    )


def mend_jobs(act: Act) -> None:
    act.connection.execute(text("DROP TRIGGER broken"))


def test_a_slip_that_could_not_be_queued_comes_when_the_kiosk_starts_again(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    window = kiosk()
    place.desk.do(break_jobs)
    with qtbot.captureExceptions():
        finger.tap(window.face.first.tiles[1])
        wait_for_ticket(qtbot, window)
        qtbot.waitUntil(lambda: "nhớ số B001" in window.ticket.sentence)
    window.close()
    assert slips(place) == ()

    place.desk.do(mend_jobs)
    kiosk()

    qtbot.waitUntil(lambda: len(slips(place)) == 1)


def test_an_old_ticket_gets_no_slip(qtbot: QtBot, kiosk: Opened, place: Place, taken: Taken, clock: SetClock) -> None:
    taken()
    clock.forward(seconds=120)
    fresh = taken()

    start(qtbot, kiosk, place, fresh)


def test_two_minutes_are_still_young_enough(
    qtbot: QtBot, kiosk: Opened, place: Place, taken: Taken, clock: SetClock
) -> None:
    lost = taken()
    clock.forward(seconds=120)

    start(qtbot, kiosk, place, lost)


def test_tickets_from_elsewhere_are_not_this_kiosks_to_print(
    qtbot: QtBot, kiosk: Opened, place: Place, taken: Taken
) -> None:
    other = "kiosk:00000000-0000-7000-8000-000000000000"
    place.office.do(issue, "CT")
    place.office.acting_as(By("kiosk")).do(issue, "CT", None, other)
    own = taken()

    start(qtbot, kiosk, place, own)


def test_a_ticket_given_up_needs_no_paper_and_one_already_called_does(
    qtbot: QtBot, kiosk: Opened, place: Place, taken: Taken
) -> None:
    given_up, called = taken("HT"), taken()
    place.office.do(cancel, given_up.id)
    place.office.do(call_next, 3)

    start(qtbot, kiosk, place, called)


def test_the_kiosk_takes_tickets_as_usual_after_it_caught_up(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger, taken: Taken
) -> None:
    lost = taken()
    window = kiosk()
    qtbot.waitUntil(lambda: papers(place) == about(lost))

    ready(qtbot, window)
    finger.tap(window.face.first.tiles[1])
    wait_for_ticket(qtbot, window)

    assert window.ticket.number.text == "B002"
    qtbot.waitUntil(lambda: len(slips(place)) == 2)
