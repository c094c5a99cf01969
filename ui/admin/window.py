"""The admin's window: sign-in, then the list of pages and the page. It only composes them."""

from __future__ import annotations

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from counter_app.errors import Refused
from counter_app.people.staff import StaffCard
from counter_app.store import By
from ui.admin.desk import AdminDesk
from ui.admin.sign_in import AdminSignIn
from ui.work import Workers


class AdminWindow(QWidget):
    """The whole surface."""

    def __init__(self, workers: Workers) -> None:
        super().__init__()
        self.setWindowTitle("Quản trị")
        self.setObjectName("ground")
        self.resize(1366, 768)
        self.setMinimumSize(1180, 680)
        self._workers = workers
        self.desk: AdminDesk | None = None
        self._stack = QStackedWidget()
        self.sign_in = AdminSignIn(workers)
        self.sign_in.signed_in.connect(self._seat)
        self._stack.addWidget(self.sign_in)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """With something unsaved the first try is a warning, the second goes."""
        if self.desk is not None and not self.desk.may_leave("Đóng cửa sổ"):
            event.ignore()
            return
        super().closeEvent(event)

    def _seat(self, person: StaffCard) -> None:
        self._workers.acting_as(By(person.login))
        self.desk = AdminDesk(self._workers, person, self.sign_in.title.text())
        self.desk.left.connect(self._leave)
        self.desk.shut.connect(self._shut)
        self._stack.addWidget(self.desk)
        self._stack.setCurrentWidget(self.desk)
        self.desk.pages_list.list.setFocus()

    def _leave(self) -> None:
        if self.desk is not None and self.desk.may_leave("Thoát"):
            self._go()

    def _shut(self, refusal: Refused) -> None:
        self._go()
        self.sign_in.notice.refuse(refusal)

    def _go(self) -> None:
        if self.desk is not None:
            self._stack.setCurrentWidget(self.sign_in)
            self._stack.removeWidget(self.desk)
            self.desk.deleteLater()
            self.desk = None
            self.sign_in.password.setFocus()
