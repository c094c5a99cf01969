"""A printer made of software on the screen: its papers come out, its faults are buttons."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from printing.virtual import State, VirtualPrinter
from printing.virtual.faults import fault_of, state_of
from ui.admin.letters import NAME
from ui.training.fault_panel import FaultPanel
from ui.training.paper_desk import DOTS_A_MILLIMETRE, PaperDesk
from ui.training.words import state_words
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.pieces import Card, label, set_role

LOOK_EVERY_MS = 120
_PANEL_WIDTH = 430
_SLOT_STYLE = "QFrame#slot { background: #16212E; border-radius: 4px; }"


class PrinterWindow(QWidget):
    """Shows what the box does; the box runs in a thread of its own."""

    def __init__(self, box: VirtualPrinter, head: int) -> None:
        super().__init__()
        self._box = box
        self._seen: State | None = None
        self.setWindowTitle("Máy in tập huấn")
        self.setObjectName("ground")
        self.resize(1120, 720)
        self.desk, self.panel = PaperDesk(head), FaultPanel()
        self.state, self.under_way = label(role="good", points=NAME, wrap=True), label(role="muted", wrap=True)
        self.scale = ChoiceRow((("dots", "Từng chấm"), ("true", "Cỡ thật")))
        self.take = QPushButton("Lấy hết giấy đi")
        self._lay_out()
        self.panel.chosen.connect(lambda fault: box.become(state_of(fault or None)))
        self.panel.new_roll.connect(self._new_roll)
        self.scale.changed.connect(lambda scale: self.desk.show_true_size(on=scale == "true"))
        self.take.clicked.connect(self.desk.clear)
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._look()

    def _look(self) -> None:
        """Show what has come out and how the printer is."""
        self.desk.show_papers(self._box.papers)
        state = self._box.state
        if state != self._seen:
            self._seen = state
            self.panel.show_fault(fault_of(state))
        words, role = state_words(state)
        self.state.setText(words)
        set_role(self.state, role)
        hanging = self._box.uncut_rows // DOTS_A_MILLIMETRE
        self.under_way.setText(f"Một tờ dở dang, {hanging} mm đã ra, chưa cắt." if hanging else "Khe giấy trống.")

    def _new_roll(self) -> None:
        """Put paper in; other faults stay."""
        self._box.become(replace(self._box.state, paper_rows=None, paper_low=False))
        self._look()

    def _lay_out(self) -> None:
        slot = QFrame()
        slot.setObjectName("slot")
        slot.setStyleSheet(_SLOT_STYLE)
        slot.setFixedHeight(10)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(slot)
        left.addWidget(self.desk, 1)
        side = Card()
        side.setFixedWidth(_PANEL_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(8)
        column.addWidget(self.state)
        column.addWidget(label(f"Địa chỉ để thêm máy in: {self._box.host}:{self._box.port}", role="muted", wrap=True))
        column.addWidget(self.under_way)
        column.addWidget(label("Lỗi giả định", role="section"))
        column.addWidget(self.panel)
        column.addStretch(1)
        below = QHBoxLayout()
        below.addWidget(self.scale)
        below.addWidget(self.take, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(below)
        across = QHBoxLayout(self)
        across.setContentsMargins(14, 14, 14, 14)
        across.setSpacing(14)
        across.addLayout(left, 1)
        across.addWidget(side)
