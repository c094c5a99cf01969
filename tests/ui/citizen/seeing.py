"""What stands on the screen, and what became of an answer."""

from __future__ import annotations

from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from counter_app.citizen_page import Page
from counter_app.place import Place
from counter_app.queue.visits import VisitCard
from counter_app.records.ratings import Rating
from counter_app.store import Asking
from tests.ui.citizen.counter_day import CounterDay
from ui.citizen.window import CitizenWindow


def shows(qtbot: QtBot, screen: CitizenWindow, kind: type[Page], about: VisitCard | None = None) -> None:
    def there() -> bool:
        page = screen.page
        return isinstance(page, kind) and (about is None or getattr(page, "visit_id", None) == about.id)

    qtbot.waitUntil(there)


def answers(place: Place) -> int:
    def asked(asking: Asking) -> int:
        return asking.connection.execute(select(func.count()).select_from(Rating)).scalar_one()

    return place.desk.ask(asked)


def rated(qtbot: QtBot, day: CounterDay, visit: VisitCard) -> None:
    qtbot.waitUntil(lambda: day.rating(visit) is not None)
