"""Files attached to dossiers, and how far their content has come."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from counter_app.records.base import Code, Moment

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "blob",
        sa.Column("sha256", Code, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", Moment(), nullable=True),
        sa.Column("problem", sa.JSON(), nullable=True),
        sa.Column("kept_at", Moment(), nullable=False),
        sa.Column("stored_at", Moment(), nullable=True),
        sa.Column("removed_at", Moment(), nullable=True),
        sa.CheckConstraint("state IN ('local','uploading','stored','parked')", name=op.f("ck_blob_state")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_index(op.f("ix_blob_state"), "blob", ["state", "next_at"], unique=False)
    op.create_table(
        "attachment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", Code, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("mime", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("op_id", sa.Uuid(), nullable=False),
        sa.Column("taken_off_at", Moment(), nullable=True),
        sa.Column("taken_off_by", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_attachment_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_sha256"), "attachment", ["sha256"], unique=False)
    live = sa.text("taken_off_at IS NULL")
    op.create_index(
        op.f("uq_attachment_content"),
        "attachment",
        ["dossier_id", "sha256"],
        unique=True,
        sqlite_where=live,
        postgresql_where=live,
    )
