"""Kinds of tiles: a card to read, a row for a strip of buttons, a picture with its word below."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from ui.widgets.fitting import Weight, balanced_width, fits, fitted_px, height_of, letters
from ui.widgets.picture import draw
from ui.widgets.tile import Look, Tile

_WRAP = int(Qt.TextFlag.TextWordWrap)
_SMALLEST_PX = 10
_TALL = 100_000
_FLAT = 60
"""A picture that would be smaller than so many pixels of the design stands beside the number instead of below it."""


def draw_badge(painter: QPainter, text: str, look: Look, room: QRectF) -> None:
    """A number on a round ground: the key of the keypad that presses this tile."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.sign))
    painter.drawEllipse(room)
    painter.setPen(QColor(look.ground))
    painter.setFont(letters(round(room.height() * 0.58), Weight.Bold))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), text)


@dataclass(frozen=True)
class Words:
    """A title and the hint below it, in two sizes that stand in a fixed proportion."""

    title: str
    hint: str
    share: float
    """The hint's size as a share of the title's."""

    def letters(self, px: int) -> tuple[QFont, QFont]:
        """The letters of title and hint for a title of ``px`` pixels."""
        return letters(px, Weight.Bold), letters(round(px * self.share))

    def largest_px(self, px: int, room: QRect) -> int:
        """The largest title up to ``px`` pixels at which both stay inside their room."""
        while px > _SMALLEST_PX and not self._has_room(px, room):
            px -= 1
        return px

    def heights(self, px: int, width: int) -> tuple[int, int]:
        """How tall title and hint are."""
        title, hint = self.letters(px)
        return height_of(self.title, title, width), height_of(self.hint, hint, width) if self.hint else 0

    def draw(self, painter: QPainter, px: int, room: QRect, look: Look, *, middle: bool) -> None:
        """Draw both, from the top of the room or in the middle of its height."""
        heights = self.heights(px, room.width())
        top = room.y() + (max(0, room.height() - sum(heights)) // 2 if middle else 0)
        parts = ((self.title, look.ink), (self.hint, look.muted))
        for (text, colour), font, height in zip(parts, self.letters(px), heights, strict=True):
            if text:
                painter.setPen(QColor(colour))
                painter.setFont(font)
                width = balanced_width(text, font, room.width()) + 1
                painter.drawText(QRect(room.x(), top, width, height), _WRAP, text)
            top += height

    def _has_room(self, px: int, room: QRect) -> bool:
        title, hint = self.letters(px)
        wide_enough = fits(self.title, title, room.width(), _TALL) and fits(self.hint, hint, room.width(), _TALL)
        return wide_enough and sum(self.heights(px, room.width())) <= room.height()


class CardTile(Tile):
    """Number and picture, title and hint. ``title_px`` is set by the board, so that all cards speak equally loud.

    A wide card has its picture on the left, a tall one above the words.
    """

    title_px = 0
    largest_px = 60.0
    """How large the title may be, in pixels of the design."""

    def wanted_px(self, unit: float) -> int:
        """How large the title could be on this tile as it is now, in pixels."""
        return self._words.largest_px(round(self.largest_px * unit), self._text_room(unit))

    def paint(self, painter: QPainter, look: Look, unit: float) -> None:
        """The signs, then the words."""
        self._paint_signs(painter, look, unit)
        self._words.draw(painter, self.title_px, self._text_room(unit), look, middle=self._wide)

    @property
    def _words(self) -> Words:
        return Words(self.text(), self.hint, 0.62)

    @property
    def _wide(self) -> bool:
        return self.width() > self.height() * 1.4

    def _paint_signs(self, painter: QPainter, look: Look, unit: float) -> None:
        badge, sign = self._sign_rooms(unit)
        icon = self.icon_in(look.sign)
        if self.badge:
            draw_badge(painter, self.badge, look, badge)
        if icon is not None:
            draw(painter, icon, sign)

    def _sign_rooms(self, unit: float) -> tuple[QRectF, QRectF]:
        """Where number and picture stand; side by side on a card too flat for one below the other."""
        pad, badge = 28 * unit, 64 * unit
        corner = QRectF(pad, pad, badge, badge)
        if not self._wide:
            side = self._signs_height(unit)
            return corner, QRectF(self.width() - pad - side, pad, side, side)
        top = pad + badge + 14 * unit
        side = min(self._signs_width(unit), self.height() - top - pad)
        if side >= _FLAT * unit:
            return corner, QRectF(pad, top, side, side)
        number, side, middle = 50 * unit, min(92 * unit, self.height() - pad), self.height() / 2
        left = pad + self._signs_width(unit) - side + 12 * unit
        return (
            QRectF(pad / 2, middle - number / 2, number, number),
            QRectF(left, middle - side / 2, side, side),
        )

    @staticmethod
    def _signs_width(unit: float) -> float:
        return 136 * unit

    def _signs_height(self, unit: float) -> float:
        return min(150 * unit, self.height() * 0.34)

    def _text_room(self, unit: float) -> QRect:
        pad = 28 * unit
        left = pad + self._signs_width(unit) + 24 * unit if self._wide else pad
        top = pad * 0.7 if self._wide else pad + self._signs_height(unit) + 12 * unit
        size = (self.width() - left - pad, self.height() - top - pad * 0.7)
        return QRect(round(left), round(top), max(1, round(size[0])), max(1, round(size[1])))


class RowTile(Tile):
    """Picture left, title beside it, the hint below the title; without a hint all stands in the middle."""

    title_px = 46

    def paint(self, painter: QPainter, look: Look, unit: float) -> None:
        """In the middle of its height."""
        pad, icon = round(24 * unit), self.icon_in(look.sign)
        if icon is None:
            room = self.rect().adjusted(pad, 0, -pad, 0)
            px = fitted_px(self.text(), round(self.title_px * unit), Weight.Bold, room.width(), room.height())
            painter.setPen(QColor(look.ink))
            painter.setFont(letters(px, Weight.Bold))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter) | _WRAP, self.text())
            return
        side = round(min(self.height() - 1.4 * pad, 90 * unit))
        words = Words(self.text(), self.hint, 0.66)
        room = QRect(0, round(8 * unit), max(1, self.width() - 3 * pad - side), self.height() - round(16 * unit))
        px = words.largest_px(round(self.title_px * unit), room)
        left = pad
        if not self.hint:
            left = (self.width() - side - pad - balanced_width(self.text(), words.letters(px)[0], room.width())) // 2
        draw(painter, icon, QRectF(left, (self.height() - side) / 2, side, side))
        words.draw(painter, px, room.translated(left + side + pad, 0), look, middle=True)


