"""Files attached to dossiers, and their content: what is where. The bytes lie encrypted on the disk, never in a table."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from counter_app.records.base import Base, Code, lives_in

_DESK = lives_in("desk")
_LIVE = "taken_off_at IS NULL"


class Blob(Base):
    """A content, once however often it is attached: how far it has come on its way to the city, and whether it is here."""

    __tablename__ = "blob"
    __table_args__ = (
        CheckConstraint("state IN ('local','uploading','stored','parked')", name="state"),
        Index("ix_blob_state", "state", "next_at"),
        {"info": _DESK},
    )
    sha256: Mapped[str] = mapped_column(Code, primary_key=True)
    size: Mapped[int]
    """Bytes."""
    state: Mapped[str]
    sent: Mapped[int]
    """Bytes the city has, as it last said."""
    attempts: Mapped[int]
    """Tries in a row that led nowhere though the city answered."""
    next_at: Mapped[datetime | None]
    problem: Mapped[dict[str, Any] | None]
    """Why it waits for a person: a problem document (RFC 9457), the city's or our own."""
    kept_at: Mapped[datetime]
    stored_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    """Since when it is not on this PC any more: the city has it."""


class Attachment(Base):
    """A file of a dossier (tệp đính kèm). One taken off before it was sent stays on record, without its content."""

    __tablename__ = "attachment"
    __table_args__ = (
        Index(
            "uq_attachment_content",
            "dossier_id",
            "sha256",
            unique=True,
            sqlite_where=text(_LIVE),
            postgresql_where=text(_LIVE),
        ),
        Index("ix_attachment_sha256", "sha256"),
        {"info": _DESK},
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    sha256: Mapped[str] = mapped_column(Code)
    name: Mapped[str]
    """As people call it; never a path."""
    mime: Mapped[str]
    size: Mapped[int]
    at: Mapped[datetime]
    who: Mapped[str]
    op_id: Mapped[UUID]
    """The op that tells the city of it; the content goes after that was taken."""
    taken_off_at: Mapped[datetime | None]
    taken_off_by: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    """Why it was taken off."""
