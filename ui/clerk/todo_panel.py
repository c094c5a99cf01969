"""The right panel, CẦN LÀM: visits put aside, papers that did not come out, dossiers not yet with the city."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from counter_app import print_jobs
from counter_app.errors import UpstreamTrouble
from counter_app.ids import derived_id
from counter_app.outbox import SyncLine, sync_line
from counter_app.queue.visits import VisitCard, parked_visits
from counter_app.settings import value_of
from counter_app.store import Asking
from counter_app.wording import printer_trouble, sentence
from ui.clerk.papers_left import PapersLeft, PaperToSee, papers_left
from ui.follow import follow
from ui.widgets.pieces import Card, clear, label
from ui.work import Workers

_SHOWN = 4


@dataclass(frozen=True)
class ToDo:
    """What waits for somebody."""

    parked: tuple[VisitCard, ...]
    papers: PapersLeft
    city: SyncLine
    city_trouble: UpstreamTrouble | None


def to_do(asking: Asking) -> ToDo:
    """Everything the panel shows."""
    city = sync_line(asking)
    trouble = city.trouble if value_of(asking, "city.url") else None
    return ToDo(parked_visits(asking), papers_left(asking), city, trouble)


class ToDoPanel(Card):
    """A list of what waits, each with its one step."""

    resume = Signal(object)

    def __init__(self, workers: Workers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workers = workers
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.addWidget(label("CẦN LÀM", role="section"))
        self._items = QVBoxLayout()
        self._items.setSpacing(5)
        layout.addLayout(self._items)
        layout.addStretch(1)
        follow(self, workers.desk, to_do, self._show)

    def _show(self, found: ToDo) -> None:
        clear(self._items)
        self._show_parked(found.parked)
        self._say(found.papers.in_words, "warn" if found.papers.trouble or found.papers.printer is None else "muted")
        for paper in found.papers.to_see[:_SHOWN]:
            self._show_paper(paper)
        if found.city_trouble is not None:
            self._say(sentence(found.city_trouble), "warn")
        if found.city.pending:
            self._say(f"Chưa gửi lên thành phố: {found.city.pending} việc.", "muted")
        if found.city.parked:
            self._say(f"Thành phố trả lại, cần xử lý: {found.city.parked} việc.", "bad")
        if not self._items.count():
            self._say("Không có việc tồn.", "muted")

    def _say(self, text: str, role: str) -> None:
        if text:
            self._items.addWidget(label(text, role=role, wrap=True))

    def _show_parked(self, parked: tuple[VisitCard, ...]) -> None:
        if parked:
            self._items.addWidget(label(f"Tạm gác {len(parked)}", role="title"))
        for visit in reversed(parked):
            # A refusal leaves the list as it is: the key stays alive, and steps never overlap.
            self._item(f"Mở lại {visit.ticket_label}", partial(self._resume, visit.id), once=False)

    def _show_paper(self, paper: PaperToSee) -> None:
        job, (wrong, step) = paper.job, printer_trouble(paper.job.detail)
        if job.state == "unconfirmed":
            self._say(f"{paper.code}: chưa rõ giấy đã ra đủ ({wrong}). Xem giấy rồi chọn:", "warn")
            self._item("Đã ra giấy", partial(self._workers.desk.do, print_jobs.confirm, job.id))
        else:
            self._say(f"{paper.code}: chưa in được ({wrong}). {step} hoặc in lại:", "warn")
        again = partial(self._workers.desk.do_once, derived_id(job.id, "reprint"), print_jobs.reprint, job.id)
        self._item("In lại", again)

    def _item(self, text: str, step: Callable[[], object], *, once: bool = True) -> None:
        button = QPushButton(text)

        def take() -> None:
            # One press is one step: the list is drawn anew with its answer.
            button.setEnabled(not once)
            step()

        button.clicked.connect(take)
        self._items.addWidget(button)

    def _resume(self, visit_id: UUID) -> None:
        self.resume.emit(visit_id)
