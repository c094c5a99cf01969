"""What both stores hold: who sends, what waits to leave, what came back, the audit trail, and the unit's reference data.

In the office the reference data is the truth; the desk keeps a copy, so that it works alone. Where office and desk are
one file these tables stand there once.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from counter_app.records.base import Base, Code, lives_in

_BOTH = lives_in("desk", "office")

HOLDS_ITS_PLACE = "state NOT IN ('superseded','void')"
"""Ops that hold their place in a lane: the words of the partial index, which a question must repeat to use it."""
OP_STATES = ("pending", "inflight", "passed", "acked", "parked", "superseded", "void")


class Device(Base):
    """This store's identity towards upstream: one row. A restored or cloned store gets a new incarnation."""

    __tablename__ = "device"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), {"info": _BOTH})
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    device_id: Mapped[UUID]
    incarnation: Mapped[UUID]
    device_seq: Mapped[int]
    upstream_epoch: Mapped[int | None]
    protocol: Mapped[int]
    name: Mapped[str]
    slice_index: Mapped[int]
    """Which slice of every day's dossier codes is this desk's, from 0."""
    slice_count: Mapped[int]
    """Into how many slices a day's codes are cut."""


class Outbox(Base):
    """An op that waits for upstream, or went there (hộp gửi)."""

    __tablename__ = "outbox"
    __table_args__ = (
        CheckConstraint("state IN ('pending','inflight','passed','acked','parked','superseded','void')", name="state"),
        Index(
            "uq_outbox_rev",
            "origin",
            "lane",
            "client_rev",
            unique=True,
            sqlite_where=text(HOLDS_ITS_PLACE),
            postgresql_where=text(HOLDS_ITS_PLACE),
        ),
        Index("ix_outbox_state", "state", "next_at"),
        Index("ix_outbox_lane", "lane", "state"),
        Index("ix_outbox_captured_at", "captured_at"),
        {"info": _BOTH, "sqlite_autoincrement": True},
    )
    seq: Mapped[int] = mapped_column(primary_key=True)
    op_id: Mapped[UUID] = mapped_column(unique=True)
    origin: Mapped[str] = mapped_column(Code)
    lane: Mapped[str] = mapped_column(Code)
    client_rev: Mapped[int]
    base_rev: Mapped[int | None]
    kind: Mapped[str]
    schema_version: Mapped[int]
    captured_at: Mapped[datetime]
    staff: Mapped[str]
    body_json: Mapped[str] = mapped_column(Text)
    body_sha256: Mapped[str]
    state: Mapped[str]
    attempts: Mapped[int]
    next_at: Mapped[datetime | None]
    batch_id: Mapped[UUID | None]
    last_status: Mapped[int | None]
    last_problem: Mapped[dict[str, Any] | None]
    acked_at: Mapped[datetime | None]
    result: Mapped[dict[str, Any] | None]
    clock_behind: Mapped[int | None]
    """Seconds by which the clock that wrote it stood behind an op written before; None where it did not."""


class Inbox(Base):
    """How far the feed of changes from upstream has been read."""

    __tablename__ = "inbox"
    __table_args__ = ({"info": _BOTH},)
    feed: Mapped[str] = mapped_column(primary_key=True)
    cursor: Mapped[str | None]
    feed_epoch: Mapped[str | None]
    last_contact_at: Mapped[datetime | None]
    last_pull_at: Mapped[datetime | None]
    last_digest_at: Mapped[datetime | None]
    problem: Mapped[str | None]
    clock_offset_ms: Mapped[int | None]
    """By how much upstream's clock is ahead of ours, as last measured."""


