"""The first tables of the desk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from counter_app.migrations.both import CODE, first_shared_tables, guard

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    first_shared_tables()
    _dossier_number()
    _dossier_shadow()
    _print_job()
    _printer()
    _reference_copy()
    _sign_in_failure()
    _visit()
    _dossier()
    _draft()
    _rating()
    _copy_line()
    _dossier_alias()
    _dossier_event()
    _fee()
    _paper()
    _person()


def _dossier_number() -> None:
    op.create_table(
        "dossier_number",
        sa.Column("unit", CODE, nullable=False),
        sa.Column("business_day", sa.Date(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("unit", "business_day", name=op.f("pk_dossier_number")),
    )


def _dossier_shadow() -> None:
    op.create_table(
        "dossier_shadow",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("dossier_id", name=op.f("pk_dossier_shadow")),
    )


def _print_job() -> None:
    op.create_table(
        "print_job",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("printer", sa.String(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("copy_no", sa.Integer(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("bytes_out", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('queued','sending','printed','sent','unconfirmed','failed','cancelled')",
            name=op.f("ck_print_job_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_job")),
        sa.UniqueConstraint("request", name=op.f("uq_print_job_request")),
    )
    op.create_index(op.f("ix_print_job_about"), "print_job", ["about"], unique=False)
    op.create_index(op.f("ix_print_job_state"), "print_job", ["state", "printer"], unique=False)


def _printer() -> None:
    op.create_table(
        "printer",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("transport", sa.String(), nullable=False),
        sa.Column("address", sa.JSON(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("ack", sa.String(), nullable=False),
        sa.Column("purposes", sa.JSON(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_printer")),
    )


def _reference_copy() -> None:
    op.create_table(
        "reference_copy",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_reference_copy_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_copy")),
    )


def _sign_in_failure() -> None:
    op.create_table(
        "sign_in_failure",
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("login", name=op.f("pk_sign_in_failure")),
    )


def _visit() -> None:
    op.create_table(
        "visit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=True),
        sa.Column("ticket_label", sa.String(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("staff", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("began", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("checked", sa.String(), nullable=True),
        sa.CheckConstraint("state IN ('open','parked','ended')", name=op.f("ck_visit_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    op.create_index(
        op.f("uq_visit_open_counter"),
        "visit",
        ["counter"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        op.f("uq_visit_ticket"),
        "visit",
        ["ticket_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'ended'"),
        postgresql_where=sa.text("state <> 'ended'"),
    )


def _dossier() -> None:
    op.create_table(
        "dossier",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", CODE, nullable=False),
        sa.Column("code_kind", sa.String(), nullable=False),
        sa.Column("unit", CODE, nullable=False),
        sa.Column("procedure_code", CODE, nullable=False),
        sa.Column("procedure_version", sa.String(), nullable=False),
        sa.Column("procedure_name", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.Column("business_day", sa.Date(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_original", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_basis", sa.Text(), nullable=False),
        sa.Column("sets", sa.Integer(), nullable=False),
        sa.Column("return_way", sa.String(), nullable=False),
        sa.Column("return_address", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("fee_total", sa.Integer(), nullable=False),
        sa.Column("authorisation", sa.JSON(), nullable=True),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("counter", sa.Integer(), nullable=True),
        sa.Column("staff", sa.String(), nullable=False),
        sa.Column("client_rev", sa.Integer(), nullable=False),
        sa.Column("office_rev", sa.Integer(), nullable=True),
        sa.Column("city_rev", sa.Integer(), nullable=True),
        sa.Column("city_state", sa.Integer(), nullable=True),
        sa.Column("sync_state", sa.String(), nullable=False),
        sa.CheckConstraint("code_kind IN ('final','temporary')", name=op.f("ck_dossier_code_kind")),
        sa.CheckConstraint("state BETWEEN 1 AND 10", name=op.f("ck_dossier_state")),
        sa.CheckConstraint("sync_state IN ('local','office','city','attention')", name=op.f("ck_dossier_sync_state")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_dossier_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
        sa.UniqueConstraint("code", name=op.f("uq_dossier_code")),
    )
    op.create_index(op.f("ix_dossier_day"), "dossier", ["business_day"], unique=False)
    op.create_index(op.f("ix_dossier_visit"), "dossier", ["visit_id"], unique=False)


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("staff", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('open','done','dropped')", name=op.f("ck_draft_state")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_draft_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    op.create_index(op.f("ix_draft_visit"), "draft", ["visit_id"], unique=False)


def _rating() -> None:
    op.create_table(
        "rating",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("scale", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.CheckConstraint("level IS NULL OR level BETWEEN 1 AND 5", name=op.f("ck_rating_level")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_rating_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
    )
    op.create_index(
        op.f("uq_rating_visit"),
        "rating",
        ["visit_id"],
        unique=True,
        sqlite_where=sa.text("counted"),
        postgresql_where=sa.text("counted"),
    )


def _copy_line() -> None:
    op.create_table(
        "copy_line",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_copy_line_dossier_id")),
        sa.PrimaryKeyConstraint("dossier_id", "position", name=op.f("pk_copy_line")),
    )


def _dossier_alias() -> None:
    op.create_table(
        "dossier_alias",
        sa.Column("alias", CODE, nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_alias_dossier_id")),
        sa.PrimaryKeyConstraint("alias", name=op.f("pk_dossier_alias")),
    )
    op.create_index(op.f("ix_dossier_alias_dossier"), "dossier_alias", ["dossier_id"], unique=False)


def _dossier_event() -> None:
    op.create_table(
        "dossier_event",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_event_dossier_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_dossier_event")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_dossier_event_dossier"), "dossier_event", ["dossier_id"], unique=False)
    guard("dossier_event")


def _fee() -> None:
    op.create_table(
        "fee",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ground", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_fee_dossier_id")),
        sa.PrimaryKeyConstraint("dossier_id", "position", name=op.f("pk_fee")),
    )


def _paper() -> None:
    op.create_table(
        "paper",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("originals", sa.Integer(), nullable=False),
        sa.Column("certified", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_paper_dossier_id")),
        sa.PrimaryKeyConstraint("dossier_id", "position", name=op.f("pk_paper")),
    )


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("number_kind", sa.String(), nullable=True),
        sa.Column("nationality", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_fold", sa.String(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("sex", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("eid_account", sa.String(), nullable=True),
        sa.CheckConstraint("role IN ('owner','submitter','authorised_by','subject')", name=op.f("ck_person_role")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_person_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("dossier_id", "role", name=op.f("uq_person_role")),
    )
    op.create_index(op.f("ix_person_name"), "person", ["name_fold"], unique=False)
    op.create_index(op.f("ix_person_number"), "person", ["number"], unique=False)
    op.create_index(op.f("ix_person_phone"), "person", ["phone"], unique=False)
