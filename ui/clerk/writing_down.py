"""The form's content becomes a dossier: received with F9, or with form 02 or 03 where something is wrong.

The draft's id is the request id: a second press, a crash after the commit or a lost answer gives the same dossier.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counter_app.catalogue.procedures import Procedure
from counter_app.dossiers.entry import Entry, missing
from counter_app.dossiers.receive import Received
from counter_app.dossiers.steps.values import StepDone
from counter_app.errors import Incomplete, Refused
from counter_app.moments import business_day
from counter_app.wording import sentence
from ui.clerk.handing_in import HandIn, form_queued, only_papers_lack, said_of_form, said_of_last, said_of_received
from ui.clerk.steps import Done
from ui.clerk.visit_flow import VisitFlow
from ui.notices import NoticeLine
from ui.work import Workers

if TYPE_CHECKING:
    from ui.clerk.receiving import Receiving


class WritingDown(QObject):
    """Asks the desk, and says what came of it."""

    def __init__(self, workers: Workers, flow: VisitFlow, receiving: Receiving, notice: NoticeLine) -> None:
        super().__init__(receiving)
        self._workers, self._flow, self._receiving, self._notice = workers, flow, receiving, notice

    def step(self, hand_in: HandIn, done: Done) -> None:
        """Hand the form's content to the act; nothing is typed meanwhile."""
        entry, chosen = self._receiving.form.entry(), self._receiving.form.procedure.procedure
        if entry == Entry():
            self._say_where_we_are()
            done()
            return
        try:
            intake = hand_in.read(entry, chosen, business_day(self._workers.place.clock()))
        except Refused as refusal:
            self._cannot(refusal, entry, chosen)
            done()
            return
        over = self._receiving.form_stands_still(done)
        next_field = self._receiving.form_stands_still(done, self._receiving.form.focus_next_open)

        def kept(whole: bool) -> None:  # noqa: FBT001 - the keeper's answer
            if not whole:
                over()
                return
            draft, visit = self._receiving.keeper.draft_id, self._receiving.keeper.visit_id
            answer = self._workers.desk.do_once(draft, hand_in.act, intake, *hand_in.given, visit, draft)
            answer.then(self, lambda answer: self._written(answer, next_field), lambda no: self._no(no, over))

        self._receiving.keeper.flush(kept, entry)

    def _cannot(self, refusal: Refused, entry: Entry, chosen: Procedure | None) -> None:
        """Say what lacks; where it is papers alone, the next M gives form 02."""
        self._notice.refuse(refusal)
        if not isinstance(refusal, Incomplete):
            return
        self._receiving.form.focus_next_open()
        if only_papers_lack(entry, chosen):
            self._receiving.form.papers.offer_supplement()
            words = f"{sentence(refusal)} M: lập phiếu yêu cầu bổ sung (mẫu 02)."
            self._notice.say(words, "bad", "M   Mẫu 02", self._receiving.form.papers.supplement.emit)

    def _written(self, answer: Received | StepDone, over: Done) -> None:
        self._receiving.start_anew()
        if isinstance(answer, Received):
            self._notice.say(said_of_received(answer), "good")
            over()
            return
        asked = self._workers.desk.ask(form_queued, answer)

        def say(queued: bool) -> None:  # noqa: FBT001 - a question's answer
            self._notice.say(said_of_form(answer, queued=queued), "good" if queued else "warn")
            over()

        asked.then(self, say, lambda no: self._no(no, over))

    def _say_where_we_are(self) -> None:
        """F9 with nothing in the form: what was received stays in sight."""
        received = self._flow.desk.received
        if received:
            self._notice.say(said_of_last(received[-1]), "good")
        else:
            self._notice.refuse(Incomplete(missing(Entry(), None)))
            self._receiving.form.focus_next_open()

    def _no(self, refusal: Refused, over: Done) -> None:
        self._notice.refuse(refusal)
        over()
