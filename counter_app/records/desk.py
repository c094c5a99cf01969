"""This PC's own records: visits, drafts, dossiers. Here availability comes first."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from counter_app.records.base import Base, Code, lives_in

_DESK = lives_in("desk")


class ReferenceCopy(Base):
    """When this desk's copy of the reference data was taken: one row; none where office and desk are one file."""

    __tablename__ = "reference_copy"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), {"info": _DESK})
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    rev: Mapped[int]
    taken_at: Mapped[datetime]


class SignInFailure(Base):
    """Failed sign-ins in a row, kept so that a restart does not reset them."""

    __tablename__ = "sign_in_failure"
    __table_args__ = ({"info": _DESK},)
    login: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    until: Mapped[datetime]


class Visit(Base):
    """One citizen at one counter from begin to end (lượt phục vụ)."""

    __tablename__ = "visit"
    __table_args__ = (
        CheckConstraint("state IN ('open','parked','ended')", name="state"),
        Index(
            "uq_visit_open_counter",
            "counter",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        Index(
            "uq_visit_ticket",
            "ticket_id",
            unique=True,
            sqlite_where=text("state <> 'ended'"),
            postgresql_where=text("state <> 'ended'"),
        ),
        {"info": _DESK},
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    ticket_id: Mapped[UUID | None]
    ticket_label: Mapped[str]
    counter: Mapped[int]
    staff: Mapped[str]
    state: Mapped[str]
    began: Mapped[datetime]
    ended: Mapped[datetime | None]
    outcome: Mapped[str | None]
    note: Mapped[str]
    checked: Mapped[str | None]
    """What the citizen said of the check page: ``right``, ``mend``, or None while they have not answered."""


class Draft(Base):
    """What has been typed into a form and not yet been done (bản nháp); its id is the request id of the act."""

    __tablename__ = "draft"
    __table_args__ = (
        CheckConstraint("state IN ('open','done','dropped')", name="state"),
        Index("ix_draft_visit", "visit_id"),
        {"info": _DESK},
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visit.id"))
    kind: Mapped[str]
    body: Mapped[dict[str, Any]]
    state: Mapped[str]
    staff: Mapped[str]
    changed_at: Mapped[datetime]


class DossierNumber(Base):
    """The last sequence number this desk gave on a day, within its slice."""

    __tablename__ = "dossier_number"
    __table_args__ = ({"info": _DESK},)
    unit: Mapped[str] = mapped_column(Code, primary_key=True)
    business_day: Mapped[date] = mapped_column(primary_key=True)
    last: Mapped[int]


class Dossier(Base):
    """A dossier (hồ sơ). Handling, money, hand-over and sync are separate axes."""

    __tablename__ = "dossier"
    __table_args__ = (
        CheckConstraint("state BETWEEN 1 AND 10", name="state"),
        CheckConstraint("sync_state IN ('local','office','city','attention')", name="sync_state"),
        CheckConstraint("code_kind IN ('final','temporary')", name="code_kind"),
        CheckConstraint("money_state IN ('none','due','paid','exempt','refunded','cancelled')", name="money_state"),
        CheckConstraint("handover_state IN ('none','ready','given')", name="handover_state"),
        Index("ix_dossier_received_at", "received_at", "id"),
        Index("ix_dossier_day", "business_day"),
        Index("ix_dossier_visit", "visit_id"),
        Index("ix_dossier_state", "state", "due"),
        Index("ix_dossier_handover", "handover_state", "due"),
        Index("ix_dossier_sync", "sync_state", "received_at"),
        {"info": _DESK},
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Code, unique=True)
    code_kind: Mapped[str]
    unit: Mapped[str] = mapped_column(Code)
    procedure_code: Mapped[str] = mapped_column(Code)
    procedure_version: Mapped[str]
    procedure_name: Mapped[str]
    channel: Mapped[str]
    state: Mapped[int]
    """The national status, 1 to 10."""
    business_day: Mapped[date]
    received_at: Mapped[datetime]
    due_original: Mapped[datetime | None]
    due: Mapped[datetime | None]
    due_basis: Mapped[str] = mapped_column(Text)
    sets: Mapped[int]
    return_way: Mapped[str]
    return_address: Mapped[str]
    note: Mapped[str] = mapped_column(Text)
    fee_total: Mapped[int]
    authorisation: Mapped[dict[str, Any] | None]
    """The paper of authorisation and its date, where somebody acts for the owner."""
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visit.id"))
    counter: Mapped[int | None]
    staff: Mapped[str]
    client_rev: Mapped[int]
    office_rev: Mapped[int | None]
    city_rev: Mapped[int | None]
    city_state: Mapped[int | None]
    sync_state: Mapped[str]
    version: Mapped[int]
    """1 as received; each correction counts on."""
    money_state: Mapped[str]
    handover_state: Mapped[str]
    """``ready``: the result, or the papers of a dossier that ended without one, wait to be fetched; ``given``: they were."""
    voided: Mapped[bool]
    """Made by mistake: kept, its code never used again."""
    counted_from: Mapped[datetime]
    """From when the deadline runs: the receipt, or the completion that started it anew."""
    shelf: Mapped[str]
    """Where the result lies."""
    ended_at: Mapped[datetime | None]
    """When the handling ended: the result came in, or it was refused, withdrawn, stopped."""
    procedure_case: Mapped[str]
    """The case of the procedure (trường hợp) the fee depends on; empty where it has none."""


class DossierAlias(Base):
    """Another code a dossier is found by, for ever (a temporary code, a code the city gave)."""

    __tablename__ = "dossier_alias"
    __table_args__ = (Index("ix_dossier_alias_dossier", "dossier_id"), {"info": _DESK})
    alias: Mapped[str] = mapped_column(Code, primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))


class Person(Base):
    """A person or organisation as they stood in one dossier: owner, submitter, authorised_by or subject."""

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("dossier_id", "role", name="uq_person_role"),
        CheckConstraint("role IN ('owner','submitter','authorised_by','subject')", name="role"),
        Index("ix_person_number", "number"),
        Index("ix_person_name", "name_fold"),
        Index("ix_person_phone", "phone"),
        {"info": _DESK},
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    role: Mapped[str]
    kind: Mapped[str]
    number: Mapped[str | None]
    number_kind: Mapped[str | None]
    nationality: Mapped[str]
    name: Mapped[str]
    name_fold: Mapped[str]
    birth_date: Mapped[date | None]
    sex: Mapped[str | None]
    address: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str | None]
    eid_account: Mapped[str | None]
    address_now: Mapped[str]
    """The card's address as it is called since its ward is another; empty where they are the same, or nobody asked."""
    phone_of: Mapped[str]
    """Whose phone it is: ``own``, ``submitter`` or ``relative``."""


class Paper(Base):
    """A paper handed in with a dossier (thành phần hồ sơ)."""

    __tablename__ = "paper"
    __table_args__ = ({"info": _DESK},)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str | None]
    name: Mapped[str]
    originals: Mapped[int]
    certified: Mapped[int]
    copies: Mapped[int]


