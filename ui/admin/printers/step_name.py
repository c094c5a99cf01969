"""Step 2: what the printer is called, what it prints, and on a serial line its speed and flow."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from counter_app.people.folding import fold
from counter_app.printers import ON_ROLLS, ON_SHEETS, PURPOSES, SYSTEM_QUEUES
from printing.addresses import BAUDS, FLOWS, address_line
from ui.admin.printers.setup import Setup
from ui.admin.printers.step import Step
from ui.printer_words import PURPOSES_VI, where
from ui.widgets.arrow_combo import ArrowCombo
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.pieces import label

_LONGEST = 60
_WIDEST = 420
_FLOWS_VI = {"dtr": "DTR/DSR", "rts": "RTS/CTS", "xonxoff": "XON/XOFF", "none": "không"}


class NameStep(Step):
    """The name is what clerks read when paper is short: the place is a good name."""

    short = "Tên"
    title = "Máy in tên gì, in loại giấy nào?"
    help = "Đặt theo chỗ đứng, ví dụ «Sảnh», «Quầy 3»: cán bộ đọc tên này khi máy hết giấy."

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self.where = label(role="muted", wrap=True)
        self.name = QLineEdit()
        self.name.setMaxLength(_LONGEST)
        self.name.setMinimumHeight(32)
        self.name.setMaximumWidth(_WIDEST)
        self.name.setAccessibleName("Tên máy in")
        self.paper = ChoiceRow((("", "Cuộn (máy in nhiệt)"), ("A5", "Trang A5"), ("A4", "Trang A4")))
        self.paper.setAccessibleName("Giấy trong máy")
        self.kinds = {kind: QCheckBox(PURPOSES_VI[kind].capitalize()) for kind in PURPOSES}
        self.unheard, self.straight = label(role="warn", wrap=True), QPushButton()
        self.baud, self.flow = ArrowCombo(), ArrowCombo()
        for baud in BAUDS:
            self.baud.addItem(f"{baud}", baud)
        for flow in FLOWS:
            self.flow.addItem(_FLOWS_VI[flow], flow)
        self._lay_out()
        self.name.textEdited.connect(lambda text: setup.put(name=text))
        self.straight.clicked.connect(self._go_straight)
        self.paper.changed.connect(lambda sheet: setup.become(setup.draft.on(sheet)))
        for box in self.kinds.values():
            box.clicked.connect(self._choose_kinds)
        for combo in (self.baud, self.flow):
            combo.activated.connect(lambda _row: self._choose_line())

    def enter(self) -> None:
        """The keys go into the name."""
        super().enter()
        if self.name.isEnabled():
            self.name.setFocus()
        else:
            next(box for box in self.kinds.values() if box.isEnabled()).setFocus()

    def missing(self) -> str:
        """A name of its own, and something to print."""
        draft = self.setup.draft
        name = " ".join(draft.name.split())
        if not name:
            return "Gõ tên máy in."
        if not draft.mends and fold(name) in {fold(card.name) for card in self.setup.cards}:
            return f"Đã có máy in «{name}». Gõ tên khác, hoặc bấm «Sửa …» ở máy đó."
        return "" if draft.purposes else "Chọn ít nhất một loại giấy."

    def show_draft(self) -> None:
        """Show name, kinds, and the serial line where there is one."""
        draft = self.setup.draft
        if self.name.text() != draft.name:
            self.name.setText(draft.name)
        self.name.setEnabled(not draft.mends)
        for kind, box in self.kinds.items():
            box.setChecked(kind in draft.purposes)
            box.setEnabled(kind in (ON_SHEETS if draft.sheet else ON_ROLLS))
        self._papers.setVisible(draft.transport in SYSTEM_QUEUES)
        self.paper.choose(draft.sheet)
        self.where.setText(
            " · ".join(part for part in (draft.model, where(draft.transport, draft.address)) if part)
            if draft.transport
            else ""
        )
        self._show_unheard()
        self._line.setVisible(draft.transport == "serial")
        if draft.transport == "serial":
            self._show_baud(int(draft.address.get("baud", 9600)))
            self.flow.setCurrentIndex(max(0, self.flow.findData(draft.address.get("flow", "dtr"))))

    def _show_unheard(self) -> None:
        """Warn of a queue between us and a receipt printer, and offer the way around it where that is known."""
        draft = self.setup.draft
        self.unheard.setVisible(draft.unheard)
        self.unheard.setText(
            "Qua hàng đợi không biết giấy đã ra hay mất."
            + ("" if draft.behind else " Máy in mạng thì quay lại, gõ thẳng địa chỉ của nó.")
        )
        self.straight.setVisible(draft.unheard and draft.behind is not None)
        if draft.behind is not None:
            self.straight.setText(f"Đi thẳng {address_line('tcp', draft.behind)}, biết giấy đã ra")

    def _go_straight(self) -> None:
        draft = self.setup.draft
        if draft.behind is not None:
            self.setup.become(draft.at("tcp", draft.behind, draft.model))
            self.name.setFocus()

    def _show_baud(self, baud: int) -> None:
        if self.baud.findData(baud) < 0:
            self.baud.addItem(f"{baud}", baud)
        self.baud.setCurrentIndex(self.baud.findData(baud))

    def _choose_kinds(self) -> None:
        self.setup.put(purposes=tuple(kind for kind, box in self.kinds.items() if box.isChecked()))

    def _choose_line(self) -> None:
        draft = self.setup.draft
        address = {**draft.address, "baud": self.baud.currentData(), "flow": self.flow.currentData()}
        self.setup.become(draft.at(draft.transport, address, draft.model, draft.needs))

    def _lay_out(self) -> None:
        self.body.addWidget(self.where)
        self.body.addWidget(label("Tên máy in"))
        self.body.addWidget(self.name)
        self._papers = QWidget()
        papers = QVBoxLayout(self._papers)
        papers.setContentsMargins(0, 0, 0, 0)
        papers.addWidget(label("Giấy trong máy"))
        papers.addWidget(self.paper)
        around = QHBoxLayout()
        around.addWidget(self.unheard, 1)
        around.addWidget(self.straight)
        papers.addLayout(around)
        self.body.addWidget(self._papers)
        self.body.addWidget(label("In loại giấy nào"))
        kinds = QHBoxLayout()
        kinds.setSpacing(18)
        for box in self.kinds.values():
            kinds.addWidget(box)
        kinds.addStretch(1)
        self.body.addLayout(kinds)
        self._line = QWidget()
        across = QHBoxLayout(self._line)
        across.setContentsMargins(0, 0, 0, 0)
        for words, combo in (("Tốc độ", self.baud), ("Điều khiển luồng", self.flow)):
            combo.setMinimumHeight(32)
            combo.setMinimumWidth(130)
            combo.setAccessibleName(words)
            across.addWidget(label(words))
            across.addWidget(combo)
        across.addWidget(label("Hai số này ghi trên giấy tự kiểm tra của máy in.", role="muted", wrap=True), 1)
        self.body.addWidget(self._line)
        self.body.addStretch(1)
