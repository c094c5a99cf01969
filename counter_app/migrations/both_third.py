"""The third revision of what both stores hold: an op's flag of a wrong clock, and what finds an op's lane and the latest."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from counter_app.migrations.columns import Change, change_table, has_column


def third_shared_columns() -> None:
    """Does nothing where the other history did it already."""
    if has_column("outbox", "clock_behind"):
        return
    behind = sa.Column("clock_behind", sa.Integer(), nullable=True)
    change_table(Change("outbox", (behind,), {"clock_behind": "NULL"}))
    op.create_index(op.f("ix_outbox_lane"), "outbox", ["lane", "state"], unique=False)
    op.create_index(op.f("ix_outbox_captured_at"), "outbox", ["captured_at"], unique=False)
    offset = sa.Column("clock_offset_ms", sa.Integer(), nullable=True)
    change_table(Change("inbox", (offset,), {"clock_offset_ms": "NULL"}))