class CopyLine(Base):
    """A line of a copy certification (chứng thực bản sao): a paper, its pages, the copies wanted."""

    __tablename__ = "copy_line"
    __table_args__ = ({"info": _DESK},)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    paper: Mapped[str]
    pages: Mapped[int]
    copies: Mapped[int]


class Fee(Base):
    """A fee of a dossier (phí, lệ phí), in đồng."""

    __tablename__ = "fee"
    __table_args__ = ({"info": _DESK},)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    amount: Mapped[int]
    way: Mapped[str]
    """``cash``, ``transfer`` or ``exempt``."""
    taken_at: Mapped[datetime | None]
    ground: Mapped[str]
    """Why it was not taken, where it was not."""


class DossierEvent(Base):
    """One step of a dossier, append-only."""

    __tablename__ = "dossier_event"
    __table_args__ = (Index("ix_dossier_event_dossier", "dossier_id"), {"info": _DESK, "sqlite_autoincrement": True})
    seq: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    at: Mapped[datetime]
    kind: Mapped[str]
    state: Mapped[int]
    who: Mapped[str]
    agency: Mapped[str]
    note: Mapped[str]
    from_state: Mapped[int | None]
    counter: Mapped[int | None]
    to_agency: Mapped[str]
    """Who has the dossier from this step on, where it went to somebody else."""
    to_officer: Mapped[str]
    due: Mapped[datetime | None]
    """The due date after this step."""


class DossierShadow(Base):
    """The last copy of a dossier upstream showed: the base of a later merge."""

    __tablename__ = "dossier_shadow"
    __table_args__ = ({"info": _DESK},)
    dossier_id: Mapped[UUID] = mapped_column(primary_key=True)
    rev: Mapped[int]
    body: Mapped[dict[str, Any]]
    at: Mapped[datetime]
