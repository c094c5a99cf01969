"""Always in sight beside the form: the appointment, the fee, what is still missing; then what was received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from counter_app.catalogue.procedures import Channel, Procedure, time_in_words
from counter_app.catalogue.versions import procedure as procedure_of
from counter_app.dossiers.appointment import appointment as appointment_of
from counter_app.dossiers.deadlines import received_late
from counter_app.dossiers.entry import Entry, copied_papers, missing
from counter_app.dossiers.intake import CopyLine
from counter_app.dossiers.lookup import DossierRow
from counter_app.fees import Terms, fees_for
from counter_app.papers import FeeLine
from counter_app.store import Asking
from ui.theme import scaled
from ui.widgets.pieces import Card, clear, label
from ui.widgets.scrolling import scrolled
from ui.wording import appointment, money

BREAK = "\u200b"
"""Where a code may break that is wider than its place (zero width space)."""

_FEES = 3
"""Fees named one by one; of more the rest is told in a sum: the form itself says the fee of each line."""


@dataclass(frozen=True)
class Preview:
    """What receiving now would give."""

    procedure: Procedure | None
    due: datetime | None
    basis: str
    fees: tuple[FeeLine, ...]
    missing: tuple[str, ...]
    exempt: bool = False
    """Nothing is taken (miễn); ``fees`` says what would be."""


def preview(asking: Asking, entry: Entry) -> Preview:
    """The appointment, the fee and what is missing, were the form received at this moment."""
    if not entry.procedure:
        return Preview(None, None, "", (), missing(entry, None))
    procedure = procedure_of(asking, entry.procedure)
    due = appointment_of(asking, procedure, asking.now.replace(second=0, microsecond=0))
    lines = tuple(CopyLine(one.paper, one.pages, one.copies) for one in copied_papers(entry))
    terms = Terms(cast("Channel", entry.channel), entry.case, asking.business_day)
    fees = fees_for(procedure, lines, entry.sets, terms)
    basis = time_in_words(procedure.time)
    if procedure.time is not None and procedure.time.unit == "same_day" and received_late(asking.now):
        basis = f"{basis}; nhận từ 15 giờ: ngày làm việc tiếp theo"
    lacking, exempt = missing(entry, procedure), entry.fee_way == "exempt"
    return Preview(procedure, None if due is None else due.due, basis, fees, lacking, exempt)


class Summary(Card):
    """TÓM TẮT: it says at any moment what F9 would do."""

    receive = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.due, self.basis = label(points=12, wrap=True), label(role="muted", points=9, wrap=True)
        self.fee, self.fees = label(points=13), QVBoxLayout()
        self.missing = label(role="warn", wrap=True)
        self.citizen = label(role="muted", points=9.5, wrap=True)
        self.received = label(role="good", points=9.5, wrap=True)
        self.button = QPushButton("F9   Nhận và in")
        self.button.setProperty("role", "main")
        self.button.setMinimumHeight(44)
        self.button.clicked.connect(self.receive)
        around = QVBoxLayout(self)
        around.setContentsMargins(12, 9, 6, 12)
        said, layout = scrolled()
        around.addWidget(said, 1)
        around.addWidget(self.button)
        self.due.setStyleSheet(f"font-size: {scaled(12):.1f}pt; font-weight: 600;")
        self.fee.setStyleSheet(f"font-size: {scaled(13):.1f}pt; font-weight: 600;")
        for title, parts in (("HẸN TRẢ", (self.due, self.basis)), ("PHÍ", (self.fee,))):
            layout.addWidget(label(title, role="section"))
            for part in parts:
                layout.addWidget(part)
            layout.addSpacing(6)
        layout.addLayout(self.fees)
        layout.addSpacing(4)
        for part in (self.missing, self.citizen, self.received):
            layout.addWidget(part)
        layout.addStretch(1)

    def show_preview(self, found: Preview, *, begun: bool) -> None:
        """Show what receiving now would give; an empty form lacks nothing yet."""
        chosen = found.procedure is not None
        unknown = "Chưa xác định" if chosen else "Chọn thủ tục"
        self.due.setText(appointment(found.due) if found.due else unknown)
        self.basis.setText(f"Thời hạn: {found.basis}" if found.basis else "")
        self.basis.setVisible(bool(found.basis))
        known = chosen and found.procedure is not None and "fees" not in found.procedure.unknown
        total = sum(fee.amount for fee in found.fees)
        asked = "Miễn" if found.exempt else "Không thu" if total == 0 else money(total)
        self.fee.setText(asked if known or (chosen and found.exempt) else unknown)
        clear(self.fees)
        shown = () if found.exempt else found.fees
        said = [f"{fee.name}: {money(fee.amount)}" for fee in shown[:_FEES]]
        if len(shown) > _FEES:
            rest = sum(fee.amount for fee in shown[_FEES:])
            said.append(f"và {len(shown) - _FEES} khoản nữa: {money(rest)}")
        for words in said:
            self.fees.addWidget(label(words, role="muted", points=9, wrap=True))
        self.missing.setText("Còn thiếu: " + ", ".join(found.missing) if found.missing else "")
        self.missing.setVisible(begun and bool(found.missing))

    def show_received(self, rows: tuple[DossierRow, ...], checked: str | None) -> None:
        """Show what this visit has received, and what the citizen said of the check page."""
        self.received.setText("\n".join(f"{_came_to(row)}\n{row.code.replace('-', '-' + BREAK, 1)}" for row in rows))
        self.received.setVisible(bool(rows))
        answers = {"right": "Công dân xem: đúng", "mend": "Công dân báo: cần sửa"}
        self.citizen.setText(answers.get(checked or "", ""))
        self.citizen.setVisible(checked is not None)


def _came_to(row: DossierRow) -> str:
    """What was done with a dossier of this visit."""
    return {3: "Từ chối (mẫu 03)", 5: "Yêu cầu bổ sung (mẫu 02)"}.get(row.state, "Đã nhận")
