"""The line to a city that answers 200 whatever happened: its session, its calls, and what its words mean.

After a call without an answer the session is thrown away: where an account has one at a time, whatever is still under way
with the old one is not done any more, so that looking up afterwards tells the truth.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any, Literal

import requests

from counter_app.errors import CityAway, CityRefused

CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 6.0
"""How long such a city may take; adapters in the field wait as long."""

Why = Literal["exists", "absent", "missing", "wrong", "other"]
_WORDS: Sequence[tuple[str, Why]] = (
    ("đã tồn tại", "exists"),
    ("không tồn tại", "absent"),
    ("không tìm thấy", "absent"),
    ("thiếu", "missing"),
    ("sai ", "wrong"),
    ("không hợp lệ", "wrong"),
)
"""When you meet a city that says it in other words: what it says, in small letters, and what it means."""
_AWAY = ("bảo trì", "quá tải", "thử lại sau", "quay lại sau", "bận")
_DONE_CODES = ("0", "00")


@dataclass(frozen=True)
class Said:
    """What such a city answered, and its clock where it says it."""

    document: Mapping[str, Any]
    date: datetime | None = None


Wire = Callable[[str, Mapping[str, Any]], Said]
"""Carries a call of a service there and the answer back. Raises ``CityAway``."""


class VxpNo(Exception):  # noqa: N818 - the city's answer, not an error of the program
    """The city did not do it; ``why`` is what its words mean, ``words`` what it said, ``code`` its code."""

    def __init__(self, why: Why, words: str, code: str) -> None:
        super().__init__(why)
        self.why, self.words, self.code = why, words, code


class VxpLine:
    """Calls of services within a session, one at a time; logs in when it has to."""

    def __init__(self, wire: Wire, account: str, password: str) -> None:
        self.wire = wire
        self._account, self._password = account, password
        self._session = ""
        self.date: datetime | None = None
        """The city's clock at the last answer."""

    def log_in(self) -> None:
        """Begin a session. Raises ``CityAway``, ``CityRefused`` for an account it does not take."""
        self._session = ""
        said = self._carry("DangNhap", {"username": self._account, "password": self._password})
        session = said.get("session")
        if not _done(said) or not isinstance(session, str) or not session:
            raise CityRefused(HTTPStatus.UNAUTHORIZED)
        self._session = session

    def call(self, service: str, unit: str, **words: Any) -> Mapping[str, Any]:
        """Call a service. Raises ``CityAway`` (outcome unknown), ``CityRefused``, ``VxpNo``."""
        fresh = not self._session
        if fresh:
            self.log_in()
        said = self._carry(service, {"session": self._session, "madonvi": unit, "service": service, **words})
        if _session_over(said):  # not done: it may go again
            if fresh:  # somebody else logged in with this account in between
                raise CityAway("session")
            self._session = ""
            return self.call(service, unit, **words)
        if not _done(said):
            raise _no(said)
        return said

    def _carry(self, service: str, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        try:
            said = self.wire(service, asked)
        except CityAway:
            self._session = ""
            raise
        self.date = said.date
        if any(words in _words_of(said.document) for words in _AWAY) and not _done(said.document):
            raise CityAway("busy")
        return said.document


class HttpWire:
    """Carries calls over HTTP; proxies and bundles of the environment are not followed.

    ``ca_bundle`` is the city's own certificate authority, None the system's.
    """

    def __init__(self, url: str, answer_seconds: float = ANSWER_SECONDS, ca_bundle: Path | None = None) -> None:
        self._url, self._patience = url.rstrip("/"), (CONNECT_SECONDS, answer_seconds)
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.verify = True if ca_bundle is None else str(ca_bundle)

    def __call__(self, service: str, asked: Mapping[str, Any]) -> Said:
        """Post a call. What is no answer of such a city leaves the outcome unknown."""
        where = f"{self._url}/vxp/{service}"
        try:
            answer = self._session.post(where, json=dict(asked), timeout=self._patience, allow_redirects=False)
            document = answer.json() if answer.status_code == HTTPStatus.OK else None
        except (requests.RequestException, OSError, ValueError) as trouble:
            raise CityAway(type(trouble).__name__) from None
        if not isinstance(document, dict) or "error_code" not in document:
            raise CityAway(f"HTTP {answer.status_code}")
        return Said(document, _date(answer.headers.get("Date", "")))

    def close(self) -> None:
        """Close the connections kept open."""
        self._session.close()


def _done(said: Mapping[str, Any]) -> bool:
    """Both are wanted: the code 0 alone has stood beside words of failure."""
    return str(said.get("error_code")) in _DONE_CODES and "thành công" in _words_of(said)


def _session_over(said: Mapping[str, Any]) -> bool:
    words = _words_of(said)
    return not _done(said) and "phiên" in words and ("hết hạn" in words or "không hợp lệ" in words)


def _no(said: Mapping[str, Any]) -> VxpNo:
    words = _words_of(said)
    why: Why = next((meaning for part, meaning in _WORDS if part in words), "other")
    return VxpNo(why, str(said.get("message", "")), str(said.get("error_code", "")))


def _words_of(said: Mapping[str, Any]) -> str:
    return unicodedata.normalize("NFC", str(said.get("message", ""))).casefold()


def _date(header: str) -> datetime | None:
    try:
        return parsedate_to_datetime(header)
    except ValueError:
        return None
