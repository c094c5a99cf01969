"""The look-up screen's stage: one view after another, when a press counts, when it goes back by itself, what is said aloud.

A view fills a page and names it, so that the same thing is shown again in another language or in larger letters. The way
a citizen came is kept for the way back, and forgotten with the citizen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from counter_app.dossiers.public import Opening
from counter_app.moments import Clock
from ui.kiosk.manner import Manner
from ui.kiosk.pace import Latch, Pace, WayBack
from ui.kiosk.prompter import Prompter
from ui.kiosk.purposes import Choice
from ui.kiosk.said import PageSaid
from ui.lookup.face import POSTED, TYPE, Face
from ui.lookup.manner import Style
from ui.lookup.sentences import Sentences

READING = Pace(ticket=60_000)
"""A page that is read stays longer than one on which something is chosen."""


@dataclass(frozen=True)
class View:
    """What is shown: its spoken prompt, and how a face shows it."""

    prompt: str
    fill: Callable[[Face], QWidget]
    reading: bool = False
    """Whether it is read, and stays longer."""


def _home(face: Face) -> QWidget:
    words = face.style_shown.words
    choices = tuple(
        Choice(words(f"home.{means}"), words(f"home.{means}.hint"), icon, means)
        for means, icon in ((TYPE, "pencil"), (POSTED, "folder"))
    )
    face.home.show_said(PageSaid("lookup", words("home.ask"), choices, "scan"))
    return face.home


HOME = View("lookup", _home)


class Stage(QWidget):
    """What a citizen asked of the screen, and the face that shows it."""

    def __init__(self, clock: Clock, pace: Pace, prompter: Prompter) -> None:
        super().__init__()
        self._clock, self._pace, self._prompter = clock, pace, prompter
        self.opening = Opening("", "", large=False, scale=3)
        self._usual = self.manner = Manner()
        self._trail: list[View] = [HOME]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.resize(1366, 768)
        self._latch, self.way_back = Latch(self), WayBack(self, pace)
        self._latch.opened.connect(self.release)
        self.way_back.notice.connect(self._show_notice)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        # The pieces follow the window's size; they never hold it larger.
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.face = self._new_face()
        self._refill()

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited for which no other press may count."""
        return False

    @property
    def ready(self) -> bool:
        """Whether a press counts now."""
        return not self._latch.closed and not self.busy

    @property
    def view(self) -> View:
        """What is shown."""
        return self._trail[-1]

    @property
    def page(self) -> QWidget:
        """The page shown."""
        return self.face.page

    @property
    def words(self) -> Sentences:
        """The words in the citizen's language."""
        return self.face.style_shown.words

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A touch beside the tiles: somebody is still there."""
        super().mousePressEvent(event)
        self.stay()

    def connect_face(self, face: Face) -> None:
        """Listen to a face; what a citizen chooses is heard by who leads."""
        face.tools.touched.connect(self.touch_tool)
        face.back.connect(self.go_back)

    def show_view(self, view: View) -> None:
        """Go on to a view."""
        self._trail.append(view)
        self._open()

    def show_alone(self, view: View) -> None:
        """Show a view from which there is no way back to what was before, only to the first page."""
        self._trail = [HOME, view]
        self._open()

    def start_anew(self) -> None:
        """To the first page; how the screen speaks stays: it may be the same citizen. Hidden pages are made new."""
        self._trail = [HOME]
        self.dress(self.manner)

    def refresh(self) -> None:
        """Fill the page shown anew: what has been typed is another. No page has changed, every press counts."""
        self._refill()
        self.stay()

    def go_back(self) -> None:
        """To the view before; the first page is made new."""
        self._trail.pop()
        if len(self._trail) > 1:
            self._open()
        else:
            self.start_anew()

    def as_usual(self) -> None:
        """Nothing of the last citizen is left: not on the way back, and not on a page that is hidden."""
        self._trail = [HOME]
        self.way_back.stop()
        self._prompter.stop()
        self.manner = self._usual
        self._make_face()
        self._open()

    def dress(self, manner: Manner) -> None:
        """Make the face anew in this manner, showing what was shown."""
        self.manner = manner
        self._make_face()
        self._open()

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

    def say_view(self) -> None:
        """Say what is shown aloud, to who listens."""
        self.say_aloud(self.view.prompt)

    def say_aloud(self, key: str) -> None:
        """Say something aloud, to who listens."""
        if self.manner.voice:
            self._prompter.say(key, self.manner.language)

    def lock(self, milliseconds: int) -> None:
        """For so long, and until the answer is there, presses do not count."""
        if milliseconds:
            self._latch.close(milliseconds)
        self.release()

    def release(self) -> None:
        """Let presses count again, if it is time; the pressed tile looks as before."""
        self.face.hold_back(presses=not self.ready)

    def stay(self) -> None:
        """Somebody is there: wait before going back. An untouched first page stays anyhow."""
        if self.view is HOME and self.manner == self._usual:
            self.way_back.stop()
        else:
            self.way_back.start(self._pace.ticket if self.view.reading else self._pace.browse)

    def show_opening(self, found: Opening) -> None:
        """Show whose screen this is; how large its letters are from the start."""
        self.opening = found
        self.face.head.office.say(found.office)
        usual = Manner(large=found.large)
        if usual != self._usual:
            untouched = self.manner == self._usual
            self._usual = usual
            if untouched:
                self.dress(usual)

    def _open(self) -> None:
        """Show the view; the finger that is still on the screen was meant for the last one."""
        self._refill()
        self.lock(self._pace.settle)
        self.stay()
        self.say_view()

    def _refill(self) -> None:
        self.face.open_page(self.view.fill(self.face))

    def _make_face(self) -> None:
        old = self.face
        self.face = self._new_face()
        self._column.removeWidget(old)
        old.hide()
        old.deleteLater()
        self.face.setGeometry(old.geometry())
        self.face.show()
        self.face.head.office.say(self.opening.office)

    def _new_face(self) -> Face:
        face = Face(Style(self.manner), self._clock, self._pace.trouble)
        self._column.addWidget(face)
        self.connect_face(face)
        return face

    def _show_notice(self, seconds: int) -> None:
        self.face.foot.say_notice(self.words("foot.back", seconds=seconds) if seconds else "")
