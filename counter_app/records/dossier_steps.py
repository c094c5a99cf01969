"""What the steps of a dossier leave behind: requests for supplement, legs, due dates, results, hand-over, versions, forms."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from counter_app.records.base import Base, lives_in

_DESK = lives_in("desk")


class DossierSupplement(Base):
    """A request for supplement (yêu cầu bổ sung): one at intake, one at processing, never more (Decree 118/2025)."""

    __tablename__ = "dossier_supplement"
    __table_args__ = (
        UniqueConstraint("dossier_id", "stage", name="uq_dossier_supplement_stage"),
        CheckConstraint("stage IN ('intake','processing')", name="stage"),
        {"info": _DESK},
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    stage: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    items: Mapped[list[Any]]
    """What has to be completed, in words, in order."""
    contact: Mapped[str]
    """Whom the citizen asks."""
    phone: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by: Mapped[str]
    answer_by: Mapped[datetime]
    """Until this moment the citizen may complete it; from it on the officer may close the dossier."""
    ended_at: Mapped[datetime | None]
    """When it was completed, or the dossier ended without it; None while the citizen is waited for."""


class DossierLeg(Base):
    """One unit's part in the handling of a dossier, a block of the control sheet (phiếu kiểm soát)."""

    __tablename__ = "dossier_leg"
    __table_args__ = (
        CheckConstraint("outcome IN ('','early','on_time','late','replaced')", name="outcome"),
        {"info": _DESK},
    )
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    """Counts on over every forwarding of the dossier, from 1."""
    round: Mapped[int]
    """Which forwarding it belongs to, from 1."""
    unit: Mapped[str]
    officer: Mapped[str]
    phone: Mapped[str]
    work: Mapped[str] = mapped_column(Text)
    lead: Mapped[bool]
    """Whether this unit answers for the whole (cơ quan chủ trì)."""
    limit_at: Mapped[datetime]
    given_at: Mapped[datetime]
    given_by: Mapped[str]
    taken_at: Mapped[datetime | None]
    taken_by: Mapped[str]
    done_at: Mapped[datetime | None]
    outcome: Mapped[str]
    note: Mapped[str] = mapped_column(Text)


class DossierDue(Base):
    """One due date of a dossier, append-only: when it was set, stopped, set anew or extended, why and by whom.

    A dossier whose due date never changed has no rows: its first due date stands in the dossier.
    """

    __tablename__ = "dossier_due"
    __table_args__ = (
        CheckConstraint("kind IN ('set','paused','restarted','extended')", name="kind"),
        Index("ix_dossier_due_dossier", "dossier_id"),
        {"info": _DESK, "sqlite_autoincrement": True},
    )
    seq: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    at: Mapped[datetime]
    kind: Mapped[str]
    due: Mapped[datetime | None]
    basis: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    who: Mapped[str]


class ResultPaper(Base):
    """A paper of a result (giấy tờ kết quả)."""

    __tablename__ = "result_paper"
    __table_args__ = ({"info": _DESK},)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    number: Mapped[str]
    issued_on: Mapped[date | None]
    signer: Mapped[str]
    count: Mapped[int]
    electronic: Mapped[bool]


class Handover(Base):
    """What was handed over at the end, to whom, and how that was checked (trả kết quả): once for a dossier."""

    __tablename__ = "handover"
    __table_args__ = (
        CheckConstraint("way IN ('counter','post','electronic')", name="way"),
        CheckConstraint("slip IN ('brought','lost','none')", name="slip"),
        {"info": _DESK},
    )
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    at: Mapped[datetime]
    way: Mapped[str]
    receiver_role: Mapped[str]
    """``owner``, ``submitter``, ``authorised`` or ``post``."""
    receiver_name: Mapped[str]
    receiver_number: Mapped[str | None]
    checked: Mapped[str]
    """How the identity was checked: ``card``, ``chip``, ``account``; empty for the post and an electronic result."""
    authorisation: Mapped[dict[str, Any] | None]
    slip: Mapped[str]
    """``lost``: the receiver declared the appointment slip lost (mất giấy hẹn)."""
    originals: Mapped[list[Any]]
    """Each paper with originals: how many were given back, how many stay in the file."""
    sent_to: Mapped[str]
    """The number of the parcel, or where an electronic result was sent."""
    signature: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The receiver's signature as a PNG picture."""
    late: Mapped[bool]
    staff: Mapped[str]
    counter: Mapped[int | None]
    note: Mapped[str] = mapped_column(Text)


class DossierVersion(Base):
    """What a correction replaced (đính chính): the parts as they stood before this version."""

    __tablename__ = "dossier_version"
    __table_args__ = ({"info": _DESK},)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    """The version the correction made; the dossier as it was received is version 1."""
    at: Mapped[datetime]
    who: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    before: Mapped[dict[str, Any]]


class FormNumber(Base):
    """The last number this desk gave to a kind of form in a year."""

    __tablename__ = "form_number"
    __table_args__ = ({"info": _DESK},)
    kind: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class DossierForm(Base):
    """A form a step gave out (mẫu 02 to 06 of Circular 03/2025), with its number and what it said then."""

    __tablename__ = "dossier_form"
    __table_args__ = (
        UniqueConstraint("kind", "year", "number", name="uq_dossier_form_number"),
        CheckConstraint("kind IN ('02','03','04','05','06')", name="kind"),
        Index("ix_dossier_form_dossier", "dossier_id"),
        {"info": _DESK},
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    kind: Mapped[str]
    year: Mapped[int]
    number: Mapped[int]
    at: Mapped[datetime]
    who: Mapped[str]
    facts: Mapped[dict[str, Any]]
