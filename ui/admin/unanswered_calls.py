"""Numbers that were called long ago and never begun, each with the step that lets another counter call it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout

from counter_app.queue.unanswered import Unanswered
from ui.admin.letters import NAME
from ui.widgets.pieces import Card, clear, label
from ui.wording import hour, minutes

_WHY = "Máy của quầy có thể đã tắt. Trả lại thì số về đúng chỗ cũ, quầy khác gọi được."


class UnansweredCalls(Card):
    """Shown while there is one. ``given_back`` tells whose call is to be ended."""

    given_back = Signal(object)
    """The ticket's id (``UUID``)."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        column.addWidget(label("Đã gọi mà chưa bắt đầu", role="section"))
        column.addWidget(label(_WHY, role="muted", wrap=True))
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(18)
        self._rows.setVerticalSpacing(6)
        column.addLayout(self._rows)
        self._shown: tuple[Unanswered, ...] | None = None
        self._said = ""
        self.hide()

    def show_calls(self, calls: Sequence[Unanswered], services: Mapping[str, str], now: datetime) -> None:
        """Show these; a button that has the keys keeps them while nothing has changed."""
        said = [minutes(now - call.called_at) for call in calls]
        if (tuple(calls), " ".join(said)) != (self._shown, self._said):
            self._shown, self._said = tuple(calls), " ".join(said)
            clear(self._rows)
            for row, (call, since) in enumerate(zip(calls, said, strict=True)):
                self._show_call(row, call, services.get(call.service, call.service), since)
            self._rows.setColumnStretch(4, 1)
        self.setVisible(bool(calls))

    def _show_call(self, row: int, call: Unanswered, service: str, since: str) -> None:
        parts = (
            label(call.number, role="title", points=NAME),
            label(service),
            label(f"quầy {call.counter} gọi lúc {hour(call.called_at)}, {since} trước", role="warn"),
        )
        for column, part in enumerate(parts):
            self._rows.addWidget(part, row, column)
        button = QPushButton("Trả lại hàng chờ")
        button.setAccessibleName(f"Trả lại hàng chờ số {call.number}")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(partial(self._give_back, call.ticket_id))
        self._rows.addWidget(button, row, len(parts))

    def _give_back(self, ticket_id: UUID, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt tells whether it is checked
        self.given_back.emit(ticket_id)
