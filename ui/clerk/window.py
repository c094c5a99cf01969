"""The clerk's window: sign-in, then one counter's work. It composes its parts and hands keys and scans to them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from counter_app.errors import Refused
from counter_app.people.staff import StaffCard
from counter_app.queue.duty import open_counter
from counter_app.store import By
from ui.city.attention_pane import AttentionPane
from ui.city.entry_pane import EntryPane
from ui.clerk.by_hand import HandBar
from ui.clerk.choice_bar import ChoiceBar
from ui.clerk.city_work import CityWork
from ui.clerk.counter_layout import fit, lay_out
from ui.clerk.dossier.dossiers import Dossiers
from ui.clerk.dossier.pane import DossierPane
from ui.clerk.ending import Ending
from ui.clerk.naming import Naming
from ui.clerk.paper_line import PaperLine
from ui.clerk.queue_news import QueueNews
from ui.clerk.queue_panel import QueuePanel
from ui.clerk.receive.form import ReceiveForm
from ui.clerk.receiving import Receiving
from ui.clerk.reprinting import Reprinting
from ui.clerk.scans import Scans
from ui.clerk.search_pane import SearchPane
from ui.clerk.sign_in import SignIn
from ui.clerk.status_bar import StatusBar
from ui.clerk.steps import Done
from ui.clerk.summary import Summary
from ui.clerk.todo_panel import ToDoPanel
from ui.clerk.turning_away import TurningAway
from ui.clerk.visit_flow import VisitFlow
from ui.clerk.visit_header import VisitHeader
from ui.notices import NoticeLine
from ui.scanner import ScannerGate
from ui.work import Workers

_SLOW = "Dữ liệu gọi số trả lời chậm. Ctrl+G gọi tay theo số trên phiếu; nhận, in vẫn làm được."


class ClerkWindow(QWidget):
    """The whole surface. ``seated`` tells that somebody has signed in at a counter."""

    seated = Signal(int)
    closing = Signal()

    def __init__(self, workers: Workers, counter: int | None = None) -> None:
        super().__init__()
        self.setWindowTitle("Quầy tiếp nhận")
        self.setObjectName("ground")
        self.resize(1366, 768)
        self.setMinimumSize(1232, 680)
        self._workers = workers
        self.counter: CounterWork | None = None
        self.sign_in = SignIn(workers, counter)
        self.sign_in.signed_in.connect(self._seat)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.sign_in)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    def show_citizen(self, *, opened: bool) -> None:
        """Say whether the citizen's screen is open."""
        if self.counter is not None:
            self.counter.status.show_citizen(opened=opened)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """The window goes; everything typed is kept already."""
        if self.counter is not None:
            self.counter.leave()
        self.closing.emit()
        super().closeEvent(event)

    def _seat(self, person: StaffCard, counter: int) -> None:
        self._workers.acting_as(By(person.login, counter))
        self.counter = CounterWork(self._workers, counter, person.name)
        self._pages.addWidget(self.counter)
        self._pages.setCurrentWidget(self.counter)
        self.counter.attend_to_scanner()
        self.counter.setFocus()
        self.seated.emit(counter)


