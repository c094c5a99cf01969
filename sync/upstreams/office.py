"""The unit's office as an upstream: no line between, the same promises. Its rules are acts and questions of the office's store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from counter_app.errors import CityAway, CityNewer, StoreAway, StoreBusy
from counter_app.ops import Op
from counter_app.relay.changes import CursorOfAnotherLife, Item, changes_after, epoch
from counter_app.relay.taking import Taken, know_sender, take
from counter_app.store import By, Store
from sync.messages import (
    PROTOCOL,
    Batch,
    BatchAnswer,
    ChangeItem,
    ChangePage,
    Health,
    OpMessage,
    OpResult,
    Problem,
    RelayedResult,
    to_op,
)
from sync.upstreams import CursorExpired

_PREFIX = "urn:motcua:"
_PROBLEMS: Mapping[str, tuple[int, str]] = {
    "damaged-body": (422, "The body does not match its fingerprint"),
    "key-reuse": (422, "The same key with another body"),
    "dossier-exists": (422, "This dossier has been received already"),
    "code-taken": (422, "Another dossier has this code"),
    "schema-unsupported": (422, "The body's version is not understood"),
    "no-place": (501, "The city has no place for this"),
    "conflict": (412, "Somebody else changed the same field"),
    "out-of-order": (409, "An earlier op of the lane is missing"),
    "blocked": (424, "An earlier op of the lane was not applied"),
}
"""What the office may say of an op, as the city's contract has it (RFC 9457)."""


class OfficeUpstream:
    """An upstream on the office's store. ``store`` is the office's as this PC has opened it."""

    def __init__(self, store: Store) -> None:
        self._store = store.acting_as(By("sync"))

    def push(self, batch: Batch) -> BatchAnswer:
        """Hand over a batch; each op is taken in an act of its own. Raises ``CityAway``, ``CityNewer``, ``RolledBack``."""
        if batch.protocol != PROTOCOL:
            raise CityNewer(426)
        with _reached():
            self._store.do(know_sender, batch.device_id, batch.incarnation, batch.device_seq)
            life = self._store.ask(epoch)
            results = tuple(self._results(batch))
            return BatchAnswer(server_time=self._store.clock(), upstream_epoch=life, results=results)

    def changes(self, feed: str, cursor: str | None, limit: int) -> ChangePage:
        """Give what is new for the desk the feed is named for. Raises ``CursorExpired``, ``CityAway``."""
        with _reached():
            try:
                page = self._store.ask(changes_after, feed.removeprefix("desk:"), cursor, limit)
            except CursorOfAnotherLife:
                raise CursorExpired from None
        items = tuple(map(_item, page.items))
        return ChangePage(items=items, next_cursor=page.next_cursor, has_more=page.has_more, feed_epoch=page.epoch)

    def health(self) -> Health:
        """Ask whether the office can be reached. Raises ``CityAway``."""
        with _reached():
            life, now = self._store.ask(epoch), self._store.clock()
        return Health(ok=True, server_time=now, protocol_min=PROTOCOL, protocol_max=PROTOCOL, upstream_epoch=life)

    def take(self, op: Op) -> Taken:
        """Take one op, in one act."""
        return self._store.do(take, op)

    def _results(self, batch: Batch) -> Iterator[OpResult]:
        """Each op's result; behind an op that was not applied its lane is blocked."""
        stopped: set[tuple[str, str]] = set()
        for op in batch.ops:
            lane = (op.origin, op.lane)
            result = _blocked(op) if lane in stopped else _result(op, self.take(to_op(op)))
            if result.outcome != "applied":
                stopped.add(lane)
            yield result


@contextmanager
def _reached() -> Iterator[None]:
    """Records nobody can reach just now leave the outcome unknown, as a line that is down does."""
    try:
        yield
    except (StoreAway, StoreBusy) as trouble:
        raise CityAway(type(trouble).__name__) from trouble


def _result(op: OpMessage, taken: Taken) -> OpResult:
    facts: dict[str, Any] = taken.facts or {}
    if taken.outcome == "applied":
        return RelayedResult(
            op_id=op.op_id, outcome="applied", rev=taken.rev, replayed=taken.replayed, reached=taken.reached
        )
    problem = _problem(taken.refused, facts)
    return OpResult(op_id=op.op_id, outcome=taken.outcome, expected=facts.get("expected"), problem=problem)


def _blocked(op: OpMessage) -> OpResult:
    return OpResult(op_id=op.op_id, outcome="blocked", problem=_problem("blocked", {}))


def _problem(name: str, facts: Mapping[str, Any]) -> Problem:
    status, title = _PROBLEMS[name]
    return Problem(type=_PREFIX + name, title=title, status=status, **facts)


def _item(item: Item) -> ChangeItem:
    kind = "op" if item.dossier_id is None else "dossier"
    return ChangeItem(seq=item.seq, dossier_id=item.dossier_id, rev=item.rev, kind=kind, at=item.at, body=item.body)
