"""Step 4: the test strip, what the printer was found able to do, and the code scanned back as a proof."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLineEdit

from printing.layouts.strip import PROBE
from printing.trial import print_strip
from ui.admin.printers.printer_sheet import show_pairs
from ui.admin.printers.setup import Setup
from ui.admin.printers.step import Step, trial_line
from ui.printer_words import abilities, outcome
from ui.widgets.pieces import clear, label, set_role

_WIDEST = 320


class TrialStep(Step):
    """Nothing of it is asked for: a printer that is switched off can be kept and tried later."""

    short = "In thử"
    title = "In thử và nhận diện"
    help = "Giấy phải đủ hai mép, đủ chữ có dấu, có mã QR, mã vạch, và được cắt rời."

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        line, self.print, self.said = trial_line("In thử", lambda: setup.try_out(print_strip, "tried"))
        self.abilities = QGridLayout()
        self.abilities.setHorizontalSpacing(18)
        self.proof, self.proven = QLineEdit(), label(wrap=True)
        self.proof.setMinimumHeight(32)
        self.proof.setMaximumWidth(_WIDEST)
        self.proof.setAccessibleName("Mã quét lại")
        self.proof.setPlaceholderText("quét ở đây")
        self.proof.returnPressed.connect(self._compare)
        self.body.addLayout(line)
        self.body.addWidget(label("Máy này làm được", role="section"))
        self.body.addLayout(self.abilities)
        self.body.addWidget(label("Bằng chứng (không bắt buộc)", role="section"))
        self.body.addWidget(
            label("Đặt con trỏ vào ô, dùng máy quét của quầy quét mã QR rồi mã vạch vừa in.", role="muted", wrap=True)
        )
        self.body.addWidget(self.proof)
        self.body.addWidget(self.proven)
        self.body.addStretch(1)

    def enter(self) -> None:
        """The keys go to the button."""
        super().enter()
        self.print.setFocus()

    def show_draft(self) -> None:
        """How the strip came out, and what was learned."""
        draft, busy = self.setup.draft, self.setup.busy
        self.print.setEnabled(not busy)
        words, role = outcome(draft.tried) if draft.tried is not None else ("", "muted")
        self.said.setText("Đang hỏi máy in rồi in thử, có thể đến 10 giây …" if busy else words)
        set_role(self.said, "muted" if busy else role)
        clear(self.abilities)
        show_pairs(self.abilities, abilities(draft.learned))
        if draft.proof is None and not self.proof.text():
            self.proven.clear()

    def _compare(self) -> None:
        read = self.proof.text().strip()
        if not read:
            return
        fits = read == PROBE
        set_role(self.proven, "good" if fits else "bad")
        self.proven.setText(
            f"Khớp: đọc được {read}. Máy in và máy quét đều đúng."
            if fits
            else f"Đọc được «{read}», giấy ghi {PROBE}. Tắt bộ gõ tiếng Việt rồi quét lại."
        )
        self.proof.clear()
        self.setup.put(proof=fits)
