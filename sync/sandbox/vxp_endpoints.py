"""The city like the real ones over HTTP: ``POST /vxp/<service>`` with a JSON document, always answered 200."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response
from starlette.types import Send

from counter_app.moments import Clock
from sync.messages import PROTOCOL
from sync.sandbox import reading
from sync.sandbox.bodies_in import read_body
from sync.sandbox.faults import Manner
from sync.sandbox.problems import CityRefusal
from sync.sandbox.records import CityRecords
from sync.sandbox.vxp import CHANGING, VxpCity
from sync.sandbox.vxp_answers import SAID_OF_FAULTS, VxpRefusal

PREFIX = "/vxp/"


class VxpEndpoints:
    """What such a city answers over HTTP, and everything it holds, for inspection."""

    def __init__(self, records: CityRecords, clock: Clock, password: str | None) -> None:
        self._city = VxpCity(records, clock, password)
        self._records = records

    async def call(self, service: str, request: Request) -> Response:
        """Answer a call of a service."""
        try:
            asked = _document(await read_body(request))
        except (CityRefusal, VxpRefusal):
            return JSONResponse(VxpRefusal("Dữ liệu không hợp lệ").answer)
        return JSONResponse(await run_in_threadpool(self._city.answer, service, asked))

    def dump(self) -> dict[str, Any]:
        """Give everything the city holds."""
        with self._records.transaction() as db:
            return reading.everything(db)


def vxp_app(records: CityRecords, clock: Clock, password: str | None = None) -> FastAPI:
    """Make such a city's application on its records."""
    city = VxpEndpoints(records, clock, password)
    app = FastAPI(title="Thành phố mẫu", version=str(PROTOCOL), docs_url=None, redoc_url=None, openapi_url=None)
    app.add_api_route(f"{PREFIX}{{service}}", city.call, methods=["POST"], response_model=None)
    app.add_api_route("/v1/dump", city.dump, methods=["GET"])
    app.add_exception_handler(CityRefusal, _wrong_press)
    return app


def _wrong_press(_request: Request, refusal: Exception) -> Response:
    """What a person pressed on a page that is not there any more."""
    assert isinstance(refusal, CityRefusal)
    return Response(refusal.problem.title, refusal.problem.status, media_type="text/plain; charset=utf-8")


async def _say(send: Send, name: str, _retry_after: int) -> None:
    """Say the trouble ordered as such a city says everything; it has no way to ask for patience in seconds."""
    code, words = SAID_OF_FAULTS[name]
    body = json.dumps({"error_code": code, "message": words, "result": []}, ensure_ascii=False).encode()
    head = [(b"content-type", b"application/json; charset=utf-8")]
    await send({"type": "http.response.start", "status": 200, "headers": head})
    await send({"type": "http.response.body", "body": body})


LIKE_VXP = Manner(PREFIX, tuple(f"{PREFIX}{service}" for service in CHANGING), _say)
"""How trouble is ordered for such a city."""


def _document(text: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise VxpRefusal("Dữ liệu không hợp lệ") from None
    if not isinstance(found, dict):
        raise VxpRefusal("Dữ liệu không hợp lệ")
    return found
