"""A person plays the city: moves a dossier to another state of the national list."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sync.messages import Message, RemoteDossier
from sync.sandbox.feed import announce
from sync.sandbox.kinds import Effect, dossier_change
from sync.sandbox.reading import dossier


class StateOrder(Message):
    """The operator's order: the state to go to, and a remark for the unit."""

    state: Annotated[int, Field(ge=1, le=10)]
    note: Annotated[str, Field(max_length=2000)] = ""


def move(db: sqlite3.Connection, dossier_id: UUID, order: StateOrder, now: datetime) -> RemoteDossier:
    """Move a dossier on and tell its unit's feed. Raises ``CityRefusal`` "not-found"."""
    found = dossier(db, dossier_id)
    row = (order.state, order.note, found.rev + 1, now.isoformat(), str(dossier_id))
    db.execute("UPDATE dossier SET state = ?, note = ?, rev = ?, changed_at = ? WHERE id = ?", row)
    after = db.execute("SELECT * FROM dossier WHERE id = ?", (str(dossier_id),)).fetchone()
    effect = Effect(str(dossier_id), after["rev"], dossier_change(after))
    announce(db, found.unit_code, "dossier.state", effect, now)
    return dossier(db, dossier_id)