class CounterWork(QWidget):
    """One counter with somebody at it."""

    def __init__(self, workers: Workers, counter: int, clerk: str) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.status = StatusBar(workers, counter, clerk)
        self.queue = QueuePanel(workers, counter)
        self.header = VisitHeader(workers.place.clock)
        self.form, self.summary = ReceiveForm(), Summary()
        self.search, self.dossier = SearchPane(workers), DossierPane()
        self.attention, self.entry = AttentionPane(), EntryPane()
        self.to_do = ToDoPanel(workers)
        self.papers = PaperLine(workers)
        self.notice, self.choices, self.by_hand = NoticeLine(), ChoiceBar(), HandBar()
        self._gate: ScannerGate | None = None
        self.flow = VisitFlow(workers, counter, self)
        workers.office.do(open_counter, counter)
        self.news = QueueNews(self.flow, self.notice)
        self.receiving = Receiving(workers, self.flow, self.form, self.summary, self.notice)
        self.reprinting = Reprinting(workers, self.flow, self.search, self.dossier, self.notice)
        self.ending = Ending(workers, self.flow, self.receiving, self.choices, self.notice)
        self.naming = Naming(workers, self.flow, self.choices, self.notice)
        self.turning_away = TurningAway(workers, self.receiving, self.choices, self.notice)
        self.scans = Scans(workers, self.flow, self.receiving, self.header, self.notice)
        self.dossiers = Dossiers(workers, self)
        self.city = CityWork(workers, self)
        lay_out(self)
        self._connect(workers)
        self._bind_keys()

    def _connect(self, workers: Workers) -> None:
        self.queue.call.connect(self.ending.call_next)
        self.queue.pause.connect(self.ending.pause)
        self.queue.undo.connect(self._undo)
        self.queue.recall.connect(self._recall)
        self.queue.away.connect(self.flow.no_show)
        self.summary.receive.connect(self.receiving.receive)
        self.to_do.resume.connect(self.receiving.resume)
        self.choices.given_up.connect(self.form.focus_next_open)
        self.by_hand.given_up.connect(self.form.focus_next_open)
        self.by_hand.taken.connect(self.naming.take)
        self.naming.settled.connect(self.form.focus_next_open)
        self.papers.settled.connect(self.form.focus_next_open)
        self.scans.slip.connect(self.by_hand.ask)
        self.choices.given_up.connect(self.dossiers.focus)
        self.search.closed.connect(self.show_form)
        self.scans.found.connect(self.dossiers.open_code)
        self.scans.carded.connect(self._back_to_form)
        self.scans.first, self.scans.before = self.dossiers.take_card, self.city.take_scan
        self.scans.has_open.connect(self.dossiers.tell_open)
        self.to_do.list_wanted.connect(self.dossiers.open_list)
        self.flow.changed.connect(self._show_visit)
        for worker in {workers.desk, workers.office}:
            worker.refused.connect(self._trouble)
        workers.office.slow.connect(self._office_slow)
        self._show_visit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A narrower window takes from the panels, not from the form."""
        super().resizeEvent(event)
        fit(self)

    def attend_to_scanner(self) -> None:
        """From now on this window's keys pass the scanner's gate."""
        self._gate = ScannerGate(self.window())
        self._gate.scanned.connect(self.scans.take)

    def leave(self) -> None:
        """The window is going: nobody sits at the counter any more."""
        self.flow.leave()
        self.city.forget()
        if self._gate is not None:
            self._gate.leave()

    def _bind_keys(self) -> None:
        for keys, step in (
            ("F2", self.ending.call_next),
            ("Shift+F2", self._undo),
            ("F3", self.open_search),
            ("F4", self._recall),
            ("Shift+F4", self.flow.no_show),
            ("F5", self.dossiers.look),
            ("F6", self.reprinting.reprint),
            ("F7", self._another),
            ("F8", self.receiving.park),
            ("F9", self._do_it),
            ("Ctrl+Return", self._do_it),
            ("Shift+F8", self.ending.pause),
            ("F12", self.ending.ask),
            ("Ctrl+T", self.ending.send_on),
            ("Ctrl+G", self.by_hand.ask),
            ("Ctrl+L", self.dossiers.ask_list),
            ("Ctrl+D", self.dossiers.of_person),
            ("Ctrl+U", self._step(self.form.open_submitter)),
            ("Ctrl+P", self._step(self.form.choose_again)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(step)

    def _step(self, act: Callable[[], object]) -> Callable[[], None]:
        """A key of the form alone: after what other keys have begun."""

        def step(done: Done) -> None:
            act()
            done()

        return lambda: self.flow.steps.do(step)

    def _undo(self) -> None:
        self.notice.clear()
        self.receiving.undo()

    def _recall(self) -> None:
        if self.flow.ticket is None or self.flow.ticket.state != "called":
            self.notice.say("Chưa có số nào đang gọi. Bấm F2 để gọi số tiếp theo.", "warn")
        self.flow.recall()

    def _show_visit(self) -> None:
        visit, ticket = self.flow.visit, self.flow.ticket
        self.header.show_visit(ticket, visit, self.flow.office.visits_ticket, self.flow.office.reason)
        if visit is None:
            self.header.show_person("", "", ())
            self.ending.visit_gone()
        self.queue.allow(
            call=ticket is None or visit is not None, recall=ticket is not None and ticket.state == "called"
        )
        self.receiving.show_visit()

    def open_search(self, text: str = "") -> None:
        """F3: search in the place of the form, with a text to look for or empty."""
        self.dossiers.leave()
        self.form.hide()
        self.search.open(text)

    def show_form(self) -> None:
        """The form is what one works in again."""
        self.city.leave()
        self.summary.show()
        self.form.show()
        self.form.focus_next_open()

    def _back_to_form(self) -> None:
        if self.form.isHidden():
            self.dossiers.leave()
            self.search.hide()
            self.show_form()

    def _do_it(self) -> None:
        """F9: what was begun about the city or with a dossier, else what stands in the form."""
        if not (self.city.do_it() or self.dossiers.do_it()):
            self.receiving.receive()

    def _another(self) -> None:
        self.dossiers.leave_to_form()
        self.receiving.another()

    def _trouble(self, refusal: Refused) -> None:
        self.notice.refuse(refusal)

    def _office_slow(self, slow: bool) -> None:  # noqa: FBT001 - a signal's value
        if slow:
            self.notice.say(_SLOW, "warn")
        elif self.notice.text == _SLOW:
            self.notice.clear()
