"""What the office keeps to pass the desks' ops on to the city: who sends, which ops it took, the unit's dossiers, what is new.

Where office and desk are one file these tables stand there empty: one hop needs none of them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from counter_app.records.base import Base, Code, lives_in

_OFFICE = lives_in("office")


class RelaySender(Base):
    """How far a desk has come, in each of its lives; one that has been further before was restored or copied."""

    __tablename__ = "relay_sender"
    __table_args__ = ({"info": _OFFICE},)
    device_id: Mapped[str] = mapped_column(Code, primary_key=True)
    incarnation: Mapped[str] = mapped_column(Code, primary_key=True)
    device_seq: Mapped[int]
    seen_at: Mapped[datetime]


class RelayedOp(Base):
    """An op the office took from a desk, by the name the desk gave it, and the op of the office's own that tells the city."""

    __tablename__ = "relayed_op"
    __table_args__ = (
        UniqueConstraint("origin", "lane", "client_rev", name="uq_relayed_op_place"),
        {"info": _OFFICE},
    )
    op_id: Mapped[UUID] = mapped_column(primary_key=True)
    origin: Mapped[str] = mapped_column(Code)
    lane: Mapped[str] = mapped_column(Code)
    client_rev: Mapped[int]
    body_sha256: Mapped[str]
    rev: Mapped[int]
    """The office's revision of the dossier after it; 0 where it is about none."""
    onward: Mapped[UUID] = mapped_column(unique=True)
    """The office's own op that stands for it in the outbox: at first the same ``op_id``."""
    taken_at: Mapped[datetime]


class OfficeDossier(Base):
    """A dossier of the unit as the desks and the city have told it."""

    __tablename__ = "office_dossier"
    __table_args__ = (
        CheckConstraint("state BETWEEN 1 AND 10", name="state"),
        Index("ix_office_dossier_city_at", "city_at"),
        {"info": _OFFICE},
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str | None] = mapped_column(Code, unique=True)
    """None for a dossier of the city's whose code another has here already."""
    rev: Mapped[int]
    """The office's own revision: raised by everything that changes what it tells of the dossier."""
    state: Mapped[int]
    """The national status, 1 to 10."""
    body_json: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]
    city_rev: Mapped[int | None]
    city_state: Mapped[int | None]
    city_news: Mapped[dict[str, Any] | None]
    """What the city showed last."""
    city_at: Mapped[datetime | None]
    """When that came about, as the city said."""
    acked_rev: Mapped[int]
    """The city's revision that the ops it has taken brought about: what it showed before is older than they."""


class OfficeChange(Base):
    """Something the desks have not all heard of: its newest change alone, so that the feed never grows beyond what there is."""

    __tablename__ = "office_change"
    __table_args__ = (
        Index("ix_office_change_device", "device", "seq"),
        {"info": _OFFICE, "sqlite_autoincrement": True},
    )
    seq: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(Code, unique=True)
    """``dossier:<uuid>``, ``op:<uuid>``."""
    device: Mapped[str] = mapped_column(Code)
    """Whom it concerns; empty: every desk."""