class Audit(Base):
    """The audit trail (nhật ký): append-only, chained by HMAC, ids only."""

    __tablename__ = "audit"
    __table_args__ = (
        # Many PCs write here: the end of one's chain may lie far back. A file has one writer, whose line is the last.
        Index("ix_audit_device", "device", "seq").ddl_if(dialect="postgresql"),
        # Each line has one successor: a chain can't fork, whoever wrote without knowing its end.
        Index("uq_audit_successor", "device", "prev", unique=True).ddl_if(dialect="postgresql"),
        {"info": _BOTH, "sqlite_autoincrement": True},
    )
    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str]
    counter: Mapped[int | None]
    device: Mapped[UUID]
    action: Mapped[str]
    object: Mapped[str]
    detail: Mapped[str] = mapped_column(Text)
    prev: Mapped[str]
    hmac: Mapped[str]


class RequestResult(Base):
    """What an act answered to a click, so that a second press gets the same answer."""

    __tablename__ = "request_result"
    __table_args__ = ({"info": _BOTH},)
    request: Mapped[UUID] = mapped_column(primary_key=True)
    act: Mapped[str]
    result: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class Unit(Base):
    """The ward's one-stop office (đơn vị): one row."""

    __tablename__ = "unit"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), {"info": _BOTH})
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(Code)
    name: Mapped[str]
    training: Mapped[bool]
    made_at: Mapped[datetime]
    reference_rev: Mapped[int]
    """Raised by every change to the reference data; a desk whose copy is older asks for a new one."""
    reference_at: Mapped[datetime]


class Service(Base):
    """A group of procedures with its own ticket series (nhóm dịch vụ)."""

    __tablename__ = "service"
    __table_args__ = ({"info": _BOTH},)
    code: Mapped[str] = mapped_column(Code, primary_key=True)
    name: Mapped[str]
    series: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]
    hint: Mapped[str]
    daily_limit: Mapped[int]
    """How many tickets a day at most; 0: no limit."""
    windows: Mapped[str]
    """When tickets are given: ``07:30-11:00,13:30-16:30``; empty: the hall's hours."""
    at_kiosk: Mapped[bool]
    """Whether the kiosk offers it."""


class Procedure(Base):
    """One version of an administrative procedure (thủ tục hành chính); dossiers keep the version they came in under."""

    __tablename__ = "procedure"
    __table_args__ = (
        Index(
            "uq_procedure_current",
            "code",
            unique=True,
            sqlite_where=text("current"),
            postgresql_where=text("current"),
        ),
        {"info": _BOTH},
    )
    code: Mapped[str] = mapped_column(Code, primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    service: Mapped[str] = mapped_column(ForeignKey("service.code"))
    name: Mapped[str]
    name_fold: Mapped[str]
    body: Mapped[dict[str, Any]]
    current: Mapped[bool]


class Counter(Base):
    """A counter of the hall (quầy)."""

    __tablename__ = "counter"
    __table_args__ = ({"info": _BOTH},)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]


class CounterService(Base):
    """A service a counter serves: as one of its first choices, or only when nobody waits for those."""

    __tablename__ = "counter_service"
    __table_args__ = ({"info": _BOTH},)
    counter: Mapped[int] = mapped_column(ForeignKey("counter.number"), primary_key=True)
    service: Mapped[str] = mapped_column(ForeignKey("service.code"), primary_key=True)
    position: Mapped[int]
    overflow: Mapped[bool]


class Staff(Base):
    """A member of staff (cán bộ)."""

    __tablename__ = "staff"
    __table_args__ = ({"info": _BOTH},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[str]
    password_hash: Mapped[str]
    active: Mapped[bool]


class Setting(Base):
    """A setting that differs from its default."""

    __tablename__ = "setting"
    __table_args__ = ({"info": _BOTH},)
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]


class CalendarDay(Base):
    """A day of this unit's own calendar: closed, open, or a make-up working day, with its reason."""

    __tablename__ = "calendar_day"
    __table_args__ = (CheckConstraint("kind IN ('off','working','hall_closed','hours')", name="kind"), {"info": _BOTH})
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    kind: Mapped[str]
    reason: Mapped[str]
    decision: Mapped[str | None]
    hours: Mapped[str]
    """Other hours, for the kind ``hours``: ``07:30-11:30``."""
