"""Printers from another PC's file: what taking them would change is shown before anything is changed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout

from counter_app.printers import PrinterCard
from printing.rights import needs
from ui.admin.letters import NAME
from ui.admin.printers.printer_sheet import show_pairs
from ui.printer_words import differences
from ui.widgets.pieces import Card, clear, label

_HELP = (
    "Máy trùng tên được sửa theo tệp, máy khác thêm vào, máy không có trong tệp giữ nguyên. Địa chỉ mạng dùng được ngay; "
    "USB, cổng nối tiếp và hàng đợi thì máy này phải có đúng như vậy."
)


class ImportSheet(Card):
    """``taken`` and ``left`` tell what somebody pressed."""

    taken = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cards: tuple[PrinterCard, ...] = ()
        self.title = label(role="title", points=NAME, wrap=True)
        self.take, self.leave = QPushButton(), QPushButton("Thôi")
        self.take.setProperty("role", "main")
        self.take.clicked.connect(self.taken)
        self.leave.clicked.connect(self.left)
        self.rows = QGridLayout()
        self.rows.setHorizontalSpacing(18)
        self.rows.setVerticalSpacing(8)
        buttons = QHBoxLayout()
        buttons.addWidget(self.take)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 14, 22, 14)
        layout.setSpacing(10)
        layout.addWidget(self.title)
        layout.addWidget(label(_HELP, role="muted", wrap=True))
        layout.addLayout(self.rows)
        layout.addStretch(1)
        layout.addLayout(buttons)

    def show_cards(self, file: str, cards: tuple[PrinterCard, ...], present: tuple[PrinterCard, ...]) -> None:
        """Show what a file would change."""
        self.cards = cards
        self.title.setText(f"Tệp «{file}»: {len(cards)} máy in")
        by_name = {card.name: card for card in present}
        clear(self.rows)
        show_pairs(self.rows, [(card.name, _change(by_name.get(card.name), card)) for card in cards])
        self.take.setText(f"Nhập {len(cards)} máy in")
        self.take.setEnabled(bool(cards))


def _change(old: PrinterCard | None, new: PrinterCard) -> str:
    """What taking a printer would change, and what this PC lacks for it."""
    missing = needs(new.transport, new.address)
    return differences(old, new) + (f". Cần quyền: {missing}" if missing else "")
