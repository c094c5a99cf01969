"""Who may speak to the sandbox city: anybody with a token, those with the one token, or those who enrolled themselves."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from counter_app.moments import Clock
from sync.messages import Token, TokenOrder
from sync.sandbox.problems import CityRefusal
from sync.sandbox.records import CityRecords


@dataclass(frozen=True)
class AccessTerms:
    """Whom the city lets in. Nothing said: any token will do.

    ``token``: this one only. ``enrolment``: a device changes this code, once, for a token of ``hours``, and that one,
    expired or not, for the next. Until the next is first used the one before still changes: an answer may have been lost.
    """

    token: str | None = None
    enrolment: str | None = None
    hours: int = 12


ANYBODY = AccessTerms()


class Access:
    """The door of the city."""

    def __init__(self, records: CityRecords, clock: Clock, terms: AccessTerms) -> None:
        self._records, self._clock, self._terms = records, clock, terms

    def let_in(self, token: str) -> None:
        """Let somebody with a good token pass. Raises ``CityRefusal`` "no-token"."""
        if not token.strip() or not self._is_good(token):
            raise CityRefusal("no-token")

    def give(self, order: TokenOrder) -> Token:
        """Give a device its next token. Raises ``CityRefusal`` "no-token"."""
        until = self._clock() + timedelta(hours=self._terms.hours)
        given = Token(token=secrets.token_urlsafe(32), expires_at=until)
        if self._terms.enrolment is None:
            return given
        with self._records.transaction() as db:
            held = db.execute("SELECT token, before FROM access WHERE device = ?", (order.device_id,)).fetchone()
            known = (self._terms.enrolment,) if held is None else (held["token"], held["before"])
            if not any(_same(order.secret, one) for one in known if one is not None):
                raise CityRefusal("no-token")
            row = (order.device_id, given.token, until.isoformat(), order.secret)
            db.execute("INSERT OR REPLACE INTO access VALUES (?, ?, ?, ?)", row)
        return given

    def _is_good(self, token: str) -> bool:
        if self._terms.enrolment is None:
            return self._terms.token is None or _same(token, self._terms.token)
        with self._records.transaction() as db:
            held = db.execute("SELECT expires_at FROM access WHERE token = ?", (token,)).fetchone()
            db.execute("UPDATE access SET before = NULL WHERE token = ? AND before IS NOT NULL", (token,))
        return held is not None and datetime.fromisoformat(held["expires_at"]) > self._clock()


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
