"""Windows end with their test."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget


def let_go(*windows: QWidget) -> None:
    """End these windows, and all that were promised an end: outside an event loop nobody else keeps that promise."""
    for window in windows:
        window.hide()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def still_there() -> list[str]:
    """The windows that live, by class and title."""
    return [f"{type(one).__name__} {one.windowTitle()!r}" for one in QApplication.topLevelWidgets()]
