"""Paper that leaves this PC: its printers, and what was given to them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from counter_app.records.base import Base, lives_in

_DESK = lives_in("desk")


class Printer(Base):
    """A printer of this PC (máy in)."""

    __tablename__ = "printer"
    __table_args__ = ({"info": _DESK},)
    name: Mapped[str] = mapped_column(primary_key=True)
    transport: Mapped[str]
    address: Mapped[dict[str, Any]]
    width: Mapped[int]
    """Printable dots in a line."""
    ack: Mapped[str]
    """How it says that paper came out: ``gs_h``, ``gs_r`` or ``none``."""
    purposes: Mapped[list[Any]]
    """Which kinds of paper it prints: ``slip``, ``receipt``, ``strip``."""
    added_at: Mapped[datetime]
    answers_status: Mapped[bool | None]
    """Whether it answers DLE EOT; None while nobody has tried."""
    band_rows: Mapped[int]
    """Rows of picture it takes at once."""
    learned_at: Mapped[datetime | None]
    """When a test found out how it answers."""


class PrintJob(Base):
    """A paper to print (lệnh in): one request, one job."""

    __tablename__ = "print_job"
    __table_args__ = (
        CheckConstraint(
            "state IN ('queued','sending','printed','sent','unconfirmed','failed','cancelled')", name="state"
        ),
        Index("ix_print_job_state", "state", "printer"),
        Index("ix_print_job_about", "about"),
        {"info": _DESK},
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    request: Mapped[UUID] = mapped_column(unique=True)
    kind: Mapped[str]
    about: Mapped[str]
    """``ticket:<uuid>`` or ``dossier:<uuid>``."""
    printer: Mapped[str | None]
    """The printer's name; None while none is chosen for this kind of paper."""
    document: Mapped[str] = mapped_column(Text)
    copy_no: Mapped[int]
    payload: Mapped[bytes | None] = mapped_column(LargeBinary)
    sha256: Mapped[str | None]
    state: Mapped[str]
    attempts: Mapped[int]
    bytes_out: Mapped[int]
    """Above 0 from before the first byte leaves: then never printed again by itself."""
    next_at: Mapped[datetime | None]
    detail: Mapped[str]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
