"""Trouble on order, for training and tests: the city away, busy, refusing, slow, its answers lost, its clock wrong.

The file is read anew for each request, so that it can be edited while the city runs; the operator's page writes it::

    {"away": false, "retry_after": 5, "busy": false, "refuse": false, "delay_ms": 0, "lose_answer_every": 0,
     "answer_late_ms": 0, "twice": false, "clock_off_s": 0}
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counter_app.moments import Clock, machine_clock
from sync.sandbox.bodies_in import LARGEST_BODY
from sync.sandbox.problems import problem

PUSH = "/v1/batches"


class Faults(BaseModel):
    """The trouble ordered.

    ``lose_answer_every`` n: every n-th push is done, but its answer breaks off half-way. ``twice``: a push comes through
    a line that doubles it, and the second answer is the one that arrives.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    away: bool = False
    retry_after: Annotated[int, Field(ge=0, le=3600)] = 5
    busy: bool = False
    """429, come back after ``retry_after`` seconds."""
    refuse: bool = False
    delay_ms: Annotated[int, Field(ge=0, le=60_000)] = 0
    lose_answer_every: Annotated[int, Field(ge=0)] = 0
    answer_late_ms: Annotated[int, Field(ge=0, le=60_000)] = 0
    """The push is done at once; its answer comes only after so long, when the sender may have given up."""
    twice: bool = False
    clock_off_s: Annotated[int, Field(ge=-86_400, le=86_400)] = 0
    """Seconds the city's clock is ahead."""


def read_faults(file: Path | None) -> Faults:
    """Read the order; no file, or one just being written: no trouble."""
    if file is None:
        return Faults()
    try:
        return Faults.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return Faults()


def order_faults(file: Path, faults: Faults) -> None:
    """Write the order whole, so that no request reads half of it. Raises ``OSError``."""
    writing = file.with_name(f"{file.name}.part")
    writing.write_text(faults.model_dump_json(indent=1), encoding="utf-8")
    writing.replace(file)


def troubled_clock(clock: Clock, file: Path | None) -> Clock:
    """Give the city's clock, as far off as is ordered at the moment."""
    return lambda: clock() + timedelta(seconds=read_faults(file).clock_off_s)


async def _say_problem(send: Send, name: str, retry_after: int) -> None:
    said = problem(name)
    more = (b"www-authenticate", b"Bearer") if name == "no-token" else (b"retry-after", str(retry_after).encode())
    headers = [(b"content-type", b"application/problem+json"), more]
    await send({"type": "http.response.start", "status": said.status, "headers": headers})
    await send({"type": "http.response.body", "body": said.model_dump_json().encode()})


@dataclass(frozen=True)
class Manner:
    """How a city is spoken to: where its endpoints begin, which of them change something, how it says trouble."""

    prefix: str
    pushes: tuple[str, ...]
    say: Callable[[Send, str, int], Awaitable[None]]


BY_CONTRACT = Manner("/v1/", (PUSH,), _say_problem)


class FaultyCity:
    """The city's application with the trouble ordered in ``file`` before and behind it, dated by its ``clock``."""

    def __init__(
        self, app: ASGIApp, file: Path | None, clock: Clock = machine_clock, manner: Manner = BY_CONTRACT
    ) -> None:
        self._app = app
        self._manner = manner
        self._clock = clock
        self._file = file
        self._pushes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, with the trouble ordered just now."""
        faults = read_faults(self._file)
        send = self._dated(send)
        if scope["type"] != "http" or not scope["path"].startswith(self._manner.prefix):
            await self._app(scope, receive, send)
            return
        await asyncio.sleep(faults.delay_ms / 1000)
        trouble = {"away": faults.away, "slow-down": faults.busy, "no-token": faults.refuse}
        name = next((name for name, ordered in trouble.items() if ordered), "")
        if name:
            await self._manner.say(send, name, faults.retry_after)
        elif faults.twice and scope["path"] in self._manner.pushes:
            heard = await _whole(receive)
            await self._app(dict(scope), _again(heard), _nowhere)
            await self._app(scope, _again(heard), self._losing(scope, faults, send))
        else:
            await self._app(scope, receive, self._losing(scope, faults, send))

    def _dated(self, send: Send) -> Send:
        """Give the way back that dates each answer (RFC 9110, 6.6.1) by the city's own clock."""

        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                date = format_datetime(self._clock(), usegmt=True).encode()
                message = {**message, "headers": [*message.get("headers", ()), (b"date", date)]}
            await send(message)

        return dated

    def _losing(self, scope: Scope, faults: Faults, send: Send) -> Send:
        """Give the way back; for the n-th push one that breaks off in the middle of the answer."""
        if scope["path"] not in self._manner.pushes:
            return send
        send = _late(send, faults.answer_late_ms)
        if not faults.lose_answer_every:
            return send
        self._pushes += 1
        if self._pushes % faults.lose_answer_every:
            return send

        async def half(message: Message) -> None:
            body = message.get("body", b"")
            if message["type"] == "http.response.body":
                message = {**message, "body": body[: len(body) // 2], "more_body": True}
            await send(message)

        return half


async def _whole(receive: Receive) -> Message:
    """Hear a request to its end: one message with all of its body."""
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if message["type"] != "http.request" or not message.get("more_body") or len(body) > LARGEST_BODY:
            return {"type": "http.request", "body": body, "more_body": False}


def _again(heard: Message) -> Receive:
    """Say the same request once more, then that its sender has gone."""
    said = iter((heard, {"type": "http.disconnect"}))

    async def receive() -> Message:
        return next(said, {"type": "http.disconnect"})

    return receive


async def _nowhere(_message: Message) -> None:
    """Where the first answer of a doubled request goes."""


def _late(send: Send, delay_ms: int) -> Send:
    """Give the way back that tells what was done only after a while."""

    async def later(message: Message) -> None:
        if message["type"] == "http.response.start":
            await asyncio.sleep(delay_ms / 1000)
        await send(message)

    return later if delay_ms else send
