"""What is heard: a chime, then the voice. Both keep time also where there is no loudspeaker, so that nothing ever hangs."""

from __future__ import annotations

import wave
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, QUrl

from ui import theme

CHIME = theme.RESOURCES / "sounds" / "chime.wav"
Done = Callable[[], object]


class Chime(Protocol):
    """The sound before an announcement."""

    def play(self, done: Done) -> None:
        """Begin; ``done`` is called once, when it is over."""


class Voice(Protocol):
    """Says a number and a counter. Never two at once: the next one begins after ``done``."""

    def announce(self, number: str, counter: int, done: Done) -> None:
        """Begin; ``done`` is called once, when it has been said."""


class NoVoice:
    """Says nothing."""

    def announce(self, number: str, counter: int, done: Done) -> None:  # noqa: ARG002 - nothing is said
        """Over at once."""
        done()


class TimedChime(QObject):
    """A chime that is over after its own length, whatever the sound card does; ``strike`` makes it heard."""

    def __init__(self, parent: QObject, milliseconds: int, strike: Callable[[], object] | None = None) -> None:
        super().__init__(parent)
        self._strike = strike
        self._done: Done | None = None
        self._length = QTimer(self, interval=milliseconds, singleShot=True)
        self._length.timeout.connect(self._over)

    def play(self, done: Done) -> None:
        """Strike, and say so when it is over."""
        self._done = done
        if self._strike is not None:
            self._strike()
        self._length.start()

    def _over(self) -> None:
        done, self._done = self._done, None
        if done is not None:
            done()


class Loudspeaker(QObject):
    """Plays a WAV file on the system's own output, one that was plugged in or switched on later too."""

    def __init__(self, parent: QObject, file: Path) -> None:
        from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

        super().__init__(parent)
        self._file = file
        self._effect: QSoundEffect | None = None
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._find_output)
        self._find_output()

    @property
    def ready(self) -> bool:
        """Whether there is an output."""
        return self._effect is not None

    def strike(self) -> None:
        """Play it from the beginning."""
        if self._effect is not None:
            self._effect.play()

    def _find_output(self) -> None:
        """Qt's player goes into an error state without an output, so it is made only where there is one."""
        from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

        if self._effect is not None:
            self._effect.deleteLater()
            self._effect = None
        if QMediaDevices.audioOutputs():
            self._effect = QSoundEffect(QMediaDevices.defaultAudioOutput(), self)
            self._effect.setSource(QUrl.fromLocalFile(str(self._file)))


def chime_for(parent: QObject, file: Path = CHIME) -> TimedChime:
    """The chime of this PC: heard where there is (or will be) an output, silent where the system has no sound at all."""
    try:
        speaker = Loudspeaker(parent, file)
    except ImportError:  # QtMultimedia needs a system library that a bare machine may lack
        return TimedChime(parent, length_of(file))
    return TimedChime(parent, length_of(file), speaker.strike)


def length_of(file: Path) -> int:
    """How long a WAV file lasts, in milliseconds."""
    with wave.open(str(file), "rb") as sound:
        return round(1000 * sound.getnframes() / sound.getframerate())
