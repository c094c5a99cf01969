"""Ratings (đánh giá mức độ hài lòng): one answer counts per visit; a second is kept and flagged.

Never a condition for anything, never given by the officer: the source of every answer is kept. Faces go from 1 (the
least satisfied) to the scale's top; ``None`` is "không đánh giá".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import insert, select, update

from counter_app.errors import BadDocument, NotFound
from counter_app.ids import new_id
from counter_app.queue.visits import visit
from counter_app.records.desk import Dossier
from counter_app.records.ratings import Rating
from counter_app.settings import value_of
from counter_app.store import Act, Asking

Source = Literal["screen", "elsewhere", "lookup"]

FACES: dict[int, tuple[str, ...]] = {
    3: ("Chưa hài lòng", "Hài lòng", "Rất hài lòng"),
    5: ("Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"),
}
"""What stands below the faces, least satisfied first, for each scale."""


IN_THREE: dict[int, tuple[int, ...]] = {3: (1, 2, 3), 5: (1, 1, 2, 2, 3)}
"""What each face of a scale means in three, as the national count has it (chưa hài lòng, hài lòng, rất hài lòng): of five
the two lowest are the first, «bình thường» and «hài lòng» the second."""

REASONS = (
    "Chờ lâu",
    "Phải đi lại nhiều lần",
    "Hướng dẫn chưa rõ",
    "Thái độ chưa đúng mực",
    "Kết quả chậm hẹn",
    "Lý do khác",
)
"""What somebody who is not content may say of it."""
SKIPPED = "không nêu"
"""Asked for a reason and gave none."""


def in_three(level: int, scale: int) -> int:
    """A face in three levels: 1 not content, 2 content, 3 very content."""
    return IN_THREE[scale][level - 1]


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
    reason: str = ""

    @property
    def discontent(self) -> bool:
        """Whether the answer was that one is not content."""
        return self.level is not None and in_three(self.level, self.scale) == 1


def give(act: Act, visit_id: UUID, level: int | None, source: Source = "screen", reason: str = "") -> RatingCard:
    """Keep an answer for a visit. The first counts; a later one is kept and flagged."""
    scale = int(value_of(act, "rating.faces"))
    if source == "elsewhere":
        scale = 5
    if level is not None and not 1 <= level <= scale:
        raise BadDocument("level", f"chỉ nhận từ 1 đến {scale}")
    about = visit(act, visit_id)
    first = rating_of(act, visit_id) is None
    cut_old_votes(act)
    values = {"visit_id": visit_id, "counter": about.counter, "scale": scale, "level": level, "source": source}
    rating_id = new_id()
    act.connection.execute(insert(Rating).values(id=rating_id, at=act.now, reason=reason, counted=first, **values))
    act.record("rating.given", f"visit:{visit_id}", _body(act, rating_id, visit_id, values, counted=first))
    return RatingCard(rating_id, visit_id, level, scale, source, first, act.now)


def cut_old_votes(act: Act) -> int:
    """Take the visit from votes older than the unit keeps it (``rating.keep_days``); how many. What they said stays."""
    days = int(value_of(act, "rating.keep_days"))
    old = (Rating.visit_id.is_not(None), Rating.at < act.now - timedelta(days=days))
    return int(act.connection.execute(update(Rating).where(*old).values(visit_id=None)).rowcount)


def give_reason(act: Act, visit_id: UUID, reason: str) -> RatingCard:
    """Why somebody was not content, on the screen right after; ``SKIPPED`` where they don't say. The first answer stays.

    BadDocument for what is not offered; NotFound where nothing was answered.
    """
    if reason not in (*REASONS, SKIPPED):
        raise BadDocument("reason", "không có lý do này")
    given = rating_of(act, visit_id)
    if given is None:
        raise NotFound("rating", str(visit_id))
    if given.reason or not given.discontent:
        return given
    act.connection.execute(update(Rating).where(Rating.id == given.id).values(reason=reason))
    said = {"id": str(given.id), "visit_id": str(visit_id), "reason": reason, "at": act.now.isoformat()}
    act.record("rating.reason_given", f"visit:{visit_id}", said)
    return replace(given, reason=reason)


def rating_of(asking: Asking, visit_id: UUID) -> RatingCard | None:
    """The answer that counts for a visit."""
    row = asking.connection.execute(
        select(Rating.__table__).where(Rating.visit_id == visit_id, Rating.counted)
    ).one_or_none()
    if row is None:
        return None
    return RatingCard(row.id, row.visit_id, row.level, row.scale, row.source, row.counted, row.at, row.reason)


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
