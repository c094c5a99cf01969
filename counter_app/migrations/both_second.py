"""The second revision of what both stores hold: limits and windows of a service, overflow of a counter."""

from __future__ import annotations

import sqlalchemy as sa

from counter_app.migrations.columns import Change, change_table, has_column


def second_shared_columns() -> None:
    """Does nothing where the other history did it already."""
    if has_column("service", "daily_limit"):
        return
    change_table(
        Change(
            "service",
            (
                sa.Column("daily_limit", sa.Integer(), nullable=False),
                sa.Column("windows", sa.String(), nullable=False),
                sa.Column("at_kiosk", sa.Boolean(), nullable=False),
            ),
            {"daily_limit": "0", "windows": "''", "at_kiosk": "true"},
        )
    )
    # What a counter served in order of choice it now serves as equal first choices, by arrival.
    change_table(
        Change("counter_service", (sa.Column("overflow", sa.Boolean(), nullable=False),), {"overflow": "false"})
    )
