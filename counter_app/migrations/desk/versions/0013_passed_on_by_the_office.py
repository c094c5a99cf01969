"""An op that the office has and the city has not."""

from __future__ import annotations

from counter_app.migrations.both_fourth import fourth_shared_columns

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    fourth_shared_columns()
