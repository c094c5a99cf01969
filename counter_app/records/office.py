"""What the unit's PCs share: tickets and calls. Here consistency comes first."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from counter_app.records.base import Base, Code, lives_in

_OFFICE = lives_in("office")

TICKET_STATES = ("booked", "waiting", "called", "serving", "hold", "served", "no_show", "cancelled", "expired")


class TicketNumber(Base):
    """The last number given in a series on a day: raised in the transaction that gives it, never max + 1."""

    __tablename__ = "ticket_number"
    __table_args__ = ({"info": _OFFICE},)
    unit: Mapped[str] = mapped_column(Code, primary_key=True)
    business_day: Mapped[date] = mapped_column(primary_key=True)
    series: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


class Ticket(Base):
    """A queue ticket (số thứ tự). Its identity is ``id``; the printed number is an attribute."""

    __tablename__ = "ticket"
    __table_args__ = (
        UniqueConstraint("unit", "business_day", "series", "number", name="uq_ticket_printed_number"),
        CheckConstraint(
            "state IN ('booked','waiting','called','serving','hold','served','no_show','cancelled','expired')",
            name="state",
        ),
        CheckConstraint("slip IN ('none','pending','printed','failed')", name="slip"),
        Index("ix_ticket_lane", "business_day", "state", "lane", "queued_at", "id"),
        # Partial: whole, a server without statistics takes it for the lanes' questions, and reads the day.
        Index(
            "ix_ticket_about",
            "business_day",
            "about",
            sqlite_where=text("about IS NOT NULL"),
            postgresql_where=text("about IS NOT NULL"),
        ),
        {"info": _OFFICE},
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    unit: Mapped[str] = mapped_column(Code)
    business_day: Mapped[date]
    series: Mapped[str]
    number: Mapped[int]
    service: Mapped[str]
    procedure: Mapped[str | None]
    priority: Mapped[str]
    """A legal priority class, or ``""`` for an ordinary ticket."""
    state: Mapped[str]
    counter: Mapped[int | None]
    issued_at: Mapped[datetime]
    arrived_at: Mapped[datetime]
    version: Mapped[int]
    outcome: Mapped[str | None]
    origin: Mapped[str]
    """Which device issued it."""
    lane: Mapped[str] = mapped_column(Code)
    """The line it stands in: ``<service>/<rank>``, or ``@<counter>/<rank>`` where one counter alone may call it."""
    queued_at: Mapped[datetime]
    """Its place in that line. ``arrived_at`` stays what waiting is counted from."""
    booked_for: Mapped[datetime | None]
    """The appointment's time (giờ hẹn)."""
    about: Mapped[str | None]
    """The dossier's or online code it was taken for."""
    matters: Mapped[int]
    """How many dossiers the citizen brings: 1, 2 (two to five) or 6 (more)."""
    language: Mapped[str]
    needs: Mapped[list[Any]]
    """What the citizen asked for: ``large`` letters, ``contrast``, ``voice``."""
    slip: Mapped[str]
    """What became of its paper: none asked for, pending, printed, failed."""
    told_ahead: Mapped[int | None]
    told_low: Mapped[int | None]
    told_high: Mapped[int | None]
    """The waiting time the slip told, from … to …, in minutes."""
    carried_from: Mapped[UUID | None]
    """The ticket of the day before that this one carries over."""


class CounterDuty(Base):
    """A counter open, or pausing, with somebody at it (ca trực quầy); open until it is ended."""

    __tablename__ = "counter_duty"
    __table_args__ = (
        CheckConstraint("kind IN ('open','pause')", name="kind"),
        Index(
            "uq_counter_duty_counter",
            "counter",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_counter_duty_began_at", "began_at"),
        {"info": _OFFICE},
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    counter: Mapped[int]
    staff: Mapped[str]
    kind: Mapped[str]
    reason: Mapped[str]
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Call(Base):
    """A ticket called to a counter (lượt gọi); open until it is finished, held or given back."""

    __tablename__ = "call"
    __table_args__ = (
        Index(
            "uq_call_open_counter",
            "counter",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index(
            "uq_call_open_ticket",
            "ticket_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_call_called_at", "called_at"),
        {"info": _OFFICE},
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    ticket_id: Mapped[UUID] = mapped_column(ForeignKey("ticket.id"))
    counter: Mapped[int]
    staff: Mapped[str]
    called_at: Mapped[datetime]
    recalled_at: Mapped[datetime | None]
    calls: Mapped[int]
    """How often the number was called out: 1, then one more for each recall."""
    begun_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    reason: Mapped[str]
    """Why this ticket was next, in words."""
    outcome: Mapped[str | None]
    """How it ended: served, no_show, held, transferred, cancelled, undone, or closed (left open on an earlier day)."""


class TicketEvent(Base):
    """One move of a ticket, append-only, with the state it was expected in."""

    __tablename__ = "ticket_event"
    __table_args__ = (Index("ix_ticket_event_ticket", "ticket_id"), {"info": _OFFICE, "sqlite_autoincrement": True})
    seq: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[UUID] = mapped_column(ForeignKey("ticket.id"))
    at: Mapped[datetime]
    kind: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str]
    counter: Mapped[int | None]
    who: Mapped[str]
    note: Mapped[str]
    version: Mapped[int]
    """The ticket's version after this move."""
    detail: Mapped[dict[str, Any]]
    """What undoing this move needs: the values it replaced."""
