"""The address of today beside the card's, whose phone a number is, and the case a dossier falls under."""

from __future__ import annotations

import sqlalchemy as sa

from counter_app.migrations.columns import Change, change_table

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    address, phone = (sa.Column(name, sa.String(), nullable=False) for name in ("address_now", "phone_of"))
    change_table(Change("person", (address, phone), {"address_now": "''", "phone_of": "'own'"}))
    case = sa.Column("procedure_case", sa.String(), nullable=False)
    change_table(Change("dossier", (case,), {"procedure_case": "''"}))
