"""The audit trail: one chain per device, each line sealed by HMAC over the line before it.

A line holds ids, never names or numbers of persons. Triggers refuse changing and deleting; whoever holds the key could
still drop triggers, and then the chain tells.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Connection, bindparam, insert, select, text

from counter_app.records.shared import Audit
from counter_app.trips import tell

_FIRST = "0" * 64
_HEAD = select(Audit.hmac).where(Audit.device == bindparam("device")).order_by(Audit.seq.desc()).limit(1)
_APPEND = insert(Audit.__table__).inline()  # type: ignore[arg-type]
_LOCK = text("SELECT pg_advisory_xact_lock(:device)")


@dataclass(frozen=True)
class Line:
    """One line of the trail."""

    at: datetime
    who: str
    counter: int | None
    device: UUID
    action: str
    object: str
    detail: str

    def seal(self, key: bytes, prev: str) -> str:
        """HMAC-SHA-256 over the line before and every field of this one, length-prefixed."""
        parts = (
            prev,
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            self.who,
            str(self.counter),
            str(self.device),
            self.action,
            self.object,
            self.detail,
        )
        text = "".join(f"{len(part)}:{part}" for part in parts)
        return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Verdict:
    """What ``verify`` found: how many lines, and the first that does not hold (None when all do)."""

    lines: int
    broken_at: int | None
    head: str


def append(connection: Connection, key: bytes, lines: Sequence[Line], end: str | None = None) -> str:
    """Write the next lines of one device's chain, and give its new end.

    ``end`` is where the chain ended as far as the caller knows: nothing is asked then, and if another program of this
    device has gone on since, the unique index refuses the line (a collision). Without it the end is read: where several
    programs write at once (PostgreSQL) under the device's lock, held until the transaction ends; SQLite has one writer.
    """
    prev = end or _end_of(connection, lines[0].device)
    rows = []
    for line in lines:
        sealed = line.seal(key, prev)
        rows.append({**vars(line), "prev": prev, "hmac": sealed})
        prev = sealed
    if len(rows) > 1:
        connection.execute(_APPEND, rows)
    else:
        tell(connection, _APPEND, rows[0])
    return prev


def _end_of(connection: Connection, device: UUID) -> str:
    if connection.dialect.name == "postgresql":
        tell(connection, _LOCK, {"device": _lock_of(device)})
    return connection.execute(_HEAD, {"device": device}).scalar_one_or_none() or _FIRST


def _lock_of(device: UUID) -> int:
    """The device's advisory lock: 64 bits, apart from those of other purposes by the word that is hashed with it."""
    return int.from_bytes(hashlib.sha256(b"audit " + device.bytes).digest()[:8], signed=True)


def verify(connection: Connection, key: bytes) -> Verdict:
    """Walk every chain of this store from its first line."""
    heads: dict[UUID, str] = {}
    count, head = 0, _FIRST
    for row in connection.execute(select(Audit.__table__).order_by(Audit.seq)):
        line = Line(row.at, row.who, row.counter, row.device, row.action, row.object, row.detail)
        prev = heads.get(row.device, _FIRST)
        if row.prev != prev or not hmac.compare_digest(row.hmac, line.seal(key, prev)):
            return Verdict(count, row.seq, head)
        heads[row.device] = head = row.hmac
        count += 1
    return Verdict(count, None, head)
