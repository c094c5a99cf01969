"""What dossiers are found by while somebody types: the words of a dossier, in a full-text index of SQLite's (FTS5).

The index keeps no text of its own, only which words stand where; the order of its rows is the order of receiving.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import DDL, ForeignKey, event
from sqlalchemy.orm import Mapped, mapped_column

from counter_app.records.base import Base, lives_in

MAKE_WORDS = (
    "CREATE VIRTUAL TABLE dossier_words USING fts5"
    "(words, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='1 2 3 4 5 6')"
)
"""Beginnings of up to six letters are kept too: two in five families are called nguyễn, and every key is a question."""


class DossierPlace(Base):
    """The row of a dossier in ``dossier_words``."""

    __tablename__ = "dossier_place"
    __table_args__ = ({"info": lives_in("desk"), "sqlite_autoincrement": True},)
    seq: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"), unique=True)


event.listen(DossierPlace.__table__, "after_create", DDL(MAKE_WORDS))  # type: ignore[no-untyped-call]
