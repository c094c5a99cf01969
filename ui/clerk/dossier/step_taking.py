"""F9 in the dossier's pane: the step begun is taken once, refused with what to do, or found stale and kept as typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from counter_app.attachments.attaching import TakenOff
from counter_app.dossiers.steps.values import StepDone
from counter_app.errors import BadDocument, NotFound, Refused, ScreenStale, WrongPassword
from counter_app.ids import new_id
from counter_app.moments import business_day
from counter_app.people.staff import SignInTry, signed_in
from counter_app.queue import visits
from counter_app.step_errors import OriginalsOpen, ReceiverUnproved, SecondPersonNeeded, StepRefused
from counter_app.wording import DOSSIER_STATES_VI
from counter_app.wording_steps import STEPS_VI
from ui.clerk.dossier.money_form import told
from ui.clerk.dossier.signing import Signing
from ui.clerk.dossier.step_form import Question, StepForm
from ui.clerk.dossier.taking import Answer, ReadStep, agreed, read_step
from ui.clerk.dossier.view import DossierView, dossier_view
from ui.clerk.steps import Done
from ui.work import Workers

if TYPE_CHECKING:
    from ui.clerk.window import CounterWork

_ENDS = {"hand_over": "collected", "supplement": "supplement", "refuse": "refused"}
"""How a visit in which this was done most likely ends."""


class StepTaking(QObject):
    """Takes one step after the other, in the order of the keys."""

    taken = Signal(object)
    """What was done (``StepDone``, ``MoneyCard``, ``TakenOff``), once it is shown."""

    def __init__(self, workers: Workers, work: CounterWork) -> None:
        super().__init__(work)
        self._workers, self._work, self._pane = workers, work, work.dossier
        self._signing = Signing(workers, work)

    def take(self) -> None:
        """Take the step begun."""
        self._work.flow.steps.do(self._step)

    def _step(self, done: Done) -> None:
        form, view = self._pane.form, self._pane.view
        if form is None or view is None:
            self._work.notice.say("Chưa chọn bước nào. Bấm phím của bước cần làm, điền, rồi F9.", "warn")
            done()
            return
        if question := form.open_question():
            self._ask_once(question)
            done()
            return
        try:
            document = form.document()
            read = read_step(form.step, document, business_day(self._workers.place.clock()))
        except Refused as refusal:
            self._refused(done, refusal)
            return
        act = partial(self._act, read, view, done)
        if self._signing.wanted(form):
            act = partial(self._signing.ask, form, view.card.id, act, done)
        go_on = partial(self._with_visit, act, done)
        if form.step == "void":
            self._agree(document, go_on, done)
        else:
            go_on()

    def _ask_once(self, question: Question) -> None:
        """Say it; an unpaid fee can be taken at once."""
        if question.unpaid:
            take = self._pane.steps.money.emit
            self._work.notice.say(question.words, "warn", "Thu phí (Ctrl+B)", take)
        else:
            self._work.notice.say(question.words, "warn")

    def _agree(self, document: dict[str, Any], go_on: Callable[[], None], done: Done) -> None:
        """The second person signs in for this one step."""
        login = document["confirmed_by"]

        def tried(answer: SignInTry) -> None:
            try:
                signed_in(answer, login)
            except Refused as refusal:
                self._refused(done, refusal)
                return
            go_on()

        answer = self._workers.desk.do(agreed, login, document["password"])
        answer.then(self, tried, partial(self._refused, done))

    def _with_visit(self, go_on: Callable[[], None], done: Done) -> None:
        """The first act on somebody called begins their visit."""
        flow = self._work.flow
        ticket = flow.next_ticket
        if flow.visit is not None or ticket is None:
            go_on()
            return
        begun = self._workers.desk.do(visits.begin, flow.counter, ticket.number, ticket.id)
        begun.then(self, lambda _visit: go_on(), partial(self._refused, done))

    def _act(self, read: ReadStep, view: DossierView, done: Done) -> None:
        given = (view.card.id, read.value, self._pane.begun_rev)
        answer = self._workers.desk.do_once(new_id(), read.taking, *given)
        answer.then(self, partial(self._took, done, view.card.id), partial(self._refused, done))

    def _took(self, done: Done, dossier_id: UUID, taken: Answer) -> None:
        def seen(view: DossierView) -> None:
            if self._pane.view is not None and self._pane.view.card.id == dossier_id:
                put_off = self._pane.done()
                self._pane.show_view(view)
                self._pane.begin(put_off, self._workers.place.clock())
            if isinstance(taken, StepDone):
                self._work.notice.say(_words(taken, view), "good")
                self._work.ending.likely = _ENDS.get(taken.step, self._work.ending.likely)
            elif isinstance(taken, TakenOff):
                self._work.notice.say(f"Đã gỡ tệp «{taken.name}».", "good")
            else:
                self._work.notice.say(told(taken), "good")
            self.taken.emit(taken)
            self._work.flow.look(done)

        self._workers.desk.ask(dossier_view, dossier_id).then(self, seen, partial(self._refused, done))

    def _refused(self, done: Done, refusal: Refused) -> None:
        self._work.notice.refuse(refusal)
        form = self._pane.form
        if form is not None:
            _show_fault(form, refusal)
        if isinstance(refusal, ScreenStale) and self._pane.view is not None:
            asked = self._workers.desk.ask(dossier_view, self._pane.view.card.id)
            asked.then(self, partial(self._newer, done), lambda _again: done())
        else:
            done()

    def _newer(self, done: Done, view: DossierView) -> None:
        """Somebody else was first: the newer state is shown, what was typed stays for another look."""
        self._pane.show_view(view)
        self._pane.begin_again(self._workers.place.clock())
        done()


def _show_fault(form: StepForm, refusal: Refused) -> None:
    """The keys go to what was refused."""
    match refusal:
        case BadDocument():
            form.focus_fault(refusal.field)
        case OriginalsOpen():
            form.focus_fault("originals")
        case ReceiverUnproved():
            paper = refusal.reason in ("authorisation", "submitter")
            form.focus_fault("receiver.authorised_by" if paper else "receiver.number")
        case StepRefused(reason="late_reason"):
            form.focus_fault("late_reason")
        case SecondPersonNeeded() | NotFound():
            form.focus_fault("confirmed_by")
        case WrongPassword():
            form.focus_fault("password")


def _words(taken: StepDone, view: DossierView) -> str:
    """What was done, where the dossier stands, and which paper belongs to it."""
    said = f"{STEPS_VI[taken.step]}: xong. {taken.code}: {DOSSIER_STATES_VI[taken.state]}."
    form = next((one for one in view.timeline.forms if one.id == taken.form), None)
    if form is not None:
        said += f" Mẫu {form.kind} số {form.number}: M xem, I in."
    return said + (" Giấy tiếp nhận đã gửi in." if taken.job_id is not None else "")
