"""Small pieces every surface is made of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QWidget


class Card(QFrame):
    """A white sheet with a thin border."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")


def label(
    text: str = "",
    *,
    role: str = "",
    points: float | None = None,
    weight: QFont.Weight | None = None,
    align: Qt.AlignmentFlag | None = None,
    wrap: bool = False,
) -> QLabel:
    """A label; ``role`` gives its colour (muted, title, section, warn, bad, good)."""
    made = QLabel(text)
    # Names and numbers are shown as they are, never read as markup.
    made.setTextFormat(Qt.TextFormat.PlainText)
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
    size = "" if points is None else f"font-size: {points}pt;"
    return size + ("" if weight is None else f"font-weight: {int(weight)};")
