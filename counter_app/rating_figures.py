"""Figures of the ratings (kết quả đánh giá): by counter and month, in three levels, always with the number of votes.

NĐ 118/2025/NĐ-CP, article 34. Of two answers to one visit the first counts; a refusal to answer is counted apart and in no
share; answers on five faces are told in three (``ratings.IN_THREE``). Raw votes know their visit for a while only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from counter_app.calendar import at
from counter_app.moments import business_day
from counter_app.ratings import SKIPPED, in_three
from counter_app.records.ratings import Rating
from counter_app.store import Asking


@dataclass(frozen=True)
class RatingFigures:
    """The votes of a counter in a month."""

    counter: int
    month: str
    """``2026-11``."""
    votes: int
    very_content: int
    content: int
    not_content: int
    declined: int
    """Asked and chose not to answer."""
    reasons: tuple[tuple[str, int], ...]
    """What those who were not content said of it, the most frequent first."""
    content_share: float
    """Of those who answered, how many per cent were content or very content, to one decimal; 0 without votes."""


def rating_figures(asking: Asking, first: date, last: date) -> tuple[RatingFigures, ...]:
    """Every counter and month with an answer from the first to the last day, both counted, in order."""
    rows = asking.connection.execute(
        select(Rating.counter, Rating.at, Rating.level, Rating.scale, Rating.reason)
        .where(Rating.counted, Rating.at >= at(first, 0), Rating.at < at(last + timedelta(days=1), 0))
        .order_by(Rating.at)
    )
    groups: dict[tuple[int, str], list[Any]] = {}
    for row in rows:
        groups.setdefault((row.counter, f"{business_day(row.at):%Y-%m}"), []).append(row)
    return tuple(_counted(counter, month, answers) for (counter, month), answers in sorted(groups.items()))


def _counted(counter: int, month: str, answers: Iterable[Any]) -> RatingFigures:
    answers = list(answers)
    levels = Counter(in_three(one.level, one.scale) for one in answers if one.level is not None)
    said = Counter(one.reason for one in answers if one.reason and one.reason != SKIPPED)
    reasons = tuple(sorted(said.items(), key=lambda pair: (-pair[1], pair[0])))
    declined = sum(one.level is None for one in answers)
    votes = levels.total()
    share = round(100 * (levels[3] + levels[2]) / votes, 1) if votes else 0.0
    return RatingFigures(counter, month, votes, levels[3], levels[2], levels[1], declined, reasons, share)
