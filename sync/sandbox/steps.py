"""What the steps of a dossier do to the city's records: the national status, and what is newer than at the receipt."""

from __future__ import annotations

import json
import sqlite3
from typing import Annotated, Any

from pydantic import AwareDatetime, Field

from counter_app.merging import meeting, merged
from sync.sandbox.bodies import Demand, Text
from sync.sandbox.problems import CityRefusal

STEPS = (
    "accept",
    "supplement",
    "complete",
    "close",
    "refuse",
    "forward",
    "leg_noted",
    "extend",
    "withdraw",
    "stop",
    "return_result",
    "correct",
    "void",
)
"""``dossier.<step>``: the kinds a counter sends after the receipt."""
AS_IT_WAS = ("correct", "extend")
"""Steps that leave a dossier where it stands; the city may have moved it on meanwhile."""
HANDED_OVER = 10
"""Đã trả kết quả. A fact may overtake the steps before it: what was handed over stays so."""
_NEWER = ("due", "received_at", "due_basis")
"""Members of the dossier a step may bring anew; when it was first handed in stays in ``handed_in_at``."""


_KEPT_OF_A_STEP = ("state", "at", "agency", "officer", "note", "due", "items", "papers")


class DossierStep(Demand):
    """A step: NĐ 224/2026, article 15.1.g wants the agency, who handles it, and the times."""

    code: Text
    state: Annotated[int, Field(ge=1, le=10)]
    at: AwareDatetime
    agency: Text
    officer: Text
    due: AwareDatetime | None = None


def take_step(
    db: sqlite3.Connection, dossier: str, step: DossierStep, body: dict[str, Any], step_name: str = ""
) -> sqlite3.Row:
    """Move a dossier on; the row as it is now. Raises ``CityRefusal`` "not-found", "conflict"."""
    found = db.execute("SELECT * FROM dossier WHERE id = ?", (dossier,)).fetchone()
    if found is None:
        raise CityRefusal("not-found")
    held = json.loads(found["body"])
    held.setdefault("handed_in_at", held.get("received_at"))
    held |= {key: body[key] for key in _NEWER if key in body}
    if "changes" in body:
        held = _corrected(found, held, body)
    held.setdefault("steps", []).append({key: body.get(key) for key in _KEPT_OF_A_STEP})
    text = json.dumps(held, ensure_ascii=False, sort_keys=True)
    stays = found["state"] == HANDED_OVER or step_name in AS_IT_WAS
    state = found["state"] if stays else step.state
    row = (state, found["rev"] + 1, step.at.isoformat(), text, dossier)
    db.execute("UPDATE dossier SET state = ?, rev = ?, changed_at = ?, body = ? WHERE id = ?", row)
    after: sqlite3.Row = db.execute("SELECT * FROM dossier WHERE id = ?", (dossier,)).fetchone()
    return after


def _corrected(row: sqlite3.Row, held: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
    """The dossier with what a correction put right. A field somebody else changed meanwhile is a conflict.

    Senders of before say no ``was``: theirs overwrites.
    """
    was, now = body.get("was", {}), body["changes"]
    theirs = meeting(held, was, now)
    if theirs:
        raise CityRefusal("conflict", current_rev=row["rev"], city_state=row["state"], fields=theirs)
    return merged(held, was, now)
