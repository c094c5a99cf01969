"""What ops about files do to the city's records: which files a dossier is told to have. The bytes are in ``files``."""

from __future__ import annotations

import json
import sqlite3
from typing import Annotated, Any

from pydantic import Field

from sync.messages import Revision, Sha256
from sync.sandbox.bodies import Demand, Text, demand
from sync.sandbox.problems import CityRefusal


class ToldFile(Demand):
    """A file a dossier has from now on."""

    id: Text
    name: Text
    sha256: Sha256
    size: Revision
    mime: Text


class GoneFile(Demand):
    """A file a dossier has no longer."""

    id: Text


class FilesTold(Demand):
    """A ``dossier.attach``."""

    files: Annotated[tuple[ToldFile, ...], Field(min_length=1)]


class FilesGone(Demand):
    """A ``dossier.detach``."""

    files: Annotated[tuple[GoneFile, ...], Field(min_length=1)]


def take_files(db: sqlite3.Connection, dossier: str, text: str, at: str) -> sqlite3.Row:
    """Note that a dossier has these files; the row as it is now. Raises ``CityRefusal`` "not-found", "invalid-body"."""
    told = [one.model_dump() for one in demand(FilesTold, text).files]
    new = {one["id"] for one in told}
    return _changed(db, dossier, at, lambda files: [*(one for one in files if one["id"] not in new), *told])


def drop_files(db: sqlite3.Connection, dossier: str, text: str, at: str) -> sqlite3.Row:
    """Note that a dossier has these files no longer. Raises as ``take_files``."""
    gone = {one.id for one in demand(FilesGone, text).files}
    return _changed(db, dossier, at, lambda files: [one for one in files if one["id"] not in gone])


def _changed(db: sqlite3.Connection, dossier: str, at: str, change: Any) -> sqlite3.Row:
    found = db.execute("SELECT * FROM dossier WHERE id = ?", (dossier,)).fetchone()
    if found is None:
        raise CityRefusal("not-found")
    held = json.loads(found["body"])
    held["files"] = change(held.get("files", []))
    row = (found["rev"] + 1, at, json.dumps(held, ensure_ascii=False, sort_keys=True), dossier)
    db.execute("UPDATE dossier SET rev = ?, changed_at = ?, body = ? WHERE id = ?", row)
    after: sqlite3.Row = db.execute("SELECT * FROM dossier WHERE id = ?", (dossier,)).fetchone()
    return after
