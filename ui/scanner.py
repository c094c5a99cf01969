"""What a scanner may do: a keyboard-wedge scanner's burst of keys becomes one signal and touches no field.

A scanner types far faster than a person and ends with Return. Keys are held back for 30 ms; when more follow, they are a
burst. A burst of at least six characters that ends with Return is a scan: its text is given away by ``scanned``, and the
Return presses nothing. Anything else (a person's key, the few quick keys of a Vietnamese input method) is handed on in
its order.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_GAP_MS = 30
_SHORTEST_SCAN = 6
_RETURNS = ("\r", "\n")


class ScannerGate(QObject):
    """Stands before a window's keys and tells scans from typing."""

    scanned = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._held: list[QKeyEvent] = []
        self._handing_on = False
        self._gap = QTimer(self, interval=_GAP_MS, singleShot=True)
        self._gap.timeout.connect(self._decide)
        self._application = QApplication.instance()
        assert self._application is not None
        self._application.installEventFilter(self)

    def leave(self) -> None:
        """Let the keys alone again; the window is going."""
        if self._application is not None:
            self._application.removeEventFilter(self)

    @property
    def idle(self) -> bool:
        """Whether no key is held back."""
        return not self._held

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Hold keys that go to this window back until it is known what they are."""
        if self._handing_on or not isinstance(event, QKeyEvent) or not self._concerns(watched):
            return False
        if event.type() == QEvent.Type.KeyRelease:
            return bool(self._held)
        if event.type() == QEvent.Type.ShortcutOverride:
            if not event.text():
                # A function key acts at once: what was typed before it comes first.
                self._decide()
            return False
        if event.type() != QEvent.Type.KeyPress or not (event.text() or self._held):
            return False
        if self._is_command(event):
            self._decide()
            return False
        self._held.append(event.clone())
        self._gap.start()
        return True

    def _concerns(self, watched: QObject) -> bool:
        return isinstance(watched, QWidget) and watched.window() is self._window and watched is self._target()

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self._window

    @staticmethod
    def _is_command(event: QKeyEvent) -> bool:
        return bool(event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier))

    def _decide(self) -> None:
        self._gap.stop()
        held, self._held = self._held, []
        if not held:
            return
        text = "".join(key.text() for key in held)
        if text.endswith(_RETURNS) and len(text.rstrip("\r\n")) >= _SHORTEST_SCAN:
            self.scanned.emit(text.rstrip("\r\n"))
            return
        self._hand_on(held)

    def _hand_on(self, held: list[QKeyEvent]) -> None:
        self._handing_on = True
        try:
            for key in held:
                QCoreApplication.sendEvent(self._target(), key)
        finally:
            self._handing_on = False
