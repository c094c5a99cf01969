"""F3: finding a dossier by code, number, phone or name without marks, and seeing it beside the work."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from counter_app.dossiers.finding import search
from counter_app.dossiers.lookup import DossierCard, DossierRow, dossier
from counter_app.errors import Refused
from counter_app.wording import DOSSIER_STATES_VI
from ui.clerk.receipt_preview import ReceiptPreview, SeenReceipt, seen_receipt
from ui.widgets.pieces import Card, label
from ui.wording import appointment, hour, money
from ui.work import Workers


class SearchPane(Card):
    """A line to type in, what was found, and the marked dossier in full."""

    closed = Signal()
    reprint = Signal()
    """The receipt of the marked dossier is wanted again."""
    none_kept = Signal(str)
    """This PC keeps no receipt of the dossier of this code."""

    def __init__(self, workers: Workers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workers = workers
        self.line = QLineEdit()
        self.line.setPlaceholderText("Mã hồ sơ, số định danh, điện thoại, hoặc tên không dấu · Esc đóng")
        self.found = QListWidget()
        self.card = label(wrap=True)
        self._marked_card: DossierCard | None = None
        self.preview = ReceiptPreview()
        self._again, self._look = QPushButton("In lại giấy tiếp nhận (F6)"), QPushButton("Xem giấy tiếp nhận (F5)")
        self._back = QPushButton("Về danh sách (Esc)")
        for button, step in ((self._again, self.reprint.emit), (self._look, self.look), (self._back, self._to_list)):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(step)
        self.card.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.addWidget(label("TÌM HỒ SƠ", role="section"))
        layout.addWidget(self.line)
        layout.addWidget(self.found, 1)
        layout.addWidget(self.card)
        layout.addWidget(self.preview, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._look)
        buttons.addWidget(self._back)
        buttons.addWidget(self._again)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self.line.textChanged.connect(self._search)
        self.found.currentItemChanged.connect(self._marked)
        self.hide()

    @property
    def marked(self) -> DossierCard | None:
        """The dossier shown in full; None while none is, or the pane is closed."""
        return None if self.isHidden() else self._marked_card

    def open(self, text: str = "") -> None:
        """Open it, with a text to look for or empty."""
        self._put_back()
        self._show_none()
        self.line.setText(text)
        self._search(text)
        self.show()
        self.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc puts the paper away, then closes; what is in the form stays."""
        if event.key() == Qt.Key.Key_Escape and not self.preview.isHidden():
            self._to_list()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def look(self) -> None:
        """Show the receipt of the marked dossier."""
        if self.marked is not None:
            self._workers.desk.ask(seen_receipt, self.marked.id).then(self, self._show_receipt)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """A paper is not left on a screen that shows something else."""
        self._put_back()
        super().hideEvent(event)

    def _show_receipt(self, seen: SeenReceipt | None) -> None:
        if self.marked is None:
            return
        if seen is None:
            self.none_kept.emit(self.marked.code)
            return
        for piece in (self.line, self.found, self.card, self._look):
            piece.hide()
        self._back.show()
        self.preview.show_receipt(seen)

    def _to_list(self) -> None:
        self._put_back()
        self.line.setFocus()

    def _put_back(self) -> None:
        self.preview.forget()
        self._back.hide()
        for piece in (self.line, self.found, self.card):
            piece.show()
        self._look.setVisible(self._marked_card is not None)

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
        self._look.hide()
        self.card.setText(words)

    def _show_card(self, card: DossierCard) -> None:
        self._marked_card = card
        self._again.show()
        self._look.setVisible(self.preview.isHidden())
        due = "chưa xác định" if card.due is None else appointment(card.due)
        self.card.setText(
            f"{card.code} · {DOSSIER_STATES_VI[card.state]}\n{card.owner.name}\n{card.procedure_name}\n"
            f"Nhận lúc {hour(card.received_at)} · Hẹn trả: {due} · Phí: {money(card.fee_total)}"
        )
