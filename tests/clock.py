"""A clock one sets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from counter_app.moments import HANOI

WORKING_MORNING = datetime(2026, 11, 20, 8, 30, tzinfo=HANOI)
"""A Friday on which the hall is open."""


class SetClock:
    """Says the moment it was set to; ``forward`` moves it."""

    def __init__(self, moment: datetime = WORKING_MORNING) -> None:
        self.moment = moment.astimezone(UTC)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **span: float) -> None:
        self.moment += timedelta(**span)
