"""Signing in to the admin's window: a password, and a role that may."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from counter_app.errors import Refused
from counter_app.people.roles import may_administer, refuse_clerk
from counter_app.people.staff import SignInTry, StaffCard, signed_in, staff, try_sign_in
from counter_app.store import Asking
from counter_app.unit_card import UnitCard, unit
from ui.admin.editors import ArrowCombo
from ui.admin.letters import TITLE
from ui.follow import follow
from ui.notices import NoticeLine
from ui.widgets.pieces import Card, label
from ui.work import Workers

NOBODY = 'Chưa có tài khoản quản trị. Tạo bằng lệnh «staff add "Họ tên" --role it» rồi mở lại trang này.'


@dataclass(frozen=True)
class AdminDoor:
    """The unit, and who works there."""

    unit: UnitCard
    staff: tuple[StaffCard, ...]


def admin_door(asking: Asking) -> AdminDoor:
    """What the page offers: those who may administer first."""
    people = staff(asking)
    return AdminDoor(unit(asking), tuple(sorted(people, key=lambda one: not may_administer(one))))


class AdminSignIn(QWidget):
    """One card in the middle of the window. A clerk is told in one sentence that the window is not theirs."""

    signed_in = Signal(object)
    """The person."""

    def __init__(self, workers: Workers) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._workers = workers
        self.who, self.password = ArrowCombo(), QLineEdit()
        self.who.setEditable(True)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.button = QPushButton("Vào quản trị")
        self.button.setProperty("role", "main")
        self.button.setMinimumHeight(42)
        self.title = label(role="title", points=TITLE, wrap=True)
        self.notice = NoticeLine()
        self._lay_out()
        self.button.clicked.connect(self._try)
        self.password.returnPressed.connect(self._try)
        follow(self, workers.desk, admin_door, self._show)

    def _lay_out(self) -> None:
        card = Card()
        card.setFixedWidth(440)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        for caption, field in (("Tài khoản", self.who), ("Mật khẩu", self.password)):
            field.setMinimumHeight(36)
            field.setAccessibleName(caption)
            form.addRow(label(caption, role="muted"), field)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(28, 24, 28, 26)
        inside.setSpacing(14)
        inside.addWidget(self.title)
        inside.addWidget(label("Quản trị: nhóm dịch vụ, quầy, cán bộ, lịch, thiết lập.", role="muted", wrap=True))
        inside.addLayout(form)
        inside.addWidget(self.notice)
        inside.addWidget(self.button)
        outer = QVBoxLayout(self)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)

    def _show(self, found: AdminDoor) -> None:
        self.title.setText(found.unit.name)
        typed = self.who.currentText()
        self.who.clear()
        for person in found.staff:
            self.who.addItem(f"{person.name} ({person.login})", person.login)
        if typed:
            self.who.setCurrentText(typed)
        if not any(may_administer(one) for one in found.staff):
            self.notice.say(NOBODY, "warn")
        elif self.notice.text == NOBODY:
            self.notice.clear()
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
            refuse_clerk(person)
        except Refused as refusal:
            self._refused(refusal)
            return
        self.notice.clear()
        self.signed_in.emit(person)

    def _refused(self, refusal: Refused) -> None:
        self.button.setEnabled(True)
        self.notice.refuse(refusal)
        self.password.setFocus()
