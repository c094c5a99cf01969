"""What every public touch screen does: when a press counts, when it goes back by itself, how it speaks, what it says aloud."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QMouseEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from counter_app.errors import Refused
from counter_app.moments import Clock
from counter_app.wording import sentence
from ui.kiosk.manner import Manner
from ui.kiosk.pace import Latch, Pace, WayBack
from ui.kiosk.prompter import Prompter
from ui.kiosk.sentences import Sentences
from ui.kiosk.touch_face import TouchFace
from ui.scanner import ScannerGate
from ui.work import Workers


class TouchStage(QWidget):
    """One face after another, each made for a manner; a screen says what its face is and what it shows on it."""

    face: TouchFace

    def __init__(self, clock: Clock, pace: Pace, prompter: Prompter) -> None:
        super().__init__()
        self._clock, self._pace, self._prompter = clock, pace, prompter
        self._usual = self.manner = Manner()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.resize(1366, 768)
        self._latch, self.way_back = Latch(self), WayBack(self, pace)
        self._latch.opened.connect(self.release)
        self.way_back.notice.connect(self._show_notice)
        self.gate = ScannerGate(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        # The pieces follow the window's size; they never hold it larger.
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._put_up(self.new_face())

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited for which no other press may count."""
        return False

    @property
    def ready(self) -> bool:
        """Whether a press counts now."""
        return not self._latch.closed and not self.busy

    @property
    def words(self) -> Sentences:
        """The words in the citizen's language."""
        return self.face.style_shown.words

    def new_face(self) -> TouchFace:
        """A face in the manner that holds now."""
        raise NotImplementedError

    def connect_face(self, face: TouchFace) -> None:
        """Listen to a face; what a citizen chooses is heard by who leads."""
        raise NotImplementedError

    def show_again(self, old: TouchFace) -> None:
        """Show on the new face what the old one showed."""
        raise NotImplementedError

    def stay(self) -> None:
        """Somebody is there: wait before going back."""
        raise NotImplementedError

    def say_page(self) -> None:
        """Say what is shown aloud, to who listens."""
        raise NotImplementedError

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A touch beside the tiles: somebody is still there."""
        super().mousePressEvent(event)
        self.stay()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the keys alone."""
        self.gate.leave()
        super().closeEvent(event)

    def dress(self, manner: Manner) -> None:
        """Make the face anew in this manner, showing what was shown."""
        self.manner, old = manner, self.face
        self._put_up(self.new_face())
        self._column.removeWidget(old)
        old.hide()
        old.deleteLater()
        self.face.setGeometry(old.geometry())
        self.face.show()
        self.show_again(old)

    def begin_large(self, large: bool) -> None:  # noqa: FBT001 - a setting's value
        """How large letters are from the start; who has chosen something keeps it."""
        usual = Manner(large=large)
        if usual != self._usual:
            untouched = self.manner == self._usual
            self._usual = usual
            if untouched:
                self.dress(usual)

    def touch_tool(self, tool: str) -> None:
        """Letters, contrast, voice: on or off; the language: the other one."""
        was = self.manner
        changed = {
            "language": replace(was, language="en" if was.language == "vi" else "vi"),
            "large": replace(was, large=not was.large),
            "contrast": replace(was, contrast=not was.contrast),
            "voice": replace(was, voice=not was.voice),
        }
        if not changed[tool].voice:
            self._prompter.stop()
        self.dress(changed[tool])

    def say_again(self) -> None:
        """The key for it: say the page aloud; to who did not listen so far, from now on."""
        if self.manner.voice:
            self.say_page()
        else:
            self.touch_tool("voice")

    def say_aloud(self, key: str) -> None:
        """Say something aloud, to who listens."""
        if self.manner.voice:
            self._prompter.say(key, self.manner.language)

    def lock(self, milliseconds: int) -> None:
        """For so long, and until an awaited answer is there, presses do not count."""
        if milliseconds:
            self._latch.close(milliseconds)
        self.release()

    def release(self) -> None:
        """Let presses count again, if it is time; the pressed tile looks as before."""
        self.face.hold_back(presses=not self.ready)

    def say_trouble(self, refusal: Refused) -> None:
        """One sentence in the foot."""
        self.face.foot.say_trouble(sentence(refusal, self.manner.language))

    def hear_trouble(self, workers: Workers) -> None:
        """Say in the foot what both stores refuse."""
        for worker in {workers.desk, workers.office}:
            worker.refused.connect(self.say_trouble)

    def show_slow(self, slow: bool) -> None:  # noqa: FBT001 - a signal's value
        """An answer takes long."""
        if slow:
            self.face.foot.say_trouble(self.words("foot.slow"))

    def _put_up(self, face: TouchFace) -> None:
        self.face = face
        self._column.addWidget(face)
        self.connect_face(face)

    def _show_notice(self, seconds: int) -> None:
        self.face.foot.say_notice(self.words("foot.back", seconds=seconds) if seconds else "")
