"""Putting personal data on the clipboard for a minute, so that it can be pasted into another program, and no longer.

It is taken off only while it is still what was put there: what somebody copied since is theirs. Clipboard managers that
keep a history are asked to leave it out (Windows: "Cloud Clipboard and Clipboard History Formats"; KDE: the password hint).
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

SECONDS = 60
_LEAVE_OUT = (
    ('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"', b"1"),
    ("x-kde-passwordManagerHint", b"secret"),
)


class BriefClipboard(QObject):
    """Holds one text at a time; ``timer`` ends it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._put = ""
        self.timer = QTimer(self, interval=SECONDS * 1_000, singleShot=True)
        self.timer.timeout.connect(self.forget)

    def put(self, text: str) -> None:
        """Put a text there for a minute."""
        data = QMimeData()
        data.setText(text)
        for name, value in _LEAVE_OUT:
            data.setData(name, value)
        QGuiApplication.clipboard().setMimeData(data)
        self._put = text
        self.timer.start()

    def forget(self) -> None:
        """Take it off again, if it is still there."""
        self.timer.stop()
        if self._put and QGuiApplication.clipboard().text() == self._put:
            QGuiApplication.clipboard().clear()
        self._put = ""
