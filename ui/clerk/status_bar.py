"""The line at the top: counter and clerk, the city, the printer, the citizen's screen, the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from counter_app.errors import CityRefused
from counter_app.outbox import SyncLine, sync_line
from counter_app.settings import value_of
from counter_app.store import Asking
from counter_app.wording import printer_trouble
from printing.condition import Condition
from ui import theme
from ui.clerk.papers_left import PapersLeft, papers_left
from ui.clerk.printer_watch import PrinterWatch
from ui.follow import follow
from ui.printer_words import summary
from ui.widgets.pieces import Words
from ui.wording import hour, short_moment
from ui.work import Workers


@dataclass(frozen=True)
class Surroundings:
    """What stands around the counter: the way to the city, the receipts and their printer, the moment."""

    city: SyncLine
    connected: bool
    papers: PapersLeft
    now: datetime


def surroundings(asking: Asking) -> Surroundings:
    """Everything the line at the top says, to the minute."""
    connected = bool(value_of(asking, "city.url"))
    minute = asking.now.replace(second=0, microsecond=0)
    return Surroundings(sync_line(asking), connected, papers_left(asking), minute)


def city_words(found: Surroundings) -> tuple[str, str]:
    """What the line says of the city, and its role (good, warn, muted)."""
    if not found.connected:
        return "TP: chưa kết nối", "muted"
    since = "" if found.city.last_contact is None else f", {hour(found.city.last_contact)}"
    if found.city.parked:
        return f"TP: {found.city.parked} cần xử lý", "warn"
    if isinstance(found.city.trouble, CityRefused):
        return f"TP: không nhận máy này, {found.city.pending} chờ gửi", "warn"
    if found.city.trouble is not None:
        return f"TP: mất liên lạc, {found.city.pending} chờ gửi", "warn"
    return f"TP: {found.city.pending} chờ{since}", "good"


def printer_words(papers: PapersLeft, said: Condition | None) -> tuple[str, str]:
    """What the line says of the receipts' printer, and its role: what keeps papers waiting, else what it says itself."""
    if papers.printer is None:
        return "Máy in: chưa có", "warn"
    if papers.detail:
        return f"Máy in: {printer_trouble(papers.detail)[0]}, {papers.waiting} chờ in", "warn"
    found = summary(said)
    return f"Máy in: {found.words}", "warn" if found.role == "bad" else found.role


class StatusBar(QFrame):
    """The line at the top."""

    def __init__(self, workers: Workers, counter: int, clerk: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setFixedHeight(38)
        self.setStyleSheet(
            f"QFrame#status {{ background: {theme.INK}; }}"
            "QFrame#status QLabel { color: #E8EEF4; }"
            "QFrame#status QLabel[tone='good'] { color: #8FE0B0; }"
            "QFrame#status QLabel[tone='warn'] { color: #FFC978; font-weight: 600; }"
            "QFrame#status QLabel[tone='muted'] { color: #B7C3D0; }"
        )
        self.counter = Words(f"Quầy {counter} · {clerk}")
        self.counter.setStyleSheet("font-weight: 600;")
        self.city, self.printer, self.citizen, self.clock = Words(), Words(), Words(), Words()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 14, 0)
        layout.setSpacing(26)
        for part in (self.counter, self.city, self.printer, self.citizen):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(self.clock)
        self._found: Surroundings | None = None
        self._said: Condition | None = None
        self.watch = PrinterWatch(workers, self)
        self.watch.seen.connect(self._hear_printer)
        follow(self, workers.desk, surroundings, self._show, every=5_000)
        self.show_citizen(opened=False)

    def show_citizen(self, *, opened: bool) -> None:
        """Say whether the citizen's screen is open."""
        self.citizen_open = opened
        self._say(self.citizen, *(("Màn dân: mở", "good") if opened else ("Màn dân: chưa mở", "muted")))

    def _hear_printer(self, said: Condition | None) -> None:
        self._said = said
        if self._found is not None:
            self._say(self.printer, *printer_words(self._found.papers, said))

    def _show(self, found: Surroundings) -> None:
        self._found = found
        self._say(self.city, *city_words(found))
        self._say(self.printer, *printer_words(found.papers, self._said))
        self.clock.setText(short_moment(found.now))

    @staticmethod
    def _say(part: Words, text: str, tone: str) -> None:
        part.setText(text)
        part.setProperty("tone", tone)
        part.style().unpolish(part)
        part.style().polish(part)
