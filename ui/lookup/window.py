"""The public look-up screen's window: scan a slip or type a code, see where it stands; read what is posted.

No dialog anywhere; trouble is one sentence in the foot. Every page works by touch, by a numeric keypad, and a slip may be
scanned at any time. Prompts said aloud: ``lookup``, ``lookup.type``, ``lookup.dossier:ready``,
``lookup.services``, ``lookup.list:HT``, ``lookup.search``, ``lookup.procedure:1.001193``, ``lookup.rate``,
``lookup.thanks``, ``trouble``.
"""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent

from counter_app.dossiers.codes import parse_code
from counter_app.dossiers.public import Answer, look_up_by_digits, look_up_by_slip, opening, rate_later
from counter_app.errors import BadDocument, Refused
from counter_app.ids import new_id
from counter_app.people.identity import looks_like_identity
from counter_app.queue.slip_code import read_slip_code
from counter_app.store import By
from ui.follow import follow
from ui.kiosk.keypad import meaning
from ui.kiosk.pace import Pace
from ui.kiosk.prompter import Prompter, SilentPrompter
from ui.kiosk.purposes import Choice
from ui.kiosk.touch_face import TouchFace
from ui.lookup.browsing import Browsing
from ui.lookup.face import POSTED, TYPE, Face
from ui.lookup.said import wait_said
from ui.lookup.stage import READING, Stage, View
from ui.lookup.type_page import TypePage
from ui.lookup.typing import Typing
from ui.lookup.views import dossier_view, rate_view, thanks_view
from ui.widgets.tile import Tile
from ui.work import Workers


