"""Where transactions begin and end: ``Store.do`` for acts, ``Store.ask`` for questions.

An act is ``f(act, …) -> frozen value``: one transaction in one store, one moment, one person. A question is
``f(asking, …) -> frozen value`` and changes nothing. ``do_once`` keeps the answer under the click's request id: a second
press, a crash after the commit or a lost answer gets the same answer again.
"""

from __future__ import annotations

import contextlib
import typing
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any, Concatenate, ParamSpec, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import Connection, insert, select

from counter_app import audit, outbox_entry
from counter_app.database import Database, Watch, as_refusal
from counter_app.errors import WrongMoment
from counter_app.ids import new_id
from counter_app.moments import Clock, business_day, machine_clock
from counter_app.ops import KINDS, Body, canonical, fingerprint
from counter_app.records.shared import Device, RequestResult

P = ParamSpec("P")
R = TypeVar("R")


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
    now: datetime

    @property
    def business_day(self) -> date:
        """The hall's day at this moment."""
        return business_day(self.now)


@dataclass(frozen=True)
class Act(Asking):
    """What an act may use: a writing connection inside one transaction, its moment, its person, its request."""

    by: By
    request: uuid.UUID
    audit_key: bytes = field(repr=False)

    @cached_property
    def sender(self) -> Sender:
        """Who this store is."""
        row = self.connection.execute(select(Device.device_id, Device.incarnation)).one()
        return Sender(row.device_id, row.incarnation)

    def record(self, kind: str, about: str, body: Body | None = None, *, base_rev: int | None = None) -> None:
        """Write the audit line and, where the city hears of this kind, the op; in this act's transaction.

        ``about`` is ``<kind>:<id>`` and becomes the lane; facts go in the lane ``fact:<id>``. The body of a kind that
        stays here goes into the audit trail and holds ids only; of one that leaves, the trail keeps op id and hash.
        """
        meaning, content = KINDS[kind], dict(body or {})
        detail: dict[str, Any] = content
        if meaning.upstream:
            lane = f"fact:{about.partition(':')[2]}" if meaning.fact else about
            op_id = outbox_entry.add(self.connection, self, kind, lane, content, base_rev)
            detail = {"op": str(op_id), "sha256": fingerprint(content)}
        line = audit.Line(
            self.now, self.by.staff, self.by.counter, self.sender.device_id, kind, about, canonical(detail)
        )
        audit.append(self.connection, self.audit_key, line)


@dataclass(frozen=True)
class Store:
    """One store: acts, questions, and the watch for changes. Safe to share between threads."""

    name: str
    database: Database
    audit_key: bytes = field(repr=False)
    by: By = By("system")
    clock: Clock = machine_clock

    def acting_as(self, by: By) -> Store:
        """The same store, for another person."""
        return replace(self, by=by)

    def do(self, act: Callable[Concatenate[Act, P], R], /, *args: P.args, **facts: P.kwargs) -> R:
        """Do an act: all of it, or nothing and a refusal."""
        with self._transaction(new_id()) as acting:
            return act(acting, *args, **facts)

    def do_once(
        self, request: uuid.UUID, act: Callable[Concatenate[Act, P], R], /, *args: P.args, **facts: P.kwargs
    ) -> R:
        """Do an act under a request id. The same request again gets the first answer and changes nothing."""
        answer = _answer_type(act)
        name = f"{act.__module__}.{act.__qualname__}"
        with self._transaction(request) as acting:
            known = acting.connection.execute(
                select(RequestResult.act, RequestResult.result).where(RequestResult.request == request)
            ).one_or_none()
            if known is not None:
                if known.act != name:
                    raise WrongMoment("request", str(request), known.act)
                return typing.cast("R", answer.validate_json(known.result))
            result = act(acting, *args, **facts)
            kept = answer.dump_json(result).decode()
            acting.connection.execute(
                insert(RequestResult).values(request=request, act=name, result=kept, at=acting.now)
            )
            return result

    def ask(self, question: Callable[Concatenate[Asking, P], R], /, *args: P.args, **facts: P.kwargs) -> R:
        """Ask a question; nothing changes."""
        with self._trouble_as_refusal(), self.database.questions.begin() as connection:
            return question(Asking(connection, self.clock()), *args, **facts)

    def watch(self) -> Watch:
        """A look-out for changes by anybody."""
        return self.database.watch()

    def close(self) -> None:
        """Close every connection."""
        self.database.close()

    @contextlib.contextmanager
    def _transaction(self, request: uuid.UUID) -> Iterator[Act]:
        with self._trouble_as_refusal(), self.database.acts.begin() as connection:
            yield Act(connection, self.clock(), self.by, request, self.audit_key)

    @staticmethod
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
