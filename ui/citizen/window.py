"""The citizen's screen of a counter: it follows the records, so it may run in another process than the clerk's window.

Beside the clerk it never takes the focus (Qt: WindowDoesNotAcceptFocus, WA_ShowWithoutActivating); on a PC of its own it
does, for without the focus its keypad would not reach it. It hears touch and keys typed to itself alone, and every answer
carries the visit that was shown.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from counter_app import citizen_answers
from counter_app.citizen_page import Check, Idle, Page, Rate, Sign, Why, citizen_page, with_call
from counter_app.errors import Refused
from counter_app.ids import new_id
from counter_app.queue.board import TicketCard, open_call_at
from counter_app.store import Asking
from ui.citizen.check_page import CheckPage
from ui.citizen.counter_page import CounterPage
from ui.citizen.rate_page import RatePage
from ui.citizen.sentences import ENGLISH, VIETNAMESE, Sentences, sentences_in
from ui.citizen.sign_page import SignPage
from ui.citizen.why_page import WhyPage
from ui.follow import follow
from ui.widgets.tile import Tile
from ui.work import Workers

_LOOK_EVERY_MS = 1_000
APART_MS = 1_500
"""Between two presses that count: who presses twice in haste meant once."""
_NOTED_EVERY_MS = 5_000
_ALONE = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint
_BESIDE = _ALONE | Qt.WindowType.WindowDoesNotAcceptFocus


class CitizenWindow(QWidget):
    """The whole surface; its caller puts it on the second monitor, or shows it full screen on a PC of its own."""

    def __init__(
        self,
        workers: Workers,
        counter: int,
        look_every: int = _LOOK_EVERY_MS,
        *,
        own_pc: bool = False,
        apart: int = APART_MS,
    ) -> None:
        super().__init__(None, _ALONE if own_pc else _BESIDE)
        self._workers, self._counter = workers, counter
        self.page: Page = Idle(counter, "")
        """The page shown."""
        self._desk: Page = self.page
        self._call: TicketCard | None = None
        self._answering = False
        self._apart, self._pressed, self._noted = apart, QElapsedTimer(), QElapsedTimer()
        self._words = VIETNAMESE
        self._own_pc = own_pc
        self._focus_owner: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not own_pc)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if own_pc else Qt.FocusPolicy.NoFocus)
        self.setWindowTitle(f"Màn hình công dân – Quầy {counter}")
        self.setObjectName("ground")
        self.resize(1280, 800)
        self.telling, self.checking = CounterPage(counter), CheckPage()
        self.rating, self.why, self.signing = RatePage(), WhyPage(), SignPage()
        self.why.speak(self._words)
        self.checking.answered.connect(self._check)
        self.rating.answered.connect(self._rate)
        self.why.answered.connect(self._say_why)
        self.signing.signed.connect(self._sign)
        self._lay_out()
        self._listen()
        self.telling.tell(self.page)
        follow(self, workers.desk, self._ask_desk, self._show_desk, every=look_every)
        follow(self, workers.office, self._ask_call, self._show_call, every=look_every)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Alone, take the focus; else remember who has it, for a system that gives it to every new window all the same."""
        if not self._own_pc:
            self._focus_owner = QApplication.activeWindow()
        super().showEvent(event)
        if self._own_pc:
            self.activateWindow()
            self.setFocus()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Given the focus in spite of all, hand it back."""
        super().changeEvent(event)
        owner = self._focus_owner
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and owner is not None:
            QTimer.singleShot(0, owner, owner.activateWindow)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The screen's own keypad: faces and the decline."""
        asking: RatePage | WhyPage | None = self.rating if isinstance(self.page, Rate) else None
        asking = self.why if isinstance(self.page, Why) else asking
        if asking is not None and event.text().isdecimal() and not event.isAutoRepeat():
            asking.tap(int(event.text()))
        else:
            super().keyPressEvent(event)

    def _ask_desk(self, asking: Asking) -> Page:
        return citizen_page(asking, self._counter)

    def _ask_call(self, asking: Asking) -> TicketCard | None:
        return open_call_at(asking, self._counter)

    def _show_desk(self, page: Page) -> None:
        self._desk = page
        self._show()

    def _show_call(self, call: TicketCard | None) -> None:
        self._call = call
        if call is not None:
            self._speak(sentences_in(call.language))
        self._show()

    def _speak(self, words: Sentences) -> None:
        """The language of the ticket called last: it stays until the next one is called."""
        if words is self._words:
            return
        self._words = words
        for page in (self.checking, self.rating, self.why, self.signing):
            page.speak(words)
        self.page = Idle(self._counter, "")  # what is shown is said anew

    def _show(self) -> None:
        page = with_call(self._desk, self._call, self._counter)
        if page == self.page:
            return
        before, self.page = self.page, page
        if not _asks_about_the_same(before, page):
            self._take_presses()
        if isinstance(page, Rate):
            self.rating.ask(page)
            self._listen()
            self._pages.setCurrentWidget(self.rating)
        elif isinstance(page, Check):
            self.checking.check(page)
            self._pages.setCurrentWidget(self.checking)
        elif isinstance(page, Sign):
            self.signing.ask(page)
            self._pages.setCurrentWidget(self.signing)
        elif isinstance(page, Why):
            self._pages.setCurrentWidget(self.why)
        else:
            self.telling.tell(page, english=self._words is ENGLISH)
            self._pages.setCurrentWidget(self.telling)

    def _check(self, right: bool) -> None:  # noqa: FBT001 - a signal's value
        page = self.page
        if isinstance(page, Check) and self._counts():
            tile = self.checking.right if right else self.checking.mend
            self._answering = True
            tile.hold(held=True)
            answer = self._workers.desk.do_once(new_id(), citizen_answers.check, page.visit_id, right=right)
            answer.then(self, self._answered, self._not_kept)

    def _rate(self, level: int | None) -> None:
        page = self.page
        if isinstance(page, Rate) and self._counts():
            self._answering = True
            self.rating.tile(level).hold(held=True)
            answer = self._workers.desk.do_once(new_id(), citizen_answers.rate, page.visit_id, level)
            answer.then(self, self._answered, self._not_kept)

    def _say_why(self, reason: str) -> None:
        page = self.page
        if isinstance(page, Why) and self._counts():
            self._answering = True
            answer = self._workers.desk.do_once(new_id(), citizen_answers.say_why, page.visit_id, reason)
            answer.then(self, self._answered, self._not_kept)

    def _sign(self, picture: bytes) -> None:
        page = self.page
        if isinstance(page, Sign) and self._counts():
            self._answering = True
            self.signing.done.hold(held=True)
            given = (page.visit_id, page.asked_id, picture)
            answer = self._workers.desk.do_once(new_id(), citizen_answers.sign, *given)
            answer.then(self, self._answered, self._not_kept)

    @property
    def ready(self) -> bool:
        """Whether a press would count now."""
        return not self._answering and (not self._pressed.isValid() or self._pressed.hasExpired(self._apart))

    def _counts(self) -> bool:
        """Whether this press counts; if so the next one does only after a while."""
        if not self.ready:
            return False
        self._pressed.start()
        return True

    def _foreign_press(self) -> None:
        """Somebody used the desk's mouse here: it is written down, once in a while."""
        visit_id = getattr(self.page, "visit_id", None)
        if visit_id is not None and (not self._noted.isValid() or self._noted.hasExpired(_NOTED_EVERY_MS)):
            self._noted.start()
            self._workers.desk.do(citizen_answers.note_foreign_press, visit_id)

    def _answered(self, _answer: object) -> None:
        """Kept: the page that follows comes from the records."""
        self._workers.desk.ask(self._ask_desk).then(self, self._show_desk)

    def _not_kept(self, _refusal: Refused) -> None:
        self._take_presses()
        self._pressed.invalidate()
        for page in (self.checking, self.rating, self.why, self.signing):
            page.complain(self._words.not_kept)

    def _take_presses(self) -> None:
        """From now on presses are for what is shown now; a finger already down was meant for the last page."""
        self._answering = False
        for tile in self._tiles():
            tile.forget_press()
            tile.hold(held=False)

    def _tiles(self) -> tuple[Tile, ...]:
        return (*self.checking.tiles, *self.rating.tiles, *self.why.tiles, *self.signing.tiles)

    def _listen(self) -> None:
        """Hear of presses that don't count; the faces may be new ones."""
        for tile in self._tiles():
            tile.pressed_otherwise.connect(self._foreign_press, Qt.ConnectionType.UniqueConnection)
        self.signing.pad.pressed_otherwise.connect(self._foreign_press, Qt.ConnectionType.UniqueConnection)

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        for page in (self.telling, self.checking, self.rating, self.why, self.signing):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)


def _asks_about_the_same(before: Page, after: Page) -> bool:
    """The same question about the same visit, only longer: a press under way still means what it meant."""
    return isinstance(before, Rate) and isinstance(after, Rate) and before.visit_id == after.visit_id
