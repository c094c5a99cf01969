"""Who waits: one small field for each service, and one for the whole hall."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from counter_app.queue.hall import WaitingFor
from ui.hall.colours import Colours
from ui.hall.parts import LEFT, RIGHT, Plate
from ui.widgets.fitting import FitText, Weight, unit_of
from ui.widgets.pieces import clear

_FULL_ROW, _FULL_UPRIGHT = 6, 3
"""So many fields beside each other at most."""


def columns_of(fields: int, *, upright: bool) -> int:
    """How many columns: even rows, and names that still have room (pure)."""
    full = _FULL_UPRIGHT if upright else _FULL_ROW
    rows = max(1 if fields <= full else 2, -(-fields // full))
    return -(-fields // rows)


class WaitingField(Plate):
    """The letter of a service's numbers, its name, how many wait."""

    def __init__(self, series: str, name: str, count: int, colours: Colours) -> None:
        super().__init__(colours.row[0], colours.line, above=False)
        ink = colours.row[1] if count else colours.served
        self._text = " ".join((*filter(None, (series,)), name, str(count)))
        self._badge = Plate(colours.badge[0])
        letter = QHBoxLayout(self._badge)
        letter.setContentsMargins(0, 0, 0, 0)
        letter.addWidget(FitText(series, 64, Weight.Bold, colours.badge[1]))
        self._row = QHBoxLayout(self)
        if series:
            self._row.addWidget(self._badge)
        whole_hall = Weight.Medium if series else Weight.Bold
        self.name = FitText(name, 34 if series else 40, whole_hall, ink, LEFT)
        self._row.addWidget(self.name, 70)
        self._row.addWidget(FitText(str(count), 76, Weight.Bold, ink, RIGHT), 34)
        self.setAccessibleName(self._text)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the margins in proportion."""
        super().resizeEvent(event)
        unit = unit_of(self)
        side = round(14 * unit)
        self._row.setContentsMargins(side, side // 2, round(20 * unit), side // 2)
        self._row.setSpacing(side)
        self._badge.setFixedSize(round(76 * unit), min(round(76 * unit), self.height() - side))


class WaitingBoard(Plate):
    """All of them."""

    def __init__(self, colours: Colours) -> None:
        super().__init__(colours.ground)
        self._colours = colours
        self._waiting: tuple[WaitingFor, ...] = ()
        self._upright = False
        self.fields: tuple[WaitingField, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)

    @property
    def texts(self) -> tuple[str, ...]:
        """What the fields say."""
        return tuple(one.text for one in self.fields)

    @property
    def rows(self) -> int:
        """How many rows of fields there are."""
        columns = columns_of(len(self.fields), upright=self._upright) if self.fields else 1
        return max(1, -(-len(self.fields) // columns))

    def show_waiting(self, waiting: tuple[WaitingFor, ...]) -> None:
        """Show how many wait."""
        if waiting != self._waiting:
            self._waiting = waiting
            self._lay_out()

    def stand(self, *, upright: bool) -> None:
        """Fewer columns on an upright screen."""
        self._upright = upright
        self._lay_out()

    def _lay_out(self) -> None:
        clear(self._grid)
        total = sum(one.count for one in self._waiting)
        hall = WaitingField("", "Đang chờ", total, self._colours)
        each = (WaitingField(one.series, one.name, one.count, self._colours) for one in self._waiting)
        self.fields = (hall, *each)
        columns = columns_of(len(self.fields), upright=self._upright)
        for position, one in enumerate(self.fields):
            self._grid.addWidget(one, position // columns, position % columns)
        for line in range(len(self.fields)):
            self._grid.setColumnStretch(line, 1 if line < columns else 0)
            self._grid.setRowStretch(line, 1 if line < self.rows else 0)
        self._grid.setSpacing(max(1, round(2 * unit_of(self))))
