"""The look-up screen's stage: one view after another, and the way back.

A view fills a page and names it, so that the same thing is shown again in another language or in larger letters. The way
a citizen came is kept for the way back, and forgotten with the citizen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from counter_app.dossiers.public import Opening
from counter_app.moments import Clock
from ui.kiosk.pace import Pace
from ui.kiosk.prompter import Prompter
from ui.kiosk.purposes import Choice
from ui.kiosk.said import PageSaid
from ui.kiosk.touch_face import TouchFace
from ui.kiosk.touch_stage import TouchStage
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


class Stage(TouchStage):
    """What a citizen asked of the screen, and the face that shows it."""

    face: Face

    def __init__(self, clock: Clock, pace: Pace, prompter: Prompter) -> None:
        self.opening = Opening("", "", large=False, scale=3)
        self._trail: list[View] = [HOME]
        super().__init__(clock, pace, prompter)
        self._refill()

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
        """The words in the citizen's language, with those of this screen."""
        return self.face.style_shown.words

    def new_face(self) -> Face:
        """The look-up screen's face."""
        return Face(Style(self.manner), self._clock, self._pace.trouble)

    def connect_face(self, face: TouchFace) -> None:
        """Listen to a face; what a citizen chooses is heard by who leads."""
        assert isinstance(face, Face)
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
        self.dress(self._usual)

    def show_again(self, old: TouchFace) -> None:  # noqa: ARG002 - the trail knows what was shown
        """The same view."""
        self.face.head.office.say(self.opening.office)
        self._open()

    def say_page(self) -> None:
        """Say what is shown aloud, to who listens."""
        self.say_aloud(self.view.prompt)

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
        self.begin_large(found.large)

    def _open(self) -> None:
        """Show the view; the finger that is still on the screen was meant for the last one."""
        self._refill()
        self.lock(self._pace.settle)
        self.stay()
        self.say_page()

    def _refill(self) -> None:
        self.face.open_page(self.view.fill(self.face))
