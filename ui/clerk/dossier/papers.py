"""The papers of the dossier on the screen: its receipt (F5), the forms of its steps one after the other (M), on paper (I)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counter_app.dossiers.steps.forms import FormCard, print_form_again
from counter_app.print_jobs import Job
from ui.clerk.dossier.view import DossierView, form_to_see
from ui.clerk.receipt_preview import PaperToSee, SeenPaper, draw_paper, receipt_to_see
from ui.errands import Errands
from ui.work import Workers

if TYPE_CHECKING:
    from ui.clerk.window import CounterWork


class Papers(QObject):
    """Shows and prints; the newest form comes first."""

    def __init__(self, workers: Workers, work: CounterWork) -> None:
        super().__init__(work)
        self._workers, self._work, self._pane = workers, work, work.dossier
        self._shown: FormCard | None = None
        self._errands = Errands(self)
        self._pane.form_wanted.connect(self._look_at_form)
        self._pane.print_wanted.connect(self._print)

    def look(self) -> None:
        """The receipt."""
        view = self._pane.view
        if view is None:
            return

        def found(receipt: PaperToSee | None) -> None:
            if receipt is None:
                words = f"Máy này không giữ giấy tiếp nhận nào của {view.card.code}."
                self._work.notice.say(words, "warn")
            else:
                self._draw(view, receipt)

        self._workers.desk.ask(receipt_to_see, view.card.id).then(self, found)

    def _draw(self, view: DossierView, paper: PaperToSee) -> None:
        """Draw it beside the window; shown only where its dossier is still on the screen."""

        def drawn(seen: SeenPaper) -> None:
            if self._pane.view is not None and self._pane.view.card.id == view.card.id and self._pane.isVisible():
                self._pane.show_paper(seen)

        self._errands.run(partial(draw_paper, paper)).then(self, drawn, self._work.notice.refuse)

    def _look_at_form(self) -> None:
        forms = self._forms()
        if not forms:
            self._work.notice.say("Hồ sơ này chưa có mẫu nào.", "warn")
            return
        view = self._pane.view
        assert view is not None
        place = -1
        if self._shown in forms and not self._pane.preview.isHidden():
            place = forms.index(self._shown) - 1
        self._shown = forms[place]
        asked = self._workers.desk.ask(form_to_see, view.card.code, self._shown)
        asked.then(self, partial(self._draw, view), self._work.notice.refuse)

    def _print(self) -> None:
        forms = self._forms()
        if not forms:
            self._work.notice.say("Hồ sơ này chưa có mẫu nào.", "warn")
            return
        on_screen = self._shown if self._shown in forms and not self._pane.preview.isHidden() else None
        form = on_screen or forms[-1]
        answer = self._workers.desk.do(print_form_again, form.id)
        answer.then(self, partial(self._queued, form), self._work.notice.refuse)

    def _queued(self, form: FormCard, job: Job) -> None:
        which = f"Mẫu {form.kind} số {form.number}"
        if job.printer is None:
            self._work.notice.say(f"{which} đang chờ: chưa có máy in văn phòng cho biểu mẫu.", "warn")
        else:
            self._work.notice.say(f"{which} đã gửi in ({job.printer}).", "good")

    def _forms(self) -> tuple[FormCard, ...]:
        return () if self._pane.view is None else self._pane.view.timeline.forms
