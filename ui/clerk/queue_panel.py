"""The left panel: one big key to call, how many wait for this counter, what was put aside. Never a name.

The light beside the longest wait tells at a glance how the hall stands: green, amber, red by the unit's own minutes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from counter_app.dossiers.appointment import unit_calendar
from counter_app.people.staff import all_staff
from counter_app.queue.board import Held, Queue, held_tickets, queue_for, slips_to_tell
from counter_app.queue.closing import Closing, closing
from counter_app.queue.counters import ServiceCard, services
from counter_app.queue.duty import Duty, duty_at
from counter_app.queue.estimate import closes_at
from counter_app.queue.policy import minutes_of
from counter_app.store import Asking
from ui import theme
from ui.follow import follow
from ui.widgets.pieces import Card, clear, label, set_role
from ui.widgets.scrolling import scrolled
from ui.wording import hour, minutes
from ui.work import Workers

_LIGHTS = {"good": theme.GOOD, "warn": "#E08A00", "bad": theme.BAD}
_LIGHT_WORDS = {"good": "Chờ ít", "warn": "Chờ lâu", "bad": "Chờ quá lâu"}
"""What the light says to whom colours say nothing."""
_SHOWN = 3
_EVENING = timedelta(hours=1)
"""So long before the hall closes the panel tells who is left."""


@dataclass(frozen=True)
class HallQueue:
    """Who waits for a counter, to the minute, and how that stands."""

    queue: Queue
    services: tuple[ServiceCard, ...]
    held: tuple[Held, ...]
    slips: tuple[str, ...]
    """Numbers whose paper did not come out: their owners have to be called by voice and looked for."""
    duty: Duty | None
    light: str
    closing: Closing | None
    """Near the day's end: who is left; None while the day is long."""
    now: datetime


def hall_queue(asking: Asking, counter: int) -> HallQueue:
    """Everything the panel shows."""
    queue, minute = queue_for(asking, counter), asking.now.replace(second=0, microsecond=0)
    amber, red = (minutes_of(asking, f"queue.light_{light}_minutes") for light in ("amber", "red"))
    duty = duty_at(asking, counter)
    light = light_of(queue.oldest, asking.now, amber, red)
    closes = closes_at(unit_calendar(asking, asking.business_day), asking.now)
    evening = closes is not None and closes - _EVENING <= asking.now
    ending = closing(asking) if evening else None
    people = {one.login: one.name for one in all_staff(asking)}
    held = tuple(replace(one, staff=people.get(one.staff, one.staff)) for one in held_tickets(asking))
    return HallQueue(queue, services(asking), held, slips_to_tell(asking), duty, light, ending, minute)


def light_of(oldest: datetime | None, now: datetime, amber: timedelta, red: timedelta) -> str:
    """The light for the longest wait (pure): good, warn, bad."""
    waited = timedelta(0) if oldest is None else now - oldest
    return "bad" if waited >= red else "warn" if waited >= amber else "good"


