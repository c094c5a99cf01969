"""What the unit's PCs share: tickets and calls. Here consistency comes first."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from counter_app.records.base import Base, Code, lives_in

_OFFICE = lives_in("office")

TICKET_STATES = ("waiting", "called", "serving", "hold", "served", "no_show", "cancelled", "expired")


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
            "state IN ('waiting','called','serving','hold','served','no_show','cancelled','expired')", name="state"
        ),
        Index("ix_ticket_lane", "business_day", "state", "service", "priority", "arrived_at"),
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
