"""Dossiers are found while somebody types: an index of words, filled from what is there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_WORDS = (
    "CREATE VIRTUAL TABLE dossier_words USING fts5"
    "(words, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='1 2 3 4 5 6')"
)


def upgrade() -> None:
    op.create_table(
        "dossier_place",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_place_dossier_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_dossier_place")),
        sa.UniqueConstraint("dossier_id", name=op.f("uq_dossier_place_dossier_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_dossier_received_at"), "dossier", ["received_at", "id"], unique=False)
    op.execute(_WORDS)
    op.execute("INSERT INTO dossier_place (dossier_id) SELECT id FROM dossier ORDER BY received_at, id")
    _fill()


def _fill() -> None:
    """The words as they were made when this revision was written."""
    connection = op.get_bind()
    rows = connection.execute(
        sa.text(
            "SELECT place.seq, dossier.code, person.name_fold, coalesce(person.number, '') AS number, person.phone "
            "FROM dossier_place place JOIN dossier ON dossier.id = place.dossier_id "
            "JOIN person ON person.dossier_id = dossier.id ORDER BY place.seq"
        )
    )
    words: dict[int, dict[str, None]] = {}
    for row in rows:
        numbers = [one.lower() for one in (row.number, row.phone) if one]
        said = [
            *row.code.partition("-")[2].split("-"),
            *row.name_fold.split(),
            *numbers,
            *(one[-4:] for one in numbers),
        ]
        words.setdefault(row.seq, {}).update(dict.fromkeys(said))
    kept = [{"seq": seq, "words": " ".join(said)} for seq, said in words.items()]
    if kept:
        connection.execute(sa.text("INSERT INTO dossier_words (rowid, words) VALUES (:seq, :words)"), kept)
