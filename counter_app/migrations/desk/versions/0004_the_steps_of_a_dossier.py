"""The steps of a dossier: its other axes, where it is, and the tables the steps write."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from counter_app.migrations.both import guard
from counter_app.migrations.columns import Change, change_table

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_MONEY_STATES = "money_state IN ('none','due','paid','exempt','refunded','cancelled')"
_HANDOVER_STATES = "handover_state IN ('none','ready','given')"
_MONEY_SO_FAR = (
    "CASE WHEN EXISTS (SELECT 1 FROM fee WHERE fee.dossier_id = dossier.id AND fee.way = 'exempt') THEN 'exempt' "
    "WHEN fee_total = 0 THEN 'none' "
    "WHEN EXISTS (SELECT 1 FROM fee WHERE fee.dossier_id = dossier.id AND fee.taken_at IS NULL) THEN 'due' "
    "ELSE 'paid' END"
)


def upgrade() -> None:
    _dossier()
    _dossier_event()
    _form_number()
    _dossier_due()
    _dossier_form()
    _dossier_leg()
    _dossier_supplement()
    _dossier_version()
    _handover()
    _result_paper()


def _dossier() -> None:
    added: tuple[tuple[sa.Column[Any], str], ...] = (
        (sa.Column("version", sa.Integer(), nullable=False), "1"),
        (sa.Column("money_state", sa.String(), nullable=False), _MONEY_SO_FAR),
        (sa.Column("handover_state", sa.String(), nullable=False), "'none'"),
        (sa.Column("voided", sa.Boolean(), nullable=False), "false"),
        (sa.Column("counted_from", _MOMENT, nullable=False), "received_at"),
        (sa.Column("shelf", sa.String(), nullable=False), "''"),
        (sa.Column("ended_at", _MOMENT, nullable=True), "NULL"),
    )
    change_table(
        Change(
            "dossier",
            [column for column, _ in added],
            {column.name: value for column, value in added},
            {"ck_dossier_money_state": ("", _MONEY_STATES), "ck_dossier_handover_state": ("", _HANDOVER_STATES)},
        )
    )
    op.create_index(op.f("ix_dossier_state"), "dossier", ["state", "due"], unique=False)
    op.create_index(op.f("ix_dossier_handover"), "dossier", ["handover_state", "due"], unique=False)
    op.create_index(op.f("ix_dossier_sync"), "dossier", ["sync_state", "received_at"], unique=False)


def _dossier_event() -> None:
    added: tuple[tuple[sa.Column[Any], str], ...] = (
        (sa.Column("from_state", sa.Integer(), nullable=True), "NULL"),
        (sa.Column("counter", sa.Integer(), nullable=True), "NULL"),
        (sa.Column("to_agency", sa.String(), nullable=False), "''"),
        (sa.Column("to_officer", sa.String(), nullable=False), "''"),
        (sa.Column("due", _MOMENT, nullable=True), "NULL"),
    )
    change_table(
        Change("dossier_event", [column for column, _ in added], {column.name: value for column, value in added})
    )


def _form_number() -> None:
    op.create_table(
        "form_number",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "year", name=op.f("pk_form_number")),
    )


def _dossier_due() -> None:
    op.create_table(
        "dossier_due",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("due", _MOMENT, nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('set','paused','restarted','extended')", name=op.f("ck_dossier_due_kind")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_due_dossier_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_dossier_due")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_dossier_due_dossier"), "dossier_due", ["dossier_id"], unique=False)
    guard("dossier_due")


def _dossier_form() -> None:
    op.create_table(
        "dossier_form",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.CheckConstraint("kind IN ('02','03','04','05','06')", name=op.f("ck_dossier_form_kind")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_form_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_form")),
        sa.UniqueConstraint("kind", "year", "number", name=op.f("uq_dossier_form_number")),
    )
    op.create_index(op.f("ix_dossier_form_dossier"), "dossier_form", ["dossier_id"], unique=False)


def _dossier_leg() -> None:
    op.create_table(
        "dossier_leg",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("lead", sa.Boolean(), nullable=False),
        sa.Column("limit_at", _MOMENT, nullable=False),
        sa.Column("given_at", _MOMENT, nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("taken_at", _MOMENT, nullable=True),
        sa.Column("taken_by", sa.String(), nullable=False),
        sa.Column("done_at", _MOMENT, nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("outcome IN ('','early','on_time','late','replaced')", name=op.f("ck_dossier_leg_outcome")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_leg_dossier_id")),
        sa.PrimaryKeyConstraint("dossier_id", "position", name=op.f("pk_dossier_leg")),
    )


def _dossier_supplement() -> None:
    op.create_table(
        "dossier_supplement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("answer_by", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.CheckConstraint("stage IN ('intake','processing')", name=op.f("ck_dossier_supplement_stage")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_supplement_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_supplement")),
        sa.UniqueConstraint("dossier_id", "stage", name=op.f("uq_dossier_supplement_stage")),
    )


def _dossier_version() -> None:
    op.create_table(
        "dossier_version",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_version_dossier_id")),
        sa.PrimaryKeyConstraint("dossier_id", "version", name=op.f("pk_dossier_version")),
    )


def _handover() -> None:
    op.create_table(
        "handover",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("receiver_role", sa.String(), nullable=False),
        sa.Column("receiver_name", sa.String(), nullable=False),
        sa.Column("receiver_number", sa.String(), nullable=True),
        sa.Column("checked", sa.String(), nullable=False),
        sa.Column("authorisation", sa.JSON(), nullable=True),
        sa.Column("slip", sa.String(), nullable=False),
        sa.Column("originals", sa.JSON(), nullable=False),
        sa.Column("sent_to", sa.String(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("staff", sa.String(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("slip IN ('brought','lost','none')", name=op.f("ck_handover_slip")),
        sa.CheckConstraint("way IN ('counter','post','electronic')", name=op.f("ck_handover_way")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_handover_dossier_id")),
        sa.PrimaryKeyConstraint("dossier_id", name=op.f("pk_handover")),
    )


def _result_paper() -> None:
    op.create_table(
        "result_paper",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("signer", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("electronic", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_result_paper_dossier_id")),
        sa.PrimaryKeyConstraint("dossier_id", "position", name=op.f("pk_result_paper")),
    )
