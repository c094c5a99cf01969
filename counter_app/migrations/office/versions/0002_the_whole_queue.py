"""The whole queue: lanes and places, bookings, needs, slips, what was told, duty at the counters, undoing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from counter_app.migrations.both import CODE
from counter_app.migrations.both_second import second_shared_columns
from counter_app.migrations.columns import Change, change_table

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_STATES = "state IN ('waiting','called','serving','hold','served','no_show','cancelled','expired')"
_WITH_BOOKED = _STATES.replace("(", "('booked',")
_SLIPS = "slip IN ('none','pending','printed','failed')"


def upgrade() -> None:
    second_shared_columns()
    _ticket()
    change_table(Change("call", (sa.Column("outcome", sa.String(), nullable=True),), {"outcome": "NULL"}))
    _ticket_event()
    _counter_duty()


def _ticket() -> None:
    added = (
        (sa.Column("lane", CODE, nullable=False), "service || '/' || CASE WHEN priority = '' THEN '3' ELSE '1' END"),
        (sa.Column("queued_at", _MOMENT, nullable=False), "arrived_at"),
        (sa.Column("booked_for", _MOMENT, nullable=True), "NULL"),
        (sa.Column("about", sa.String(), nullable=True), "NULL"),
        (sa.Column("matters", sa.Integer(), nullable=False), "1"),
        (sa.Column("language", sa.String(), nullable=False), "'vi'"),
        (sa.Column("needs", sa.JSON(), nullable=False), "'[]'"),
        (sa.Column("slip", sa.String(), nullable=False), "'none'"),
        (sa.Column("told_ahead", sa.Integer(), nullable=True), "NULL"),
        (sa.Column("told_low", sa.Integer(), nullable=True), "NULL"),
        (sa.Column("told_high", sa.Integer(), nullable=True), "NULL"),
        (sa.Column("carried_from", sa.Uuid(), nullable=True), "NULL"),
    )
    change_table(
        Change(
            "ticket",
            [column for column, _ in added],
            {column.name: value for column, value in added},
            {"ck_ticket_state": (_STATES, _WITH_BOOKED), "ck_ticket_slip": ("", _SLIPS)},
            ("ix_ticket_lane",),
        )
    )
    lane = ["business_day", "state", "lane", "queued_at", "id"]
    op.create_index(op.f("ix_ticket_lane"), "ticket", lane, unique=False)
    told = sa.text("about IS NOT NULL")
    op.create_index(
        op.f("ix_ticket_about"),
        "ticket",
        ["business_day", "about"],
        unique=False,
        sqlite_where=told,
        postgresql_where=told,
    )


def _ticket_event() -> None:
    change_table(
        Change(
            "ticket_event",
            (
                sa.Column("version", sa.Integer(), nullable=False),
                sa.Column("detail", sa.JSON(), nullable=False),
            ),
            {"version": "0", "detail": "'{}'"},
        )
    )


def _counter_duty() -> None:
    op.create_table(
        "counter_duty",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("staff", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("began_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.CheckConstraint("kind IN ('open','pause')", name=op.f("ck_counter_duty_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter_duty")),
    )
    op.create_index(op.f("ix_counter_duty_began_at"), "counter_duty", ["began_at"], unique=False)
    op.create_index(
        op.f("uq_counter_duty_counter"),
        "counter_duty",
        ["counter"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
