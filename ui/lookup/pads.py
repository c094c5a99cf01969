"""Pads of large keys: digits as on a telephone, letters as on a keyboard. They tell what is pressed, and keep nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.kiosk.manner import Style
from ui.widgets.fitting import Weight, fitted_px, letters, unit_of
from ui.widgets.tile import Look, Tile

ERASE, NEXT, SPACE = "erase", "next", " "
TURN = "turn"
_DIGITS = (("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9"), (ERASE, "0", NEXT))
_LETTERS = (("Q", "W", "E", "R", "T", "Y", "U", "I", "O", "P"), tuple("ASDFGHJKL"), tuple("ZXCVBNM"))
_DIGITS_IN_A_ROW = "1234567890"
_TEN = 10


class KeyTile(Tile):
    """A key; all letters of a pad are equally large, whatever their shape."""

    def __init__(self, style: Style, word: str) -> None:
        super().__init__(word)
        self._px = (64 if len(word) == 1 else 44) * style.scale
        style.dress(self)

    def paint(self, painter: QPainter, look: Look, unit: float) -> None:
        """The letter in the middle."""
        edge = round(8 * unit)
        room = self.rect().adjusted(edge, edge, -edge, -edge)
        widest = "W" if len(self.text()) == 1 else self.text()
        px = fitted_px(widest, round(self._px * unit), Weight.Bold, room.width(), room.height())
        painter.setPen(QColor(look.ink))
        painter.setFont(letters(px, Weight.Bold))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), self.text())


class Pad(QWidget):
    """Keys in rows of a grid. ``pressed`` carries the letter, or ``erase``, ``next``, a space."""

    pressed = Signal(str)

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self.keys: dict[str, KeyTile] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)

    def put(self, key: str, word: str, row: int, column: int, wide: int = 1) -> KeyTile:
        """Put a key in its place, so many columns wide."""
        tile = KeyTile(self._style, word)
        if key == NEXT:
            tile.look = self._style.colours.main
        tile.clicked.connect(lambda: self.pressed.emit(key))
        self.keys[key] = tile
        self._grid.addWidget(tile, row, column, 1, wide)
        return tile

    def even(self) -> None:
        """All rows equally high, all columns equally wide."""
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 1)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the gaps in proportion."""
        super().resizeEvent(event)
        self._grid.setSpacing(round(12 * unit_of(self)))
        self._grid.activate()


class DigitPad(Pad):
    """1 to 9, 0, erase, next."""

    def __init__(self, style: Style) -> None:
        super().__init__(style)
        words = {ERASE: style.words("type.erase"), NEXT: style.words("type.next")}
        for row, keys in enumerate(_DIGITS):
            for column, key in enumerate(keys):
                self.put(key, words.get(key, key), row, column)
        self.even()


class LetterPad(Pad):
    """The letters; for a code with digits, a dot and next, else with a space, and a key that turns to the digits."""

    def __init__(self, style: Style, *, for_code: bool) -> None:
        super().__init__(style)
        first, middle, bottom = _LETTERS
        rows = ((*"1234567890",), first, (*middle, "."), bottom) if for_code else (first, middle, bottom)
        for row, keys in enumerate(rows):
            # Two grid columns for a key: a shorter row can stand half a key to the right.
            indent = _TEN - len(keys) if keys is not bottom and for_code else 0
            for at, key in enumerate(keys):
                self.put(key, key, row, indent + 2 * at, 2)
        last = len(rows) - 1
        end = 2 * len(bottom)
        erase = style.words("type.erase")
        if for_code:
            self.put(ERASE, erase, last, end, 3)
            self.put(NEXT, style.words("type.next"), last, end + 3, 3)
        else:
            self.put(SPACE, style.words("type.space"), last, end, 3)
            self.put(ERASE, erase, last, end + 3, 3)
            self._put_figures()
        self.even()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Who comes next finds the letters."""
        super().hideEvent(event)
        if TURN in self.keys:
            self._turn(figures=False)

    def _put_figures(self) -> None:
        """The digits where the first row of letters stands, the dot where M does; there is no height for one more row."""
        for at, key in enumerate(_DIGITS_IN_A_ROW):
            self.put(key, key, 0, 2 * at, 2)
        self.put(".", ".", 2, 12, 2)
        turn = self.put(TURN, "123", 1, 18, 2)
        turn.clicked.disconnect()
        turn.clicked.connect(lambda: self._turn(figures=self.keys["Q"].isVisibleTo(self)))
        self._turn(figures=False)

    def _turn(self, *, figures: bool) -> None:
        for key in (*_DIGITS_IN_A_ROW, "."):
            self.keys[key].setVisible(figures)
        for key in (*_LETTERS[0], "M"):
            self.keys[key].setVisible(not figures)
        self.keys[TURN].change("ABC" if figures else "123")
