"""The pulse notices a window's thread that waits, by whatever it waits for."""

from __future__ import annotations

import hashlib
import os
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


def test_a_thread_that_waits_is_noticed_though_others_wait_for_a_core(qtbot: QtBot) -> None:
    """What other threads wait for a core is no excuse for the window's own."""
    pulse, asked, over = Pulse(), threading.Event(), threading.Event()
    much = bytes(4_000_000)

    def work() -> None:
        while not over.is_set():
            hashlib.sha256(much)  # without the interpreter's lock

    workers = [threading.Thread(target=work) for _ in range(2 * (os.cpu_count() or 1) + 2)]
    for worker in workers:
        worker.start()

    def wait() -> None:
        asked.wait(0.3)
        asked.set()

    QTimer.singleShot(10, wait)
    try:
        pulse.beat_until(asked.is_set)
    finally:
        over.set()
        for worker in workers:
            worker.join()

    assert pulse.longest > 0.15


def test_a_thread_that_is_left_alone_beats_on(qtbot: QtBot) -> None:
    pulse, over = Pulse(), threading.Event()
    ringing = threading.Timer(0.3, over.set)
    ringing.start()
    pulse.beat_until(over.is_set)
    ringing.join()

    assert pulse.longest < HELD_UP
