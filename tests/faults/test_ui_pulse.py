"""The pulse notices a window's thread that waits, by whatever it waits for."""

from __future__ import annotations

import socket
import threading

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.faults.ui_pulse import HELD_UP, Pulse


def test_a_thread_that_asks_a_printer_itself_is_noticed(qtbot: QtBot) -> None:
    pulse, asked = Pulse(), threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as silent, socket.create_connection(silent.getsockname()[:2]) as line:
        line.settimeout(0.2)

        def ask() -> None:
            try:
                line.recv(1)
            except TimeoutError:
                asked.set()

        QTimer.singleShot(10, ask)
        pulse.beat_until(asked.is_set)

    assert pulse.longest > 0.15


def test_a_thread_that_is_left_alone_beats_on(qtbot: QtBot) -> None:
    pulse, over = Pulse(), threading.Event()
    ringing = threading.Timer(0.3, over.set)
    ringing.start()
    pulse.beat_until(over.is_set)
    ringing.join()

    assert pulse.longest < HELD_UP
