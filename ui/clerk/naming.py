"""One given number: typed (Ctrl+G) or scanned from a slip.

While the office answers, it is asked first whether that number is to be called before the others, and the call keeps that
it was named. With the office away (it refuses, or says nothing for two seconds) the visit begins by hand (gọi tay): nobody
who stands here waits for a line. The number that is called here already needs no question.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.errors import CounterBusy, Refused, StoreTrouble, Unforeseen, WrongMoment
from counter_app.queue import visits
from counter_app.queue.naming import NAMED_FROM, Named, named
from ui.clerk.choice_bar import ChoiceBar
from ui.clerk.steps import Done
from ui.clerk.visit_flow import VisitFlow
from ui.notices import NoticeLine
from ui.work import Workers

_PATIENCE_MS = 2_000
_CALL, _LEAVE = "call", "leave"


class Naming(QObject):
    """Takes a number and finds out what it means now."""

    settled = Signal()
    """Nothing is asked any more: the keys go back to the form."""

    def __init__(self, workers: Workers, flow: VisitFlow, choices: ChoiceBar, notice: NoticeLine) -> None:
        super().__init__(choices)
        self._workers, self._flow, self._choices, self._notice = workers, flow, choices, notice
        self._slow = False
        self._asked: object | None = None
        self._too_late: Done = lambda: None
        self.patience = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        """How long the office may take to say what the number means."""
        self.patience.timeout.connect(self._run_out)
        workers.office.slow.connect(self._office_slow)

    def take(self, number: str) -> None:
        """Somebody has this number."""
        self._notice.clear()
        self._flow.steps.do(partial(self._step, number))

    def _step(self, number: str, done: Done) -> None:
        visit, ticket = self._flow.visit, self._flow.next_ticket
        if visit is not None:
            self._refuse(CounterBusy("visit", visit.ticket_label, "serving"), done)
        elif self._slow or (ticket is not None and ticket.number == number):
            self._begin(number, done)
        else:
            self._ask_office(number, done)

    def _ask_office(self, number: str, done: Done) -> None:
        asked = self._asked = object()

        def mine() -> bool:
            """Whether this is still open: the answer and its lateness may both come."""
            this_one, self._asked = self._asked is asked, None
            self.patience.stop()
            return this_one

        def answered(found: Named | None) -> None:
            if mine():
                self._answered(number, found, done)

        def refused(refusal: Refused) -> None:
            if not mine():
                return
            if isinstance(refusal, StoreTrouble | Unforeseen):
                self._begin(number, done)
            else:
                self._refuse(refusal, done)

        self._too_late = lambda: self._begin(number, done) if mine() else None
        self.patience.start()
        self._workers.office.ask(named, number, self._flow.counter).then(self, answered, refused)

    def _run_out(self) -> None:
        self._too_late()

    def _answered(self, number: str, found: Named | None, done: Done) -> None:
        ticket = self._flow.ticket
        if found is None:
            self._begin(number, done)
        elif ticket is not None:
            self._refuse(CounterBusy("counter", ticket.number, ticket.state), done)
        elif found.ticket.state not in NAMED_FROM:
            self._refuse(WrongMoment("ticket", number, found.ticket.state), done)
        elif found.ticket.id in {one.ticket_id for one in self._flow.desk.parked}:
            self._notice.say(f"Số {number} đang tạm gác ở quầy này. Mở lại ở cột Cần làm.", "warn")
            self._over(done)
        else:
            self._ask(found)
            done()

    def _ask(self, found: Named) -> None:
        passes = bool(found.ahead) or not found.served_here
        calls = "Gọi đích danh, vượt thứ tự" if passes else "Gọi đích danh"
        answers = ((_CALL, calls), (_LEAVE, "Không, để theo thứ tự"))
        self._choices.ask(question_of(found), answers, partial(self._chosen, found), _LEAVE if passes else _CALL)

    def _chosen(self, found: Named, answer: str) -> None:
        if answer == _CALL:
            self._flow.call_named(found.ticket.id)
        self.settled.emit()

    def _begin(self, number: str, done: Done) -> None:
        """The visit begins at once; the office follows when it is there."""
        begun = self._workers.desk.do(visits.begin, self._flow.counter, number)
        over = partial(self._over, done)
        begun.then(self, lambda _visit: self._flow.look(over), lambda refusal: self._refuse(refusal, done))

    def _refuse(self, refusal: Refused, done: Done) -> None:
        self._notice.refuse(refusal)
        self._over(done)

    def _over(self, done: Done) -> None:
        self.settled.emit()
        done()

    def _office_slow(self, slow: bool) -> None:  # noqa: FBT001 - a signal's value
        self._slow = slow


def question_of(found: Named) -> str:
    """What calling this number now would mean, in words (pure)."""
    facts = []
    if found.ahead:
        facts.append(f"còn {found.ahead} người chờ trước")
    if not found.served_here:
        facts.append("quầy này không nhận nhóm đó")
    if found.ticket.state == "no_show":
        facts.append("đã vắng khi được gọi")
    if found.ticket.state == "hold":
        facts.append("đang tạm gác")
    return f"Số {found.ticket.number} {', '.join(facts) or 'đang đến lượt'}. Gọi số này"
