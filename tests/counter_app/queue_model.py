"""What the queue should do, said once more and simply: lists instead of tables, every ticket looked at.

A model for the state machine beside it: it knows the legal moves, the waits, the places and what undoing restores.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from counter_app.errors import CounterBusy, NothingToUndo, Refused, ScreenStale, TooSoon, WrongMoment

SERVES = {1: {"HT": False, "CT": True}, 2: {"CT": False}, 3: {"HT": False, "CT": False}}
"""Counter → service → only as overflow."""
AT_A_COUNTER = ("called", "serving")
UNDOABLE = ("called", "resumed", "begun", "finished", "no_show", "held", "transferred", "cancelled")
Verdict = type[Refused] | None


@dataclass
class Modelled:
    """A ticket."""

    id: UUID
    service: str
    line: str
    rank: int
    arrived: datetime
    queued: datetime
    booked_for: datetime | None = None
    state: str = "waiting"
    counter: int | None = None
    version: int = 1
    called: datetime | None = None
    last_out: datetime | None = None
    missed: datetime | None = None
    called_out: bool = False
    """The call going on was one: nobody is called out who is taken up again."""

    @property
    def lane(self) -> str:
        return f"{self.line}/{self.rank}"

    @property
    def place(self) -> tuple[datetime, UUID]:
        return self.queued, self.id

    def waited(self, now: datetime) -> float:
        return (now - self.arrived).total_seconds() / 60

    def turn(self, now: datetime, *, priority_yields: bool) -> tuple[int, datetime, UUID]:
        """0 carried over, 1 priority that yields to nobody, 2 waited too long, 3 priority, 4 appointments, 5 the others."""
        if self.rank == 0:
            return 0, *self.place
        if self.rank == 1:
            return 3 if priority_yields else 1, *self.place
        if self.waited(now) > 45:
            return 2, self.arrived, self.id
        return 4 if self.rank == 2 else 5, *self.place


@dataclass(frozen=True)
class Moved:
    """A counter's last move: what it made of which ticket, and the ticket as it was."""

    kind: str
    was: Modelled
    version: int
    at: datetime
    call: Moved | None = None
    """The call that stands after this move: of a recall, and of a begin that was taken back."""


@dataclass
class Hall:
    """Tickets in the order of issue, and each counter's last move."""

    tickets: list[Modelled] = field(default_factory=list)
    last: dict[int, Moved] = field(default_factory=dict)
    calls: dict[UUID, Moved] = field(default_factory=dict)

    def at(self, counter: int) -> Modelled | None:
        return next((one for one in self.tickets if one.state in AT_A_COUNTER and one.counter == counter), None)

    def heads(self) -> dict[str, Modelled]:
        """The first of every lane."""
        heads: dict[str, Modelled] = {}
        for one in sorted(self.waiting(), key=lambda one: one.place):
            heads.setdefault(one.lane, one)
        return heads

    def waiting(self) -> Iterator[Modelled]:
        return (one for one in self.tickets if one.state == "waiting")

    def ahead(self, ticket: Modelled) -> int:
        line = [one for one in self.waiting() if one.line == ticket.line]
        return sum((one.rank, *one.place) < (ticket.rank, *ticket.place) for one in line)

    def next_for(self, counter: int, now: datetime) -> Modelled | None:
        """Who is next, by giving everybody who may be called now a turn and taking the lowest."""
        second = SERVES[counter] | {f"@{counter}": False}
        seen = [one for one in self.heads().values() if one.line in second]
        hall = [one for one in seen if not (one.rank == 2 and one.queued > now + timedelta(minutes=2))]
        if any(second[one.line] and one.waited(now) > 45 for one in hall):
            second = dict.fromkeys(second, False)
        hall = [one for one in hall if not second[one.line]] or hall or seen
        patient = not any(one.rank == 1 and one.waited(now) >= 10 for one in hall)
        return min(hall, key=lambda one: one.turn(now, priority_yields=patient), default=None)

    def move(self, ticket: Modelled, kind: str, state: str, now: datetime, at: int | None) -> None:
        """One version further; a counter's move is its last one from now on. New values are set afterwards."""
        was = replace(ticket)
        ticket.state, ticket.version = state, ticket.version + 1
        if at is not None:
            self.last[at] = Moved(
                kind, was, ticket.version, now, self.standing(ticket.id) if kind == "recalled" else None
            )
            if kind == "called":
                self.calls[ticket.id] = self.last[at]

    def standing(self, ticket_id: UUID) -> Moved | None:
        """The newest call of a ticket."""
        return self.calls.get(ticket_id)

    def undo_begin(self, ticket: Modelled, now: datetime) -> None:
        """The service was begun by mistake: called as before, or waiting where nobody was called out."""
        here = ticket.counter
        assert here is not None
        self.move(ticket, "undone", "called" if ticket.called_out else "waiting", now, here)
        if ticket.called_out:
            self.last[here] = replace(self.last[here], call=self.standing(ticket.id))
        else:
            ticket.counter = None

    def undo(self, counter: int, now: datetime) -> tuple[Verdict, Modelled | None]:
        """The verdict, or the ticket put back as it was."""
        newest = self.last.get(counter)
        last = newest and (newest.call or newest)
        if newest is None or last is None or last.kind not in UNDOABLE or now - last.at > timedelta(seconds=60):
            return NothingToUndo, None
        ticket = next(one for one in self.tickets if one.id == last.was.id)
        if ticket.version != newest.version:
            return ScreenStale, None
        if last.was.state in AT_A_COUNTER and last.kind != "begun" and self.at(counter) is not None:
            return CounterBusy, None
        version, missed = ticket.version, ticket.missed
        vars(ticket).update(vars(last.was))
        ticket.version, ticket.missed = version, missed
        self.move(ticket, "undone", ticket.state, now, counter)
        if last.kind == "begun":
            self.last[counter] = replace(self.last[counter], call=self.standing(ticket.id))
        return None, ticket


def may(ticket: Modelled, *states: str) -> Verdict:
    return None if ticket.state in states else WrongMoment


def too_soon(since: datetime | None, seconds: int, now: datetime) -> Verdict:
    assert since is not None
    return TooSoon if now < since + timedelta(seconds=seconds) else None
