"""The sandbox city over HTTP. Refusals are problem documents (RFC 9457); everything under /v1/ wants a bearer token."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, FastAPI, Header, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.routing import Match

from counter_app.moments import Clock
from sync.messages import (
    PROTOCOL,
    Batch,
    BatchAnswer,
    ChangePage,
    Health,
    Problem,
    RemoteDossier,
    RemoteDossiers,
    RemoteRatings,
)
from sync.sandbox import reading
from sync.sandbox.access import ANYBODY, Access, AccessTerms
from sync.sandbox.bodies_in import read_model, takes
from sync.sandbox.feed import changes_after
from sync.sandbox.files import with_awaited
from sync.sandbox.more_endpoints import MoreEndpoints
from sync.sandbox.operator import StateOrder, move
from sync.sandbox.problems import CityRefusal, problem
from sync.sandbox.records import CityRecords, city_epoch
from sync.sandbox.taking import take_batch

_LOOK_EVERY = 0.2
"""Seconds between two looks for somebody who waits for news."""


class CityEndpoints:
    """What the city answers, endpoint by endpoint."""

    def __init__(self, records: CityRecords, clock: Clock, access: Access) -> None:
        self._records = records
        self._clock = clock
        self._access = access

    def enrolled(self, authorization: Annotated[str, Header()] = "") -> None:
        """Let enrolled senders pass only. Raises ``CityRefusal`` "no-token"."""
        scheme, _, token = authorization.partition(" ")
        self._access.let_in(token if scheme.lower() == "bearer" else "")

    async def push(
        self,
        request: Request,
        idempotency_key: Annotated[str, Header(max_length=120)] = "",  # noqa: ARG002 - each op has its own
    ) -> BatchAnswer:
        """Take a batch of ops; each has its own outcome."""
        batch = await read_model(Batch, request)
        return await run_in_threadpool(take_batch, self._records, batch, self._clock())

    async def changes(
        self,
        feed: Annotated[str, Query(pattern="^office:.+$", max_length=140)],
        cursor: Annotated[str | None, Query(max_length=60)] = None,
        limit: Annotated[int, Query(ge=1, le=1000)] = 200,
        wait: Annotated[int, Query(ge=0, le=25)] = 0,
    ) -> ChangePage:
        """Give the changes of a unit after a cursor; with ``wait`` seconds the answer waits for the first."""
        until = time.monotonic() + wait
        while True:
            page = await run_in_threadpool(self._changes, feed.removeprefix("office:"), cursor, limit)
            if page.items or time.monotonic() >= until:
                return page
            await asyncio.sleep(_LOOK_EVERY)

    def _changes(self, unit: str, cursor: str | None, limit: int) -> ChangePage:
        with self._records.transaction() as db:
            return changes_after(db, unit, cursor, limit)

    def dossiers(self, code: Annotated[str | None, Query(max_length=4000)] = None) -> RemoteDossiers:
        """Give the dossiers, or the one with a code."""
        with self._records.transaction() as db:
            found = reading.dossiers(db, code)
        return RemoteDossiers(items=tuple(with_awaited(self._records.files, one) for one in found))

    def dossier(self, dossier_id: UUID) -> RemoteDossier:
        """Give one dossier."""
        with self._records.transaction() as db:
            found = reading.dossier(db, dossier_id)
        return with_awaited(self._records.files, found)

    def ratings(self) -> RemoteRatings:
        """Give the ratings."""
        with self._records.transaction() as db:
            return RemoteRatings(items=reading.ratings(db))

    def health(self) -> Health:
        """Say that the city serves, its time, and the protocol it speaks."""
        with self._records.transaction() as db:
            epoch = city_epoch(db)
        now = self._clock()
        return Health(ok=True, server_time=now, protocol_min=PROTOCOL, protocol_max=PROTOCOL, upstream_epoch=epoch)

    def dump(self) -> dict[str, Any]:
        """Give everything the city holds."""
        with self._records.transaction() as db:
            return reading.everything(db)

    async def operate(self, dossier_id: UUID, request: Request) -> RemoteDossier:
        """Move a dossier to another state, as the city's own staff would."""
        order = await read_model(StateOrder, request)
        return await run_in_threadpool(self._move, dossier_id, order)

    def _move(self, dossier_id: UUID, order: StateOrder) -> RemoteDossier:
        with self._records.transaction() as db:
            return move(db, dossier_id, order, self._clock())


def city_app(records: CityRecords, clock: Clock, terms: AccessTerms = ANYBODY) -> FastAPI:
    """Make the city's application on its records."""
    access = Access(records, clock, terms)
    city = CityEndpoints(records, clock, access)
    api = APIRouter(prefix="/v1", dependencies=[Depends(city.enrolled)])
    for path, endpoint in _reading(city).items():
        api.add_api_route(path, endpoint, methods=["GET"])
    api.add_api_route("/batches", city.push, methods=["POST"], openapi_extra=takes(Batch))
    order = "/operator/dossiers/{dossier_id}/state"
    api.add_api_route(order, city.operate, methods=["POST"], openapi_extra=takes(StateOrder))
    app = FastAPI(title="Thành phố mẫu", version=str(PROTOCOL), docs_url=None, redoc_url=None)
    anybody = APIRouter(prefix="/v1")
    MoreEndpoints(records, access).add_to(api, anybody)
    app.include_router(api)
    app.include_router(anybody)
    app.add_exception_handler(CityRefusal, _as_problem)
    app.add_exception_handler(RequestValidationError, _as_problem)
    app.add_exception_handler(HTTPException, _as_problem)
    return app


def _reading(city: CityEndpoints) -> dict[str, Callable[..., Any]]:
    return {
        "/changes": city.changes,
        "/dossiers": city.dossiers,
        "/dossiers/{dossier_id}": city.dossier,
        "/ratings": city.ratings,
        "/health": city.health,
        "/dump": city.dump,
    }


def _methods(request: Request) -> str:
    """Which methods there are at a path (RFC 9110, 15.5.6): each stands in a route of its own."""
    routes = [route for route in request.app.routes if route.matches(request.scope)[0] is not Match.NONE]
    return ", ".join(sorted({method for route in routes for method in getattr(route, "methods", ())}))


def _as_problem(request: Request, refusal: Exception) -> Response:
    """Answer with a problem document and nothing of what was sent."""
    said: Problem
    headers: dict[str, str] = {}
    if isinstance(refusal, CityRefusal):
        said = refusal.problem
    elif isinstance(refusal, HTTPException):
        said = Problem(type="about:blank", title=str(refusal.detail), status=refusal.status_code)
        if refusal.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            headers["Allow"] = _methods(request)
    else:
        said = problem("bad-request")
    if said.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(said.model_dump_json(), said.status, headers, media_type="application/problem+json")
