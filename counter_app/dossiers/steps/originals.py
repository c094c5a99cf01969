"""Originals handed in with a dossier (bản chính), counted by paper."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from counter_app.records.desk import Paper
from counter_app.store import Asking


def originals_of(asking: Asking, dossier_id: UUID) -> dict[str, int]:
    """How many originals of each paper were handed in."""
    mine = select(Paper.name, Paper.originals).where(Paper.dossier_id == dossier_id, Paper.originals > 0)
    counted: dict[str, int] = {}
    for row in asking.connection.execute(mine.order_by(Paper.position)):
        counted[row.name] = counted.get(row.name, 0) + row.originals
    return counted
