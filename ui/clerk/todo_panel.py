"""The right panel, CẦN LÀM: visits put aside, dossiers not yet with the city. Papers have a line of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from counter_app.by_hand import by_hand
from counter_app.dossiers.worklists import ListName, WorkCounts, work_counts
from counter_app.errors import UpstreamTrouble
from counter_app.outbox import SyncLine, sync_line
from counter_app.queue.visits import VisitCard, parked_visits
from counter_app.settings import value_of
from counter_app.store import Asking
from counter_app.wording import sentence
from ui.follow import follow
from ui.theme import scaled
from ui.widgets.pieces import Card, clear, label
from ui.work import Workers

_LISTS: Mapping[ListName, str] = {
    "today": "Hẹn hôm nay",
    "promised": "Chưa có KQ",
    "overdue": "Quá hẹn",
    "waiting": "Chờ bổ sung",
    "ready": "Chờ trả",
    "unsent": "Chưa lên TP",
    "attention": "Cần xử lý",
}
"""The work lists as a narrow panel names them."""
_POINTS = 9.5
_EVERY_MS = 60_000
"""What is overdue changes with the clock alone."""


@dataclass(frozen=True)
class ToDo:
    """What waits for somebody."""

    parked: tuple[VisitCard, ...]
    city: SyncLine
    city_trouble: UpstreamTrouble | None
    lists: WorkCounts
    by_hand: bool
    """Whether staff type dossiers into the city's system themselves."""


def to_do(asking: Asking) -> ToDo:
    """Everything the panel shows."""
    city = sync_line(asking)
    typed = by_hand(asking)
    trouble = city.trouble if value_of(asking, "city.url") and not typed else None
    return ToDo(parked_visits(asking), city, trouble, work_counts(asking), typed)


class ToDoPanel(Card):
    """A list of what waits, each with its one step."""

    resume = Signal(object)
    list_wanted = Signal(str)
    """A work list is to be shown, by its name."""

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
        follow(self, workers.desk, to_do, self._show, every=_EVERY_MS)

    def _show(self, found: ToDo) -> None:
        clear(self._items)
        self._show_lists(found.lists)
        self._show_parked(found.parked)
        if found.city_trouble is not None:
            self._say(sentence(found.city_trouble), "warn")
        if found.city.pending and not found.by_hand:
            self._say(f"Chưa gửi lên thành phố: {found.city.pending} việc.", "muted")
        if not self._items.count():
            self._say("Không có việc tồn.", "muted")

    def _show_lists(self, counts: WorkCounts) -> None:
        """Each list that holds something, with how much (Ctrl+L from the keyboard)."""
        for name, words in _LISTS.items():
            count = getattr(counts, name)
            if count:
                button = QPushButton(f"{count}  {words}")
                button.setStyleSheet(f"text-align: left; padding: 4px 6px; font-size: {scaled(_POINTS):.1f}pt;")
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                button.clicked.connect(partial(self._want_list, name))
                self._items.addWidget(button)

    def _want_list(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt tells whether it is checked
        self.list_wanted.emit(name)

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
