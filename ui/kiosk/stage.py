"""The kiosk's stage: what a citizen has chosen so far, and the page that shows it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QMouseEvent

from counter_app.moments import Clock
from counter_app.queue.issuing import MATTERS
from counter_app.queue.offer import Offer
from ui.kiosk.face import Face, Page
from ui.kiosk.manner import Style
from ui.kiosk.pace import Pace
from ui.kiosk.prompter import Prompter
from ui.kiosk.said import PageSaid, scan_said
from ui.kiosk.sentences import Sentences
from ui.kiosk.ticket_page import TicketPage
from ui.kiosk.touch_face import TouchFace
from ui.kiosk.touch_stage import TouchStage


class Stage(TouchStage):
    """What a citizen chose of the screen and for the ticket, and the face that shows it."""

    face: Face

    def __init__(self, clock: Clock, pace: Pace, prompter: Prompter) -> None:
        self._offer = Offer("", (), 0)
        self.priority: str | None = None
        self.matters = MATTERS[0]
        self._saying: Callable[[Sentences], PageSaid] = scan_said
        super().__init__(clock, pace, prompter)

    @property
    def page(self) -> Page:
        """The page shown."""
        return self.face.page

    @property
    def ticket(self) -> TicketPage:
        """The page with the number."""
        return self.face.ticket

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A touch beside the tiles. At a number it is whoever comes next, once presses count: the first page is theirs."""
        if self.page is not self.ticket:
            super().mousePressEvent(event)
        elif self.ready:
            self.ticket.done.emit()

    def new_face(self) -> Face:
        """The kiosk's face."""
        return Face(Style(self.manner), self._clock, self._pace.trouble)

    def connect_face(self, face: TouchFace) -> None:
        """Listen to a face; what a citizen chooses is heard by who leads."""
        assert isinstance(face, Face)
        face.priority.touched.connect(self._touch_class)
        face.matters.touched.connect(lambda many: self.choose_matters(int(many)))
        face.tools.tools.touched.connect(self.touch_tool)

    def open_page(self, page: Page) -> None:
        """Show a page; the finger that is still on the screen was meant for the last one."""
        self.face.ask()
        self.face.priority.show_class(self.priority)
        self.face.matters.show_matters(self.matters)
        self.face.open_page(page)
        # A press in doubt, just before the number came, was not meant to send it away.
        self.lock(self._pace.lock if page is self.face.ticket else self._pace.settle)
        self.stay()
        self.say_page()

    def show_saying(self, saying: Callable[[Sentences], PageSaid]) -> None:
        """Show a page with one sentence; in another language when that is chosen."""
        self._saying = saying
        self.face.say.show_said(saying(self.words))
        self.open_page(self.face.say)

    def as_usual(self) -> None:
        """Nothing of the last citizen is left."""
        self.priority, self.matters = None, MATTERS[0]
        self.way_back.stop()
        self._prompter.stop()
        if self.manner != self._usual:
            self.dress(self._usual)
        self.open_page(self.face.first)

    def show_again(self, old: TouchFace) -> None:
        """The same page, with what is offered."""
        assert isinstance(old, Face)
        names = {old.first: "first", old.groups: "groups", old.say: "say", old.ticket: "ticket"}
        name = names[old.page]
        self.face.show_offer(self._offer)
        if name == "say":
            self.face.say.show_said(self._saying(self.words))
        self.open_page(getattr(self.face, name))

    def set_class(self, code: str | None) -> None:
        """Let a priority class hold, or none."""
        self.priority = code
        self.face.priority.show_class(code)
        self.say_aloud(f"priority:{code or ''}")
        self.stay()

    def choose_matters(self, many: int) -> None:
        """So many dossiers are brought."""
        self.matters = many
        self.face.matters.show_matters(many)
        self.say_aloud(f"matters:{many}")
        self.stay()

    def say_page(self) -> None:
        """Say the page shown aloud, to who listens."""
        face = self.face
        keys = {face.first: "purposes", face.groups: "groups", face.say: face.say.prompt}
        self.say_aloud(keys.get(self.page, f"ticket:{face.ticket.number.text}"))

    def stay(self) -> None:
        """Somebody is there: wait before going back. An untouched first page stays anyhow."""
        if self.page is self.ticket:
            self.way_back.start(self._pace.ticket)
        elif self.page is self.face.first and self.priority is None and self.manner == self._usual:
            self.way_back.stop()
        else:
            self.way_back.start(self._pace.browse)

    def show_offer(self, found: Offer) -> None:
        """Show what the unit offers now; how large its letters are from the start."""
        self._offer = found
        self.begin_large(found.large)
        self.face.show_offer(found)

    def _touch_class(self, code: str) -> None:
        """A priority class: on, or off again. The second tap of a double tap does not take it back."""
        self.set_class(None if self.priority == code else code)
        self.lock(self._pace.settle)
