"""Keys of a numeric keypad, and of the keyboard at the door: every page works without the screen."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

Key = Literal["again", "class", "matters", "language", "back", "done"]

_SIGNS: dict[str, Key] = {
    "0": "again",
    "*": "class",
    "+": "matters",
    "/": "language",
    "-": "back",
    "#": "back",
    ".": "back",
}
_NAMED: dict[Qt.Key, Key] = {
    Qt.Key.Key_Backspace: "back",
    Qt.Key.Key_Escape: "back",
    Qt.Key.Key_Return: "done",
    Qt.Key.Key_Enter: "done",
}


def meaning(event: QKeyEvent) -> int | Key | None:
    """The number of the tile a key presses, or what else it does; None for a key that does nothing.

    0 says the page again, ``*`` goes through the priority classes, ``+`` through how many dossiers, ``/`` changes the
    language, ``-``, ``#``, ``.``, Backspace and Esc go back, Enter ends the page with the number.
    """
    if event.isAutoRepeat():
        return None
    text = event.text()
    if text in _SIGNS:
        return _SIGNS[text]
    if len(text) == 1 and text in "123456789":
        return int(text)
    return _NAMED.get(Qt.Key(event.key()))
