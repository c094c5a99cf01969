"""The kiosk's stage: one face after another, when a press counts, when it goes back by itself, what is said aloud."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from counter_app.moments import Clock
from counter_app.queue.issuing import MATTERS
from counter_app.queue.offer import Offer
from ui.kiosk.face import Face, Page
from ui.kiosk.manner import Manner, Style
from ui.kiosk.pace import Latch, Pace, WayBack
from ui.kiosk.prompter import Prompter
from ui.kiosk.said import PageSaid, scan_said
from ui.kiosk.sentences import Sentences
from ui.kiosk.ticket_page import TicketPage


class Stage(QWidget):
    """What a citizen chose of the screen and for the ticket, and the face that shows it."""

    def __init__(self, clock: Clock, pace: Pace, prompter: Prompter) -> None:
        super().__init__()
        self._clock, self._pace, self._prompter = clock, pace, prompter
        self._offer = Offer("", (), 0)
        self._usual = self.manner = Manner()
        self.priority: str | None = None
        self.matters = MATTERS[0]
        self._saying: Callable[[Sentences], PageSaid] = scan_said
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

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited for which no other press may count."""
        return False

    @property
    def ready(self) -> bool:
        """Whether a press counts now."""
        return not self._latch.closed and not self.busy

    @property
    def page(self) -> Page:
        """The page shown."""
        return self.face.page

    @property
    def ticket(self) -> TicketPage:
        """The page with the number."""
        return self.face.ticket

    @property
    def words(self) -> Sentences:
        """The words in the citizen's language."""
        return self.face.style_shown.words

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A touch beside the tiles: somebody is still there."""
        super().mousePressEvent(event)
        if self.page is not self.ticket:
            self.stay()

    def connect_face(self, face: Face) -> None:
        """Listen to a face; what a citizen chooses is heard by who leads."""
        face.priority.touched.connect(self._touch_class)
        face.matters.touched.connect(lambda many: self.choose_matters(int(many)))
        face.tools.tools.touched.connect(self.touch_tool)

    def open_page(self, page: Page) -> None:
        """Show a page; the finger that is still on the screen was meant for the last one."""
        self.face.ask()
        self.face.priority.show_class(self.priority)
        self.face.matters.show_matters(self.matters)
        self.face.open_page(page)
        self.lock(self._pace.settle)
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

    def dress(self, manner: Manner) -> None:
        """Make the face anew in this manner, on the page where one is."""
        self.manner, old = manner, self.face
        names = {old.first: "first", old.groups: "groups", old.say: "say", old.ticket: "ticket"}
        name = names[old.page]
        self.face = self._new_face()
        self._column.removeWidget(old)
        old.hide()
        old.deleteLater()
        self.face.setGeometry(old.geometry())
        self.face.show()
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

    def say_page(self) -> None:
        """Say the page shown aloud, to who listens."""
        face = self.face
        keys = {face.first: "purposes", face.groups: "groups", face.say: face.say.prompt}
        self.say_aloud(keys.get(self.page, f"ticket:{face.ticket.number.text}"))

    def say_aloud(self, key: str) -> None:
        """Say something aloud, to who listens."""
        if self.manner.voice:
            self._prompter.say(key, self.manner.language)

    def lock(self, milliseconds: int) -> None:
        """For so long, and until the office has answered, presses do not count."""
        if milliseconds:
            self._latch.close(milliseconds)
        self.release()

    def release(self) -> None:
        """Let presses count again, if it is time; the pressed tile looks as before."""
        self.face.hold_back(presses=not self.ready)

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
        usual = Manner(large=found.large)
        if usual != self._usual:
            untouched = self.manner == self._usual
            self._usual = usual
            if untouched:
                self.dress(usual)
        self.face.show_offer(found)

    def _touch_class(self, code: str) -> None:
        """A priority class: on, or off again. The second tap of a double tap does not take it back."""
        self.set_class(None if self.priority == code else code)
        self.lock(self._pace.settle)

    def _new_face(self) -> Face:
        face = Face(Style(self.manner), self._clock, self._pace.trouble)
        self._column.addWidget(face)
        self.connect_face(face)
        return face

    def _show_notice(self, seconds: int) -> None:
        self.face.foot.say_notice(self.words("foot.back", seconds=seconds) if seconds else "")
