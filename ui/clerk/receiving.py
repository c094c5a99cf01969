"""Receiving through the form: keeping what is typed, showing what it would give, and F9.

The draft's id is the request id: a second F9, a crash after the commit or a lost answer gives the same code.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from counter_app import print_jobs
from counter_app.catalogue.procedures import Procedure
from counter_app.catalogue.versions import procedures
from counter_app.dossiers.drafts import save_draft
from counter_app.dossiers.entry import DRAFT_KIND, Entry, from_body, missing, to_body, to_document
from counter_app.dossiers.intake import read_intake
from counter_app.dossiers.receive import Received, receive
from counter_app.errors import Incomplete, Refused, StoreTrouble
from counter_app.ids import new_id
from counter_app.moments import business_day
from ui.clerk.receive.form import ReceiveForm
from ui.clerk.summary import Preview, Summary, preview
from ui.clerk.visit_flow import VisitFlow
from ui.notices import NoticeLine
from ui.work import Workers

_ONCE_MORE_MS = 5_000


class Receiving(QObject):
    """Stands between the form and the desk. One draft at a time, one save at a time, the latest text wins."""

    def __init__(
        self, workers: Workers, flow: VisitFlow, form: ReceiveForm, summary: Summary, notice: NoticeLine
    ) -> None:
        super().__init__(form)
        self._workers, self._flow, self._form, self._summary, self._notice = workers, flow, form, summary, notice
        self._draft_id: UUID = new_id()
        self._shown_visit: UUID | None = None
        self._procedures: tuple[Procedure, ...] = ()
        self._latest: Entry | None = None
        self._saving = self._receiving = self._in_trouble = False
        self._once_more = QTimer(self, interval=_ONCE_MORE_MS, singleShot=True)
        self._once_more.timeout.connect(self._save_once_more)
        self._after_save: list[Callable[[], object]] = []
        form.typed.connect(self._typed)
        workers.desk.ask(procedures).then(self, self._offer)
        self._preview(Entry())

    @property
    def draft_id(self) -> UUID:
        """The draft in the form: the request id of the next F9."""
        return self._draft_id

    @property
    def offered(self) -> tuple[Procedure, ...]:
        """The procedures the form offers; empty until the catalogue is there."""
        return self._procedures

    @property
    def form(self) -> ReceiveForm:
        """The form."""
        return self._form

    @property
    def entry(self) -> Entry:
        """What stands in the form."""
        return self._form.entry()

    def show_visit(self) -> None:
        """Another visit, or none: show its draft, or an empty form."""
        visit = self._flow.visit
        received = self._flow.desk.received
        self._summary.show_received(received, None if visit is None else visit.checked)
        visit_id = None if visit is None else visit.id
        if visit_id == self._shown_visit or self._saving:
            return
        was_typing = self._shown_visit is None and self._latest is not None
        self._shown_visit = visit_id
        draft = self._flow.desk.draft
        if draft is not None and draft.id != self._draft_id:
            self._draft_id = draft.id
            self._fill(from_body(draft.body))
        elif not was_typing:
            self._new_form()

    def receive(self) -> None:
        """F9: receive the dossier and print its receipt."""
        entry = self._form.entry()
        chosen = self._form.procedure.procedure
        lacking = missing(entry, chosen)
        if self._receiving:
            return
        if lacking or chosen is None:
            self._notice.refuse(Incomplete(lacking))
            self._form.focus_next_open()
            return
        self._flow.begin(lambda: self.when_kept(lambda: self._receive(entry, chosen)))

    def another(self) -> None:
        """F7: one more matter for the same person."""
        owner, submitter = self._form.person.owner(), self._form.person.submitter()
        self._new_form()
        self._form.show_entry(Entry(owner=owner, submitter=submitter), None)
        self._typed(self._form.entry())
        self._form.focus_next_open()

    def park(self) -> None:
        """F8: put the visit aside with everything typed."""
        self._flow.when_idle(self._park)

    def _park(self) -> None:
        if self._flow.visit is None:
            self._notice.say("Chưa có lượt nào để tạm gác. Bấm F2 để gọi số tiếp theo.", "warn")
            return
        self.when_kept(lambda: self._flow.park("tạm gác tại quầy"))
        self._notice.say("Đã tạm gác, những gì đã gõ vẫn giữ. Mở lại ở cột bên phải.", "good")

    def reprint(self) -> None:
        """F6: print the last receipt of this visit again, marked as a reprint."""
        rows = self._flow.desk.received
        if not rows:
            self._notice.say("Lượt này chưa có giấy tiếp nhận để in lại.", "warn")
            return
        about = f"dossier:{rows[-1].id}"
        self._workers.desk.ask(print_jobs.jobs, about=about).then(self, self._reprint)

    def when_kept(self, then: Callable[[], object]) -> None:
        """Do something once the latest text is saved."""
        if self._saving or self._latest is not None:
            self._after_save.append(then)
            self._save()
        else:
            then()

    def _reprint(self, found: tuple[print_jobs.Job, ...]) -> None:
        if found:
            self._workers.desk.do(print_jobs.reprint, found[0].id).then(self, self._reprinted)

    def _reprinted(self, job: print_jobs.Job) -> None:
        self._notice.say(f"Đang in lại, lần {job.copy_no}.", "good")

    def _offer(self, found: tuple[Procedure, ...]) -> None:
        self._procedures = found
        ticket = self._flow.ticket
        self._form.procedure.offer(found, "" if ticket is None else ticket.service)
        if self._flow.desk.draft is not None:
            self._fill(from_body(self._flow.desk.draft.body))

    def _typed(self, entry: Entry) -> None:
        self._latest = entry
        self._flow.begin(self._save)
        self._preview(entry)

    def _save(self) -> None:
        if self._saving or self._latest is None:
            return
        visit = self._flow.visit
        entry, self._latest, self._saving = self._latest, None, True
        saved = (self._draft_id, None if visit is None else visit.id, DRAFT_KIND, to_body(entry))
        answer = self._workers.desk.do(save_draft, *saved)
        answer.then(self, lambda _draft: self._saved(), lambda refusal: self._not_saved(entry, refusal))

    def _saved(self) -> None:
        self._saving = False
        if self._in_trouble:
            self._in_trouble = False
            self._notice.say("Đã lưu lại được những gì đã gõ.", "good")
        if self._latest is not None:
            self._save()
            return
        waiting, self._after_save = self._after_save, []
        for then in waiting:
            then()

    def _not_saved(self, entry: Entry, refusal: Refused) -> None:
        self._saving = False
        self._after_save.clear()
        self._notice.refuse(refusal)
        if isinstance(refusal, StoreTrouble):
            # The text is in the form alone: it counts as unsaved, and is saved as soon as the records take it.
            self._in_trouble, self._latest = True, self._latest or entry
            self._once_more.start()

    def _save_once_more(self) -> None:
        self._flow.begin(self._save)

    def _receive(self, entry: Entry, chosen: Procedure) -> None:
        try:
            intake = read_intake(to_document(entry, chosen), business_day(self._workers.place.clock()))
        except Refused as refusal:
            self._notice.refuse(refusal)
            return
        self._receiving = True
        self._summary.button.setEnabled(False)
        visit = self._flow.visit
        visit_id = None if visit is None else visit.id
        answer = self._workers.desk.do_once(self._draft_id, receive, intake, visit_id, self._draft_id)
        answer.then(self, self._received, self._not_received)

    def _received(self, answer: Received) -> None:
        self._receiving = False
        self._summary.button.setEnabled(True)
        paper = "" if answer.job_id is None else " Giấy tiếp nhận đã gửi in."
        self._notice.say(f"Đã nhận {answer.code}.{paper} F7 nhận thêm, F12 kết thúc lượt.", "good")
        self._new_form()
        self._form.focus_next_open()

    def _not_received(self, refusal: Refused) -> None:
        self._receiving = False
        self._summary.button.setEnabled(True)
        self._notice.refuse(refusal)

    def _new_form(self) -> None:
        self._draft_id = new_id()
        self._latest = None
        self._fill(Entry())

    def _fill(self, entry: Entry) -> None:
        chosen: Any = next((one for one in self._procedures if one.code == entry.procedure), None)
        self._form.show_entry(entry, chosen)
        ticket = self._flow.ticket
        self._form.procedure.offer(self._procedures, "" if ticket is None else ticket.service)
        self._preview(entry)

    def _preview(self, entry: Entry) -> None:
        self._workers.desk.ask(preview, entry).then(self, self._show_preview)

    def _show_preview(self, found: Preview) -> None:
        self._summary.show_preview(found, begun=self._form.entry() != Entry())
