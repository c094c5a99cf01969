"""The five priority classes as a strip of pictures above the groups: a priority ticket takes no touch more than that."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from counter_app.wording import PRIORITIES_VI
from ui import theme
from ui.widgets.fitting import FitText, Weight, unit_of
from ui.widgets.toggle import ToggleTile

_FIRST = ("Thuộc diện ưu tiên?", "Mời chạm hình trước")
_ON = ("Đã chọn ưu tiên.", "Chạm lại để bỏ")


class PriorityStrip(QWidget):
    """At most one class is on. ``touched`` tells which was touched; what then holds is said with ``show_class``."""

    touched = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._on, self._upright = False, False
        self.words = FitText(" ".join(_FIRST), 38, Weight.DemiBold, theme.INK)
        self._by_code = {code: ToggleTile(name, icon=code) for code, name in PRIORITIES_VI.items()}
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for code, tile in self._by_code.items():
            tile.clicked.connect(lambda _checked, code=code: self.touched.emit(code))
            self._row.addWidget(tile, 1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.words)
        self._box.addLayout(self._row)

    @property
    def tiles(self) -> tuple[ToggleTile, ...]:
        """The pictures in the order of the law's classes."""
        return tuple(self._by_code.values())

    def tile(self, code: str) -> ToggleTile:
        """The picture of a class."""
        return self._by_code[code]

    def show_class(self, code: str | None) -> None:
        """Show which class holds, if any."""
        for each, tile in self._by_code.items():
            tile.turn(on=each == code)
        self._on = code is not None
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The words beside the pictures on a wide screen, above them upright."""
        super().resizeEvent(event)
        self._upright = upright = self.window().height() > self.window().width()
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._box.setDirection(down if upright else across)
        for at, share in enumerate((24, 76) if upright else (18, 82)):
            self._box.setStretch(at, share)
        gap = round(16 * unit_of(self))
        self._box.setSpacing(gap // 2 if upright else gap)
        self._row.setSpacing(gap)
        self.level_words()
        self._tell()

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

    def _tell(self) -> None:
        """What to do with the pictures: beside them in two lines, above them in one."""
        between = " " if self._upright else "\n"
        self.words.say(between.join(_ON if self._on else _FIRST), theme.GOOD if self._on else theme.INK)
