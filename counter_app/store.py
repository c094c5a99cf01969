"""Where transactions begin and end: ``Store.do`` for acts, ``Store.ask`` for questions.

An act is ``f(act, …) -> frozen value``: one transaction in one store, one moment, one person. A question is
``f(asking, …) -> frozen value`` and changes nothing. ``do_once`` keeps the answer under the click's request id: a second
press, a crash after the commit or a lost answer gets the same answer again. An act that collided with another PC's is
done again from its beginning, a few times: it must do nothing but through its connection.
"""

from __future__ import annotations

import contextlib
import random
import time
import typing
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache, cached_property, lru_cache, partial
from typing import Any, Concatenate, ParamSpec, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import Connection, bindparam, insert, select

from counter_app import audit, outbox_entry
from counter_app.engines import Engines, LookOut
from counter_app.errors import StoreBusy, WrongMoment
from counter_app.ids import new_id
from counter_app.moments import Clock, business_day
from counter_app.ops import KINDS, Body, canonical, fingerprint
from counter_app.records.shared import Device, RequestResult
from counter_app.trouble import as_refusal, collided, connection_lost

P = ParamSpec("P")
R = TypeVar("R")

_TRIES = 5
"""How often an act is done at most before it is refused."""
_AFTER_A_COLLISION_SECONDS = (0.002, 0.02)
_UNTIL_OTHERS_LET_GO_SECONDS = (0.08, 0.12)

# Statements of every act are made once: making one costs several times what doing it costs.
_WHO = select(Device.device_id, Device.incarnation)
_KEPT = select(RequestResult.act, RequestResult.result).where(RequestResult.request == bindparam("request"))
_KEEP = insert(RequestResult.__table__)  # type: ignore[arg-type]


class TryAgain(Exception):  # noqa: N818 - not a fault: the act asks to be done once more
    """An act found only what others hold on to just now; ``do`` does it again after a moment. Nobody ever sees it."""


@dataclass(frozen=True)
class By:
    """Who acts: a member of staff's login (or ``cli:<user>``, ``kiosk``), and the counter they sit at."""

    staff: str
    counter: int | None = None


@dataclass(frozen=True)
class Sender:
    """This store's identity towards upstream and in the audit trail."""

    device_id: uuid.UUID
    incarnation: uuid.UUID

    @property
    def origin(self) -> str:
        """``<device>/<incarnation>``, as ops carry it."""
        return f"{self.device_id}/{self.incarnation}"


@dataclass(frozen=True)
class Asking:
    """What a question may use: a connection that can't write, and the moment it is asked."""

    connection: Connection
    moment: Clock = field(repr=False)
    """Always says the same; a server is only asked where somebody wants to know."""
    known_here: bool = field(repr=False)
    """Whether this PC knows the moment by itself; else it comes with a server's first answer."""

    @property
    def now(self) -> datetime:
        """The one moment of this question or act, in UTC."""
        return self.moment()

    @property
    def business_day(self) -> date:
        """The hall's day at this moment."""
        return business_day(self.now)

    @property
    def known_day(self) -> date | None:
        """The same, where nobody has to be asked for it; None: the server's own day, which it can fill in by itself."""
        return self.business_day if self.known_here else None


@dataclass(frozen=True)
class Act(Asking):
    """What an act may use: a writing connection inside one transaction, its moment, its person, its request."""

    by: By
    request: uuid.UUID
    audit_key: bytes = field(repr=False)
    device: uuid.UUID | None = None
    """Which of the PCs that share this store acts; None where the store is this PC's own."""
    tries_left: int = 0
    """How often this act may still be done again after a collision or ``TryAgain``."""
    _lines: list[audit.Line] = field(default_factory=list, repr=False)

    @property
    def first_try(self) -> bool:
        """Whether nothing has come between yet; an act that is done again had better look before it writes."""
        return self.tries_left == _TRIES - 1

    @cached_property
    def sender(self) -> Sender:
        """Who this store is."""
        row = self.connection.execute(_WHO).one()
        return Sender(row.device_id, row.incarnation)

    def forget_sender(self) -> None:
        """Who this store is has just changed: read it again."""
        self.__dict__.pop("sender", None)

    def record(
        self, kind: str, about: str, body: Body | None = None, *, base_rev: int | None = None
    ) -> uuid.UUID | None:
        """Write the op, where the city hears of this kind, and at the act's end the audit line; in its transaction.

        ``about`` is ``<kind>:<id>`` and becomes the lane; facts go in the lane ``fact:<id>``. The body of a kind that
        stays here goes into the audit trail and holds ids only; of one that leaves, the trail keeps op id and hash.
        The answer is the op's identity; None where none leaves.
        """
        meaning, content = KINDS[kind], dict(body or {})
        detail: dict[str, Any] = content
        op_id = None
        if meaning.upstream:
            lane = f"fact:{about.partition(':')[2]}" if meaning.fact else about
            op_id = outbox_entry.add(self.connection, self, kind, lane, content, base_rev)
            detail = {"op": str(op_id), "sha256": fingerprint(content)}
        device = self.device or self.sender.device_id
        self._lines.append(audit.Line(self.now, self.by.staff, self.by.counter, device, kind, about, canonical(detail)))
        return op_id

    def seal(self, end: str | None = None) -> str | None:
        """Write the audit lines, last of all: others of this device wait from here to the end of the transaction.

        ``end`` is the chain's end if the caller knows it (``audit.append``); the answer is its new end, None where
        nothing was written.
        """
        if not self._lines:
            return end
        lines = tuple(self._lines)
        self._lines.clear()
        return audit.append(self.connection, self.audit_key, lines, end)


