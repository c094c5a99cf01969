"""Sizes of letters on these pages: steps from the application's own, so that everything grows with larger type."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

SMALL, NAME, TITLE = -1.0, 2.5, 5.5
"""Steps in points."""


def points(step: float) -> float:
    """The size a step away from the application's letters, in points."""
    return QApplication.font().pointSizeF() + step