class LookupWindow(Stage):
    """The whole surface; its caller shows it full screen."""

    def __init__(self, workers: Workers, pace: Pace = READING, prompter: Prompter | None = None) -> None:
        self._asking = False
        super().__init__(workers.place.clock, pace, prompter or SilentPrompter())
        self._workers = workers
        self._answer: Answer | None = None
        workers.acting_as(By("lookup"))
        self.setWindowTitle("Tra cứu hồ sơ và thủ tục")
        self.gate.scanned.connect(self._take_scan)
        self.typing = Typing(self)
        self.typing.changed.connect(self.refresh)
        self.typing.whole.connect(self._look_up)
        self.browsing = Browsing(workers, self._no_answer, self)
        self.browsing.show.connect(self.show_view)
        self.browsing.changed.connect(self.refresh)
        self.way_back.over.connect(self.go_home)
        self.hear_trouble(workers)
        workers.desk.slow.connect(self.show_slow)
        follow(self, workers.desk, opening, self.show_opening)

    @property
    def busy(self) -> bool:
        """Whether the desk has not answered yet. (Qt may ask before everything is there.)"""
        browsing = getattr(self, "browsing", None)
        return self._asking or (browsing is not None and browsing.busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys of a keypad: they type where something is typed, and press the tile of their number elsewhere."""
        if not self.ready or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif self.page is self.face.type and self.typing.takes(event):
            return
        elif self.page is self.face.search and event.text().isalpha():
            self.browsing.type(event.text())
        else:
            self._key(event)

    def connect_face(self, face: TouchFace) -> None:
        """Listen to a face."""
        super().connect_face(face)
        assert isinstance(face, Face)
        face.chosen.connect(self._choose)
        face.type.pressed.connect(lambda key: self.typing.press(key))  # noqa: PLW0108 - a face comes before there is typing
        face.type.touched.connect(lambda field: self.typing.go_to(field))  # noqa: PLW0108 - the same
        face.search.typed.connect(lambda key: self.browsing.type(key))  # noqa: PLW0108 - a face comes before there is browsing
        face.dossier.done.connect(self.go_home)
        face.dossier.rate.connect(lambda: self.show_view(rate_view(self.opening.scale)))
        face.rate.answered.connect(self._rate)

    def go_home(self) -> None:
        """Back to the first page, with nothing of the last citizen left."""
        self._forget()
        self.as_usual()

    def start_anew(self) -> None:
        """To the first page; how the screen speaks stays, what was typed and shown does not."""
        self._forget()
        super().start_anew()

    def _choose(self, _tile: Tile, choice: Choice) -> None:
        if choice.means == TYPE:
            self.typing.begin(self.opening.unit_code)
            self.show_view(View("lookup.type", self.typing.fill))
        elif choice.means == POSTED:
            self.browsing.open()
            self.release()
        elif not self.browsing.choose(choice):
            self.go_home()

    def _look_up(self, code: str, digits: str) -> None:
        self._await()
        self._workers.desk.do(look_up_by_digits, code, digits).then(self, self._show_typed, self._no_answer)

    def _show_typed(self, answer: Answer) -> None:
        self._asking = False
        if answer.dossier is not None:
            self._show_answer(answer)
            return
        words = self.words
        said = wait_said(words, answer.wait_seconds) if answer.wait_seconds else words("type.wrong")
        self.typing.complain(said, again=True)
        self.say_aloud("trouble")
        self.release()

    def _take_scan(self, text: str) -> None:
        """A slip's code, at any time: what was shown before was another citizen's."""
        if self.busy:
            return
        if looks_like_identity(text):
            self._note("scan.card")
        elif read_slip_code(text) is not None:
            self._note("scan.ticket")
        else:
            try:
                code = parse_code(text).text
            except BadDocument:
                self._note("scan.unknown")
                return
            asked = self._workers.desk.do(look_up_by_slip, code)
            self._await()
            asked.then(self, self._show_scanned, self._no_answer)

    def _show_scanned(self, answer: Answer) -> None:
        self._asking = False
        if answer.dossier is not None:
            self.start_anew()
            self._show_answer(answer)
            return
        self._note("scan.unknown", wait_said(self.words, answer.wait_seconds) if answer.wait_seconds else "")

    def _show_answer(self, answer: Answer) -> None:
        self._forget()
        self._answer = answer
        self.show_alone(dossier_view(answer, can_rate=answer.visit_id is not None))

    def _forget(self) -> None:
        self._answer = None
        self.typing.forget()
        self.browsing.forget()

    def _note(self, key: str, text: str = "") -> None:
        """Say what a scan meant, on the page that asks for one."""
        self.start_anew()
        self.face.home.complain(text or self.words(key))
        self.say_aloud("trouble")
        self.release()
        self.way_back.start(self._pace.browse)

    def _rate(self, level: int | None) -> None:
        answer = self._answer
        if answer is None or answer.visit_id is None or self.busy:
            return
        self._await()
        self.face.rate.tile(level).hold(held=True)
        given = self._workers.desk.do_once(new_id(), rate_later, answer.visit_id, level)
        given.then(self, lambda _card: self._thank(), self._no_answer)

    def _thank(self) -> None:
        self._asking, self._answer = False, None
        self.show_alone(thanks_view())

    def _await(self) -> None:
        """An answer is on its way: no other press counts."""
        self._asking = True
        self.face.foot.clear_trouble()
        self.way_back.stop()
        self.release()

    def _no_answer(self, refusal: Refused) -> None:
        self._asking = False
        self.say_trouble(refusal)
        if self.page is self.face.type:
            self.typing.complain(self.words("trouble"))
        self.say_aloud("trouble")
        self.release()
        self.way_back.start(self._pace.browse)

    def _key(self, event: QKeyEvent) -> None:
        """0 says the page again, + and * turn the page, / changes the language, - . # Esc go back."""
        key = meaning(event)
        if isinstance(key, int):
            self._tap(key)
        elif key == "again":
            self.say_again()
        elif key == "back":
            self.go_back()
        elif key in ("matters", "class"):
            self._turn(1 if key == "matters" else -1)
        elif key == "language":
            self.touch_tool("language")
        elif key == "done" and self.page in (self.face.dossier, self.face.procedure):
            self.go_home()

    def _tap(self, number: int) -> None:
        page = next(one for one in self.face.every if one is self.page)
        if not isinstance(page, TypePage):
            page.tap(number)

    def _turn(self, by: int) -> None:
        for page, turned in (
            (self.face.list, self.face.list.turn),
            (self.face.dossier, self.face.dossier.steps.turn),
            (self.face.procedure, self.face.procedure.papers.turn),
        ):
            if page is self.page:
                turned(by)
                self.stay()
