"""The token the city gave this PC last."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from counter_app.records.base import Moment

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "city_access",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code_sha256", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_city_access_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_city_access")),
    )
