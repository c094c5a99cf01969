"""The people of a dossier as a correction's document writes them, with everything the records know of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from counter_app.dossiers.steps.writing import plain
from counter_app.records.desk import Person
from counter_app.store import Asking

KEPT = (
    *("kind", "number", "number_kind", "nationality", "name", "birth_date"),
    *("sex", "address", "phone", "email", "eid_account", "address_now", "phone_of"),
)
"""What the records know of a person."""


def people_now(asking: Asking, dossier_id: UUID) -> Mapping[str, dict[str, Any]]:
    """Owner, submitter and subject by role, each as ``dossier correct`` takes a person."""
    shown = select(Person.role, *(getattr(Person, key) for key in KEPT)).where(Person.dossier_id == dossier_id)
    rows = asking.connection.execute(shown).all()
    return {row.role: {key: plain(getattr(row, key)) for key in KEPT} for row in rows}
