"""A row of small tiles of which each is on or off, with words before it: beside on a wide screen, above upright."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.kiosk.manner import Style
from ui.widgets.fitting import FitText, Weight, unit_of
from ui.widgets.toggle import ToggleTile

ACROSS, DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class ToggleRow(QWidget):
    """``touched`` tells which tile was touched; what then is on is said with ``turn``."""

    touched = Signal(str)

    def __init__(
        self,
        style: Style,
        tiles: Mapping[str, tuple[str, str]],
        words: str = "",
        *,
        shares: tuple[int, int] = (20, 80),
        beside: bool = False,
    ) -> None:
        """``tiles``: word and picture by key; ``shares`` of words and tiles on a wide screen; ``beside``: upright too.

        Words that stay beside the tiles stand close to them.
        """
        super().__init__()
        self._shares, self._beside, self._upright = shares, beside, False
        side = Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft
        self._said = words
        self.words: FitText = style.text(words, 34, Weight.DemiBold, align=side | Qt.AlignmentFlag.AlignVCenter)
        self._by_key = {key: _tile(style, word, icon) for key, (word, icon) in tiles.items()}
        self._row = QBoxLayout(ACROSS)
        for key, tile in self._by_key.items():
            tile.clicked.connect(lambda _checked, key=key: self.touched.emit(key))
            self._row.addWidget(tile, 1)
        self._box = QBoxLayout(ACROSS, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.words)
        self._box.addLayout(self._row)
        self.words.setVisible(bool(words))

    @property
    def tiles(self) -> tuple[ToggleTile, ...]:
        """The tiles in their order."""
        return tuple(self._by_key.values())

    def tile(self, key: str) -> ToggleTile:
        """The tile of a key."""
        return self._by_key[key]

    def turn(self, *on: str) -> None:
        """Show which are on."""
        for key, tile in self._by_key.items():
            tile.turn(on=key in on)

    def say(self, words: str) -> None:
        """Say something else before the tiles; a line break counts on a wide screen alone."""
        self._said = words
        self.words.say(words.replace("\n", " ") if self._upright and not self._beside else words)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The words beside the tiles on a wide screen, above them upright."""
        super().resizeEvent(event)
        self._upright = self.window().height() > self.window().width()
        above = self._upright and not self._beside
        self._box.setDirection(DOWN if above else ACROSS)
        for at, share in enumerate((26, 74) if above else self._shares):
            self._box.setStretch(at, share)
        gap = round(16 * unit_of(self))
        self._box.setSpacing(gap // 2 if above else gap)
        self._row.setSpacing(gap)
        self.level_words()
        self.say(self._said)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Sizes are certain now."""
        super().showEvent(event)
        self.level_words()

    def level_words(self) -> None:
        """Give all words the size of the one that needs the smallest."""
        self._box.activate()
        unit = unit_of(self)
        smallest = min(tile.wanted_px(unit) for tile in self.tiles)
        for tile in self.tiles:
            tile.title_px = smallest
            tile.update()


def _tile(style: Style, word: str, icon: str) -> ToggleTile:
    tile = ToggleTile(word, icon)
    tile.largest_px *= style.scale
    tile.off_look, tile.on_look = style.colours.plain, style.colours.on
    style.dress(tile)
    return tile
