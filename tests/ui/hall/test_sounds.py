"""The chime: its file is what its script makes, and a PC without sound keeps time all the same."""

from __future__ import annotations

import runpy
import subprocess
import sys
import wave
from array import array
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.hall.sounds import CHIME, NoVoice, TimedChime, length_of

ROOT = Path(__file__).parents[3]
_ON_THIS_PC = """
import sys
from PySide6.QtCore import QCoreApplication
from ui.hall.sounds import chime_for
app = QCoreApplication([])
if sys.argv[1:]:
    sys.modules["PySide6.QtMultimedia"] = None
chime_for(app).play(app.quit)
sys.exit(app.exec())
"""


def samples(file: Path) -> array[int]:
    with wave.open(str(file), "rb") as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        return array("h", sound.readframes(sound.getnframes()))


def test_the_chime_is_what_its_script_makes(tmp_path: Path) -> None:
    made = tmp_path / "chime.wav"
    runpy.run_path(str(CHIME.with_name("make_chime.py")))["write"](made)

    kept, again = samples(CHIME), samples(made)

    assert len(kept) == len(again)
    assert max(abs(a - b) for a, b in zip(kept, again, strict=True)) <= 1, "rounding may differ by the machine"
    assert 15_000 < max(kept) < 30_000, "loud, and not clipped"
    assert (abs(kept[0]) + abs(kept[-1])) < 50, "it begins and ends without a click"


def test_the_chime_is_short() -> None:
    assert 500 < length_of(CHIME) < 2_000


def test_a_chime_is_struck_and_over_after_its_length(qtbot: QtBot) -> None:
    owner, heard = QObject(), list[str]()
    chime = TimedChime(owner, 1, lambda: heard.append("struck"))

    chime.play(lambda: heard.append("over"))

    qtbot.waitUntil(lambda: heard == ["struck", "over"])


def test_no_voice_is_over_at_once() -> None:
    heard: list[str] = []

    NoVoice().announce("A001", 3, lambda: heard.append("over"))

    assert heard == ["over"]


def test_on_this_pc_the_chime_keeps_time_with_or_without_a_loudspeaker() -> None:
    # A process of its own: Qt's multimedia warns about a machine without sound, and warnings fail tests here.
    for without_library in ((), ("without",)):
        said = subprocess.run(
            [sys.executable, "-c", _ON_THIS_PC, *without_library],
            cwd=ROOT,
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert said.returncode == 0, said.stderr.decode()
