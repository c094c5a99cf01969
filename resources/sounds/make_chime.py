# ruff: noqa: INP001 - a script beside what it makes, not a package
"""Makes ``chime.wav``: two soft bell tones, E5 then C5, written by the standard library alone.

Run: ``python resources/sounds/make_chime.py [FILE]``.
"""

from __future__ import annotations

import math
import sys
import wave
from array import array
from pathlib import Path

RATE = 22_050
TONES = ((0.0, 659.26), (0.42, 523.25))
"""When a tone begins, in seconds, and its pitch in hertz."""
PARTIALS = ((1.0, 1.0, 3.2), (2.0, 0.35, 5.0), (3.01, 0.12, 8.0))
"""Multiple of the pitch, loudness, how fast it fades (per second): a struck bar, without a bell's harshness."""
SECONDS = 1.6
PEAK = 0.7
_ATTACK = 0.008
_RELEASE = 0.15


def samples() -> array[int]:
    """The sound, 16 bits, one channel."""
    wanted = [_at(number / RATE) for number in range(round(SECONDS * RATE))]
    loudest = max(abs(one) for one in wanted)
    made = array("h", (round(32_767 * PEAK * one / loudest) for one in wanted))
    if sys.byteorder == "big":
        made.byteswap()
    return made


def _at(moment: float) -> float:
    total = 0.0
    for begins, pitch in TONES:
        since = moment - begins
        if since >= 0:
            rise = min(1.0, since / _ATTACK)
            for multiple, loudness, fading in PARTIALS:
                total += rise * loudness * math.exp(-fading * since) * math.sin(math.tau * pitch * multiple * since)
    return total * min(1.0, (SECONDS - moment) / _RELEASE)


def write(file: Path) -> None:
    """Write the WAV file."""
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(samples().tobytes())


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("chime.wav"))
