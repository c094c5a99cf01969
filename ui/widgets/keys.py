"""What a key means, wherever on the keyboard it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_KEYPAD, _NONE = Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.NoModifier


def plain(event: QKeyEvent, besides: Qt.KeyboardModifier = _NONE) -> bool:
    """Whether nothing is held with it; the numeric keypad is no such thing, nor what is allowed ``besides``."""
    return not event.modifiers() & ~_KEYPAD & ~besides


def plain_enter(event: QKeyEvent) -> bool:
    """Whether it is Enter, of the letters or of the numeric keypad, with nothing held."""
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain(event)
