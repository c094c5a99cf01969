"""What issuing and calling cost, on either engine: alone, by four processes, with few and with many waiting."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from counter_app.cli.benches.figures import Figure, figure, milliseconds, part
from counter_app.cli.benches.halls import Copy, Hall, issue_one
from counter_app.cli.benches.raw import Statement, recording, replay
from counter_app.queue import tickets
from counter_app.store import Store

ROUNDS, BLOCK, WARM_UP = 1_000, 50, 20
PROCESSES = 4
MANY, FEW = 5_000, 500
_ROOT = Path(__file__).parents[3]

P50_AIM, WAIT_AIM, CROWD_AIM = 1.5, 250.0, 1.3
"""Milliseconds; milliseconds; how often the time with few waiting."""
RATIO_AIMS = {"sqlite": 4.0, "postgresql": 1.5}
"""How often the time of the same statements sent by the bare driver."""


@dataclass(frozen=True)
class Round:
    """How long each act of one round took, in milliseconds. As many wait afterwards as before."""

    call: float
    finish: float
    issue: float


_ACTS = 3
"""Acts, and so transactions, in a round."""


def one_round(office: Store, counter: int = 1) -> Round:
    """Call, finish, and issue one more."""
    called: list[Any] = []
    call = milliseconds(lambda: called.append(office.do(tickets.call_next, counter)))
    finish = milliseconds(lambda: office.do(tickets.finish, called[0].id, "advice"))
    number = int(called[0].number[1:])
    return Round(call, finish, milliseconds(lambda: office.do(issue_one, number)))


def queue_figures(hall: Hall) -> Iterator[Figure]:
    """Every figure of one engine."""
    few, many = hall.with_waiting(FEW), hall.with_waiting(MANY)
    yield from _alone(many, few)
    yield from _together(many)


def _alone(many: Hall, few: Hall) -> Iterator[Figure]:
    """One process, beside the same statements sent by the bare driver, and beside a hall with few waiting."""
    with many.copy() as heard:
        transactions = _heard(heard, many.begin)
    with many.copy() as crowded, many.copy() as bare, few.copy() as quiet:
        acts, floor, small = _in_turn(crowded, bare, quiet, transactions)
    aim = RATIO_AIMS[many.engine]
    for name in ("issue", "call"):
        taken, without_us = [getattr(one, name) for one in acts], [getattr(one, name) for one in floor]
        what = f"{many.engine} {name}"
        yield figure(f"{what} p50", median(taken), floor=median(without_us), aim=P50_AIM)
        yield figure(f"{what} p99", part(taken, 0.99), floor=part(without_us, 0.99))
        yield figure(f"{what} max", max(taken), floor=max(without_us))
        yield figure(f"{what} / bare statements", median(taken) / median(without_us), "x", aim=aim)
    crowd = median(one.call for one in acts) / median(one.call for one in small)
    yield figure(f"{many.engine} call {MANY} / {FEW} waiting", crowd, "x", aim=CROWD_AIM)


def _heard(copy: Copy, begin: str) -> list[tuple[Statement, ...]]:
    """The statements of as many rounds as are measured, and of those that warm up."""
    with recording(copy.office.database.acts, begin) as recorder:
        for _ in range(WARM_UP + ROUNDS):
            one_round(copy.office)
    return recorder.transactions


def _in_turn(
    crowded: Copy, bare: Copy, quiet: Copy, transactions: Sequence[tuple[Statement, ...]]
) -> tuple[list[Round], list[Round], list[Round]]:
    """Measure the three by turns, so that what else the machine does falls on all of them."""
    again = iter(transactions)

    def replayed() -> Round:
        call, finish, issue = (milliseconds(lambda: replay(bare.raw, next(again))) for _ in range(_ACTS))
        return Round(call, finish, issue)

    kinds: tuple[Callable[[], Round], ...] = (
        partial(one_round, crowded.office),
        replayed,
        partial(one_round, quiet.office),
    )
    for once in kinds:
        for _ in range(WARM_UP):
            once()
    taken: tuple[list[Round], ...] = ([], [], [])
    for _ in range(ROUNDS // BLOCK):
        for once, rounds in zip(kinds, taken, strict=True):
            rounds.extend(once() for _ in range(BLOCK))
    acts, floor, small = taken
    return acts, floor, small


def _together(hall: Hall) -> Iterator[Figure]:
    """Four processes at once on one hall; the longest wait is that of any act."""
    with hall.copy() as copy:
        rounds = _by_processes(copy.address)
    for name in ("issue", "call"):
        taken = [getattr(one, name) for one in rounds]
        what = f"{hall.engine} {name}, {PROCESSES} processes"
        yield figure(f"{what} p50", median(taken))
        yield figure(f"{what} p99", part(taken, 0.99))
    longest = max(max(vars(one).values()) for one in rounds)
    yield figure(f"{hall.engine} longest, {PROCESSES} processes", longest, aim=WAIT_AIM)


def _by_processes(address: str) -> list[Round]:
    children = [
        subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, "-m", "counter_app.cli.benches.caller", address, str(counter), str(ROUNDS // PROCESSES)],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for counter in range(1, PROCESSES + 1)
    ]
    for child in children:
        assert child.stdout is not None
        if child.stdout.readline() != "ready\n":
            raise RuntimeError("a caller did not start")
    said = [child.communicate()[0] for child in _told(children)]
    return [Round(**one) for text in said for one in json.loads(text)]


def _told(children: Sequence[subprocess.Popen[str]]) -> Sequence[subprocess.Popen[str]]:
    """Let all begin at one moment."""
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    return children
