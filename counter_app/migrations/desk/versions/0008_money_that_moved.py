"""Money that was taken, given back, or not asked for any more; what was taken so far has no receipt number."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from counter_app.migrations.both import guard
from counter_app.records.base import Moment

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "money_move",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("receipt", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('taken','refunded','cancelled')", name=op.f("ck_money_move_kind")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_money_move_amount")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_money_move_dossier_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_money_move")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_money_move_dossier"), "money_move", ["dossier_id"], unique=False)
    guard("money_move")
