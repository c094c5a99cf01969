"""Pilots: they do to a window what a person does, and wait for what a person would wait for. No fixed waits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.catalogue.versions import matching
from ui.clerk.window import ClerkWindow, CounterWork
from ui.scanner import ScannerGate

_PATIENCE_MS = 60_000
_LOOK_EVERY_MS = 5


class NeverHappened(AssertionError):  # noqa: N818 - it says what did not come
    """What a pilot waited for did not come."""


def wait_until(happened: Callable[[], bool], what: str, patience_ms: int = _PATIENCE_MS) -> None:
    """Let the program run until something has happened; NeverHappened says what did not."""
    if happened():
        return
    loop = QEventLoop()
    look, limit = QTimer(interval=_LOOK_EVERY_MS), QTimer(interval=patience_ms, singleShot=True)
    look.timeout.connect(lambda: loop.quit() if happened() else None)
    limit.timeout.connect(loop.quit)
    look.start()
    limit.start()
    loop.exec()
    look.stop()
    if not happened():
        raise NeverHappened(what)


class ClerkPilot:
    """A clerk with a keyboard and a scanner, no mouse. ``keys`` counts the keys pressed, without scans."""

    def __init__(self, window: ClerkWindow) -> None:
        self.window = window
        self.keys = 0

    @property
    def work(self) -> CounterWork:
        """The counter's work, once somebody has signed in."""
        assert self.window.counter is not None
        return self.window.counter

    def signs_in(self, login: str, password: str, counter: int) -> None:
        """Sign in by keyboard."""
        page = self.window.sign_in
        wait_until(lambda: page.who.count() > 0, "the staff list")
        page.who.setCurrentIndex(page.who.findData(login))
        page.counter.setCurrentIndex(page.counter.findData(counter))
        page.password.setFocus()
        for letter in password:
            self._send(page.password, Qt.Key(0), letter)
        QTest.keyClick(page.password, Qt.Key.Key_Return)
        wait_until(lambda: self.window.counter is not None, "the counter after sign-in")
        wait_until(lambda: bool(self.work.receiving.offered), "the catalogue")

    def presses(self, key: Qt.Key, text: str = "") -> None:
        """Press one key, as a person does: it has been taken before the next one comes."""
        self.keys += 1
        target = QApplication.focusWidget() or self.work
        if text:
            self._send(target, key, text)
        else:
            QTest.keyClick(target, key)
        gate = self._gate()
        wait_until(lambda: gate.idle, "the key to be taken")

    def types(self, text: str) -> None:
        """Type a text."""
        for letter in text:
            self.presses(Qt.Key(0), letter)

    def scans(self, text: str) -> None:
        """Scan a code: a burst of keys that ends with Return."""
        for letter in text:
            self._send(QApplication.focusWidget() or self.work, Qt.Key(0), letter)
        self._send(QApplication.focusWidget() or self.work, Qt.Key.Key_Return, "\r")
        gate = self._gate()
        wait_until(lambda: gate.idle, "the scan to be taken")

    def calls_next(self) -> str:
        """F2; the number called."""
        self.presses(Qt.Key.Key_F2)
        wait_until(lambda: self.work.flow.ticket is not None, "a called ticket")
        assert self.work.flow.ticket is not None
        return self.work.flow.ticket.number

    def chooses_procedure(self, words: str) -> None:
        """Type words without marks, Enter."""
        section = self.work.form.procedure
        wait_until(section.search.hasFocus, "the keys in the search line")
        self.types(words)
        self.presses(Qt.Key.Key_Return, "\r")
        wait_until(lambda: section.procedure is not None, f"a procedure for «{words}»")
        assert section.procedure is not None
        if not matching((section.procedure,), words):
            raise NeverHappened(f"«{words}» chose {section.procedure.name}")

    def takes_all_papers(self) -> None:
        """Enter: all papers are there. Where copies are certified: two pages of the first paper, one copy."""
        if self.work.form.papers.copying:
            for key in "12\r1\r":
                self.presses(Qt.Key(ord(key)) if key != "\r" else Qt.Key.Key_Return, key)
        self.presses(Qt.Key.Key_Return, "\r")

    def receives(self) -> str:
        """F9; the code shown."""
        before = len(self.work.flow.desk.received)
        self.presses(Qt.Key.Key_F9)
        wait_until(lambda: len(self.work.flow.desk.received) > before, f"a dossier; notice: {self.work.notice.text}")
        return self.work.flow.desk.received[-1].code

    def ends(self, digits: str = "1") -> None:
        """F12 and the outcome's digit, with that of its reason where it wants one; the ticket is served too."""
        self.presses(Qt.Key.Key_F12)
        for digit in digits:
            wait_until(self.work.choices.isVisible, f"the outcomes; it says «{self.work.notice.text}»")
            self.presses(Qt.Key(ord(digit)), digit)
        wait_until(lambda: self.work.flow.visit is None and self.work.flow.ticket is None, "the end of the visit")

    def _gate(self) -> ScannerGate:
        gate = self.window.findChild(ScannerGate)
        assert gate is not None
        return gate

    @staticmethod
    def _send(target: QWidget, key: Qt.Key, text: str) -> None:
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))
