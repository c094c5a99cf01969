"""A finger on a touch screen: pilots of the kiosk and of the citizen's screen."""

from __future__ import annotations

from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ui.citizen.window import CitizenWindow
from ui.demo.pilot import wait_until
from ui.kiosk.window import KioskWindow
from ui.widgets.tile import Tile


class Finger:
    """Touches tiles by what stands on them. ``touches`` counts."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.touches = 0
        self._screen: QPointingDevice = QTest.createTouchDevice()

    def sees(self, words: str) -> bool:
        """Whether a tile with these words can be touched now."""
        return self._tile(words) is not None

    def touch(self, words: str) -> None:
        """Touch the tile with these words, once it is there."""
        wait_until(lambda: self.sees(words), f"the tile «{words}»")
        tile = self._tile(words)
        assert tile is not None
        self.touches += 1
        where = tile.mapTo(self.window, tile.rect().center())
        for down in (True, False):
            contact = QTest.touchEvent(self.window, self._screen, autoCommit=False)
            (contact.press if down else contact.release)(0, where, self.window)
            contact.commit()

    def _tile(self, words: str) -> Tile | None:
        shown = (tile for tile in self.window.findChildren(Tile) if tile.isVisible() and tile.isEnabled())
        return next((tile for tile in shown if words in tile.text()), None)


class KioskPilot(Finger):
    """A citizen at the ticket kiosk."""

    def __init__(self, window: KioskWindow) -> None:
        super().__init__(window)
        self.kiosk = window

    def takes_a_ticket(self, *words: str) -> str:
        """Touch one tile after another; the number shown."""
        for each in words:
            wait_until(lambda: self.kiosk.ready, "the kiosk to take a press")
            self.touch(each)
        ticket = self.kiosk.ticket
        wait_until(lambda: self.kiosk.page is ticket, "the number")
        return ticket.number.text


class CitizenPilot(Finger):
    """The citizen before the second screen."""

    def __init__(self, window: CitizenWindow) -> None:
        super().__init__(window)
        self.screen = window

    def touch(self, words: str) -> None:
        """Touch a tile once a press counts again."""
        wait_until(lambda: self.screen.ready, "the screen to take a press")
        super().touch(words)

    def shows_phone(self, phone: str) -> bool:
        """Whether the check page shows this phone."""
        return getattr(self.screen.page, "phone", None) == phone and self.sees("Đúng")
