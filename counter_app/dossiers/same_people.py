"""One more matter of the same people (F7): who the last dossier of a visit was received from, back into a form."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from counter_app.dossiers.entry import Entry, PersonEntry
from counter_app.records.desk import Dossier, Person
from counter_app.store import Asking


def people_of_last(asking: Asking, visit_id: UUID) -> Entry | None:
    """An otherwise empty form with the people of the visit's newest dossier; None where nothing was received in it."""
    last = asking.connection.execute(
        select(Dossier.id, Dossier.authorisation)
        .where(Dossier.visit_id == visit_id)
        .order_by(Dossier.received_at.desc(), Dossier.id.desc())
        .limit(1)
    ).one_or_none()
    if last is None:
        return None
    rows = asking.connection.execute(select(Person.__table__).where(Person.dossier_id == last.id))
    people = {row.role: _entry(row) for row in rows}
    paper = last.authorisation or {}
    return Entry(
        owner=people["owner"],
        submitter=people.get("submitter"),
        authorisation=paper.get("paper", ""),
        authorisation_date=_typed(date.fromisoformat(paper["date"])) if paper else "",
    )


def _entry(row: Any) -> PersonEntry:
    return PersonEntry(
        number=row.number or "",
        name=row.name,
        birth_date="" if row.birth_date is None else _typed(row.birth_date),
        sex=row.sex or "",
        address=row.address,
        phone=row.phone,
        eid_account=row.eid_account or "unknown",
        address_now=row.address_now,
        phone_of=row.phone_of,
        nationality=row.nationality if row.number_kind == "passport" else "",
    )


def _typed(day: date) -> str:
    return f"{day:%d/%m/%Y}"
