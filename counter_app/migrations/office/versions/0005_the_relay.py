"""The office passes the desks' ops on to the city: who sends, which ops it took, the unit's dossiers, what is new."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from counter_app.migrations.both import CODE
from counter_app.migrations.both_fourth import fourth_shared_columns

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    fourth_shared_columns()
    _relay_sender()
    _relayed_op()
    _office_dossier()
    _office_change()


def _relay_sender() -> None:
    op.create_table(
        "relay_sender",
        sa.Column("device_id", CODE, nullable=False),
        sa.Column("incarnation", CODE, nullable=False),
        sa.Column("device_seq", sa.Integer(), nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("device_id", "incarnation", name=op.f("pk_relay_sender")),
    )


def _relayed_op() -> None:
    op.create_table(
        "relayed_op",
        sa.Column("op_id", sa.Uuid(), nullable=False),
        sa.Column("origin", CODE, nullable=False),
        sa.Column("lane", CODE, nullable=False),
        sa.Column("client_rev", sa.Integer(), nullable=False),
        sa.Column("body_sha256", sa.String(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("onward", sa.Uuid(), nullable=False),
        sa.Column("taken_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("op_id", name=op.f("pk_relayed_op")),
        sa.UniqueConstraint("origin", "lane", "client_rev", name="uq_relayed_op_place"),
        sa.UniqueConstraint("onward", name=op.f("uq_relayed_op_onward")),
    )


def _office_dossier() -> None:
    op.create_table(
        "office_dossier",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", CODE, nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.Column("body_json", sa.Text(), nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("city_rev", sa.Integer(), nullable=True),
        sa.Column("city_state", sa.Integer(), nullable=True),
        sa.Column("city_news", sa.JSON(), nullable=True),
        sa.Column("city_at", _MOMENT, nullable=True),
        sa.Column("acked_rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("state BETWEEN 1 AND 10", name=op.f("ck_office_dossier_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_dossier")),
        sa.UniqueConstraint("code", name=op.f("uq_office_dossier_code")),
    )
    op.create_index(op.f("ix_office_dossier_city_at"), "office_dossier", ["city_at"], unique=False)


def _office_change() -> None:
    op.create_table(
        "office_change",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("subject", CODE, nullable=False),
        sa.Column("device", CODE, nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_office_change")),
        sa.UniqueConstraint("subject", name=op.f("uq_office_change_subject")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_office_change_device"), "office_change", ["device", "seq"], unique=False)
