"""Receiving a dossier (tiếp nhận hồ sơ): all of it in one transaction, or nothing.

Persons, papers, fees, code, appointment, draft, audit line, op for the city and the receipt's print job are written
together. The click's request id is the draft's id: pressing again gives the same code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update

from counter_app.catalogue.procedures import Procedure
from counter_app.catalogue.versions import procedure as procedure_of
from counter_app.dossiers import codes
from counter_app.dossiers.appointment import appointment
from counter_app.dossiers.drafts import finish_draft
from counter_app.dossiers.finding import make_findable
from counter_app.dossiers.intake import Intake, PersonIn
from counter_app.dossiers.money import note_taken
from counter_app.dossiers.receipt_jobs import queue_papers
from counter_app.dossiers.steps.table import ACCEPTED, NEW
from counter_app.errors import BadDocument, Incomplete, NothingToIssue
from counter_app.fees import Terms, fees_for
from counter_app.ids import new_id
from counter_app.moments import business_day
from counter_app.papers import FeeLine
from counter_app.people.folding import fold
from counter_app.records.desk import CopyLine, Dossier, DossierEvent, DossierNumber, Fee, Paper, Person
from counter_app.records.shared import Device
from counter_app.store import Act
from counter_app.unit_card import UnitCard, unit


@dataclass(frozen=True)
class Received:
    """What receiving answers."""

    id: UUID
    code: str
    code_kind: str
    received_at: datetime
    due: datetime | None
    due_basis: str
    fee: int
    job_id: UUID | None


def receive(act: Act, intake: Intake, visit_id: UUID | None = None, draft_id: UUID | None = None) -> Received:
    """Receive a dossier. NotFound, Incomplete, BadDocument, NothingToIssue: then nothing has changed."""
    procedure = procedure_of(act, intake.procedure)
    _refuse_missing(intake, procedure)
    return _write_down(act, intake, procedure, visit_id, draft_id, ACCEPTED)


def register(act: Act, intake: Intake, visit_id: UUID | None = None, draft_id: UUID | None = None) -> Received:
    """Write down a dossier that can't be accepted yet (mới đăng ký): a code, but no appointment, receipt or money.

    The request for supplement at intake, the refusal at intake or the acceptance follows. NotFound, NothingToIssue.
    """
    return _write_down(act, intake, procedure_of(act, intake.procedure), visit_id, draft_id, NEW)


def _write_down(
    act: Act, intake: Intake, procedure: Procedure, visit_id: UUID | None, draft_id: UUID | None, state: int
) -> Received:
    accepted, office = state == ACCEPTED, unit(act)
    # A training unit may say when; a real one uses its clock.
    received_at = intake.received_at if office.training and intake.received_at is not None else act.now
    due = appointment(act, procedure, received_at) if accepted else None
    _refuse_case(intake, procedure)
    fees = _fees(procedure, intake, business_day(received_at))
    dossier_id = new_id()
    code = _next_code(act, office.code, business_day(received_at))
    values = _dossier_values(act, office, intake, procedure, received_at, fees)
    values |= {"id": dossier_id, "code": code, "visit_id": visit_id, "due_basis": "" if due is None else due.basis}
    values |= {"due": due and due.due, "due_original": due and due.due}
    values |= {"state": state, "money_state": _money_state(intake, fees, taken=accepted)}
    act.connection.execute(_INSERTS[Dossier], _NOT_YET | values)
    _write_parts(act, office, values, intake, fees)
    make_findable(act, dossier_id)
    if draft_id is not None:
        finish_draft(act, draft_id)
    _tell_city(act, office, {**values, "field": procedure.field}, intake, fees)
    stay = any(line.originals for line in intake.lines)
    job_id = queue_papers(act, dossier_id, originals_stay=stay) if accepted else None
    basis = str(values["due_basis"])
    return Received(dossier_id, code, "final", received_at, values["due"], basis, values["fee_total"], job_id)


def _refuse_missing(intake: Intake, procedure: Procedure) -> None:
    """Papers may be named in other words than the catalogue's, so only their total lack can be told here for certain."""
    required = tuple(need.name for need in procedure.papers if need.required)
    if required and not intake.papers:
        raise Incomplete(required)


