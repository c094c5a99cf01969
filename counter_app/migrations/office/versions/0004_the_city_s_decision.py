"""A decision of the city on the catalogue waits in the records until somebody takes it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from counter_app.records.base import Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "city_decision",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("heard_at", Moment(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("procedures", sa.JSON(), nullable=False),
        sa.Column("abolished", sa.JSON(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_city_decision_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_city_decision")),
    )
