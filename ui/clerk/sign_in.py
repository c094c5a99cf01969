"""Signing in: who, at which counter."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from counter_app.errors import Refused
from counter_app.people.staff import SignInTry, StaffCard, signed_in, staff, try_sign_in
from counter_app.queue.counters import CounterCard, counters
from counter_app.store import Asking
from counter_app.unit_card import UnitCard, unit
from ui.follow import follow
from ui.notices import NoticeLine
from ui.widgets.pieces import Card, label
from ui.work import Workers


@dataclass(frozen=True)
class Door:
    """What the sign-in page offers."""

    unit: UnitCard
    counters: tuple[CounterCard, ...]
    staff: tuple[StaffCard, ...]


def door(asking: Asking) -> Door:
    """The unit, its counters, its staff."""
    return Door(unit(asking), counters(asking), staff(asking))


class SignIn(QWidget):
    """One card in the middle of the window. The desk's own copy of the staff signs people in, line or no line."""

    signed_in = Signal(object, int)
    """The person and the counter."""

    def __init__(self, workers: Workers, counter: int | None = None) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._workers, self._wanted = workers, counter
        self.who, self.password, self.counter = QComboBox(), QLineEdit(), QComboBox()
        self.who.setEditable(True)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.button = QPushButton("Vào quầy")
        self.button.setProperty("role", "main")
        self.button.setMinimumHeight(42)
        self.title = label(role="title", points=15, wrap=True)
        self.notice = NoticeLine()
        self._lay_out()
        self.button.clicked.connect(self._try)
        self.password.returnPressed.connect(self._try)
        follow(self, workers.desk, door, self._show)

    def _lay_out(self) -> None:
        card = Card()
        card.setFixedWidth(430)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        for caption, field in (("Cán bộ", self.who), ("Mật khẩu", self.password), ("Quầy", self.counter)):
            field.setMinimumHeight(36)
            form.addRow(label(caption, role="muted"), field)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(28, 24, 28, 26)
        inside.setSpacing(14)
        inside.addWidget(self.title)
        inside.addLayout(form)
        inside.addWidget(self.notice)
        inside.addWidget(self.button)
        outer = QVBoxLayout(self)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)

    def _show(self, found: Door) -> None:
        self.title.setText(found.unit.name)
        typed = self.who.currentText()
        self.who.clear()
        for person in found.staff:
            self.who.addItem(f"{person.name} ({person.login})", person.login)
        if typed:
            self.who.setCurrentText(typed)
        self.counter.clear()
        for card in found.counters:
            self.counter.addItem(card.name, card.number)
        self.counter.setCurrentIndex(max(0, self.counter.findData(self._wanted)))
        self.password.setFocus()

    def _try(self) -> None:
        text = self.who.currentText()
        row = self.who.findText(text)
        login = str(self.who.itemData(row)) if row >= 0 else text.strip()
        self.button.setEnabled(False)
        self._workers.desk.do(try_sign_in, login, self.password.text()).then(self, self._tried, self._refused)

    def _tried(self, tried: SignInTry) -> None:
        self.button.setEnabled(True)
        self.password.clear()
        try:
            person = signed_in(tried, self.who.currentText())
        except Refused as refusal:
            self._refused(refusal)
            return
        self.notice.clear()
        self.signed_in.emit(person, int(self.counter.currentData()))

    def _refused(self, refusal: Refused) -> None:
        self.button.setEnabled(True)
        self.notice.refuse(refusal)
        self.password.setFocus()
