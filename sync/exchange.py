"""One round of exchange: what waits goes up, what is new comes down. Push before pull.

Only the holder of the sender's lock (``sender_lock``) may run a round. Ops are written inflight before they are sent;
whatever happens then, the same ops go again and the other side applies each once.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial

from counter_app import feed, outbox, verdicts
from counter_app.errors import CityAway, CityNewer, RolledBack, UpstreamTrouble
from counter_app.place import Place
from counter_app.refilling import know_epoch
from counter_app.sides import DESK, Side
from counter_app.store import By, Store
from sync.clock_samples import ClockSamples
from sync.messages import MAX_OPS, PROTOCOL, Batch, BatchAnswer, ChangePage, OpResult, RelayedResult, from_op
from sync.sole_sender import sole_sender
from sync.upstreams import CursorExpired, Upstream

PAGE = 50
"""Changes asked for at once: a page is taken in by one act, and somebody at the counter may wait for its end."""


@dataclass(frozen=True)
class Round:
    """What one round did: ops taken upstream, ops that wait for a person now, dossiers with news from upstream."""

    acked: int
    parked: int
    changed: int


def sender_lock(place: Place) -> AbstractContextManager[None]:
    """Hold the lock of the one program that sends for this PC, for a round. Raises ``AnotherSender``."""
    return sole_sender(place.lock_path("sync"))


def exchange(store: Store, upstream: Upstream, most: int = MAX_OPS, side: Side = DESK) -> Round:
    """Push until nothing can go, then pull until there is no more; ``most`` ops in a batch. ``side``: whose store this is.

    Raises ``CityAway`` or ``CityRefused`` after noting it; what was settled until then stays settled.
    """
    sending = store.acting_as(By("sync"))
    sending.do(outbox.recover)
    name = sending.ask(side.feed)
    samples = ClockSamples(store.clock, sending.ask(feed.clock_offset, name))
    try:
        done = _Exchange(sending, upstream, samples, side).round(most)
        if samples.doubtful:
            samples.beside(upstream.health)
    except UpstreamTrouble as trouble:
        sending.do(feed.note_trouble, name, trouble)
        raise
    sending.do(feed.note_contact, name, samples.offset_ms)
    return done


@dataclass(frozen=True)
class _Exchange:
    """One round between a store and its upstream."""

    store: Store
    upstream: Upstream
    samples: ClockSamples
    side: Side

    def round(self, most: int) -> Round:
        """Push, then pull. Restored records first fetch what they have forgotten; a newer city is still listened to."""
        changed = 0
        try:
            acked, parked = self._push_all(most)
        except RolledBack:
            self.store.do(outbox.begin_anew)
            changed = self._pull_all()
            acked, parked = self._push_all(most)
        except CityNewer:
            self._pull_all()
            raise
        changed += self._pull_all()
        # What was heard may let something go: of a city restored from a backup, all that it had taken.
        more, worse = self._push_all(most)
        if more or worse:
            changed += self._pull_all()
        return Round(acked + more, parked + worse, changed)

    def _push_all(self, most: int) -> tuple[int, int]:
        store, acked, parked = self.store, 0, 0
        while (going := store.do(outbox.take_batch, most)) is not None:
            batch = _batch(going, store, self.samples.offset_ms)
            try:
                answer = self.samples.beside(partial(self.upstream.push, batch))
            except UpstreamTrouble:
                store.do(outbox.put_back, going.batch_id)
                raise
            said = (going.batch_id, answer.upstream_epoch, _verdicts(answer), self.side)
            settled = store.do(verdicts.settle, *said)
            acked, parked = acked + settled.acked, parked + settled.parked
            most = min(most, answer.hints.max_ops)
        return acked, parked

    def _pull_all(self) -> int:
        store, changed, more, anew = self.store, 0, True, False
        while more:
            so_far = store.ask(feed.read_so_far, self.side.feed)
            try:
                page = self.upstream.changes(so_far.feed, so_far.cursor, PAGE)
            except CursorExpired:
                if anew:
                    raise CityAway("feed without a start") from None
                store.do(know_epoch, self.upstream.health().upstream_epoch, self.side)
                store.do(feed.start_again, so_far.feed)
                anew = True
                continue
            if page.next_cursor != so_far.cursor:
                news = (so_far.feed, _changes(page), page.next_cursor, page.feed_epoch)
                changed += store.do(self.side.take_page, *news)
            more = page.has_more and page.next_cursor != so_far.cursor
        return changed


def _batch(going: outbox.OutgoingBatch, store: Store, clock_offset_ms: int | None) -> Batch:
    return Batch(
        protocol=PROTOCOL,
        batch_id=going.batch_id,
        device_id=str(going.device_id),
        incarnation=str(going.incarnation),
        device_seq=going.device_seq,
        unit_code=going.unit_code,
        sent_at=store.clock(),
        clock_offset_ms=clock_offset_ms,
        ops=tuple(from_op(op) for op in going.ops),
    )


def _verdicts(answer: BatchAnswer) -> tuple[verdicts.Verdict, ...]:
    return tuple(_verdict(result) for result in answer.results)


def _verdict(result: OpResult) -> verdicts.Verdict:
    said = result.problem
    return verdicts.Verdict(
        op_id=result.op_id,
        outcome=result.outcome,
        status=None if said is None else said.status,
        problem=None if said is None else said.model_dump(mode="json"),
        expected=result.expected,
        answer=result.model_dump(mode="json"),
        reached=result.reached if isinstance(result, RelayedResult) else "city",
    )


def _changes(page: ChangePage) -> tuple[feed.Change, ...]:
    return tuple(feed.Change(item.dossier_id, item.rev, item.at, item.body) for item in page.items)
