"""The papers of the dossier on the screen: its receipt (F5), the forms of its steps one after the other (M), on paper (I)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counter_app.dossiers.steps.forms import FormCard
from counter_app.print_jobs import Job
from ui.clerk.dossier.view import print_again, seen_form
from ui.clerk.receipt_preview import SeenReceipt, seen_receipt
from ui.work import Workers

if TYPE_CHECKING:
    from ui.clerk.window import CounterWork


class Papers(QObject):
    """Shows and prints; the newest form comes first."""

    def __init__(self, workers: Workers, work: CounterWork) -> None:
        super().__init__(work)
        self._workers, self._work, self._pane = workers, work, work.dossier
        self._shown: FormCard | None = None
        self._pane.form_wanted.connect(self._look_at_form)
        self._pane.print_wanted.connect(self._print)

    def look(self) -> None:
        """The receipt."""
        view = self._pane.view
        if view is None:
            return

        def seen(receipt: SeenReceipt | None) -> None:
            if receipt is None:
                words = f"Máy này không giữ giấy tiếp nhận nào của {view.card.code}."
                self._work.notice.say(words, "warn")
            else:
                self._pane.show_paper(receipt)

        self._workers.desk.ask(seen_receipt, view.card.id).then(self, seen)

    def _look_at_form(self) -> None:
        forms = self._forms()
        if not forms:
            self._work.notice.say("Hồ sơ này chưa có mẫu nào.", "warn")
            return
        assert self._pane.view is not None
        place = -1
        if self._shown in forms and not self._pane.preview.isHidden():
            place = forms.index(self._shown) - 1
        self._shown = forms[place]
        asked = self._workers.desk.ask(seen_form, self._pane.view.card.code, self._shown)
        asked.then(self, self._pane.show_paper, self._work.notice.refuse)

    def _print(self) -> None:
        forms = self._forms()
        if not forms:
            self._work.notice.say("Hồ sơ này chưa có mẫu nào.", "warn")
            return
        on_screen = self._shown if self._shown in forms and not self._pane.preview.isHidden() else None
        form = on_screen or forms[-1]
        answer = self._workers.desk.do(print_again, form.id)
        answer.then(self, partial(self._queued, form), self._work.notice.refuse)

    def _queued(self, form: FormCard, job: Job) -> None:
        which = f"Mẫu {form.kind} số {form.number}"
        if job.printer is None:
            self._work.notice.say(f"{which} đang chờ: chưa có máy in văn phòng cho biểu mẫu.", "warn")
        else:
            self._work.notice.say(f"{which} đã gửi in ({job.printer}).", "good")

    def _forms(self) -> tuple[FormCard, ...]:
        return () if self._pane.view is None else self._pane.view.timeline.forms
