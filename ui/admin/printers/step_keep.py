"""Step 5: everything once more, then it is kept."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout

from ui.admin.printers.draft import Draft
from ui.admin.printers.printer_sheet import show_pairs
from ui.admin.printers.setup import Setup
from ui.admin.printers.step import Step
from ui.printer_words import abilities, paper, prints, where
from ui.widgets.pieces import clear


class KeepStep(Step):
    """Papers that wait for a printer of this kind come out as soon as it is kept."""

    short = "Lưu"
    title = "Lưu máy in này?"
    help = "Giấy đang đợi máy in loại này sẽ tự ra sau khi lưu. Sửa lại lúc nào cũng được."

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self.rows = QGridLayout()
        self.rows.setHorizontalSpacing(18)
        self.rows.setVerticalSpacing(8)
        self.body.addLayout(self.rows)
        self.body.addStretch(1)

    def show_draft(self) -> None:
        """Show everything."""
        draft = self.setup.draft
        clear(self.rows)
        if draft.transport:
            show_pairs(self.rows, summary_of(draft))


def summary_of(draft: Draft) -> tuple[tuple[str, str], ...]:
    """A draft in words."""
    card = draft.card()
    proof = {None: "chưa quét", True: "khớp", False: "chưa khớp"}[draft.proof]
    tried = draft.tried is not None and draft.tried.outcome in ("printed", "sent")
    return (
        ("Tên", card.name),
        ("Ở đâu", where(card.transport, card.address)),
        ("In", prints(card)),
        ("Khổ in", paper(card)),
        *abilities(draft.learned),
        ("In thử", "đã in" if tried else "chưa: thử sau bằng nút «In thử»"),
        ("Quét lại mã", proof),
    )
