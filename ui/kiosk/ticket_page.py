"""The page after a ticket was taken: the number large, how long it waits, where to go, and the slip."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.kiosk.choice_page import card
from ui.kiosk.manner import Style
from ui.kiosk.purposes import HOME, Choice
from ui.kiosk.said import TicketSaid
from ui.widgets.fitting import NumberText, Weight, unit_of
from ui.widgets.picture import PictureBox
from ui.widgets.sheet import Sheet
from ui.widgets.tile import Tile
from ui.widgets.tile_board import TileBoard
from ui.widgets.tiles import CardTile

_DOWN, _ACROSS = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight


class Fact(Sheet):
    """A label over its value."""

    def __init__(self, style: Style) -> None:
        ground, ink = style.colours.fact
        super().__init__(ground, style.colours.line)
        self.title = style.text("", 38, Weight.Medium, style.colours.muted)
        self.value = style.text("", 60, Weight.Bold, ink)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self.title, 30)
        self._column.addWidget(self.value, 70)

    def say(self, title: str, value: str) -> None:
        """Say something else."""
        self.title.say(title)
        self.value.say(value)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the margins in proportion."""
        super().resizeEvent(event)
        side = round(24 * unit_of(self))
        self._column.setContentsMargins(side, side // 2, side, side // 2)


class TicketPage(QWidget):
    """Shows one ticket. ``asked_for_slip`` and ``done`` tell of its two tiles: 1 and 2 on the keypad."""

    asked_for_slip = Signal()
    done = Signal()

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self.number = NumberText("", 0, Weight.Bold, style.colours.accent)
        self.service = style.text("", 52)
        self.wait, self.where = Fact(style), Fact(style)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.slip = style.text("", 40, Weight.DemiBold, style.colours.good[1], left)
        self._slip_sign = PictureBox("ticket", style.colours.good[1])
        self._slip_sheet = Sheet(*style.colours.good)
        self.missing = self._tile(1, "ticket.missing", "ticket")
        self.home = self._tile(2, "go.home", "back")
        self.missing.clicked.connect(self.asked_for_slip)
        self.home.clicked.connect(self.done)
        self.home.look = style.colours.main
        self._buttons = TileBoard()
        self._buttons.fill([self.missing, self.home])
        self._said_missing = False
        self._lay_out()

    @property
    def sentence(self) -> str:
        """What it says of the slip."""
        return self.slip.text

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """Its two tiles."""
        return (self.missing, self.home)

    def show_said(self, said: TicketSaid) -> None:
        """Show a ticket."""
        self.number.say(said.number)
        self.service.say(said.service)
        self.wait.say(*said.facts[0])
        self.where.say(*said.facts[1])
        self._said_missing = not said.can_miss
        self._say(said.slip, good=True)
        self.missing.setVisible(said.can_miss)

    def say_missing(self) -> None:
        """The slip has not come: the number is what counts."""
        if not self._said_missing:
            self._said_missing = True
            self._say(self._style.words("ticket.remember", number=self.number.text), good=False)
            self.missing.setVisible(False)

    def tap(self, number: int) -> None:
        """Press the tile of this number, if it is to be seen."""
        if 1 <= number <= len(self.tiles) and self.tiles[number - 1].isVisible():
            self.tiles[number - 1].click()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Side by side on a wide screen, one below the other upright."""
        super().resizeEvent(event)
        unit, upright = unit_of(self), self.window().height() > self.window().width()
        side, larger = round(40 * unit), self._style.manner.large
        self._column.setSpacing(round(20 * unit))
        self._above.setDirection(_DOWN if upright else _ACROSS)
        self._on_paper.setContentsMargins(side, round(12 * unit), side, round(12 * unit))
        self._on_slip.setContentsMargins(side // 2, round(6 * unit), side, round(6 * unit))
        for row in (self._above, self._facts):
            row.setSpacing(round(24 * unit))
        self._on_paper.setSpacing(round(8 * unit))
        facts = 40 if upright or larger else 30
        self._above.setStretch(0, 100 - facts)
        self._above.setStretch(1, facts)
        for at, share in enumerate((74, 11, 15) if upright else (68, 16, 15) if larger else (72, 12, 15)):
            self._column.setStretch(at, share)
        self._column.activate()

    def _say(self, text: str, *, good: bool) -> None:
        colours = self._style.colours
        ground, ink = colours.good if good else colours.warn
        self.slip.say(text, ink)
        self._slip_sign.show_picture("ticket", ink)
        self._slip_sheet.recolour(ground, ink)

    def _tile(self, number: int, key: str, icon: str) -> CardTile:
        return card(self._style, number, Choice(self._style.words(key), "", icon, HOME), lambda _tile, _choice: None)

    def _lay_out(self) -> None:
        paper = Sheet(self._style.colours.paper, self._style.colours.line)
        yours = self._style.text(self._style.words("ticket.yours"), 48, Weight.DemiBold, self._style.colours.muted)
        self._on_paper = QVBoxLayout(paper)
        self._on_paper.setSpacing(0)
        for widget, share in ((yours, 11), (self.number, 64), (self.service, 25)):
            self._on_paper.addWidget(widget, share)
        self._facts = QBoxLayout(_DOWN)
        self._facts.addWidget(self.wait, 1)
        self._facts.addWidget(self.where, 1)
        self._above = QBoxLayout(_ACROSS)
        self._above.addWidget(paper)
        self._above.addLayout(self._facts)
        self._on_slip = QBoxLayout(_ACROSS, self._slip_sheet)
        self._on_slip.addWidget(self._slip_sign, 1)
        self._on_slip.addWidget(self.slip, 12)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._above)
        self._column.addWidget(self._slip_sheet)
        self._column.addWidget(self._buttons)
