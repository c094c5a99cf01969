"""The line at the top: counter and clerk, the city, the printers, the citizen's screen, the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from counter_app.city_line import CityStanding, city_standing
from counter_app.clock_check import ClockOff, clock_off
from counter_app.store import Asking
from counter_app.wording import printer_trouble
from counter_app.wording_care import clock_words
from ui import theme
from ui.city.line import ON_DARK, Dot, city_words, role_of
from ui.clerk.papers_left import PapersLeft, papers_left
from ui.clerk.printer_watch import Heard, PrinterWatch
from ui.follow import follow
from ui.printer_words import short_name, summary
from ui.widgets.elided import ElidedWords
from ui.widgets.pieces import Words
from ui.wording import short_moment
from ui.work import Workers


@dataclass(frozen=True)
class Surroundings:
    """What stands around the counter: the way to the city, the receipts and their printer, the moment."""

    city: CityStanding
    papers: PapersLeft
    now: datetime
    clock: ClockOff | None = None


def surroundings(asking: Asking) -> Surroundings:
    """Everything the line at the top says, to the minute."""
    standing = city_standing(asking)
    return Surroundings(standing, papers_left(asking), standing.today, clock_off(asking))


def printer_words(papers: PapersLeft, heard: tuple[Heard, ...]) -> tuple[str, str]:
    """What the line says of this PC's printers, and its role.

    What keeps receipts waiting, else the first printer that says something is wrong (its paper near the end is less
    wrong), else how the receipts' printer is. Where there are several, what is wrong stands with the printer's name.
    """
    if papers.printer is None:
        return "Máy in: chưa có", "warn"
    called = {name: f"Máy in {short_name(name)}" if len(heard) > 1 else "Máy in" for name, _ in heard}
    if papers.detail:
        who = called.get(papers.printer, "Máy in")
        return f"{who}: {printer_trouble(papers.detail)[0]}, {papers.waiting} chờ in", "warn"
    found = [(called[name], summary(said)) for name, said in heard]
    for role in ("bad", "warn"):
        for who, one in found:
            if one.role == role:
                return f"{who}: {one.words}", "warn"
    mine = summary(next((said for name, said in heard if name == papers.printer), None))
    return f"Máy in: {mine.words}", mine.role


def hour_words(found: Surroundings) -> tuple[str, str]:
    """The hour; where the clock is off, that as well."""
    hour = short_moment(found.now)
    return (hour, "plain") if found.clock is None else (f"{clock_words(found.clock)[0]} · {hour}", "bad")


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
            "QFrame#status QLabel[tone='bad'] { color: #FF9C94; font-weight: 600; }"
            "QFrame#status QLabel[tone='muted'] { color: #B7C3D0; }"
        )
        self.counter = ElidedWords(f"Quầy {counter} · {clerk}")
        self.counter.setStyleSheet("font-weight: 600;")
        self.city, self.printer, self.citizen, self.clock = ElidedWords(), Words(), Words(), Words()
        self.dot = Dot(ON_DARK)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 14, 0)
        layout.setSpacing(26)
        beside = QHBoxLayout()
        beside.setSpacing(7)
        beside.addWidget(self.dot)
        beside.addWidget(self.city)
        layout.addWidget(self.counter)
        layout.addLayout(beside)
        for part in (self.printer, self.citizen):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(self.clock)
        self._found: Surroundings | None = None
        self._heard: tuple[Heard, ...] = ()
        self.watch = PrinterWatch(workers, self)
        self.watch.seen.connect(self._hear_printers)
        follow(self, workers.desk, surroundings, self._show, every=5_000)
        self.show_citizen(opened=False)

    def show_citizen(self, *, opened: bool) -> None:
        """Say whether the citizen's screen is open."""
        self.citizen_open = opened
        self._say(self.citizen, *(("Màn dân: mở", "good") if opened else ("Màn dân: chưa mở", "muted")))

    def _hear_printers(self, heard: tuple[Heard, ...]) -> None:
        self._heard = heard
        if self._found is not None:
            self._say(self.printer, *printer_words(self._found.papers, heard))

    def _show(self, found: Surroundings) -> None:
        self._found = found
        self.dot.show_tone(found.city.tone)
        self._say(self.city, city_words(found.city), role_of(found.city))
        self._say(self.printer, *printer_words(found.papers, self._heard))
        self._say(self.clock, *hour_words(found))

    @staticmethod
    def _say(part: Words, text: str, tone: str) -> None:
        part.setText(text)
        part.setProperty("tone", tone)
        part.style().unpolish(part)
        part.style().polish(part)
