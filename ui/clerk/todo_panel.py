"""The right panel, CẦN LÀM: visits put aside, dossiers not yet with the city. Papers have a line of their own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from counter_app.errors import UpstreamTrouble
from counter_app.outbox import SyncLine, sync_line
from counter_app.queue.visits import VisitCard, parked_visits
from counter_app.settings import value_of
from counter_app.store import Asking
from counter_app.wording import sentence
from ui.follow import follow
from ui.widgets.pieces import Card, clear, label
from ui.work import Workers


@dataclass(frozen=True)
class ToDo:
    """What waits for somebody."""

    parked: tuple[VisitCard, ...]
    city: SyncLine
    city_trouble: UpstreamTrouble | None


def to_do(asking: Asking) -> ToDo:
    """Everything the panel shows."""
    city = sync_line(asking)
    trouble = city.trouble if value_of(asking, "city.url") else None
    return ToDo(parked_visits(asking), city, trouble)


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
            button = QPushButton(f"Mở lại {visit.ticket_label}")
            button.clicked.connect(partial(self._resume, visit.id))
            self._items.addWidget(button)

    def _resume(self, visit_id: UUID, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt tells whether it is checked
        self.resume.emit(visit_id)
