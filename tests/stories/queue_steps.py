"""Keys of the queue, and what the notice line says to them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.demo.pilot import ClerkPilot, wait_until


def with_modifier(clerk: ClerkPilot, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    QTest.keyClick(clerk.work, key, modifier)


def says(clerk: ClerkPilot, words: str) -> None:
    wait_until(lambda: words in clerk.work.notice.text, f"«{words}»; it says «{clerk.work.notice.text}»")


def calls_by_hand(clerk: ClerkPilot, number: str) -> None:
    with_modifier(clerk, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    wait_until(clerk.work.by_hand.line.hasFocus, "the line for the number")
    clerk.types(number)
    clerk.presses(Qt.Key.Key_Return, "\r")
