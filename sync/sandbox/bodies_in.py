"""Reading the bodies of requests: unpacked, not too large, strictly as their models say."""

from __future__ import annotations

import zlib
from typing import Any, TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError
from starlette.requests import ClientDisconnect

from sync.sandbox.problems import CityRefusal

LARGEST_BODY = 8 * 1024 * 1024
"""Bytes of a request body, after unpacking."""

M = TypeVar("M", bound=BaseModel)


def takes(model: type[BaseModel]) -> dict[str, Any]:
    """Describe a request body that is read strictly from its own text."""
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


async def read_model(model: type[M], request: Request) -> M:
    """Read a JSON body strictly. Raises ``CityRefusal`` "bad-request", with where and never with what."""
    try:
        return model.model_validate_json(await read_body(request))
    except ValidationError as error:
        where = ["/".join(map(str, fault["loc"])) for fault in error.errors()]
        raise CityRefusal("bad-request", where=where[:20]) from None


async def read_body(request: Request) -> bytes:
    """Give the body of a request, unpacked. Raises ``CityRefusal`` when it is too large or can't be unpacked."""
    packed = b""
    try:
        async for piece in request.stream():
            packed += piece
            if len(packed) > LARGEST_BODY:
                raise CityRefusal("too-large")
    except ClientDisconnect:  # half a request, and nobody there to be told
        raise CityRefusal("bad-request", "half") from None
    if request.headers.get("content-encoding", "") != "gzip":
        return packed
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        body = unpacking.decompress(packed, LARGEST_BODY)
    except zlib.error:
        raise CityRefusal("bad-request", "gzip") from None
    if unpacking.unconsumed_tail:
        raise CityRefusal("too-large")
    return body
