"""Limits and windows of a service, overflow of a counter."""

from __future__ import annotations

from counter_app.migrations.both_second import second_shared_columns

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    second_shared_columns()
