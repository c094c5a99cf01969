"""The left panel: one big key to call, and how many wait for this counter. Never a name."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from counter_app.queue.board import Queue, queue_for
from counter_app.queue.counters import ServiceCard, services
from counter_app.store import Asking
from ui.follow import follow
from ui.widgets.pieces import Card, clear, label
from ui.wording import minutes
from ui.work import Workers


def hall_queue(asking: Asking, counter: int) -> tuple[Queue, tuple[ServiceCard, ...], datetime]:
    """Who waits for a counter, with the names of the services, to the minute."""
    return queue_for(asking, counter), services(asking), asking.now.replace(second=0, microsecond=0)


class QueuePanel(Card):
    """Call, call again, away; then the numbers of those who wait."""

    call = Signal()
    recall = Signal()
    away = Signal()

    def __init__(self, workers: Workers, counter: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(240)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(label("HÀNG ĐỢI", role="section"))
        self.call_button = QPushButton("F2   GỌI TIẾP")
        self.call_button.setProperty("role", "main")
        self.call_button.setMinimumHeight(54)
        self.call_button.setStyleSheet("font-size: 14pt;")
        self.recall_button, self.away_button = QPushButton("F4   Gọi lại"), QPushButton("Vắng mặt")
        self.total = label(points=11, wrap=True)
        self._rows = QGridLayout()
        self._rows.setVerticalSpacing(6)
        for button in (self.call_button, self.recall_button, self.away_button):
            button.setFocusPolicy(self.focusPolicy())
            layout.addWidget(button)
        layout.addSpacing(6)
        layout.addWidget(self.total)
        layout.addLayout(self._rows)
        layout.addStretch(1)
        self.call_button.clicked.connect(self.call)
        self.recall_button.clicked.connect(self.recall)
        self.away_button.clicked.connect(self.away)
        follow(self, workers.office, partial(hall_queue, counter=counter), self._show, every=10_000)

    def allow(self, *, call: bool, recall: bool) -> None:
        """Which keys make sense now."""
        self.call_button.setEnabled(call)
        self.recall_button.setEnabled(recall)
        self.away_button.setEnabled(recall)

    def _show(self, found: tuple[Queue, tuple[ServiceCard, ...], datetime]) -> None:
        queue, cards, now = found
        longest = "" if queue.oldest is None else f", lâu nhất {minutes(now - queue.oldest)}"
        waiting = queue.ordinary + queue.priority
        self.total.setText(f"{waiting} người chờ{longest}" if waiting else "Chưa có ai chờ.")
        clear(self._rows)
        names = {card.code: card.name for card in cards}
        for row, one in enumerate(queue.services):
            count = f"{one.ordinary}" + (f"  +{one.priority} ưu tiên" if one.priority else "")
            self._rows.addWidget(label(names.get(one.service, one.service), role="muted", wrap=True), row, 0)
            self._rows.addWidget(label(count, role="title"), row, 1)
        self._rows.setColumnStretch(0, 1)
