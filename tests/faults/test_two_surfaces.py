"""What one program does to the queue, the real window of another program shows within a second."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from counter_app.people.staff import add_staff
from counter_app.place import Place
from counter_app.reference import refresh_desk
from tests.faults.processes import Child
from tests.stories.conftest import PASSWORD
from ui.clerk.window import ClerkWindow
from ui.demo.pilot import ClerkPilot, NeverHappened, wait_until
from ui.work import workers_for

WITHIN_MS = 1_000
"""From the other program's answer to the sight of it: a promise to the hall, therefore a bound."""


@pytest.fixture
def window(place: Place, qapp: QApplication) -> Iterator[ClerkPilot]:
    """The clerk Lan's window, signed in at counter 3, in this process."""
    place.office.do(add_staff, "Nguyễn Thị Lan", "lan", PASSWORD)
    refresh_desk(place)
    workers = workers_for(place)
    shown = ClerkWindow(workers)
    shown.show()
    pilot = ClerkPilot(shown)
    pilot.signs_in("lan", PASSWORD, 3)
    wait_until(lambda: waiting(pilot) == "Chưa có ai chờ.", "the empty queue")
    yield pilot
    shown.close()
    workers.close()
    shown.deleteLater()


@pytest.fixture
def next_door(place: Place) -> Iterator[Child]:
    """Another program on the same records."""
    child = Child("tests.faults.queue_child", str(place.folder))
    assert child.hear() == "ready"
    yield child
    assert child.process.stdin is not None
    child.process.stdin.close()
    assert child.end() == 0


def waiting(pilot: ClerkPilot) -> str:
    """What the window says of those who wait."""
    return pilot.work.queue.total.text()


def shown_within(happened: Callable[[], bool], what: str) -> int:
    """Wait for a sight; the milliseconds it took, or a failure that names them."""
    began = time.monotonic()
    try:
        wait_until(happened, what, WITHIN_MS)
    except NeverHappened:
        wait_until(happened, f"{what}, ever")
    took = round((time.monotonic() - began) * 1000)
    assert took <= WITHIN_MS, f"{what} took {took} ms"
    return took


def test_a_ticket_of_another_program_shows_within_a_second(window: ClerkPilot, next_door: Child) -> None:
    took = []
    for count in range(1, 6):
        next_door.tell("issue CT")
        assert next_door.hear() == f"issued B{count:03}"

        took.append(shown_within(lambda count=count: waiting(window).startswith(f"{count} "), f"ticket {count}"))  # type: ignore[misc]
    assert waiting(window) == "5 người chờ, lâu nhất dưới 1'", f"shown after {took} ms"


def test_a_ticket_called_at_another_counter_leaves_this_window_within_a_second(
    window: ClerkPilot, next_door: Child
) -> None:
    next_door.tell("issue CT")
    assert next_door.hear() == "issued B001"
    shown_within(lambda: waiting(window).startswith("1 "), "the ticket")
    next_door.tell("call 4")
    assert next_door.hear() == "called B001"

    shown_within(lambda: waiting(window) == "Chưa có ai chờ.", "its leaving")
    assert window.work.flow.ticket is None


def test_a_ticket_called_here_shows_next_door_as_nobody_waiting(window: ClerkPilot, next_door: Child) -> None:
    next_door.tell("issue CT")
    assert next_door.hear() == "issued B001"
    shown_within(lambda: waiting(window).startswith("1 "), "the ticket")
    assert window.calls_next() == "B001"

    next_door.tell("call 4")
    assert next_door.hear() == "called "
