"""Who waits: one small field for each service, and one for the whole hall."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from counter_app.queue.hall import WaitingFor
from ui.hall.colours import Colours
from ui.hall.parts import LEFT, RIGHT, Plate
from ui.widgets.fitting import FitText, Weight, unit_of
from ui.widgets.pieces import clear

_WIDE, _UPRIGHT = (6, 5, 4), (3, 2)
"""So many fields may stand beside each other."""
_LONG_NAME, _WIDE_LONG = 36, (4,)
"""From so many letters on a name needs a wider field."""
_LEAST_WIDTH = 310
"""A field narrower than this (in pixels of the design) is drawn smaller, so that it never widens the window."""
_DIGIT = 43
"""Width of a digit of the counts, in pixels of the design."""
_MOST_ROWS_WIDE, _MOST_ROWS_UPRIGHT = 3, 6


def columns_of(fields: int, *, upright: bool, longest: int = 0) -> int:
    """How many columns: as few gaps at the end as can be, then as few rows (pure). ``longest``: letters of a name."""
    wide = _WIDE_LONG if longest >= _LONG_NAME and fields <= _WIDE_LONG[0] * _MOST_ROWS_WIDE else _WIDE
    choices = _UPRIGHT if upright else wide
    most = _MOST_ROWS_UPRIGHT if upright else _MOST_ROWS_WIDE
    fitting = [columns for columns in choices if columns < fields <= columns * most]
    if not fitting:
        return max(1, fields if fields <= choices[0] else -(-fields // most))
    return min(fitting, key=lambda columns: (-fields % columns, -columns))


class WaitingField(Plate):
    """The letter of a service's numbers, its name, how many wait."""

    def __init__(self, series: str, name: str, colours: Colours, digits: int, columns: int) -> None:
        ground, self._ink = colours.row if series else colours.quiet
        super().__init__(ground, colours.line, above=False)
        self._nobody = colours.served if series else self._ink
        self._series = series
        self._badge = _badge(series, colours) if series else None
        self._row = QHBoxLayout(self)
        if self._badge is not None:
            self._row.addWidget(self._badge)
        whole_hall = Weight.Medium if series else Weight.Bold
        self.name = FitText(name, 34 if series else 40, whole_hall, self._ink, LEFT)
        self._columns = columns
        self._count, self._digits = FitText("", 68, Weight.Bold, self._ink, RIGHT), digits
        self._row.addWidget(self.name, 1)
        self._row.addWidget(self._count)

    @property
    def text(self) -> str:
        """What it says."""
        return " ".join(part for part in (self._series, self.name.text, self._count.text) if part)

    def show_count(self, count: int) -> None:
        """Show how many wait; a service nobody waits for steps back."""
        ink = self._ink if count else self._nobody
        self.name.say(self.name.text, ink)
        self._count.say(str(count), ink)
        self.setAccessibleName(self.text)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the margins in proportion."""
        super().resizeEvent(event)
        unit = min(unit_of(self), self.window().width() / self._columns / _LEAST_WIDTH)
        side = round(14 * unit)
        left = round(30 * unit) if self._badge is None else side
        self._row.setContentsMargins(left, side // 2, round(24 * unit), side // 2)
        self._row.setSpacing(side)
        self._count.setFixedWidth(round(_DIGIT * self._digits * unit))
        if self._badge is not None:
            self._badge.setFixedSize(round(76 * unit), min(round(76 * unit), self.height() - side))


def _badge(series: str, colours: Colours) -> Plate:
    """The letter of a service's numbers."""
    made = Plate(colours.badge[0])
    letter = QHBoxLayout(made)
    letter.setContentsMargins(0, 0, 0, 0)
    letter.addWidget(FitText(series, 64, Weight.Bold, colours.badge[1]))
    return made


class WaitingBoard(Plate):
    """All of them."""

    def __init__(self, colours: Colours) -> None:
        super().__init__(colours.ground)
        self._colours = colours
        self._waiting: tuple[WaitingFor, ...] = ()
        self._upright = False
        self._digits = 2
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
        return max(1, -(-len(self.fields) // self._columns))

    @property
    def _columns(self) -> int:
        longest = max((len(one.name) for one in self._waiting), default=0)
        return columns_of(len(self._waiting) + 1, upright=self._upright, longest=longest)

    def show_waiting(self, waiting: tuple[WaitingFor, ...]) -> None:
        """Show how many wait; the fields stay as long as the services are the same."""
        total = sum(one.count for one in waiting)
        digits = max(2, len(str(total)))
        names = tuple((one.series, one.name) for one in waiting)
        same = digits == self._digits and names == tuple((one.series, one.name) for one in self._waiting)
        self._waiting, self._digits = waiting, digits
        if not (same and self.fields):
            self._lay_out()
        for field, count in zip(self.fields, (total, *(one.count for one in waiting)), strict=True):
            field.show_count(count)

    def stand(self, *, upright: bool) -> None:
        """Fewer columns on an upright screen."""
        self._upright = upright
        self._lay_out()
        self.show_waiting(self._waiting)

    def _lay_out(self) -> None:
        clear(self._grid)
        names = (("", "Đang chờ"), *((one.series, one.name) for one in self._waiting))
        columns = self._columns
        self.fields = tuple(WaitingField(*name, self._colours, self._digits, columns) for name in names)
        for position, one in enumerate(self.fields):
            self._grid.addWidget(one, position // columns, position % columns)
        for line in range(len(self.fields)):
            self._grid.setColumnStretch(line, 1 if line < columns else 0)
            self._grid.setRowStretch(line, 1 if line < self.rows else 0)
        self._grid.setSpacing(max(1, round(2 * unit_of(self))))
