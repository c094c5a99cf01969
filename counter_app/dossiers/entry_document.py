"""A complete entry of the receive form as the document of ``dossier receive --input`` (pure): both are held to one rule."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from counter_app.catalogue.procedures import PaperNeed, Procedure
from counter_app.dossiers.entry import (
    Entry,
    PaperEntry,
    PersonEntry,
    copied_papers,
    known_number,
    plain_number,
    submitter_of,
    tax_code,
)


def to_document(entry: Entry, procedure: Procedure, received_at: datetime | None = None) -> dict[str, Any]:
    """The document of ``dossier receive --input`` that says the same."""
    submitter = submitter_of(entry)
    return {
        "procedure": procedure.code,
        "channel": entry.channel,
        "received_at": None if received_at is None else received_at.isoformat(),
        "ticket": None,
        "sets": entry.sets,
        "owner": _person(entry.owner),
        "submitter": None if submitter is None else _person(submitter),
        "authorised_by": None if submitter is None else _authorisation(entry),
        "subject": None,
        "papers": _papers(entry, procedure),
        "lines": [asdict(line) for line in copied_papers(entry)],
        "return": {"way": entry.way, "address": entry.way_address},
        "note": entry.note,
        "case": entry.case if entry.case in procedure.cases else "",
        "fee": {"way": entry.fee_way, "ground": entry.fee_ground.strip() if entry.fee_way == "exempt" else ""},
    }


def _authorisation(entry: Entry) -> dict[str, Any] | None:
    paper, day = entry.authorisation.strip(), _iso(entry.authorisation_date)
    return {"paper": paper, "date": day, "person": None} if paper or day else None


def _papers(entry: Entry, procedure: Procedure) -> list[dict[str, Any]]:
    """The papers that came; in a copy certification the originals, each by its own name."""
    if entry.lines:
        nothing = {"code": None, "certified": 0, "copies": 0}
        return [{**nothing, "name": one.paper, "originals": one.originals} for one in copied_papers(entry)]
    return [_paper(need, paper) for need, paper in zip(procedure.papers, entry.papers, strict=False) if paper.given]


def _paper(need: PaperNeed, paper: PaperEntry) -> dict[str, Any]:
    counts = {"originals": paper.originals, "certified": paper.certified, "copies": paper.copies}
    return {"code": need.code, "name": need.name, **counts}


def _person(entry: PersonEntry) -> dict[str, Any]:
    kind, plain = known_number(entry.number), plain_number(entry.number)
    nationality = entry.nationality.strip().upper() if kind == "passport" else "VN"
    who = "organisation" if kind == "tax" else "citizen" if nationality == "VN" else "foreigner"
    return {
        "kind": who,
        "number": tax_code(plain) if kind == "tax" else plain,
        "number_kind": kind,
        "nationality": nationality or None,
        "name": entry.name,
        "birth_date": _iso(entry.birth_date),
        "sex": entry.sex or None,
        "address": entry.address,
        "address_now": entry.address_now,
        "phone": entry.phone,
        "phone_of": entry.phone_of if entry.phone.strip() else "own",
        "email": None,
        "eid_account": None if entry.eid_account == "unknown" else entry.eid_account,
    }


def _iso(typed: str) -> str | None:
    """``15/03/1985`` as ``1985-03-15``; anything else is handed on, for the intake to refuse with its field."""
    parts = typed.strip().split("/")
    if len(parts) == 3 and all(part.isdecimal() for part in parts):  # noqa: PLR2004 - day, month, year
        return f"{parts[2]:0>4}-{parts[1]:0>2}-{parts[0]:0>2}"
    return typed.strip() or None
