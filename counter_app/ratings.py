"""Ratings (đánh giá mức độ hài lòng): one answer counts per visit; a second is kept and flagged.

Never a condition for anything, never given by the officer: the source of every answer is kept. Faces go from 1 (the
least satisfied) to the scale's top; ``None`` is "không đánh giá".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import insert, select

from counter_app.errors import BadDocument
from counter_app.ids import new_id
from counter_app.queue.visits import visit
from counter_app.records.desk import Dossier, Rating
from counter_app.settings import value_of
from counter_app.store import Act, Asking

Source = Literal["screen", "elsewhere", "lookup"]

FACES: dict[int, tuple[str, ...]] = {
    3: ("Chưa hài lòng", "Hài lòng", "Rất hài lòng"),
    5: ("Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"),
}
"""What stands below the faces, least satisfied first, for each scale."""


@dataclass(frozen=True)
class RatingCard:
    """An answer as kept."""

    id: UUID
    visit_id: UUID
    level: int | None
    scale: int
    source: str
    counted: bool
    at: datetime


def give(act: Act, visit_id: UUID, level: int | None, source: Source = "screen", reason: str = "") -> RatingCard:
    """Keep an answer for a visit. The first counts; a later one is kept and flagged."""
    scale = int(value_of(act, "rating.faces"))
    if source == "elsewhere":
        scale = 5
    if level is not None and not 1 <= level <= scale:
        raise BadDocument("level", f"chỉ nhận từ 1 đến {scale}")
    about = visit(act, visit_id)
    first = rating_of(act, visit_id) is None
    values = {"visit_id": visit_id, "counter": about.counter, "scale": scale, "level": level, "source": source}
    rating_id = new_id()
    act.connection.execute(insert(Rating).values(id=rating_id, at=act.now, reason=reason, counted=first, **values))
    act.record("rating.given", f"visit:{visit_id}", _body(act, rating_id, visit_id, values, counted=first))
    return RatingCard(rating_id, visit_id, level, scale, source, first, act.now)


def rating_of(asking: Asking, visit_id: UUID) -> RatingCard | None:
    """The answer that counts for a visit."""
    row = asking.connection.execute(
        select(Rating.__table__).where(Rating.visit_id == visit_id, Rating.counted)
    ).one_or_none()
    if row is None:
        return None
    return RatingCard(row.id, row.visit_id, row.level, row.scale, row.source, row.counted, row.at)


def _body(act: Act, rating_id: UUID, visit_id: UUID, values: dict[str, object], *, counted: bool) -> dict[str, object]:
    codes = act.connection.execute(select(Dossier.code).where(Dossier.visit_id == visit_id)).scalars().all()
    return {
        **values,
        "id": str(rating_id),
        "visit_id": str(visit_id),
        "at": act.now.isoformat(),
        "counted": counted,
        "dossiers": list(codes),
    }
