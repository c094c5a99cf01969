"""The fourth revision of what both stores hold: an op that the office has and the city has not."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from counter_app.migrations.columns import Change, change_table

_BEFORE = "state IN ('pending','inflight','acked','parked','superseded','void')"
_AFTER = "state IN ('pending','inflight','passed','acked','parked','superseded','void')"


def fourth_shared_columns() -> None:
    """Does nothing where the other history did it already."""
    checks = sa.inspect(op.get_bind()).get_check_constraints("outbox")
    if not any("'passed'" in check["sqltext"] for check in checks):
        change_table(Change("outbox", (), {}, {"ck_outbox_state": (_BEFORE, _AFTER)}))
