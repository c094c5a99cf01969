"""Small pieces every surface is made of."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QWidget

from ui.theme import scaled


class Card(QFrame):
    """A white sheet with a thin border."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")


class Words(QLabel):
    """A label that leaves room above its letters: the marks of ``Ấ Ỗ Ế Ủ`` rise above the font's own ascent."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        # Names and numbers are shown as they are, never read as markup.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._leave_room()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Other letters need other room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._leave_room()

    def _leave_room(self) -> None:
        over = marks_above(self.font())
        if self.contentsMargins().top() != over:
            self.setContentsMargins(0, over, 0, 0)


def marks_above(font: QFont) -> int:
    """How many pixels the marks of capitals rise above what the font calls its ascent."""
    letters = QFontMetrics(font)
    return max(0, -letters.tightBoundingRect("ẤỖẾỜỦẪ").top() - letters.ascent())


def label(
    text: str = "",
    *,
    role: str = "",
    points: float | None = None,
    weight: QFont.Weight | None = None,
    align: Qt.AlignmentFlag | None = None,
    wrap: bool = False,
) -> Words:
    """A label; ``role`` gives its colour (muted, title, section, warn, bad, good).

    ``points`` is its size beside letters of ordinary size: it grows with them.
    """
    made = Words(text)
    set_role(made, role)
    if points is not None or weight is not None:
        made.setStyleSheet(_letters(points, weight))
    if align is not None:
        made.setAlignment(align)
    made.setWordWrap(wrap)
    return made


def set_role(widget: QWidget, role: str, name: str = "role") -> None:
    """Change what a widget is by the style sheet, and let it be drawn anew."""
    if widget.property(name) == role:
        return
    widget.setProperty(name, role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _letters(points: float | None, weight: QFont.Weight | None) -> str:
    size = "" if points is None else f"font-size: {scaled(points):.1f}pt;"
    return size + ("" if weight is None else f"font-weight: {int(weight)};")
