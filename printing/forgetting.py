"""What stood on old papers is forgotten by itself, at the first chance of each business day: programs run for weeks."""

from __future__ import annotations

from datetime import date

from counter_app import old_papers
from counter_app.moments import business_day
from counter_app.place import Place


class DailyPurge:
    """One for each thread that looks."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._done: date | None = None

    def run(self) -> None:
        """Forget, unless it was done on this business day. Refused (disk full, say): it is tried again at the next look."""
        today = business_day(self._place.clock())
        if today != self._done:
            self._place.desk.do(old_papers.purge)
            self._done = today
