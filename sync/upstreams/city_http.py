"""The city's system over HTTP, as ``contract`` describes it. One session, used by one thread at a time."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import TypeVar

import requests
from pydantic import BaseModel, ValidationError

from counter_app.errors import CityAway, CityNewer, CityRefused, RolledBack
from sync.messages import Batch, BatchAnswer, BlobState, CataloguePage, ChangePage, Health, Problem, Token, TokenOrder
from sync.upstreams import CursorExpired, FileRefused, WrongOffset
from sync.upstreams.caps import BY_CONTRACT

CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 20.0

_PACK_FROM = 1024
"""Bytes from which a batch is sent packed."""

_JSON: Mapping[str, str] = {"Content-Type": "application/json"}
_REFUSALS: Mapping[str, type[CityRefused]] = {
    "urn:motcua:device-rolled-back": RolledBack,
    "urn:motcua:version": CityNewer,
}
_WAIT = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS)
_OF_A_FILE = (HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNPROCESSABLE_ENTITY)
"""What the city says of a file and not of this PC."""
_WRONG_OFFSET = "urn:motcua:wrong-offset"

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Enrolled:
    """How this PC comes by its next token: by its last one, else by its enrolment code.

    The city knows one token of a PC, on which several programs may run: whoever was given the next one keeps it for all.
    """

    device_id: str
    code: str = field(repr=False)
    kept: Callable[[], str]
    """The token this PC was given last, by whichever program; empty where the code is another by now."""
    keep: Callable[[Token], object]
    """Hears the new one."""
    alone: Callable[[], AbstractContextManager[object]]
    """While it is held no other program of this PC renews."""


class CityHttp:
    """An upstream at ``url``. ``ca_bundle`` is the city's own certificate authority, None the system's.

    Proxies and bundles of the environment are not followed: the way to the city is configured, not inherited. A token
    that is not accepted any more is changed for the next one, once for a request, where ``enrolled`` says how.
    """

    caps = BY_CONTRACT

    def __init__(self, url: str, token: str, ca_bundle: Path | None = None, enrolled: Enrolled | None = None) -> None:
        self._url = url.rstrip("/")
        self._token = token
        self._enrolled = enrolled
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.verify = True if ca_bundle is None else str(ca_bundle)

    def push(self, batch: Batch) -> BatchAnswer:
        """Hand over a batch; the batch's id is its idempotency key."""
        body = batch.model_dump_json().encode()
        headers = {**_JSON, "Idempotency-Key": str(batch.batch_id)}
        if len(body) >= _PACK_FROM:
            body, headers["Content-Encoding"] = gzip.compress(body, mtime=0), "gzip"
        request = requests.Request("POST", f"{self._url}/v1/batches", data=body, headers=headers)
        return _read(BatchAnswer, self._ask(request))

    def changes(self, feed: str, cursor: str | None, limit: int) -> ChangePage:
        """Give a page of the feed of changes."""
        params: dict[str, str | int] = {"feed": feed, "limit": limit}
        if cursor is not None:
            params["cursor"] = cursor
        return _read(ChangePage, self._ask(requests.Request("GET", f"{self._url}/v1/changes", params=params)))

    def catalogue(self, since: int = 0) -> CataloguePage:
        """Give the catalogue of procedures, whole or what changed since a revision."""
        request = requests.Request("GET", f"{self._url}/v1/catalogue", params={"since": since})
        return _read(CataloguePage, self._ask(request))

    def health(self) -> Health:
        """Ask whether the city serves."""
        return _read(Health, self._ask(requests.Request("GET", f"{self._url}/v1/health")))

    def has_blob(self, sha256: str, size: int) -> BlobState:
        """Ask how much of a file the city has."""
        response = self._asked(requests.Request("HEAD", f"{self._url}/v1/blobs/{sha256}"))
        offset = _number(response.headers.get("Upload-Offset", ""))
        if response.status_code == HTTPStatus.NOT_FOUND and offset is not None:
            return BlobState(offset=offset, whole=False)
        _check(response)
        return BlobState(offset=size, whole=True)

    def put_blob(self, sha256: str, size: int, offset: int, piece: bytes) -> BlobState:
        """Hand over a piece of a file."""
        headers = {"Upload-Offset": str(offset), "Upload-Length": str(size)}
        headers["Content-Type"] = "application/octet-stream"
        url = f"{self._url}/v1/blobs/{sha256}"
        # As a stream: bytes would go in one ``sendall``, all of which has to end within the time for connecting (socket(2)).
        response = self._asked(requests.Request("PUT", url, data=io.BytesIO(piece), headers=headers))
        _check_piece(response)
        return _read(BlobState, response)

    def close(self) -> None:
        """Close the connections kept open."""
        self._session.close()

    def _ask(self, request: requests.Request) -> requests.Response:
        response = self._asked(request)
        _check(response)
        return response

    def _asked(self, request: requests.Request) -> requests.Response:
        """Send it with the token; where that is not accepted any more with the one kept meanwhile, then with the next."""
        response = self._send(request, self._token)
        for has_another in (self._has_newer, self._has_renewed):
            if response.status_code == HTTPStatus.UNAUTHORIZED and has_another():
                response = self._send(request, self._token)
        return response

    def _has_newer(self) -> bool:
        """Take the token another program of this PC was given since; False where there is none."""
        kept = "" if self._enrolled is None else self._enrolled.kept()
        if kept in ("", self._token):
            return False
        self._token = kept
        return True

    def _has_renewed(self) -> bool:
        """Change the token for the next one; False where neither it nor the enrolment code is good any more."""
        if self._enrolled is None:
            return False
        with self._enrolled.alone():
            return self._has_newer() or self._has_changed(self._enrolled)

    def _has_changed(self, enrolled: Enrolled) -> bool:
        for secret in dict.fromkeys((self._token, enrolled.code)):
            order = TokenOrder(device_id=enrolled.device_id, secret=secret).model_dump_json().encode()
            request = requests.Request("POST", f"{self._url}/v1/token", data=order, headers=_JSON)
            answer = self._send(request)
            if answer.status_code in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED):
                continue
            _check(answer)
            given = _read(Token, answer)
            enrolled.keep(given)
            self._token = given.token
            return True
        return False

    def _send(self, request: requests.Request, token: str | None = None) -> requests.Response:
        if isinstance(request.data, io.BytesIO):
            request.data.seek(0)
        try:
            prepared = self._session.prepare_request(request)
            if token is not None:
                prepared.headers["Authorization"] = f"Bearer {token}"
            return self._session.send(
                prepared,
                timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
                allow_redirects=False,
                verify=self._session.verify,
            )
        except (requests.RequestException, OSError) as trouble:
            raise CityAway(type(trouble).__name__) from trouble
        except ValueError as wrong:  # an address or a token that can't be sent: its text may quote the token
            raise CityAway(type(wrong).__name__) from None


