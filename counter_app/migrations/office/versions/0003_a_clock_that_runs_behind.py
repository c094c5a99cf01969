"""An op tells when it was written by a clock that ran behind; the ops of a lane are found at once."""

from __future__ import annotations

from counter_app.migrations.both_third import third_shared_columns

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    third_shared_columns()
