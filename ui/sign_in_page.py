"""One card in the middle of a window: who, password, a button. What else a window wants to know, its own page adds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from counter_app.errors import Refused
from counter_app.people.staff import SignInTry, StaffCard, signed_in, try_sign_in
from ui.notices import NoticeLine
from ui.widgets.arrow_combo import ArrowCombo
from ui.widgets.pieces import Card, label
from ui.work import Workers

_TITLE = 15.5


class SignInPage(QWidget):
    """The desk's own copy of the staff signs people in, line or no line. ``welcome`` is the subclass's answer."""

    def __init__(self, workers: Workers, button: str) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._workers = workers
        self.who, self.password = ArrowCombo(), QLineEdit()
        self.who.setEditable(True)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.button = QPushButton(button)
        self.button.setProperty("role", "main")
        self.button.setMinimumHeight(42)
        self.title = label(role="title", points=_TITLE, wrap=True)
        self.notice = NoticeLine()
        self.button.clicked.connect(self._try)
        self.password.returnPressed.connect(self._try)

    def welcome(self, person: StaffCard) -> None:
        """The password was right. May raise Refused."""
        raise NotImplementedError

    def lay_out(self, fields: Sequence[tuple[str, QWidget]], about: str = "") -> None:
        """The card, with these fields by their captions."""
        card = Card()
        card.setFixedWidth(440)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        for caption, field in fields:
            field.setMinimumHeight(36)
            field.setAccessibleName(caption)
            form.addRow(label(caption, role="muted"), field)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(28, 24, 28, 26)
        inside.setSpacing(14)
        inside.addWidget(self.title)
        if about:
            inside.addWidget(label(about, role="muted", wrap=True))
        inside.addLayout(form)
        inside.addWidget(self.notice)
        inside.addWidget(self.button)
        outer = QVBoxLayout(self)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)

    def offer(self, unit_name: str, people: Sequence[StaffCard]) -> None:
        """Who may be chosen; what was typed stays."""
        self.title.setText(unit_name)
        typed = self.who.currentText()
        self.who.clear()
        for person in people:
            self.who.addItem(f"{person.name} ({person.login})", person.login)
        if typed:
            self.who.setCurrentText(typed)
        # Somebody new on the staff takes no keys from who has signed in already.
        if self.isVisibleTo(self.window()):
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
            self.welcome(signed_in(tried, self.who.currentText()))
        except Refused as refusal:
            self._refused(refusal)

    def _refused(self, refusal: Refused) -> None:
        self.button.setEnabled(True)
        self.notice.refuse(refusal)
        self.password.setFocus()
