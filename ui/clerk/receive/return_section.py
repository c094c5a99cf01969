"""Sections 4 and 5: how the result is returned, how many sets, a note; how the fee is taken."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from counter_app.catalogue.procedures import Procedure
from counter_app.dossiers.entry import Entry
from ui.clerk.receive.pick_line import PickLine
from ui.clerk.receive.section import Section, line
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.pieces import label

_WAYS = (("counter", "Tại quầy"), ("post", "Bưu chính"), ("electronic", "Điện tử"))
_CHANNELS = (("direct", "Quầy"), ("post", "Bưu chính"), ("online", "Trực tuyến"))
_FEE_WAYS = (("cash", "Tiền mặt"), ("transfer", "Chuyển khoản"), ("exempt", "Miễn"))


class ReturnSection(Section):
    """Return and fee, in two rows; the extra lines open only when they are needed."""

    def __init__(self) -> None:
        super().__init__(4, "TRẢ KẾT QUẢ VÀ PHÍ", "mũi tên đổi · F9 nhận và in")
        self.way = ChoiceRow(_WAYS)
        self.address = line("Địa chỉ nhận qua bưu chính", longest=300)
        self.sets = QSpinBox()
        self.sets.setRange(1, 99)
        self.sets.setFixedWidth(64)
        self.sets.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sets.setAccessibleName("Số bộ")
        self.note = line("Ghi chú", longest=2000)
        self.fee_way = ChoiceRow(_FEE_WAYS)
        self.ground = PickLine(200, "Căn cứ miễn")
        self.channel = ChoiceRow(_CHANNELS)
        self._case_caption, self._cases = label("Trường hợp", role="muted", points=9.5), ChoiceRow((("", ""),))
        self.add(0, 0, "Nhận tại", self.way)
        self.add(0, 2, "Nộp", self.channel)
        self.rows.addWidget(self.address, 1, 1, 1, 3)
        self.add(2, 0, "Phí", self.fee_way)
        self.rows.addWidget(self.ground, 2, 2, 1, 2)
        self.rows.addWidget(self.ground.told, 3, 1, 1, 3)
        self.rows.addWidget(self._case_caption, 4, 0)
        self.add(5, 0, "Ghi chú", self._with_sets(), 3)
        self.note.setAccessibleName("Ghi chú")
        self.rows.setColumnStretch(1, 2)
        self.rows.setColumnStretch(3, 1)
        for row in (self.way, self.fee_way, self.channel):
            row.changed.connect(self._chosen)
        self.sets.valueChanged.connect(lambda _value: self.changed.emit())
        for edit in (self.address, self.note, self.ground):
            edit.textEdited.connect(self.changed)
        self.ground.picked.connect(self.changed)
        self.show_procedure(None)

    def _with_sets(self) -> QWidget:
        """The note, and how many sets came, in one row."""
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.note, 1)
        inside.addWidget(label("Số bộ", role="muted", points=9.5))
        inside.addWidget(self.sets)
        return row

    @property
    def case(self) -> str:
        """The case of the procedure its fee depends on; empty where it tells none apart."""
        return self._cases.value

    def show_procedure(self, procedure: Procedure | None) -> None:
        """Ask for what this procedure's fees depend on: its cases, the grounds of its exemptions."""
        cases = () if procedure is None else procedure.cases
        grounds = () if procedure is None else procedure.exemptions
        self.ground.offer([one.words for one in grounds], [one.who for one in grounds])
        self._cases.hide()
        self._cases.deleteLater()
        self._cases = ChoiceRow([(one, one) for one in cases] or [("", "")])
        self._cases.setAccessibleName("Trường hợp")
        self._cases.changed.connect(self._chosen)
        self.rows.addWidget(self._cases, 4, 1, 1, 3)
        for part in (self._case_caption, self._cases):
            part.setVisible(bool(cases))
        self._open_lines()

    def show_entry(self, entry: Entry) -> None:
        """Fill both rows."""
        self.way.choose(entry.way)
        self.fee_way.choose(entry.fee_way)
        self.channel.choose(entry.channel)
        self._cases.choose(entry.case)
        self.sets.setValue(entry.sets)
        for edit, text in ((self.address, entry.way_address), (self.note, entry.note), (self.ground, entry.fee_ground)):
            edit.setText(text)
        self._open_lines()

    def _chosen(self, _key: str) -> None:
        self._open_lines()
        self.changed.emit()

    def _open_lines(self) -> None:
        self.address.setVisible(self.way.value == "post")
        exempt = self.fee_way.value == "exempt"
        self.ground.setVisible(exempt)
        self.ground.told.setVisible(exempt and bool(self.ground.offers))
