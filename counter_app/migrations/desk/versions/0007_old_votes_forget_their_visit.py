"""A vote may lose its visit once it is old."""

from __future__ import annotations

from counter_app.migrations.columns import Change, change_table

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    change_table(Change("rating", (), {}, nullable=("visit_id",)))
