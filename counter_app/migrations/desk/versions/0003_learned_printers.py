"""What was learned of a printer: whether it answers, how much picture it takes at once, and when that was tried."""

from __future__ import annotations

import sqlalchemy as sa

from counter_app.migrations.columns import Change, change_table
from counter_app.records.base import Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    change_table(
        Change(
            "printer",
            (
                sa.Column("answers_status", sa.Boolean(), nullable=True),
                sa.Column("band_rows", sa.Integer(), nullable=False),
                sa.Column("learned_at", Moment(), nullable=True),
            ),
            {"answers_status": "NULL", "band_rows": "255", "learned_at": "NULL"},
        )
    )
