"""A city that behaves like the real ones seen in the field (VXP adapters of 2020 to 2025), as an upstream.

It knows no op again, so what it has is looked up before anything is told (``vxp_telling``); it has no feed, so news are
made by comparing what it shows with what it showed before (``vxp_news``). This upstream keeps nothing of its own and
writes no records: what was shown, how far was read, and which life of the city's records it was, stand in the store that
sends (``counter_app.city_memory``: the desk, or the office of several desks), written by the acts of the exchange. A program started anew goes on where they end.

Of such a city nobody learns that this PC's records were restored: what the city has under a code it is not the owner of
comes back as ``code-taken``. Between looking up and telling somebody at the city may write too; their last word is then
overwritten, as by everybody who tells such a city. A line that doubles requests doubles lines of progress.
"""

from __future__ import annotations

from datetime import datetime

from counter_app.errors import CityAway
from sync.messages import PROTOCOL, Batch, BatchAnswer, ChangePage, Health, Hints, OpResult
from sync.upstreams import CursorExpired
from sync.upstreams.caps import LIKE_VXP
from sync.upstreams.vxp_line import VxpLine, VxpNo, Wire
from sync.upstreams.vxp_memory import SenderMemory
from sync.upstreams.vxp_news import Forgotten, News, read_cursor, still_there
from sync.upstreams.vxp_telling import Telling

MOST_OPS = 10
"""Ops taken out at once: each costs up to three calls, and what comes after a call without an answer waits again."""


class CityVxp:
    """An upstream on a ``wire``; ``memory`` is of the store that sends, and is only asked. For one thread."""

    caps = LIKE_VXP

    def __init__(self, wire: Wire, account: str, password: str, memory: SenderMemory) -> None:
        self._line = VxpLine(wire, account, password)
        self._memory = memory
        self._lost: int | None = None

    def push(self, batch: Batch) -> BatchAnswer:
        """Tell the ops one by one. After a call without an answer the rest has no outcome; ``CityAway`` if all has none.

        A city put back to an earlier day is told nothing: in this new life of its records all it had goes again.
        """
        results: list[OpResult] = []
        try:
            if self._still_there(batch.unit_code):
                telling = Telling(self._line, batch.unit_code, self._memory)
                for op in batch.ops:
                    results.append(telling.tell(op))  # noqa: PERF401 - what was told before the line broke counts
        except CityAway:
            if not results:
                raise
        hints = Hints(max_ops=MOST_OPS)
        return BatchAnswer(server_time=self._now(), upstream_epoch=self._epoch(), hints=hints, results=tuple(results))

    def changes(self, feed: str, cursor: str | None, limit: int) -> ChangePage:
        """Ask how things stand and give what is not as it was shown. ``CursorExpired`` where the city was put back."""
        unit_code = feed.removeprefix("office:")
        try:
            self._still_there(unit_code)
            so_far = read_cursor(cursor, self._epoch())
            items, after, more = News(self._line, unit_code, self._memory).since(so_far, limit)
        except Forgotten:
            raise CursorExpired from None
        except (VxpNo, KeyError, TypeError, ValueError):
            raise CityAway("answer not understood") from None
        numbered = tuple(item.model_copy(update={"seq": at}) for at, item in enumerate(items))
        return ChangePage(items=numbered, next_cursor=str(after), has_more=more, feed_epoch=str(so_far.epoch))

    def _still_there(self, unit_code: str) -> bool:
        """Look whether the city has forgotten what it showed; if so, note that a new life of its records has begun."""
        there = still_there(self._line, unit_code, self._memory)
        if not there:
            self._lost = self._memory.epoch()
        return there

    def health(self) -> Health:
        """Log in: such a city has nothing else to ask without knowing a unit."""
        self._line.log_in()
        epoch = self._epoch()
        now = self._now()
        return Health(ok=True, server_time=now, protocol_min=PROTOCOL, protocol_max=PROTOCOL, upstream_epoch=epoch)

    def close(self) -> None:
        """Close the connections kept open."""
        close = getattr(self._line.wire, "close", None)
        if close is not None:
            close()

    def _now(self) -> datetime:
        return self._line.date or self._memory.clock()

    def _epoch(self) -> int:
        """Which life of the city's records: one further than known, once it was seen to have been put back."""
        known = self._memory.epoch()
        return known + 1 if self._lost == known else known
