"""The form at work: showing a visit's draft, F9, F7, F6, and giving the visit up or putting it aside (F8, F12).

The draft's id is the request id: a second F9, a crash after the commit or a lost answer gives the same code. Every key
is a step; steps never overlap, and each looks at the form and the visit as they are when its turn comes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.catalogue.procedures import Procedure
from counter_app.catalogue.versions import procedures
from counter_app.dossiers.drafts import end_visit, take_back_visit
from counter_app.dossiers.entry import Entry, from_body
from counter_app.dossiers.same_people import people_of_last
from counter_app.errors import CounterBusy, Refused
from counter_app.ids import new_id
from counter_app.queue import visits
from ui.clerk.handing_in import RECEIVE, HandIn, copied_often
from ui.clerk.keeper import Keeper
from ui.clerk.receive.form import ReceiveForm
from ui.clerk.steps import Done
from ui.clerk.summary import Preview, Summary, preview
from ui.clerk.visit_flow import VisitFlow
from ui.clerk.writing_down import WritingDown
from ui.follow import follow
from ui.notices import NoticeLine
from ui.work import Workers


class Receiving(QObject):
    """Stands between the form and the desk."""

    filled = Signal(object)
    """The form stands like this now (``Entry``), not by typing."""

    def __init__(
        self, workers: Workers, flow: VisitFlow, form: ReceiveForm, summary: Summary, notice: NoticeLine
    ) -> None:
        super().__init__(form)
        self._workers, self._flow, self.form, self._summary, self._notice = workers, flow, form, summary, notice
        self.keeper = Keeper(workers, flow, self)
        self.keeper.refused.connect(notice.refuse)
        self.keeper.recovered.connect(lambda: notice.say("Đã lưu lại được những gì đã gõ.", "good"))
        self._procedures: tuple[Procedure, ...] = ()
        self._focused: QWidget | None = None
        self._writing = WritingDown(workers, flow, self, notice)
        form.typed.connect(self._typed)
        follow(form, workers.desk, procedures, self._offer)
        follow(form, workers.desk, copied_often, form.papers.copies.offer)
        self._preview(Entry())

    @property
    def offered(self) -> tuple[Procedure, ...]:
        """The procedures the form offers; empty until the catalogue is there."""
        return self._procedures

    @property
    def entry(self) -> Entry:
        """What stands in the form."""
        return self.form.entry()

    @property
    def unfinished(self) -> bool:
        """Whether a procedure was chosen and not yet received."""
        return self.form.procedure.procedure is not None

    def show_visit(self) -> None:
        """Another visit, or none: show its draft, or an empty form."""
        visit = self._flow.visit
        self._summary.show_received(self._flow.desk.received, None if visit is None else visit.checked)
        if not self._flow.steps.busy:
            self._catch_up()
        self._offer_first()

    def _catch_up(self) -> None:
        visit_id = None if self._flow.visit is None else self._flow.visit.id
        if visit_id != self.keeper.visit_id and not self.keeper.unsaved:
            self._show_draft(visit_id)

    def receive(self) -> None:
        """F9: receive the dossier and print its receipt."""
        self.hand_in(RECEIVE)

    def hand_in(self, hand_in: HandIn) -> None:
        """The form's content becomes a dossier: received, or with form 02 or 03."""
        self._flow.steps.do(partial(self._writing.step, hand_in))

    def start_anew(self) -> None:
        """What was typed has become a dossier: an empty form for the same visit."""
        self._fill(new_id(), self.keeper.visit_id, Entry())

    def another(self) -> None:
        """F7: one more matter of the same person."""
        self._flow.steps.do(self._another_step)

    def park(self) -> None:
        """F8: put the visit aside with everything typed."""
        self._flow.steps.do(self._park_step)

    def end(self, outcome: str, note: str = "") -> None:
        """F12 and one key: the visit is over; what was typed and not received is given up."""
        self._flow.steps.do(partial(self._end_step, outcome, note))

    def resume(self, visit_id: UUID) -> None:
        """Take a parked visit up again."""
        self._flow.steps.do(partial(self._resume_step, visit_id))

    def undo(self) -> None:
        """Shift+F2: a visit just begun by mistake counts for nothing; without one the counter's last move is undone."""
        self._flow.steps.do(self._undo_step)

    def when_kept(self, then: Callable[[bool], None]) -> None:
        """Hear whether everything typed is kept."""
        self.keeper.flush(then)

    def _another_step(self, done: Done) -> None:
        """The people stand in the records: after a restart or a parked visit F7 knows them too."""
        visit_id = self.keeper.visit_id
        if self.form.entry() != Entry():
            self._notice.say("Hồ sơ đang nhập chưa nhận. Bấm F9 nhận trước, rồi F7.", "warn")
            done()
        elif visit_id is None:
            self._say_nobody_yet(done)
        else:
            answer = self._workers.desk.ask(people_of_last, visit_id)
            answer.then(self, lambda people: self._go_on_with(people, done), lambda no: self._no(no, done))

    def _go_on_with(self, people: Entry | None, done: Done) -> None:
        if people is None:
            self._say_nobody_yet(done)
            return
        self.form.show_entry(people, None)
        self._typed(self.form.entry())
        self.form.focus_next_open()
        done()

    def _say_nobody_yet(self, done: Done) -> None:
        self._notice.say("Lượt này chưa nhận hồ sơ nào để làm thêm cho cùng người.", "warn")
        done()

    def _park_step(self, done: Done) -> None:
        if self._flow.visit is None and self.keeper.visit_id is None and not self.keeper.unsaved:
            self._notice.say("Chưa có lượt nào để tạm gác. Bấm F2 để gọi số tiếp theo.", "warn")
            done()
            return
        self._leave(visits.park, "tạm gác tại quầy", done=done, words="Đã tạm gác, mọi thứ đã gõ vẫn giữ ở cột phải.")

    def _undo_step(self, done: Done) -> None:
        def seen() -> None:
            visit = self._flow.visit
            if visit is None:
                self._flow.undo()
                done()
            else:
                self._leave(take_back_visit, done=done, words=f"Đã hoàn tác: chưa bắt đầu lượt {visit.ticket_label}.")

        self.when_kept(lambda _whole: self._flow.look(seen))

    def _end_step(self, outcome: str, note: str, done: Done) -> None:
        self.keeper.forget()
        self._leave(end_visit, outcome, note, done=done, words="")

    def _leave(self, act: Callable[..., Any], *facts: str, done: Done, words: str) -> None:
        """Park or end the visit: everything typed is kept first, then the form is another one."""
        over = self.form_stands_still(done)
        elsewhere = self.form_stands_still(done, self._focus_nowhere)

        def left(_visit: visits.VisitCard) -> None:
            self._fill(new_id(), None, Entry())
            if words:
                self._notice.say(words, "good")
            elsewhere()

        def kept(whole: bool) -> None:  # noqa: FBT001 - the keeper's answer
            visit_id = self.keeper.visit_id or (None if self._flow.visit is None else self._flow.visit.id)
            if not whole or visit_id is None:
                over()
                return
            self._workers.desk.do(act, visit_id, *facts).then(self, left, lambda refusal: self._no(refusal, over))

        self.keeper.flush(kept)

    def _resume_step(self, visit_id: UUID, done: Done) -> None:
        ticket, visit = self._flow.next_ticket, self._flow.visit
        busy = CounterBusy("counter", ticket.number, ticket.state) if ticket is not None else None
        if visit is not None or self.keeper.visit_id is not None or self.keeper.unsaved:
            busy = CounterBusy("visit", "" if visit is None else visit.ticket_label, "serving")
        if busy is not None:
            self._notice.refuse(busy)
            done()
            return
        over = self.form_stands_still(done, self.form.focus_next_open)
        answer = self._workers.desk.do(visits.resume, visit_id, self._flow.counter)
        answer.then(self, lambda _visit: over(), lambda refusal: self._no(refusal, over))

    def _no(self, refusal: Refused, over: Done) -> None:
        self._notice.refuse(refusal)
        over()

    def form_stands_still(self, done: Done, afterwards: Done | None = None) -> Done:
        """Until the step is over nothing is typed into the form; then the desk is looked at again, and keys come back."""
        focused = QApplication.focusWidget() or self._focused
        self._focused = focused
        self.form.setEnabled(False)

        def alive() -> None:
            self.form.setEnabled(True)
            self._focused = None
            self._catch_up()
            if afterwards is not None:
                afterwards()
            elif focused is not None and focused.isVisible() and focused.isEnabled():
                focused.setFocus()
            # Last: the next step begins inside, and where it puts the keys counts.
            done()

        return lambda: self._flow.look(alive)

    def _focus_nowhere(self) -> None:
        """The visit is over: keys go to the window, scans as ever; unless something has taken the form's place."""
        if not self.form.isHidden():
            self._flow.window().setFocus()

    def _offer(self, found: tuple[Procedure, ...]) -> None:
        first = not self._procedures
        self._procedures = found
        self._offer_first()
        draft = self._flow.desk.draft
        if first and draft is not None and not self.keeper.unsaved:
            self._fill(draft.id, draft.visit_id, from_body(draft.body))

    def _offer_first(self) -> None:
        """What the ticket is for comes first in the list."""
        ticket = self._flow.ticket
        self.form.procedure.offer(self._procedures, "" if ticket is None else ticket.service)

    def _typed(self, entry: Entry) -> None:
        self.keeper.typed(entry)
        self._preview(entry)

    def _show_draft(self, visit_id: UUID | None) -> None:
        draft = self._flow.desk.draft
        if draft is None:
            self._fill(new_id(), visit_id, Entry())
        else:
            self._fill(draft.id, visit_id, from_body(draft.body))

    def _fill(self, draft_id: UUID, visit_id: UUID | None, entry: Entry) -> None:
        self.keeper.take_up(draft_id, visit_id)
        chosen = next((one for one in self._procedures if one.code == entry.procedure), None)
        self.form.show_entry(entry, chosen)
        self.filled.emit(entry)
        self._preview(entry)

    def _preview(self, entry: Entry) -> None:
        self._workers.desk.ask(preview, entry).then(self, self._show_preview)

    def _show_preview(self, found: Preview) -> None:
        self._summary.show_preview(found, begun=self.form.entry() != Entry())
