"""The right panel, CẦN LÀM: visits put aside, papers that did not come out, dossiers not yet with the city."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from counter_app import print_jobs
from counter_app.outbox import SyncLine, sync_line
from counter_app.print_jobs import Job
from counter_app.queue.visits import VisitCard, parked_visits
from counter_app.store import Asking
from counter_app.wording import STATES_VI
from ui.follow import follow
from ui.widgets.pieces import Card, clear, label
from ui.work import Workers

_PAPERS = {"receipt": "Giấy tiếp nhận", "slip": "Phiếu số", "strip": "Bản in thử"}
_SHOWN = 4


@dataclass(frozen=True)
class ToDo:
    """What waits for somebody."""

    parked: tuple[VisitCard, ...]
    papers: tuple[Job, ...]
    city: SyncLine


def to_do(asking: Asking) -> ToDo:
    """Everything the panel shows."""
    papers = tuple(job for job in print_jobs.jobs(asking, open_only=True) if job.kind == "receipt")
    return ToDo(parked_visits(asking), papers, sync_line(asking))


class ToDoPanel(Card):
    """A list of what waits, each with its one step."""

    resume = Signal(object)

    def __init__(self, workers: Workers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(244)
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
        for job in found.papers[:_SHOWN]:
            self._show_paper(job)
        if found.city.pending:
            self._items.addWidget(label(f"Chưa lên hệ thống TP: {found.city.pending}", role="muted", wrap=True))
        if found.city.parked:
            self._items.addWidget(label(f"TP trả lại, cần xử lý: {found.city.parked}", role="bad", wrap=True))
        if not (found.parked or found.papers or found.city.pending or found.city.parked):
            self._items.addWidget(label("Không có việc tồn.", role="muted"))

    def _show_parked(self, parked: tuple[VisitCard, ...]) -> None:
        if parked:
            self._items.addWidget(label(f"Tạm gác {len(parked)}", role="title"))
        for visit in parked[:_SHOWN]:
            self._item(f"Mở lại {visit.ticket_label}", partial(self._resume, visit.id))

    def _show_paper(self, job: Job) -> None:
        state = STATES_VI[job.state]
        self._items.addWidget(label(f"{_PAPERS[job.kind]}: {state}", role="warn", wrap=True))
        if job.state == "unconfirmed":
            self._item("Đã ra giấy", partial(self._workers.desk.do, print_jobs.confirm, job.id))
        if job.state in ("unconfirmed", "failed"):
            self._item("In lại", partial(self._workers.desk.do, print_jobs.reprint, job.id))

    def _item(self, text: str, step: Callable[[], object]) -> None:
        button = QPushButton(text)
        button.clicked.connect(lambda _checked=False: step())
        self._items.addWidget(button)

    def _resume(self, visit_id: UUID) -> None:
        self.resume.emit(visit_id)
