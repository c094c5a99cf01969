"""Trouble on order, for training and tests: the city away, refusing, slow, or its answers lost after the work is done.

The file is read anew for each request, so that it can be edited while the city runs::

    {"away": false, "retry_after": 5, "refuse": false, "delay_ms": 0, "lose_answer_every": 0}
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.sandbox.problems import problem

PUSH = "/v1/batches"


class Faults(BaseModel):
    """The trouble ordered. ``lose_answer_every`` n: every n-th push is done, but its answer breaks off half-way."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    away: bool = False
    retry_after: Annotated[int, Field(ge=0, le=3600)] = 5
    refuse: bool = False
    delay_ms: Annotated[int, Field(ge=0, le=60_000)] = 0
    lose_answer_every: Annotated[int, Field(ge=0)] = 0


def read_faults(file: Path | None) -> Faults:
    """Read the order; no file, or one just being written: no trouble."""
    if file is None:
        return Faults()
    try:
        return Faults.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return Faults()


class FaultyCity:
    """The city's application with the trouble ordered in ``file`` before and behind it."""

    def __init__(self, app: ASGIApp, file: Path | None) -> None:
        self._app = app
        self._file = file
        self._pushes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, with the trouble ordered just now."""
        faults = read_faults(self._file)
        if scope["type"] != "http" or not scope["path"].startswith("/v1/"):
            await self._app(scope, receive, send)
            return
        await asyncio.sleep(faults.delay_ms / 1000)
        if faults.away:
            await _say(send, "away", (b"retry-after", str(faults.retry_after).encode()))
        elif faults.refuse:
            await _say(send, "no-token", (b"www-authenticate", b"Bearer"))
        else:
            await self._app(scope, receive, self._losing(scope, faults, send))

    def _losing(self, scope: Scope, faults: Faults, send: Send) -> Send:
        """Give the way back; for the n-th push one that breaks off in the middle of the answer."""
        if scope["path"] != PUSH or not faults.lose_answer_every:
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


async def _say(send: Send, name: str, header: tuple[bytes, bytes]) -> None:
    said = problem(name)
    headers = [(b"content-type", b"application/problem+json"), header]
    await send({"type": "http.response.start", "status": said.status, "headers": headers})
    await send({"type": "http.response.body", "body": said.model_dump_json().encode()})
