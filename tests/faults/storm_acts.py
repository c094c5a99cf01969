"""What a process of the storm does: random acts of a whole day's kinds, on its own ticket and on others' tickets."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from counter_app.errors import Refused
from counter_app.queue import duty, issuing, tickets, undoing
from counter_app.queue.board import TicketCard, ticket_by_id
from counter_app.queue.lanes import firsts
from counter_app.queue.moves import note_event, open_call
from counter_app.records.office import Ticket
from counter_app.store import Act, Asking, Store
from tests.clock import WORKING_MORNING

SERVICES = ("HT", "CT", "KQ")
COUNTERS = 8
SPEED = 3_000
"""How much faster the hall's clock runs: a minute's rules are met, and refused, within a few acts, also where acts are quick."""

EVENING = 14 * 3_600
"""Seconds of the hall's day after which its clock runs no faster than any other."""


@dataclass(frozen=True)
class FastClock:
    """A hall whose day began at a moment of the machine's clock; all processes are told the same one.

    The day does not end while they storm: with it every ticket would expire, and a slow machine storms for long.
    """

    began: float

    def __call__(self) -> datetime:
        passed = (time.time() - self.began) * SPEED
        late = max(0.0, passed - EVENING)
        return WORKING_MORNING + timedelta(seconds=min(passed, EVENING) + late / SPEED)


@dataclass
class Stormer:
    """One counter: what it does, and what came of it."""

    office: Store
    counter: int
    chance: random.Random
    own: UUID | None = None
    """The ticket it called last."""
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    again: int = 0
    """Acts begun once more after a collision."""
    longest: float = 0.0
    """The longest act, in seconds of the machine."""

    def do(self, name: str, act: Callable[..., Any], *args: Any) -> None:
        def counted(acting: Act) -> Any:
            self.again += acting.tries_left < 4
            return act(acting, *args)

        began = time.monotonic()
        try:
            answer = self.office.do(counted)
            self.done[name] += 1
            if isinstance(answer, tickets.Called):
                self.own = answer.id
        except Refused as refusal:
            self.refused[f"{name} {type(refusal).__name__}"] += 1
        self.longest = max(self.longest, time.monotonic() - began)

    def storm(self, acts: int) -> None:
        """Do random acts until so many have been done."""
        names, weights = zip(*WEIGHTS.items(), strict=True)
        while self.done.total() < acts:
            self.one(self.chance.choices(names, weights)[0])

    def one(self, name: str) -> None:
        if name in ("issue", "call", "undo", "pause", "open", "close"):
            self._at_the_counter(name)
            return
        ticket = self._ticket(*MOVES[name])
        if ticket is not None:
            self.do(name, *self._move(name, ticket))

    def break_rules(self, acts: int) -> None:
        """Call and issue as the peers do: look first, write later, and expect nothing."""
        for _ in range(acts):
            if self.chance.random() < 0.5:
                code = self.chance.choice(SERVICES)
                self.do("issue", issue_max_plus_one, self.office.ask(highest, code), code)
            else:
                seen = self.office.ask(first_waiting)
                if seen is not None:
                    self.do("call", take_whatever_it_is, seen, self.counter)

    def _at_the_counter(self, name: str) -> None:
        if name == "issue":
            priority = self.chance.choice((None, None, "elderly", "child"))
            self.do(name, issuing.issue, self.chance.choice(SERVICES), priority)
        elif name == "pause":
            self.do(name, duty.pause_counter, self.counter, "Họp")
        else:
            acts: dict[str, Callable[..., Any]] = {
                "call": tickets.call_next,
                "undo": undoing.undo,
                "open": duty.open_counter,
                "close": duty.close_counter,
            }
            self.do(name, acts[name], self.counter)

    def _move(self, name: str, ticket: UUID) -> tuple[Any, ...]:
        if name == "hold":
            return tickets.hold, ticket, "đi photo"
        if name == "resume":
            return tickets.resume, ticket, self.counter
        if name == "transfer":
            to = self.chance.choice((*SERVICES, str(self.chance.randint(1, COUNTERS))))
            return tickets.transfer, ticket, to, self.chance.choice(tickets.PLACES)
        return getattr(tickets, name), ticket

    def _ticket(self, *states: str) -> UUID | None:
        """Mostly one's own; now and then anybody's, so that two want the same."""
        if self.own is not None and self.chance.random() < 0.7:
            return self.own
        found = self.office.ask(in_states, states)
        return self.chance.choice(found) if found else None


WEIGHTS = {
    "issue": 24, "call": 24, "begin": 12, "finish": 10, "recall": 6, "hold": 5, "resume": 5, "transfer": 6,
    "no_show": 8, "come_back": 5, "cancel": 3, "undo": 8, "pause": 2, "open": 1, "close": 1,
}  # fmt: skip
MOVES = {
    "begin": ("called",),
    "finish": ("serving", "called"),
    "recall": ("called",),
    "hold": ("called", "serving"),
    "resume": ("hold",),
    "transfer": ("called", "serving", "hold"),
    "no_show": ("called",),
    "come_back": ("no_show",),
    "cancel": ("waiting", "called", "hold"),
}
"""The states in which each move is looked for."""


def in_states(asking: Asking, states: tuple[str, ...]) -> list[UUID]:
    return list(asking.connection.execute(select(Ticket.id).where(Ticket.state.in_(states)).limit(40)).scalars())


def highest(asking: Asking, code: str) -> int:
    return asking.connection.execute(select(func.max(Ticket.number)).where(Ticket.service == code)).scalar_one() or 0


def issue_max_plus_one(act: Act, highest_seen: int, code: str) -> None:
    """A number that is the highest one seen plus one."""
    issued = issuing.issue(act, code)
    act.connection.execute(update(Ticket).where(Ticket.id == issued.id).values(number=highest_seen + 1))


def first_waiting(asking: Asking) -> TicketCard | None:
    heads = firsts(asking)
    return ticket_by_id(asking, heads[0].ticket_id) if heads else None


def take_whatever_it_is(act: Act, seen: TicketCard, counter: int) -> None:
    """Call a ticket as it was seen to a counter, whatever state either is in by now."""
    called = replace(seen, state="called", counter=counter, version=seen.version + 1)
    values = {"state": called.state, "counter": counter, "version": called.version}
    act.connection.execute(update(Ticket).where(Ticket.id == seen.id).values(values))
    note_event(act, seen.id, ("waiting", called.state), called.version, "called", at=counter)
    open_call(act, seen.id, counter, "")
