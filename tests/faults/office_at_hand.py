"""The way from a desk to its office with the trouble a line can have: the office's own records behind it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, select

from counter_app.errors import CityAway, CityRefused
from counter_app.ids import new_id
from counter_app.ops import Op
from counter_app.records.relay import RelayedOp
from counter_app.relay.taking import Taken, take
from counter_app.store import Act, Store
from sync.messages import Batch, BatchAnswer
from sync.upstreams.office import OfficeUpstream
from tests.faults.city_at_hand import Died


class ForgetfulOffice(OfficeUpstream):
    """An office that does not know an op again when it comes twice. A test of the tests is made with it."""

    def take(self, op: Op) -> Taken:
        """Take it as if it had never been seen."""
        return self._store.do(_as_if_new, op)


class OfficeAtHand:
    """An upstream whose line has the trouble that is set: each push uses up the first of ``trouble``."""

    def __init__(self, store: Store, *, forgetful: bool = False) -> None:
        self._office = ForgetfulOffice(store) if forgetful else OfficeUpstream(store)
        self._late: list[Batch] = []
        self.trouble: list[str] = []
        self.changes = self._office.changes
        self.health = self._office.health

    def push(self, batch: Batch) -> BatchAnswer:
        """Take a batch, or not, or twice, and answer, or not."""
        trouble = self.trouble.pop(0) if self.trouble else ""
        if trouble == "late":
            self._late.append(batch)
        if trouble in ("late", "lost request"):
            raise CityAway(trouble)
        answer = self._office.push(batch)
        if trouble == "duplicate":
            answer = self._office.push(batch)
        if trouble == "died":
            raise Died
        if trouble == "lost answer":
            raise CityAway(trouble)
        return answer

    def late_ones_arrive(self) -> None:
        """What the line held back comes now; nobody waits for the answers."""
        late, self._late = self._late, []
        for batch in late:
            try:
                self._office.push(batch)
            except CityRefused:
                continue


def _as_if_new(act: Act, op: Op) -> Taken:
    highest = select(func.max(RelayedOp.client_rev)).where(RelayedOp.origin == op.origin, RelayedOp.lane == op.lane)
    last = act.connection.execute(highest).scalar_one() or 0
    return take(act, replace(op, op_id=new_id(), client_rev=last + 1))