@dataclass(frozen=True)
class Store:
    """One store: acts, questions, and the watch for changes. Safe to share between threads."""

    name: str
    database: Engines
    audit_key: bytes = field(repr=False)
    by: By = By("system")
    set_clock: Clock | None = None
    """Says every moment where it is given; without it the engine does: this PC's clock, or the office's server."""
    device: uuid.UUID | None = None
    """Which of the PCs that share this store this is; None where the store is this PC's own."""
    _senders: list[Sender] = field(default_factory=list, repr=False, compare=False)
    """Who this store is, once an act has read it: an opened store doesn't change its identity."""
    _chain: list[str] = field(default_factory=list, repr=False, compare=False)
    """Where the audit chain ended when this store last wrote it; empty after a failure, then it is read."""

    def acting_as(self, by: By) -> Store:
        """The same store, for another person."""
        return replace(self, by=by)

    def do(self, act: Callable[Concatenate[Act, P], R], /, *args: P.args, **facts: P.kwargs) -> R:
        """Do an act: all of it, or nothing and a refusal."""
        return self._until_done(new_id(), lambda acting: act(acting, *args, **facts))

    def do_once(
        self, request: uuid.UUID, act: Callable[Concatenate[Act, P], R], /, *args: P.args, **facts: P.kwargs
    ) -> R:
        """Do an act under a request id. The same request again gets the first answer and changes nothing."""
        answer = _answer_type(act)
        name = f"{act.__module__}.{act.__qualname__}"

        def once(acting: Act) -> R:
            known = acting.connection.execute(_KEPT, {"request": request}).one_or_none()
            if known is not None:
                if known.act != name:
                    raise WrongMoment("request", str(request), known.act)
                return typing.cast("R", answer.validate_json(known.result))
            result = act(acting, *args, **facts)
            kept = answer.dump_json(result).decode()
            acting.connection.execute(_KEEP, {"request": request, "act": name, "result": kept, "at": acting.now})
            return result

        return self._until_done(request, once, repeatable=True)

    def ask(self, question: Callable[Concatenate[Asking, P], R], /, *args: P.args, **facts: P.kwargs) -> R:
        """Ask a question; nothing changes."""
        with _trouble_as_refusal():
            try:
                return self._ask(lambda asking: question(asking, *args, **facts))
            except Exception as error:
                if not connection_lost(error):
                    raise
                return self._ask(lambda asking: question(asking, *args, **facts))

    def clock(self) -> datetime:
        """The present moment, as acts and questions see it."""
        return self.set_clock() if self.set_clock is not None else self.ask(lambda asking: asking.now)

    def watch(self) -> LookOut:
        """A look-out for changes by anybody."""
        return self.database.watch()

    def close(self) -> None:
        """Close every connection."""
        self.database.close()

    def _ask(self, question: Callable[[Asking], R]) -> R:
        with self.database.questions.begin() as connection:
            return question(Asking(connection, self._moment(connection), self._knows_the_moment))

    def _until_done(self, request: uuid.UUID, act: Callable[[Act], R], *, repeatable: bool = False) -> R:
        """Do the act, and again after a collision. ``repeatable``: also where the COMMIT's answer was lost."""
        lost = False
        for tries_left in reversed(range(_TRIES)):
            ended: list[bool] = []
            with _trouble_as_refusal():
                try:
                    return self._once(request, act, tries_left, ended)
                except TryAgain:
                    if not tries_left:
                        raise StoreBusy from None
                    pause = _UNTIL_OTHERS_LET_GO_SECONDS
                except Exception as error:
                    again = connection_lost(error) and not lost and (repeatable or not ended)
                    if not tries_left or not (again or collided(error)):
                        raise
                    lost = lost or again
                    least, most = _AFTER_A_COLLISION_SECONDS
                    more = 2 ** (_TRIES - 1 - tries_left)  # the more collide, the longer each keeps out of the way
                    pause = least * more, most * more
            time.sleep(random.uniform(*pause))  # noqa: S311 - spreads those who wait, guards nothing
        raise AssertionError

    def _once(self, request: uuid.UUID, act: Callable[[Act], R], tries_left: int, ended: list[bool]) -> R:
        with self.database.acts.begin() as connection:
            acting = Act(
                connection,
                self._moment(connection),
                self._knows_the_moment,
                self.by,
                request,
                self.audit_key,
                self.device,
                tries_left,
            )
            if self._senders:
                acting.__dict__["sender"] = self._senders[0]
            result = act(acting)
            known, self._chain[:] = self._chain[:1], []
            end = acting.seal(*known)
            ended.append(True)
        if end is not None and self.database.guards_chain:
            self._chain[:] = [end]
        if "sender" in acting.__dict__:
            self._senders[:] = [acting.sender]  # only now: what was read of a transaction that failed never was
        return result

    @property
    def _knows_the_moment(self) -> bool:
        return self.set_clock is not None or not self.database.tells_the_moment

    def _moment(self, connection: Connection) -> Clock:
        return cache(self.set_clock if self.set_clock is not None else partial(self.database.moment, connection))


@contextlib.contextmanager
def _trouble_as_refusal() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        refusal = as_refusal(error)
        if refusal is None or refusal is error:
            raise
        raise refusal from error


@lru_cache(maxsize=256)
def _answer_type(act: Callable[..., Any]) -> TypeAdapter[Any]:
    return TypeAdapter(typing.get_type_hints(act)["return"])
