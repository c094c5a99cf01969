"""pytest-qt's bot with the patience of somebody whose machine is busy with other tests: a minute instead of five seconds.

A wait ends as soon as what it waits for has happened; the limit is there only for what never does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot

A_MINUTE = 60_000
"""Milliseconds."""


class PatientBot(QtBot):
    """The bot that tests get as ``qtbot``."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = A_MINUTE) -> None:  # noqa: N802 - pytest-qt's name
        """Let the program run until ``callback`` holds."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = A_MINUTE, **how: Any) -> Any:  # noqa: N802 - pytest-qt's name
        """Let the program run until the signal has come."""
        return super().waitSignal(signal, timeout=timeout, **how)
