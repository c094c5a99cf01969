"""The legs of a dossier: which units have it, what they are to do, when they took it and gave it back."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, select

from counter_app.records.desk import Dossier
from counter_app.records.dossier_steps import DossierLeg
from counter_app.store import Asking


@dataclass(frozen=True)
class LegCard:
    """One unit's part in a dossier."""

    position: int
    round: int
    """Which forwarding it belongs to, from 1."""
    unit: str
    officer: str
    phone: str
    work: str
    lead: bool
    limit_at: datetime
    given_at: datetime
    given_by: str
    taken_at: datetime | None
    taken_by: str
    done_at: datetime | None
    outcome: str
    """``early``, ``on_time``, ``late``, ``replaced`` by a later forwarding; empty while the unit has it."""
    note: str


_LAST_LEAD = (
    select(func.max(DossierLeg.position))
    .where(DossierLeg.dossier_id == Dossier.id, DossierLeg.lead)
    .correlate(Dossier)
    .scalar_subquery()
)
NEWEST_LEAD = and_(DossierLeg.dossier_id == Dossier.id, DossierLeg.position == _LAST_LEAD)
"""Joins the unit in the lead by the newest forwarding to dossiers; an outer join, as most were never forwarded."""

_SHOWN = [getattr(DossierLeg, field.name) for field in fields(LegCard)]


def legs_of(asking: Asking, dossier_id: UUID) -> tuple[LegCard, ...]:
    """The legs of a dossier, in order; what was forwarded twice shows both."""
    rows = asking.connection.execute(
        select(*_SHOWN).where(DossierLeg.dossier_id == dossier_id).order_by(DossierLeg.position)
    )
    return tuple(LegCard(*row) for row in rows)