def _check(response: requests.Response) -> None:
    """Sort the status: served, expired, away for now, or refused. A redirect (a captive portal) is no city."""
    status = response.status_code
    if status == HTTPStatus.OK:
        return
    if status == HTTPStatus.GONE:
        raise CursorExpired
    if status < HTTPStatus.BAD_REQUEST or status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _WAIT:
        raise CityAway(f"HTTP {status}", retry_after=_seconds(response.headers.get("Retry-After", "")))
    raise _refusal(response)


def _check_piece(response: requests.Response) -> None:
    """The same for a piece of a file, of which the city may say more."""
    problem = _problem(response)
    if response.status_code == HTTPStatus.CONFLICT and problem is not None and problem.type == _WRONG_OFFSET:
        offset = (problem.model_extra or {}).get("offset")
        if type(offset) is not int or offset < 0:
            raise CityAway("answer not understood")
        raise WrongOffset(offset)
    if response.status_code in _OF_A_FILE:
        kind = "" if problem is None else problem.type
        raise FileRefused({"type": kind, "status": response.status_code})
    _check(response)


def _refusal(response: requests.Response) -> CityRefused:
    """What the problem's type says of this PC (RFC 9457, 3.1.1), never its text."""
    problem = _problem(response)
    kind = "" if problem is None else problem.type
    return _REFUSALS.get(kind, CityRefused)(response.status_code)


def _problem(response: requests.Response) -> Problem | None:
    """The problem document of an answer; None where it is none."""
    try:
        return Problem.model_validate_json(response.content)
    except ValidationError:
        return None


def _seconds(text: str) -> int:
    """Read the seconds of a Retry-After header (RFC 9110 §10.2.3); a date counts as no wish."""
    return min(int(text), 3600) if text.isascii() and text.isdigit() and len(text) < 6 else 0  # noqa: PLR2004 - a day has fewer


def _number(text: str) -> int | None:
    """Read a whole number of a header; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None  # noqa: PLR2004 - LARGEST has as many


def _read(model: type[M], response: requests.Response) -> M:
    """Read an answer. One that can't be understood leaves the outcome unknown."""
    try:
        return model.model_validate_json(response.content)
    except ValidationError:  # its text quotes the answer, which may hold personal data
        raise CityAway("answer not understood") from None
