"""The first tables of the office."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from counter_app.migrations.both import CODE, first_shared_tables, guard

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    first_shared_tables()
    _ticket()
    _ticket_number()
    _call()
    _ticket_event()


def _ticket() -> None:
    op.create_table(
        "ticket",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit", CODE, nullable=False),
        sa.Column("business_day", sa.Date(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("procedure", sa.String(), nullable=True),
        sa.Column("priority", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting','called','serving','hold','served','no_show','cancelled','expired')",
            name=op.f("ck_ticket_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
        sa.UniqueConstraint("unit", "business_day", "series", "number", name=op.f("uq_ticket_printed_number")),
    )
    op.create_index(
        op.f("ix_ticket_lane"), "ticket", ["business_day", "state", "service", "priority", "arrived_at"], unique=False
    )


def _ticket_number() -> None:
    op.create_table(
        "ticket_number",
        sa.Column("unit", CODE, nullable=False),
        sa.Column("business_day", sa.Date(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("unit", "business_day", "series", name=op.f("pk_ticket_number")),
    )


def _call() -> None:
    op.create_table(
        "call",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("staff", sa.String(), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recalled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_call_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
    )
    op.create_index(op.f("ix_call_called_at"), "call", ["called_at"], unique=False)
    op.create_index(
        op.f("uq_call_open_counter"),
        "call",
        ["counter"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index(
        op.f("uq_call_open_ticket"),
        "call",
        ["ticket_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def _ticket_event() -> None:
    op.create_table(
        "ticket_event",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_ticket_event_ticket_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_ticket_event")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_ticket_event_ticket"), "ticket_event", ["ticket_id"], unique=False)
    guard("ticket_event")