class PictureTile(Tile):
    """A large picture, its word below in the middle; the number in the corner."""

    title_px = 0

    def wanted_px(self, unit: float) -> int:
        """How large the word could be on this tile as it is now, in pixels."""
        room = self._text_room(unit)
        return fitted_px(self.text(), round(54 * unit), Weight.Bold, room.width(), room.height())

    def paint(self, painter: QPainter, look: Look, unit: float) -> None:
        """Picture, word, number."""
        pad, room = 28 * unit, self._text_room(unit)
        icon = self.icon_in(look.sign)
        if icon is not None:
            draw(painter, icon, QRectF(pad, pad * 1.4, self.width() - 2 * pad, room.y() - pad * 2))
        font = letters(self.title_px, Weight.Bold)
        narrow = balanced_width(self.text(), font, room.width())
        painter.setPen(QColor(look.ink))
        painter.setFont(font)
        middle = QRect(room.center().x() - narrow // 2, room.y(), narrow + 1, room.height())
        painter.drawText(middle, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | _WRAP, self.text())
        if self.badge:
            badge = 60 * unit
            draw_badge(painter, self.badge, look, QRectF(pad * 0.8, pad * 0.8, badge, badge))

    def _text_room(self, unit: float) -> QRect:
        pad, height = round(20 * unit), round(self.height() * 0.28)
        return QRect(pad, self.height() - height - round(14 * unit), max(1, self.width() - 2 * pad), max(1, height))
