"""Giving an op up (bỏ, không gửi): why, and a second person with their own password. Enter goes on, Esc leaves it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from counter_app.errors import BadDocument, NotFound, Refused, WrongPassword
from counter_app.step_errors import SecondPersonNeeded
from ui.clerk.receive.section import line
from ui.widgets.keys import plain_enter
from ui.widgets.pieces import label

_WARNING = "Việc này sẽ không gửi nữa, việc sau đi tiếp; hồ sơ ở đây giữ nguyên. Người thứ hai xác nhận, một trong hai là phụ trách."


@dataclass(frozen=True)
class GivenUp:
    """What was typed."""

    reason: str
    login: str
    password: str


class GiveUpForm(QWidget):
    """Three fields; ``done`` when the last one is left with Enter."""

    done = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.reason = line("vì sao không gửi nữa", longest=500)
        self.login = line("tên đăng nhập", longest=200)
        self.password = line(longest=200)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._fields = (self.reason, self.login, self.password)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(label(_WARNING, role="warn", wrap=True), 0, 0, 1, 2)
        for row, (caption, field) in enumerate(
            zip(("Bỏ vì", "Người xác nhận", "Mật khẩu của họ"), self._fields, strict=True), start=1
        ):
            field.setAccessibleName(caption)
            field.installEventFilter(self)
            grid.addWidget(label(caption, role="muted"), row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(
            label("Enter ô sau · F9 hoặc Enter ở ô cuối: bỏ việc này · Esc quay lại", role="muted", points=9), 4, 1
        )
        grid.setColumnStretch(1, 1)
        self.hide()

    @property
    def typed(self) -> GivenUp:
        """What stands in the fields."""
        return GivenUp(self.reason.text(), self.login.text().strip(), self.password.text())

    def begin(self) -> None:
        """Ask; what was typed for another op is gone."""
        for field in self._fields:
            field.clear()
        self.show()
        self.reason.setFocus()

    def end(self) -> None:
        """Not asked any more; no password stays behind."""
        self.password.clear()
        self.hide()

    def show_fault(self, refusal: Refused) -> None:
        """The keys go to what was refused, to be typed over."""
        match refusal:
            case BadDocument():
                wrong = self.reason
            case WrongPassword():
                wrong = self.password
            case SecondPersonNeeded() | NotFound():
                wrong = self.login
            case _:
                return
        wrong.setFocus()
        wrong.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter is the next field; in the last one it is done."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if plain_enter(event):
            self._go_on(watched)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _go_on(self, field: QObject) -> None:
        at = next(number for number, one in enumerate(self._fields) if one is field)
        if at + 1 < len(self._fields):
            self._fields[at + 1].setFocus()
        else:
            self.done.emit()
