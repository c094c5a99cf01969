"""The line of calls to be announced (pure): each once, in order, none swallowed, nothing old after a restart.

An announcement is known by the number of its event. What was announced is remembered by that number and not by "the
last one": where several PCs write, a lower number may become visible after a higher one.

Decided for a restart, which forgets what was announced: of the calls younger than a minute the newest of each ticket is
announced (again), unless its citizen has come. Twice is better than never; what is older is only shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from counter_app.queue.hall import LiveCall

_REMEMBERED = 5_000
"""So many events are remembered; a hall has a quarter of that in a day."""


@dataclass(frozen=True)
class Line:
    """Who is still to be announced; a value, every step gives a new one."""

    waiting: tuple[LiveCall, ...] = ()
    seen: frozenset[int] = frozenset()
    """Taken into the line, announced, or too old when they were first seen."""
    running: bool = False
    """False until the first answer after a start."""

    def offered(self, live: Iterable[LiveCall]) -> Line:
        """The line after an answer of the records: new calls join, those that no longer stand leave.

        A minute counts when a call is first seen. Waiting behind others in this line makes none too old.
        """
        live = tuple(live)
        standing = {one.id: one for one in live}
        new = [one for one in live if one.id not in self.seen]
        joining = [one for one in new if one.fresh and (self.running or _worth_saying_again(one, live))]
        kept = [standing[one.id] for one in self.waiting if one.id in standing]
        waiting = tuple(sorted((*kept, *joining), key=lambda one: one.id))
        seen = self.seen | {one.id for one in new} if new else self.seen
        return Line(waiting, _newest(seen), running=True)

    def taken(self) -> tuple[LiveCall | None, Line]:
        """The next to be announced, and the line without it."""
        if not self.waiting:
            return None, self
        return self.waiting[0], replace(self, waiting=self.waiting[1:])


def _worth_saying_again(call: LiveCall, live: tuple[LiveCall, ...]) -> bool:
    """After a start: somebody is still awaited, and this is the last calling-out of the number."""
    return not call.came and all(one.id <= call.id for one in live if one.number == call.number)


def _newest(seen: frozenset[int]) -> frozenset[int]:
    return seen if len(seen) <= _REMEMBERED else frozenset(sorted(seen)[-_REMEMBERED // 2 :])
