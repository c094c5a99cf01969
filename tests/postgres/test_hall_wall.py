"""The hall's wall on a server, where a lower event number may become visible after a higher one."""

from __future__ import annotations

import threading
from collections.abc import Callable

from sqlalchemy import text

from counter_app.queue import issuing, tickets, undoing
from counter_app.queue.hall import HallBoard, hall_board
from counter_app.store import Act, Store
from ui.hall.line import Line

AnotherPc = Callable[[], Store]


def wall(office: Store) -> HallBoard:
    return office.ask(hall_board)


def announced(line: Line) -> tuple[list[str], Line]:
    heard: list[str] = []
    while True:
        call, line = line.taken()
        if call is None:
            return heard, line
        heard.append(f"{call.number} {call.counter}")


def call_to(office: Store, counter: int) -> str:
    answer = office.do(tickets.call_next, counter)
    assert isinstance(answer, tickets.Called)
    return f"{answer.number} {counter}"


def test_a_call_that_becomes_visible_late_is_announced_all_the_same(another_pc: AnotherPc) -> None:
    slow, quick, display = another_pc(), another_pc(), another_pc()
    for _ in range(2):
        quick.do(issuing.issue, "HT")
    _, line = announced(Line().offered(wall(display).live))
    has_called, may_end = threading.Event(), threading.Event()
    late: list[str] = []

    def calls_and_lingers(act: Act) -> None:
        answer = tickets.call_next(act, 1)
        assert isinstance(answer, tickets.Called)
        late.append(f"{answer.number} 1")
        act.connection.execute(text("SELECT 1"))  # an answer is wanted: what was written so far is at the server
        has_called.set()
        may_end.wait(60)

    lingering = threading.Thread(target=slow.do, args=(calls_and_lingers,))
    lingering.start()
    assert has_called.wait(60)
    early = call_to(quick, 2)
    first, line = announced(line.offered(wall(display).live))
    may_end.set()
    lingering.join()
    seen = wall(display).live
    then, line = announced(line.offered(seen))

    assert (first, then) == ([early], late)
    assert [f"{one.number} {one.counter}" for one in seen] == [*late, early], "its number is the lower one"
    assert announced(line.offered(wall(display).live))[0] == []


def test_the_wall_tells_the_same_story_as_on_one_pc(office: Store) -> None:
    for service in ("HT", "HT", "CT"):
        office.do(issuing.issue, service)
    kept = call_to(office, 1)
    wrong = call_to(office, 2)
    assert [f"{one.number} {one.counter}" for one in wall(office).calls] == [wrong, kept]

    office.do(undoing.undo, 2)

    shown = wall(office)
    assert [f"{one.number} {one.counter} {one.state}" for one in shown.calls] == [f"{kept} called"]
    assert [f"{one.number} {one.counter}" for one in shown.live if one.fresh] == [kept]
    assert sum(one.count for one in shown.waiting) == 2
