"""How often somebody may be wrong at the public look-up screen: five times, then a wait that grows.

Four digits are soon guessed by who may try for ever. Tries count for the screen and for the code typed; a code nobody
ever gave counts as one that exists, so that waiting tells nothing about it either.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from counter_app.records.public_tries import PublicTry
from counter_app.store import Act, Asking

_MOST_DOUBLINGS = 20


@dataclass(frozen=True)
class Limit:
    """How many wrong tries are free, how long the first wait is and the longest, and when all is forgotten."""

    forgotten: timedelta
    longest: timedelta
    free: int = 5
    first: timedelta = timedelta(minutes=1)

    def wait_after(self, count: int) -> timedelta:
        """How long to wait after so many wrong tries in a row (pure): each wait is twice the one before."""
        if count < self.free:
            return timedelta()
        doublings = min(count - self.free, _MOST_DOUBLINGS)
        return min(self.longest, self.first * (1 << doublings))


OF_SCREEN = Limit(forgotten=timedelta(minutes=10), longest=timedelta(minutes=15))
"""The next citizen is not to suffer for long."""
OF_CODE = Limit(forgotten=timedelta(hours=24), longest=timedelta(hours=1))
"""At the most about thirty tries of ten thousand a day."""


def seconds_to_wait(asking: Asking, scope: str, limit: Limit) -> int:
    """For how many seconds nothing is looked up here; 0: not at all. A clock that was set back makes nobody wait longer."""
    until = asking.connection.execute(select(PublicTry.until).where(PublicTry.scope == scope)).scalar_one_or_none()
    if until is None or until <= asking.now:
        return 0
    return _whole_seconds(min(until - asking.now, limit.longest))


def count_wrong(act: Act, scope: str, limit: Limit) -> int:
    """Keep a wrong try; how many seconds to wait from now on."""
    _forget_old(act)
    row = act.connection.execute(
        select(PublicTry.count.label("tries"), PublicTry.until, PublicTry.at).where(PublicTry.scope == scope)
    ).one_or_none()
    recent = row is not None and act.now - max(row.until, row.at) < limit.forgotten
    count = (row.tries if row is not None and recent else 0) + 1
    wait = limit.wait_after(count)
    forgive(act, scope)
    act.connection.execute(insert(PublicTry).values(scope=scope, count=count, until=act.now + wait, at=act.now))
    return _whole_seconds(wait)


def forgive(act: Act, scope: str) -> None:
    """Forget the wrong tries of a scope."""
    act.connection.execute(delete(PublicTry).where(PublicTry.scope == scope))


def _forget_old(act: Act) -> None:
    longest = max(OF_SCREEN.forgotten, OF_CODE.forgotten)
    old: datetime = act.now - longest
    act.connection.execute(delete(PublicTry).where(PublicTry.at < old, PublicTry.until < old))


def _whole_seconds(span: timedelta) -> int:
    return -(-int(span.total_seconds() * 1000) // 1000)
