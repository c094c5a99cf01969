"""What both stores hold, for both histories: each function does nothing where its work is done already."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def exists(table: str) -> bool:
    """Whether the other history made this table in the same file already."""
    return sa.inspect(op.get_bind()).has_table(table)


def guard(table: str, key: str = "seq") -> None:
    """Make a table append-only. Batch mode drops triggers: call this again in the revision that rebuilds it."""
    guards = {"sqlite": _sqlite_guards, "postgresql": _postgresql_guards}
    for statement in guards[op.get_bind().dialect.name](table, key):
        op.execute(statement)


def _sqlite_guards(table: str, key: str) -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    seen = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = new.{key})"  # noqa: S608 - our own table
    yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}"
    yield f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}"
    yield f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {seen} {refuse}"


def _postgresql_guards(table: str, _key: str) -> Iterator[str]:
    """Of REPLACE there is nothing to fear here: the primary key refuses an INSERT over a row that is there."""
    yield (
        "CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END $$"
    )
    for what in ("update", "delete", "truncate"):
        yield (
            f"CREATE TRIGGER {table}_no_{what} BEFORE {what.upper()} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
        )


def first_shared_tables() -> None:
    """The shared tables of revision 0001."""
    if exists("outbox"):
        return
    _audit()
    _calendar_day()
    _counter()
    _device()
    _inbox()
    _outbox()
    _request_result()
    _service()
    _setting()
    _staff()
    _unit()
    _counter_service()
    _procedure()


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=True),
        sa.Column("device", sa.Uuid(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("object", sa.String(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("prev", sa.String(), nullable=False),
        sa.Column("hmac", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
        sqlite_autoincrement=True,
    )
    if op.get_bind().dialect.name == "postgresql":
        op.create_index(op.f("ix_audit_device"), "audit", ["device", "seq"], unique=False)
        op.create_index(op.f("uq_audit_successor"), "audit", ["device", "prev"], unique=True)
    guard("audit")


def _calendar_day() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("hours", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('off','working','hall_closed','hours')", name=op.f("ck_calendar_day_kind")),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )


def _counter() -> None:
    op.create_table(
        "counter",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_counter")),
    )


def _device() -> None:
    op.create_table(
        "device",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("incarnation", sa.Uuid(), nullable=False),
        sa.Column("device_seq", sa.Integer(), nullable=False),
        sa.Column("upstream_epoch", sa.Integer(), nullable=True),
        sa.Column("protocol", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("slice_index", sa.Integer(), nullable=False),
        sa.Column("slice_count", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_device_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("cursor", sa.String(), nullable=True),
        sa.Column("feed_epoch", sa.String(), nullable=True),
        sa.Column("last_contact_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_pull_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_digest_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("feed", name=op.f("pk_inbox")),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("op_id", sa.Uuid(), nullable=False),
        sa.Column("origin", CODE, nullable=False),
        sa.Column("lane", CODE, nullable=False),
        sa.Column("client_rev", sa.Integer(), nullable=False),
        sa.Column("base_rev", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("captured_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff", sa.String(), nullable=False),
        sa.Column("body_json", sa.Text(), nullable=False),
        sa.Column("body_sha256", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("last_status", sa.Integer(), nullable=True),
        sa.Column("last_problem", sa.JSON(), nullable=True),
        sa.Column("acked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.CheckConstraint(
            "state IN ('pending','inflight','acked','parked','superseded','void')", name=op.f("ck_outbox_state")
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_outbox")),
        sa.UniqueConstraint("op_id", name=op.f("uq_outbox_op_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_outbox_state"), "outbox", ["state", "next_at"], unique=False)
    op.create_index(
        op.f("uq_outbox_rev"),
        "outbox",
        ["origin", "lane", "client_rev"],
        unique=True,
        sqlite_where=sa.text("state NOT IN ('superseded','void')"),
        postgresql_where=sa.text("state NOT IN ('superseded','void')"),
    )


def _request_result() -> None:
    op.create_table(
        "request_result",
        sa.Column("request", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("request", name=op.f("pk_request_result")),
    )


def _service() -> None:
    op.create_table(
        "service",
        sa.Column("code", CODE, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("hint", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_service")),
        sa.UniqueConstraint("series", name=op.f("uq_service_series")),
    )


def _setting() -> None:
    op.create_table(
        "setting",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("login", name=op.f("uq_staff_login")),
    )


def _unit() -> None:
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("code", CODE, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("training", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reference_rev", sa.Integer(), nullable=False),
        sa.Column("reference_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_unit_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
    )


def _counter_service() -> None:
    op.create_table(
        "counter_service",
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("service", CODE, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["counter"], ["counter.number"], name=op.f("fk_counter_service_counter")),
        sa.ForeignKeyConstraint(["service"], ["service.code"], name=op.f("fk_counter_service_service")),
        sa.PrimaryKeyConstraint("counter", "service", name=op.f("pk_counter_service")),
    )


def _procedure() -> None:
    op.create_table(
        "procedure",
        sa.Column("code", CODE, nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("service", CODE, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_fold", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["service"], ["service.code"], name=op.f("fk_procedure_service")),
        sa.PrimaryKeyConstraint("code", "version", name=op.f("pk_procedure")),
    )
    op.create_index(
        op.f("uq_procedure_current"),
        "procedure",
        ["code"],
        unique=True,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