def _refuse_case(intake: Intake, procedure: Procedure) -> None:
    """The case a fee depends on is one of the catalogue's, or none where it tells none apart."""
    if procedure.cases and intake.case not in procedure.cases:
        raise BadDocument("case", f"chọn một trong: {'; '.join(procedure.cases)}")
    if intake.case and not procedure.cases:
        raise BadDocument("case", "thủ tục này không chia trường hợp")


def _next_code(act: Act, office: str, day: date) -> str:
    """The next code of this desk's slice of the day, raised in this very transaction."""
    share = act.connection.execute(_SHARE).one()
    row = {"office": office, "day": day}
    last = act.connection.execute(_LAST_NUMBER, row).scalar_one_or_none()
    number = codes.next_in_slice(codes.slice_range(share.slice_index, share.slice_count), last)
    if number is None:
        raise NothingToIssue("dossier", f"{day:%d/%m/%Y}")
    act.connection.execute(_FIRST_NUMBER if last is None else _NEXT_NUMBER, {**row, "number": number})
    return codes.format_code(office, day, number)


def _dossier_values(
    act: Act,
    office: UnitCard,
    intake: Intake,
    procedure: Procedure,
    received_at: datetime,
    fees: tuple[FeeLine, ...],
) -> dict[str, Any]:
    authorised = intake.authorised_by
    return {
        "code_kind": "final",
        "unit": office.code,
        "procedure_code": procedure.code,
        "procedure_version": procedure.version,
        "procedure_name": procedure.name,
        "channel": intake.channel,
        "procedure_case": intake.case,
        "business_day": business_day(received_at),
        "received_at": received_at,
        "sets": intake.sets,
        "return_way": intake.return_way.way,
        "return_address": intake.return_way.address or "",
        "note": intake.note,
        "fee_total": 0 if intake.fee.way == "exempt" else sum(fee.amount for fee in fees),
        "authorisation": None if authorised is None else {"paper": authorised.paper, "date": str(authorised.date)},
        "counter": act.by.counter,
        "staff": act.by.staff,
        "client_rev": 1,
        "sync_state": "local",
        "version": 1,
        "handover_state": "none",
        "voided": False,
        "counted_from": received_at,
        "shelf": "",
    }


def _money_state(intake: Intake, fees: tuple[FeeLine, ...], *, taken: bool) -> str:
    """Cash is in the drawer once the dossier is accepted; a transfer is due until the bank shows it."""
    if intake.fee.way == "exempt":
        return "exempt"
    if not sum(fee.amount for fee in fees):
        return "none"
    return "paid" if taken and intake.fee.way == "cash" else "due"


def _write_parts(act: Act, office: UnitCard, values: dict[str, Any], intake: Intake, fees: tuple[FeeLine, ...]) -> None:
    dossier_id, received_at, accepted = values["id"], values["received_at"], values["state"] == ACCEPTED
    _insert(act, Person, [person_row(dossier_id, role, who) for role, who in _people(intake).items()])
    parts: tuple[tuple[Any, list[dict[str, Any]]], ...] = (
        (Paper, [{"code": p.code, "name": p.name, **_counts(p)} for p in intake.papers]),
        (CopyLine, [{"paper": line.paper, "pages": line.pages, "copies": line.copies} for line in intake.lines]),
        (Fee, [_fee(intake, fee, received_at if accepted else None) for fee in fees]),
    )
    for table, rows in parts:
        numbered = [{"dossier_id": dossier_id, "position": at, **row} for at, row in enumerate(rows, start=1)]
        _insert(act, table, numbered)
    step = {"kind": "received" if accepted else "registered", "state": values["state"], "who": act.by.staff}
    step |= {"agency": office.name, "note": "", "due": values["due"], "from_state": None}
    step |= {"counter": act.by.counter, "to_agency": "", "to_officer": ""}
    _insert(act, DossierEvent, [{"dossier_id": dossier_id, "at": received_at, **step}])


