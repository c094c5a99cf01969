"""The sandbox city's endpoints beside the exchange itself: snapshot, digest, files, catalogue, token."""

from __future__ import annotations

import threading
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

from sync.messages import LARGEST, BlobState, CataloguePage, Digest, SnapshotPage, Token, TokenOrder
from sync.sandbox import reading
from sync.sandbox.access import Access
from sync.sandbox.bodies_in import read_body, read_model, takes
from sync.sandbox.catalogue import catalogue_page, catalogue_rev
from sync.sandbox.files import has_blob, put_blob
from sync.sandbox.records import CityRecords

Feed = Annotated[str, Query(pattern="^office:.+$", max_length=140)]
Sha256 = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]
Offset = Annotated[int, Header(ge=0, le=LARGEST)]
Length = Annotated[int, Header(ge=1, le=100 * 1024 * 1024)]


class MoreEndpoints:
    """What the city answers beside batches and changes."""

    def __init__(self, records: CityRecords, access: Access) -> None:
        self._records, self._access = records, access
        self._one_piece_at_a_time = threading.Lock()

    def snapshot(
        self, feed: Feed, after: UUID | None = None, limit: Annotated[int, Query(ge=1, le=1000)] = 200
    ) -> SnapshotPage:
        """Give a unit's dossiers as they stand."""
        with self._records.transaction() as db:
            return reading.snapshot(db, feed.removeprefix("office:"), after, limit)

    def digest(self, feed: Feed, day: date) -> Digest:
        """Give the mark of a day."""
        with self._records.transaction() as db:
            return reading.digest(db, feed.removeprefix("office:"), day)

    def has_blob(self, sha256: Sha256) -> Response:
        """Say whether a file is here whole."""
        state = has_blob(self._records.files, sha256)
        return Response(status_code=200) if state.whole else Response(None, 404, {"Upload-Offset": str(state.offset)})

    async def put_blob(
        self, sha256: Sha256, request: Request, upload_offset: Offset, upload_length: Length
    ) -> BlobState:
        """Keep a piece of a file."""
        piece = await read_body(request)
        return await run_in_threadpool(self._keep_piece, sha256, upload_offset, upload_length, piece)

    def _keep_piece(self, sha256: str, offset: int, length: int, piece: bytes) -> BlobState:
        with self._one_piece_at_a_time:
            return put_blob(self._records.files, sha256, offset, length, piece)

    def catalogue(
        self,
        since: Annotated[int, Query(ge=0, le=LARGEST)] = 0,
        if_none_match: Annotated[str, Header(max_length=80)] = "",
    ) -> Response:
        """Give the catalogue, or what changed."""
        with self._records.transaction() as db:
            etag = f'"{catalogue_rev(db)}"'
            if if_none_match == etag:
                return Response(status_code=304, headers={"ETag": etag})
            page = catalogue_page(db, since)
        return JSONResponse(page.model_dump(mode="json"), headers={"ETag": etag})

    async def token(self, request: Request) -> Token:
        """Give a device its next token."""
        order = await read_model(TokenOrder, request)
        return await run_in_threadpool(self._access.give, order)

    def add_to(self, enrolled: APIRouter, anybody: APIRouter) -> None:
        """Put the endpoints where they belong."""
        enrolled.add_api_route("/snapshot", self.snapshot, methods=["GET"])
        enrolled.add_api_route("/digest", self.digest, methods=["GET"])
        enrolled.add_api_route("/blobs/{sha256}", self.has_blob, methods=["HEAD"])
        pieces = {"requestBody": {"required": True, "content": {"application/octet-stream": {}}}}
        enrolled.add_api_route("/blobs/{sha256}", self.put_blob, methods=["PUT"], openapi_extra=pieces)
        page = {"model": CataloguePage}
        enrolled.add_api_route("/catalogue", self.catalogue, methods=["GET"], responses={200: page})
        anybody.add_api_route("/token", self.token, methods=["POST"], openapi_extra=takes(TokenOrder))
