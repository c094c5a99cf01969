"""The page on which a dossier code and the last four digits are typed: three fields, a tip, a pad of large keys."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.kiosk.manner import Style
from ui.lookup.code_entry import FIELDS, CodeEntry, Field
from ui.lookup.pads import NEXT, DigitPad, LetterPad
from ui.widgets.fitting import Weight, fitted_px, letters, unit_of
from ui.widgets.tile import Look, Tile

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_SHARES = {"unit": 31, "number": 43, "digits": 26}


class FieldTile(Tile):
    """What is typed into a field, under its name; a touch types into it."""

    def __init__(self, style: Style, name: str) -> None:
        super().__init__(name)
        self._style, self.value = style, ""
        style.dress(self)

    def show_value(self, value: str, *, active: bool) -> None:
        """Show what it holds, and whether keys go to it."""
        self.value = value
        self.look = self._style.colours.main if active else self._style.colours.plain
        self.setAccessibleName(f"{self.text()}: {value}")
        self.update()

    def paint(self, painter: QPainter, look: Look, unit: float) -> None:
        """The name above, the value below."""
        pad = round(20 * unit)
        room = self.rect().adjusted(pad, pad // 2, -pad, -pad // 2)
        above = QRect(room.x(), room.y(), room.width(), round(room.height() * 0.36))
        below = QRect(room.x(), above.bottom(), room.width(), room.bottom() - above.bottom())
        parts = ((self.text(), 32 * self._style.scale, Weight.Medium, look.muted, above),)
        for text, px, weight, colour, where in (*parts, (self.value, 72.0, Weight.Bold, look.ink, below)):
            size = fitted_px(text, round(px * unit), weight, where.width(), where.height())
            painter.setFont(letters(size, weight))
            painter.setPen(QColor(colour))
            painter.drawText(where, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)


class TypePage(QWidget):
    """Shows a ``CodeEntry``. ``pressed``: a key of a pad; ``touched``: a field."""

    pressed = Signal(str)
    touched = Signal(str)

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self.question = style.text("", 56, Weight.Bold)
        self.fields: dict[Field, FieldTile] = {name: self._field(name) for name in FIELDS}
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.tip = style.text("", 42, Weight.Medium, align=left)
        self.digits, self.letters = DigitPad(style), LetterPad(style, for_code=True)
        for pad in (self.digits, self.letters):
            pad.pressed.connect(self.pressed)
        self._lay_out()

    def show_entry(self, entry: CodeEntry, complaint: str = "") -> None:
        """Show what has been typed; a complaint stands in the place of the question."""
        words, colours = self._style.words, self._style.colours
        self.question.say(complaint or words("type.ask"), colours.bad if complaint else colours.ink)
        for name, tile in self.fields.items():
            tile.show_value(entry.shown(name), active=name == entry.field)
        in_unit = entry.field == "unit"
        self.letters.setVisible(in_unit)
        self.digits.setVisible(not in_unit)
        self.tip.setVisible(not in_unit)
        self.tip.say(words(f"type.tip.{entry.field}"))
        if in_unit and not complaint:
            self.question.say(words("type.tip.unit"), colours.ink)
        last = entry.field == FIELDS[-1]
        self.digits.keys[NEXT].change(words("type.see" if last else "type.next"))

    def complain(self, text: str) -> None:
        """Say what went wrong, in the place of the question."""
        self.question.say(text, self._style.colours.bad)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Upright the date and number stand below the others, the tip above the pad."""
        super().resizeEvent(event)
        unit, upright = unit_of(self), self.window().height() > self.window().width()
        gap = round(20 * unit)
        for box in (self._column, self._row, self._lower):
            box.setSpacing(gap)
        self._row.setDirection(_DOWN if upright else _ACROSS)
        self._lower.setDirection(_DOWN if upright else _ACROSS)
        for at, share in enumerate((22, 78) if upright else (40, 60)):
            self._lower.setStretch(at, share)
        for at, name in enumerate(FIELDS):
            self._row.setStretch(at, 1 if upright else _SHARES[name])
        for at, share in enumerate((12, 34, 54) if upright else (13, 20, 67)):
            self._column.setStretch(at, share)
        self._column.activate()

    def _field(self, name: Field) -> FieldTile:
        tile = FieldTile(self._style, self._style.words(f"type.{name}"))
        tile.clicked.connect(lambda: self.touched.emit(name))
        return tile

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        for tile in self.fields.values():
            self._row.addWidget(tile)
        self._lower = QHBoxLayout()
        self._lower.addWidget(self.tip)
        self._lower.addWidget(self.digits)
        self._lower.addWidget(self.letters)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.question)
        self._column.addLayout(self._row)
        self._column.addLayout(self._lower)
        self._lower.setStretch(2, 100)