def _insert(act: Act, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        act.connection.execute(_INSERTS[table], rows if len(rows) > 1 else rows[0])


def _people(intake: Intake) -> dict[str, PersonIn]:
    """Everybody in the dossier by their role."""
    authorised_by = None if intake.authorised_by is None else intake.authorised_by.person
    roles = {
        "owner": intake.owner,
        "submitter": intake.submitter,
        "authorised_by": authorised_by,
        "subject": intake.subject,
    }
    return {role: who for role, who in roles.items() if who is not None}


def person_row(dossier_id: UUID, role: str, who: PersonIn) -> dict[str, Any]:
    """A person as kept in a dossier."""
    return {
        "id": new_id(),
        "dossier_id": dossier_id,
        "role": role,
        "kind": who.kind,
        "number": who.number,
        "number_kind": who.number_kind,
        "nationality": who.nationality,
        "name": who.name,
        "name_fold": fold(who.name),
        "birth_date": who.birth_date,
        "sex": who.sex,
        "address": who.address,
        "phone": who.phone or "",
        "email": who.email,
        "eid_account": who.eid_account,
        "address_now": who.address_now,
        "phone_of": who.phone_of,
    }


def _counts(paper: Any) -> dict[str, int]:
    return {"originals": paper.originals, "certified": paper.certified, "copies": paper.copies}


def _fees(procedure: Procedure, intake: Intake, day: date) -> tuple[FeeLine, ...]:
    """The fees by the tariff; an exemption is kept even where the tariff has nothing, so that its ground is."""
    fees = fees_for(procedure, intake.lines, intake.sets, Terms(intake.channel, intake.case, day))
    return fees or ((FeeLine("Phí, lệ phí", 0),) if intake.fee.way == "exempt" else ())


def _fee(intake: Intake, fee: FeeLine, accepted_at: datetime | None) -> dict[str, Any]:
    """A fee as kept; one that is waived keeps the amount that was not taken. Nothing is taken before acceptance."""
    taken = accepted_at if intake.fee.way == "cash" else None
    kept: dict[str, Any] = {"name": fee.name, "amount": fee.amount, "way": intake.fee.way}
    return {**kept, "taken_at": taken, "ground": intake.fee.ground}


def _tell_city(act: Act, office: UnitCard, values: dict[str, Any], intake: Intake, fees: tuple[FeeLine, ...]) -> None:
    about = f"dossier:{values['id']}"
    body = {key: _plain(value) for key, value in values.items() if key not in ("client_rev", "sync_state")}
    body["unit_name"] = office.name
    body["people"] = {role: _in_full(who) for role, who in _people(intake).items()}
    body["papers"] = [{"code": p.code, "name": p.name, **_counts(p)} for p in intake.papers]
    body["lines"] = [{"paper": one.paper, "pages": one.pages, "copies": one.copies} for one in intake.lines]
    exempt = intake.fee.way == "exempt"
    body["fees"] = [{"name": fee.name, "amount": 0 if exempt else fee.amount} for fee in fees]
    body["fee"] = {"way": intake.fee.way, "ground": intake.fee.ground}
    accepted = values["state"] == ACCEPTED
    act.record("dossier.receive" if accepted else "dossier.register", about, body)
    if accepted and intake.fee.way == "cash" and values["fee_total"]:
        note_taken(act, values["id"], values["fee_total"])


def _in_full(who: PersonIn) -> dict[str, Any]:
    row = person_row(UUID(int=0), "", who)
    return {key: _plain(value) for key, value in row.items() if key not in ("id", "dossier_id", "role", "name_fold")}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


# Statements of every receiving are made once: making one costs several times what doing it costs.
_INSERTS = {
    table: insert(table.__table__).inline()  # type: ignore[arg-type]
    for table in (Dossier, Person, Paper, CopyLine, Fee, DossierEvent)
}
_NOT_YET = dict.fromkeys(("office_rev", "city_rev", "city_state", "ended_at"))
_SHARE = select(Device.slice_index, Device.slice_count)
_OF_THE_DAY = (DossierNumber.unit == bindparam("office"), DossierNumber.business_day == bindparam("day"))
_LAST_NUMBER = select(DossierNumber.last).where(*_OF_THE_DAY)
_NEXT_NUMBER = update(DossierNumber.__table__).where(*_OF_THE_DAY).values(last=bindparam("number"))  # type: ignore[arg-type]
_FIRST_NUMBER = insert(DossierNumber.__table__).values(  # type: ignore[arg-type]
    unit=bindparam("office"), business_day=bindparam("day"), last=bindparam("number")
)
