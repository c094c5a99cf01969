"""A made-up day of a busy hall, played through the real acts: who comes, how long they take, what goes otherwise than meant.

Some booked a time, some never come, some are called out again; officers put people aside, send them on, press wrongly and
take it back.

The generator has its own seed and its own book-keeping: it writes down every moment as it makes it happen, so that the
figures of the records can be compared with a count that never read them.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random
from statistics import mean
from uuid import UUID

from counter_app.place import Place
from counter_app.queue import duty, issuing, tickets
from counter_app.queue.counters import set_counter
from counter_app.queue.estimate import prospect
from counter_app.queue.tickets import Empty
from counter_app.queue.undoing import undo
from counter_app.settings import change_setting
from counter_app.store import By, Store
from tests.bench.hall_notes import Noted
from tests.bench.hall_plan import MINUTES, OPENS, SERVES, SHARE, arrivals, lines_of
from tests.clock import SetClock


@dataclass
class Day:
    """Plays the day; ``noted`` holds what happened."""

    place: Place
    clock: SetClock
    citizens: int = 1200
    booked: int = 40
    """So many of them booked a time beforehand."""
    seed: int = 20261120
    tells_every: int = 2
    """Every so-many-th citizen is told how long it will take: a forecast costs more than everything else of the day."""
    noted: dict[UUID, Noted] = field(default_factory=dict)
    paused_at: dict[int, datetime] = field(default_factory=dict)
    """When each counter began its pause."""
    undone: int = 0
    """How many moves were taken back."""
    recalled: int = 0

    def __post_init__(self) -> None:
        """One chance for everything, one line of events."""
        self._chance = Random(self.seed)
        self._events: list[tuple[datetime, int, str, object]] = []
        self._order = count()
        self._free: set[int] = set()
        self._away: set[int] = set()
        self._back: dict[int, list[UUID]] = {counter: [] for counter in SERVES}
        """Who was put aside by a counter and is there again."""
        self._waits: dict[str, list[float]] = {}
        self._took: list[float] = []

    def play(self) -> dict[UUID, Noted]:
        """From the opening until nobody is left."""
        self._furnish()
        for moment in arrivals(self._chance, self.citizens - self.booked):
            self._at(moment, "arrives", None)
        for counter in SERVES:
            self._at(OPENS, "opens", counter)
            first = OPENS + timedelta(hours=4 if counter % 2 else 4.75)
            self._at(first, "pauses", counter)
            self._at(first + timedelta(minutes=45), "opens", counter)
        while self._events:
            self.clock.moment, _, kind, what = heapq.heappop(self._events)
            getattr(self, f"_{kind}")(what)
        return self.noted

    @property
    def _now(self) -> datetime:
        return self.clock.moment

    def _clerk(self, counter: int) -> Store:
        return self.place.acting_as(By(f"cb{counter}", counter)).office

    def _furnish(self) -> None:
        self.clock.moment = OPENS - timedelta(minutes=20)
        for key, value in (("calendar.morning", "07:30-12:00"), ("calendar.afternoon", "12:01-17:30")):
            self.place.office.do(change_setting, key, value)
        for counter, (first, overflow) in SERVES.items():
            self.place.office.do(set_counter, counter, first, None, overflow)
        for number in range(self.booked):
            self._books(OPENS + timedelta(minutes=15 + 11 * number))

    def _books(self, at: datetime) -> None:
        service = self._chance.choices(list(SHARE), list(SHARE.values()))[0]
        issued = self.place.office.do(issuing.book, service, at)
        self.noted[issued.id] = Noted(service, at, None, state="booked")
        if self._chance.random() > 0.1:
            self._at(at + timedelta(minutes=self._chance.uniform(-15, 10)), "checks_in", issued.id)

    def _at(self, moment: datetime, kind: str, what: object) -> None:
        heapq.heappush(self._events, (moment, next(self._order), kind, what))

    def _arrives(self, _what: object) -> None:
        service = self._chance.choices(list(SHARE), list(SHARE.values()))[0]
        priority = "elderly" if self._chance.random() < 0.12 else None
        office = self.place.office
        telling = len(self.noted) % self.tells_every == 0
        told = office.ask(prospect, service, priority).told if telling else None
        issued = office.do(issuing.issue, service, priority, None, issuing.NO_WISHES, told)
        noted = Noted(service, self._now, priority, told, came=self._chance.random() > 0.03)
        recent = self._waits.get(service, [])[-10:]
        noted.by_last_ten = mean(recent) if recent else None
        serving = [n for n, lines in SERVES.items() if service in lines[0] + lines[1] and n not in self._away]
        if self._took and serving:
            noted.by_position = issued.ahead * mean(self._took[-50:]) / len(serving)
        self.noted[issued.id] = noted
        self._stands(noted, service)

    def _checks_in(self, what: object) -> None:
        noted = self._of(what)
        noted.arrived = max(self._now, noted.arrived)
        self.place.office.do(issuing.check_in, UUID(str(what)))
        self._stands(noted, noted.service)

    def _stands(self, noted: Noted, line: str) -> None:
        """Somebody waits in a line from now on; a counter that is free calls."""
        noted.waits(line, max(self._now, noted.arrived))
        for counter in sorted(self._free):
            if line in lines_of(counter) and self._calls(counter):
                break

    def _opens(self, what: object) -> None:
        counter = int(str(what))
        self._away.discard(counter)
        self._clerk(counter).do(duty.open_counter, counter)
        self._free.add(counter)
        self._calls(counter)

    def _pauses(self, what: object) -> None:
        counter = int(str(what))
        self._away.add(counter)
        if counter in self._free:
            self._free.discard(counter)
            self._rests(counter)

    def _rests(self, counter: int) -> None:
        self.paused_at[counter] = self._now
        self._clerk(counter).do(duty.pause_counter, counter, "Nghỉ trưa")

    def _calls(self, counter: int) -> bool:
        """Who was put aside and is back, else the next; whether there was anybody."""
        if self._back[counter]:
            self._takes_up(counter, self._back[counter].pop(0))
            return True
        answer = self._clerk(counter).do(tickets.call_next, counter)
        if isinstance(answer, Empty):
            return False
        self._free.discard(counter)
        noted = self.noted[answer.id]
        noted.is_called(counter, self._now)
        if self._chance.random() < 0.02:
            self._later(10, "takes_back_the_call", answer.id)
        elif not noted.came:
            self._later(125, "misses", answer.id)
        elif self._chance.random() < 0.08:
            self._later(30, "calls_out_again", answer.id)
            self._later(self._chance.uniform(45, 80), "begins", answer.id)
        else:
            self._later(self._chance.uniform(8, 40), "begins", answer.id)
        return True

    def _takes_up(self, counter: int, ticket_id: UUID) -> None:
        self._free.discard(counter)
        self._clerk(counter).do(tickets.resume, ticket_id, counter)
        self.noted[ticket_id].is_called(counter, self._now, aloud=False)
        self.noted[ticket_id].aside[-1] = (self.noted[ticket_id].aside[-1][0], self._now)
        self._later(60 * self._chance.uniform(0.5, 3), "ends", ticket_id)

    def _takes_back_the_call(self, what: object) -> None:
        noted = self._of(what)
        counter = noted.stints.pop().counter
        self._clerk(counter).do(undo, counter)
        self.undone += 1
        self._next_for(counter)
        noted.waits(noted.stands[-1].line, self._now)

    def _calls_out_again(self, what: object) -> None:
        self._clerk_of(what).do(tickets.recall, UUID(str(what)))
        self.recalled += 1

    def _begins(self, what: object) -> None:
        noted = self._of(what)
        if len(noted.stints) == 1:
            self._waits.setdefault(noted.service, []).append(noted.waited or 0.0)
        noted.stints[-1].begun, noted.state = self._now, "serving"
        self._clerk_of(what).do(tickets.begin, UUID(str(what)))
        took = max(0.4, self._chance.lognormvariate(0, 0.5) / 1.1331 * MINUTES[noted.service])
        how = (
            self._chance.choices(("ends", "puts_aside", "sends_on"), (93, 4, 3))[0]
            if len(noted.stints) == 1
            else "ends"
        )
        # Who lacks a paper or is at the wrong counter is found out before the end.
        self._later(60 * took * (1 if how == "ends" else 0.5), how, what)

    def _ends(self, what: object) -> None:
        noted = self._of(what)
        stint = noted.stints[-1]
        outcome = "advice" if self._chance.random() < 0.1 else "received"
        self._clerk_of(what).do(tickets.finish, UUID(str(what)), outcome)
        if self._chance.random() < 0.02:
            self._later(8, "was_not_over", what)
            return
        noted.leaves_counter("served", self._now)
        if stint.aloud and stint.begun is not None:
            self._took.append((self._now - stint.begun).total_seconds() / 60)
        self._next_for(stint.counter)

    def _was_not_over(self, what: object) -> None:
        """The end was pressed too early, and taken back: the service has gone on all the time."""
        counter = self._of(what).stints[-1].counter
        self._clerk(counter).do(undo, counter)
        self.undone += 1
        self._later(40, "ends", what)

    def _puts_aside(self, what: object) -> None:
        noted = self._of(what)
        self._clerk_of(what).do(tickets.hold, UUID(str(what)), "đi photo")
        noted.leaves_counter("hold", self._now)
        noted.aside.append((self._now, self._now))
        self._next_for(noted.stints[-1].counter)
        after = self._chance.choices(("is_back", "sends_on", "gives_up"), (8, 1, 1))[0]
        self._later(60 * self._chance.uniform(4, 20), after, what)

    def _is_back(self, what: object) -> None:
        counter = self._of(what).stints[-1].counter
        self._back[counter].append(UUID(str(what)))
        if counter in self._free:
            self._calls(counter)

    def _gives_up(self, what: object) -> None:
        noted = self._of(what)
        self._clerk_of(what).do(tickets.cancel, UUID(str(what)))
        noted.state, noted.aside[-1] = "cancelled", (noted.aside[-1][0], self._now)

    def _sends_on(self, what: object) -> None:
        """To another service or to one counter, from a counter or from aside; the place in the new line is chosen."""
        noted, here = self._of(what), self._of(what).stints[-1].counter
        to = self._chance.choice(("HT", "CT", "KQ", *(str(one) for one in SERVES if one != here)))
        self._clerk_of(what).do(tickets.transfer, UUID(str(what)), to, self._chance.choice(tickets.PLACES))
        if noted.state == "hold":
            noted.aside[-1] = (noted.aside[-1][0], self._now)
        else:
            noted.leaves_counter("sent_on", self._now)
            self._next_for(here)
        noted.service = noted.service if to.isdecimal() else to
        self._stands(noted, f"@{to}" if to.isdecimal() else to)

    def _misses(self, what: object) -> None:
        noted = self._of(what)
        self._clerk_of(what).do(tickets.no_show, UUID(str(what)))
        noted.leaves_counter("no_show", self._now)
        self._next_for(noted.stints[-1].counter)

    def _next_for(self, counter: int) -> None:
        """Soon; sometimes somebody stays away for a while and says nothing: that counter is idle."""
        dawdles = self._chance.random() < 0.004
        self._later(60 * self._chance.uniform(4, 12) if dawdles else self._chance.uniform(3, 25), "next", counter)

    def _next(self, what: object) -> None:
        counter = int(str(what))
        if counter in self._away:
            self._rests(counter)
            return
        self._free.add(counter)
        self._calls(counter)

    def _later(self, seconds: float, kind: str, what: object) -> None:
        self._at(self._now + timedelta(seconds=seconds), kind, what)

    def _clerk_of(self, what: object) -> Store:
        """The office as who sits at the counter this citizen was at last."""
        return self._clerk(self._of(what).stints[-1].counter)

    def _of(self, what: object) -> Noted:
        return self.noted[UUID(str(what))]
