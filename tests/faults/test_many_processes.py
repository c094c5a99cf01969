from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import func, select

from counter_app.place import open_place
from counter_app.queue.board import tickets_today
from counter_app.records.office import Call, TicketEvent
from counter_app.store import Asking
from tests.clock import SetClock
from tests.faults.processes import Child, in_step

PROCESSES, SHARE = 4, 100


def doubles_and_gaps(numbers: Sequence[str]) -> tuple[set[str], set[int]]:
    """Numbers given twice, and numbers of any series that nobody got."""
    double = {number for number, count in Counter(numbers).items() if count > 1}
    gaps = set()
    for series in {number[0] for number in numbers}:
        given = {int(number[1:]) for number in numbers if number[0] == series}
        gaps |= set(range(1, max(given) + 1)) - given
    return double, gaps


def test_the_check_bites() -> None:
    assert doubles_and_gaps(["A001", "A002", "A002", "A004"]) == ({"A002"}, {3})


def test_four_processes_issue_and_call_four_hundred_tickets(unit_folder: Path, clock: SetClock) -> None:
    children = [
        Child("tests.faults.hall_child", str(unit_folder), str(counter), str(SHARE))
        for counter in range(1, PROCESSES + 1)
    ]
    in_step(children)
    heard = [child.hear_until("never") for child in children]
    codes = [child.end() for child in children]

    assert codes == [0] * PROCESSES
    issued = [line.split()[2] for lines in heard for line in lines if line.startswith("issued")]
    called = [line.split()[2] for lines in heard for line in lines if line.startswith("called")]
    assert doubles_and_gaps(issued) == (set(), set())
    assert len(issued) == PROCESSES * SHARE
    assert Counter(called) == Counter(issued)
    assert all(any(line.startswith("called") for line in lines) for lines in heard), "every process had a part"
    place = open_place(unit_folder, clock=clock)
    assert place.office.ask(calls_and_finishes) == (len(issued), len(issued))
    assert {ticket.state for ticket in place.office.ask(tickets_today)} == {"served"}
    place.close()


def calls_and_finishes(asking: Asking) -> tuple[int, int]:
    calls = asking.connection.execute(select(func.count()).select_from(Call)).scalar_one()
    finished = select(func.count()).select_from(TicketEvent).where(TicketEvent.kind == "finished")
    return calls, asking.connection.execute(finished).scalar_one()