class QueuePanel(Card):
    """Call, call again, away, undo, pause; then the numbers of those who wait."""

    call = Signal()
    recall = Signal()
    away = Signal()
    undo = Signal()
    pause = Signal()

    def __init__(self, workers: Workers, counter: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(label("HÀNG ĐỢI", role="section"))
        self.call_button = QPushButton("F2   GỌI TIẾP")
        self.call_button.setProperty("role", "main")
        self.call_button.setMinimumHeight(54)
        self.call_button.setStyleSheet(f"font-size: {theme.scaled(14):.1f}pt;")
        self.recall_button, self.away_button = QPushButton("F4   Gọi lại"), QPushButton("Vắng mặt")
        self.undo_button, self.pause_button = QPushButton("Hoàn tác"), QPushButton("Dừng quầy")
        self._lay_out_buttons(layout)
        self.light, self.total = QLabel(), label(points=11, wrap=True)
        self.light.setFixedSize(16, 16)
        told = QHBoxLayout()
        told.setSpacing(8)
        told.addWidget(self.light)
        told.addWidget(self.total, 1)
        self._rows, self._below = QGridLayout(), QVBoxLayout()
        self._rows.setVerticalSpacing(6)
        layout.addLayout(told)
        area, below = scrolled()
        layout.addWidget(area, 1)
        below.addLayout(self._rows)
        below.addSpacing(4)
        below.addLayout(self._below)
        below.addStretch(1)
        follow(self, workers.office, partial(hall_queue, counter=counter), self._show, every=10_000)

    def _lay_out_buttons(self, layout: QVBoxLayout) -> None:
        layout.addWidget(self.call_button)
        for left, right in ((self.recall_button, self.away_button), (self.undo_button, self.pause_button)):
            pair = QHBoxLayout()
            pair.setSpacing(6)
            pair.addWidget(left)
            pair.addWidget(right)
            layout.addLayout(pair)
        for button, signal in (
            (self.call_button, self.call),
            (self.recall_button, self.recall),
            (self.away_button, self.away),
            (self.undo_button, self.undo),
            (self.pause_button, self.pause),
        ):
            button.setFocusPolicy(self.focusPolicy())
            set_role(button, button.property("role") or "choice")
            button.clicked.connect(signal)
        layout.addSpacing(6)

    def allow(self, *, call: bool, recall: bool) -> None:
        """Which keys make sense now."""
        self.call_button.setEnabled(call)
        self.recall_button.setEnabled(recall)
        self.away_button.setEnabled(recall)

    def _show(self, found: HallQueue) -> None:
        queue, waiting = found.queue, found.queue.ordinary + found.queue.priority + found.queue.booked
        longest = "" if queue.oldest is None else f", lâu nhất {minutes(found.now - queue.oldest)}"
        self.total.setText(f"{waiting} người chờ{longest}" if waiting else "Chưa có ai chờ.")
        self.light.setStyleSheet(f"background: {_LIGHTS[found.light]}; border-radius: 8px;")
        self.light.setAccessibleName(_LIGHT_WORDS[found.light])
        self.light.setToolTip(_LIGHT_WORDS[found.light])
        pausing = found.duty is not None and found.duty.kind == "pause"
        self.pause_button.setText("Mở quầy" if pausing else "Dừng quầy")
        self._show_lines(found)
        clear(self._below)
        if found.held:
            self._below.addWidget(label(f"Tạm gác ở sảnh {len(found.held)}", role="title"))
        for held in found.held[:_SHOWN]:
            where = f"quầy {held.counter}" if held.counter else "sảnh"
            words = f"{held.ticket.number} · {where}, {held.staff}: {held.reason}"
            self._below.addWidget(label(words, role="muted", wrap=True))
        if more := more_words(len(found.held) - _SHOWN):
            self._below.addWidget(label(f"… {more}", role="muted", wrap=True))
        if found.closing is not None and found.closing.left:
            role = "warn" if found.closing.near else "muted"
            self._below.addWidget(label(closing_words(found.closing), role=role, wrap=True))
        if found.slips:
            self._below.addWidget(label(slips_words(found.slips), role="warn", wrap=True))

    def _show_lines(self, found: HallQueue) -> None:
        clear(self._rows)
        names = {card.code: card.name for card in found.services} | {f"@{self._counter}": "Chuyển đến quầy này"}
        for row, one in enumerate(found.queue.services):
            more = (f"+{one.priority} ưu tiên" if one.priority else "", f"+{one.booked} hẹn" if one.booked else "")
            # Beside each other where there is room; with larger letters below each other, whole.
            count = ("\n" if theme.scaled(1) > 1 else "  ").join(filter(None, (f"{one.ordinary}", *more)))
            self._rows.addWidget(label(names.get(one.service, one.service), role="muted", wrap=True), row, 0)
            self._rows.addWidget(label(count, role="title"), row, 1)
        self._rows.setColumnStretch(0, 1)


def more_words(left: int) -> str:
    """How many numbers are not named; empty for none."""
    return f"và {left} số nữa" if left > 0 else ""


def slips_words(numbers: tuple[str, ...]) -> str:
    """Whose paper did not come out, in a sentence."""
    named = ", ".join(numbers[:_SHOWN])
    more = more_words(len(numbers) - _SHOWN)
    return f"Phiếu chưa ra giấy: {named}{' … ' + more if more else ''}. Gọi bằng lời."


def closing_words(now: Closing) -> str:
    """Who is left towards the end of the day, in a sentence or two."""
    closes = "Cả" if now.closes is None else f"Đóng cửa {hour(now.closes)}, cả"
    done = "" if now.done_by is None else f"; phục vụ hết khoảng {hour(now.done_by)}"
    step = " Phụ trách cấp số hôm sau ở trang Cuối ngày." if now.near else ""
    return f"{closes} sảnh còn {len(now.left)} người{done}.{step}"
