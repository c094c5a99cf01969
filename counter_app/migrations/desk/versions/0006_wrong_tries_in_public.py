"""Wrong tries at the public look-up screen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from counter_app.records.base import Moment

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "public_try",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_public_try")),
    )
