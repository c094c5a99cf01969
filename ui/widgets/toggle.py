"""A small tile that stays on until it is touched again: a picture, a word, and a mark while it is on."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from ui import theme
from ui.widgets.fitting import Weight, balanced_width, fitted_px, height_of, letters
from ui.widgets.picture import draw, picture
from ui.widgets.tile import GOOD, PLAIN, Look, Tile

_WRAP = int(Qt.TextFlag.TextWordWrap)


class ToggleTile(Tile):
    """On or off. A wide one has its picture left of the word, a tall one above it, none where it has none; ``title_px`` is set by its row."""

    title_px = 0
    largest_px = 34.0
    """How large the word may be, in pixels of the design."""
    off_look, on_look = PLAIN, GOOD

    def __init__(self, title: str, icon: str) -> None:
        super().__init__(title, icon=icon)
        self.setCheckable(True)

    def turn(self, *, on: bool) -> None:
        """Show it on or off, without telling."""
        self.setChecked(on)
        self.look = self.on_look if on else self.off_look
        self.update()

    def wanted_px(self, unit: float) -> int:
        """How large the word could be on this tile as it is now, in pixels."""
        room = self._text_room(unit)
        return fitted_px(self.text(), round(self.largest_px * unit), Weight.Bold, room.width(), room.height())

    def paint(self, painter: QPainter, look: Look, unit: float) -> None:
        """Picture and word; while on, a mark in the corner too: colour is not all that tells."""
        icon, where = self.icon_in(look.sign), self._icon_room(unit)
        if icon is not None:
            draw(painter, icon, where)
        font, room = letters(self.title_px, Weight.Bold), self._text_room(unit)
        width, height = balanced_width(self.text(), font, room.width()), height_of(self.text(), font, room.width())
        beside = self._wide and icon is not None
        left = room.x() if beside else room.center().x() - width // 2
        top = room.y() + (room.height() - height) // 2
        align = Qt.AlignmentFlag.AlignLeft if beside else Qt.AlignmentFlag.AlignHCenter
        painter.setFont(font)
        painter.setPen(QColor(look.ink))
        painter.drawText(QRect(left, top, width + 1, height), int(align) | _WRAP, self.text())
        if self.isChecked():
            self._paint_mark(painter, unit)

    @property
    def _wide(self) -> bool:
        return self.width() > self.height() * 1.4

    def _paint_mark(self, painter: QPainter, unit: float) -> None:
        side = 34 * unit
        round_ground = QRectF(self.width() - side - 6 * unit, 6 * unit, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.PAPER))
        painter.drawEllipse(round_ground)
        inner = side * 0.22
        draw(painter, picture("check", theme.GOOD), round_ground.adjusted(inner, inner, -inner, -inner))

    def _icon_room(self, unit: float) -> QRectF:
        pad = 12 * unit
        if self._wide:
            side = min(self.height() - 2 * pad, 76 * unit)
            return QRectF(pad / 2, (self.height() - side) / 2, side, side)
        side = min(self.width() - 2 * pad, self.height() * 0.42)
        return QRectF((self.width() - side) / 2, pad, side, side)

    def _text_room(self, unit: float) -> QRect:
        pad, icon = round(12 * unit), self._icon_room(unit).toRect()
        if not self._icon:
            return QRect(pad, pad // 2, max(1, self.width() - 2 * pad), max(1, self.height() - pad))
        if self._wide:
            left = icon.right() + pad // 2
            return QRect(left, pad // 2, max(1, self.width() - left - 2 * pad), max(1, self.height() - pad))
        top = icon.bottom() + pad // 2
        return QRect(pad, top, max(1, self.width() - 2 * pad), max(1, self.height() - top - pad // 2))
