"""Step 3: how many dots the head has, read off a ruler that the printer prints."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from printing.ruler import WIDTHS, draw_ruler
from printing.trial import print_ruler
from ui.admin.printers.setup import Setup
from ui.admin.printers.step import Step, trial_line
from ui.printer_words import outcome, roll
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.paper_picture import PaperPicture
from ui.widgets.pieces import label, set_role

_PICTURE_WIDTH = 330


class WidthStep(Step):
    """Whoever knows the width need not print."""

    short = "Khổ in"
    title = "Đầu in rộng bao nhiêu?"
    help = "In thước, nhìn giấy, chọn số cuối cùng còn in trọn. Cuộn 58 mm thường là 384, cuộn 80 mm thường là 576 hay 512."

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        line, self.print, self.said = trial_line("In thước", lambda: setup.try_out(print_ruler, "ruled"))
        self.widths = ChoiceRow([(str(width), str(width)) for width in WIDTHS])
        self.widths.setAccessibleName("Số cuối cùng còn in trọn")
        self.roll = label(role="muted")
        self.widths.changed.connect(lambda width: setup.put(width=int(width), tried=None, proof=None))
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addLayout(line)
        left.addWidget(label("Số cuối cùng còn in trọn trên giấy"))
        left.addWidget(self.widths)
        left.addWidget(self.roll)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(label("Giấy ra phải như thế này", role="muted"))
        right.addWidget(PaperPicture(draw_ruler("Sảnh"), _PICTURE_WIDTH))
        right.addStretch(1)
        self.measured = QWidget()
        across = QHBoxLayout(self.measured)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(22)
        across.addLayout(left, 1)
        across.addLayout(right)
        self.none = label("Máy in văn phòng in cả trang, không cần thước. Bấm «Tiếp».", wrap=True)
        self.body.addWidget(self.none)
        self.body.addWidget(self.measured, 1)
        self.body.addStretch(0)

    def enter(self) -> None:
        """The keys go to the button, and from there to the widths."""
        super().enter()
        self.print.setFocus()

    def show_draft(self) -> None:
        """How the ruler came out, and the width chosen."""
        draft, busy = self.setup.draft, self.setup.busy
        self.none.setVisible(bool(draft.sheet))
        self.measured.setVisible(not draft.sheet)
        self.print.setEnabled(not busy)
        words, role = outcome(draft.ruled) if draft.ruled is not None else ("", "muted")
        self.said.setText("Đang hỏi máy in rồi in thước, có thể đến 10 giây …" if busy else words)
        set_role(self.said, "muted" if busy else role)
        self.widths.choose(str(draft.width))
        self.roll.setText(f"Đang chọn: {roll(draft.width)}")
