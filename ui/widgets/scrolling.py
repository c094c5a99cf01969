"""A column that scrolls where a low window has no room for all of it: nothing is cut through its letters."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


def scrolled() -> tuple[QScrollArea, QVBoxLayout]:
    """The area, and the column inside it; it takes no keys and shows the ground it stands on."""
    area, inside = QScrollArea(), QWidget()
    layout = QVBoxLayout(inside)
    layout.setContentsMargins(0, 0, 6, 0)
    layout.setSpacing(4)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    for ground in (area.viewport(), inside):
        ground.setAutoFillBackground(False)
    return area, layout
