"""A page of tiles under a question, some at a time: the services, the procedures of one, what a search found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kiosk.choice_page import card
from ui.kiosk.manner import Style
from ui.kiosk.purposes import Choice
from ui.lookup.pads import LetterPad
from ui.lookup.paged import Turner
from ui.widgets.fitting import Weight, unit_of
from ui.widgets.sheet import Sheet
from ui.widgets.tile import Tile
from ui.widgets.tile_board import TileBoard

_AT_ONCE = 6


class ListPage(QWidget):
    """The question, the tiles, the turner. ``pressed`` carries the tile and its ``Choice``."""

    pressed = Signal(object, object)

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self._choices: tuple[Choice, ...] = ()
        self._page, self._at_once = 0, _AT_ONCE
        self.question = style.text("", 56, Weight.Bold)
        self.board, self.turner = TileBoard(), Turner(style)
        self.turner.before.clicked.connect(lambda: self.turn(-1))
        self.turner.after.clicked.connect(lambda: self.turn(1))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.question)
        self._column.addWidget(self.board, 1)
        self._column.addWidget(self.turner)

    @property
    def tiles(self) -> Sequence[Tile]:
        """The tiles shown, in the order of their numbers."""
        return self.board.tiles

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Everything offered, on this page and the others."""
        return self._choices

    def offer(self, question: str, choices: Sequence[Choice], at_once: int = _AT_ONCE) -> None:
        """Offer these, so many at once."""
        self.question.say(question)
        self._choices, self._page, self._at_once = tuple(choices), 0, at_once
        self._show()

    def turn(self, by: int) -> None:
        """Go so many pages on; beyond the last one the first follows."""
        self._page = (self._page + by) % self._pages
        self._show()

    def tap(self, number: int) -> None:
        """Press the tile of this number, if there is one."""
        if 1 <= number <= len(self.tiles):
            self.tiles[number - 1].click()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the proportions."""
        super().resizeEvent(event)
        unit = unit_of(self)
        self._column.setSpacing(round(16 * unit))
        self.question.setFixedHeight(round(112 * unit))
        self.turner.setFixedHeight(max(78, round(100 * unit)))
        self._column.activate()

    @property
    def _pages(self) -> int:
        return max(1, -(-len(self._choices) // self._at_once))

    def _show(self) -> None:
        first = self._page * self._at_once
        shown = enumerate(self._choices[first : first + self._at_once], start=1)
        self.board.fill([card(self._style, number, choice, self.pressed.emit) for number, choice in shown])
        self.turner.show_page(self._page, self._pages)
        self._column.activate()


class SearchPage(QWidget):
    """What has been typed, what it found, and the letters. ``pressed`` carries a found tile, ``typed`` a key."""

    pressed = Signal(object, object)
    typed = Signal(str)

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self.question = style.text("", 40, Weight.DemiBold)
        self._sheet = Sheet(style.colours.paper, style.colours.line)
        self.text = style.text("", 56, Weight.Bold)
        self.board, self.pad = TileBoard(), LetterPad(style, for_code=False)
        self.pad.pressed.connect(self.typed)
        self._on_sheet = QVBoxLayout(self._sheet)
        self._on_sheet.addWidget(self.text)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        parts: tuple[tuple[QWidget, int], ...] = (
            (self._sheet, 13),
            (self.question, 8),
            (self.board, 29),
            (self.pad, 50),
        )
        for part, share in parts:
            self._column.addWidget(part, share)

    @property
    def tiles(self) -> Sequence[Tile]:
        """The tiles of what was found."""
        return self.board.tiles

    def show_found(self, text: str, says: str, choices: Sequence[Choice]) -> None:
        """Show what was typed and what it found."""
        self.text.say(f"{text}_")
        self.question.say(says)
        numbered = enumerate(choices, start=1)
        self.board.fill([card(self._style, number, choice, self.pressed.emit) for number, choice in numbered])

    def tap(self, number: int) -> None:
        """Press the found tile of this number, if there is one."""
        if 1 <= number <= len(self.tiles):
            self.tiles[number - 1].click()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the gaps in proportion."""
        super().resizeEvent(event)
        gap = round(12 * unit_of(self))
        self._column.setSpacing(gap)
        self._on_sheet.setContentsMargins(gap * 2, gap // 2, gap * 2, gap // 2)
        self._column.activate()
