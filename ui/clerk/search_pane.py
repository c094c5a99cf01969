"""F3: finding a dossier by code, number, phone or name without marks, and seeing it beside the work."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from counter_app.dossiers.lookup import DossierCard, DossierRow, dossier, search
from counter_app.errors import Refused
from counter_app.wording import DOSSIER_STATES_VI
from ui.widgets.pieces import Card, label
from ui.wording import appointment, hour, money
from ui.work import Workers


class SearchPane(Card):
    """A line to type in, what was found, and the marked dossier in full."""

    closed = Signal()
    reprint = Signal()
    """The receipt of the marked dossier is wanted again."""

    def __init__(self, workers: Workers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workers = workers
        self.line = QLineEdit()
        self.line.setPlaceholderText("Mã hồ sơ, số định danh, điện thoại, hoặc tên không dấu · Esc đóng")
        self.found = QListWidget()
        self.card = label(wrap=True)
        self._marked_card: DossierCard | None = None
        self._again = QPushButton("In lại giấy tiếp nhận (F6)")
        self._again.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._again.clicked.connect(self.reprint)
        self.card.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.addWidget(label("TÌM HỒ SƠ", role="section"))
        layout.addWidget(self.line)
        layout.addWidget(self.found, 1)
        layout.addWidget(self.card)
        layout.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        self.line.textChanged.connect(self._search)
        self.found.currentItemChanged.connect(self._marked)
        self.hide()

    @property
    def marked(self) -> DossierCard | None:
        """The dossier shown in full; None while none is, or the pane is closed."""
        return None if self.isHidden() else self._marked_card

    def open(self, text: str = "") -> None:
        """Open it, with a text to look for or empty."""
        self._show_none()
        self.line.setText(text)
        self._search(text)
        self.show()
        self.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes; what is in the form stays."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _search(self, text: str) -> None:
        self._workers.desk.ask(search, text).then(self, self._show)

    def _show(self, rows: tuple[DossierRow, ...]) -> None:
        self.found.clear()
        for row in rows:
            item = QListWidgetItem(f"{row.code}   {row.name}   {row.procedure_name}   {DOSSIER_STATES_VI[row.state]}")
            item.setData(Qt.ItemDataRole.UserRole, row.code)
            self.found.addItem(item)
        if rows:
            self.found.setCurrentRow(0)
        else:
            self._show_none("Không thấy hồ sơ nào." if self.line.text().strip() else "")

    def _marked(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            code = str(item.data(Qt.ItemDataRole.UserRole))
            self._workers.desk.ask(dossier, code).then(self, self._show_card, self._no_card)

    def _no_card(self, _refusal: Refused) -> None:
        self._show_none()

    def _show_none(self, words: str = "") -> None:
        self._marked_card = None
        self._again.hide()
        self.card.setText(words)

    def _show_card(self, card: DossierCard) -> None:
        self._marked_card = card
        self._again.show()
        due = "chưa xác định" if card.due is None else appointment(card.due)
        self.card.setText(
            f"{card.code} · {DOSSIER_STATES_VI[card.state]}\n{card.owner.name}\n{card.procedure_name}\n"
            f"Nhận lúc {hour(card.received_at)} · Hẹn trả: {due} · Phí: {money(card.fee_total)}"
        )
