"""The printers of this PC: the list at the left, the chosen one beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.admin.printers.known import Known
from ui.admin.printers.live import Live
from ui.admin.printers.paper_rows import PaperRows
from ui.admin.printers.printer_sheet import PrinterSheet
from ui.admin.record_list import Record, RecordList
from ui.printer_words import prints, summary
from ui.widgets.pieces import Card, label

_LIST_WIDTH, _WIDEST = 300, 1180
NONE_YET = "Máy này chưa có máy in nào. Bấm «Thêm máy in»: chương trình tự tìm, in thử và ghi nhớ."


class Overview(QWidget):
    """What is shown follows the records (``show``) and what the printers say (``live``)."""

    chosen = Signal()

    def __init__(self, live: Live, papers: PaperRows, homeless: PaperRows) -> None:
        super().__init__()
        self._live = live
        self._known: Known | None = None
        self.name: str | None = None
        """The printer that is chosen."""
        self.list, self.sheet = RecordList(), PrinterSheet(papers)
        self.add = QPushButton("Thêm máy in …")
        self.add.setProperty("role", "main")
        self.take_out, self.take_in = QPushButton("Xuất tệp …"), QPushButton("Nhập tệp …")
        self.take_out.setEnabled(False)
        self.homeless = homeless
        """Papers that no printer of this PC can print."""
        self.nothing = Card()
        self._lay_out()
        self.list.chosen.connect(self._choose)
        live.changed.connect(self.show_live)

    def show_known(self, known: Known) -> None:
        """Show what the records say."""
        self._known = known
        if known.card(self.name) is None:
            self.name = known.cards[0].name if known.cards else None
        without = known.papers_of(None)
        self._homeless_box.setVisible(bool(without))
        self.homeless.show_papers(without)
        self.take_out.setEnabled(bool(known.cards))
        self.show_live()

    def choose(self, name: str) -> None:
        """Show a printer."""
        self.name = name
        self.show_live()

    def show_live(self) -> None:
        """Show what the printers have said."""
        if self._known is None:
            return
        card = self._known.card(self.name)
        records = [
            Record(one.name, one.name, f"{summary(self._live.condition(one.name)).words} · {prints(one)}")
            for one in self._known.cards
        ]
        self.list.show_records(records, set(), self.name)
        self.sheet.setVisible(card is not None)
        self.nothing.setVisible(card is None)
        if card is not None:
            self.sheet.show_printer(self._known, card, self._live.condition(card.name))

    def _choose(self, name: str) -> None:
        self.name = name
        self.show_live()
        self.chosen.emit()

    def _lay_out(self) -> None:
        beside = QWidget()
        beside.setFixedWidth(_LIST_WIDTH)
        left = QVBoxLayout(beside)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        buttons = QGridLayout()
        buttons.addWidget(self.add, 0, 0, 1, 2)
        buttons.addWidget(self.take_out, 1, 0)
        buttons.addWidget(self.take_in, 1, 1)
        left.addLayout(buttons)
        empty = QVBoxLayout(self.nothing)
        empty.setContentsMargins(22, 18, 22, 18)
        empty.addWidget(label(NONE_YET, wrap=True))
        empty.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self._without())
        for one in (self.sheet, self.nothing):
            one.setMaximumWidth(_WIDEST)
            right.addWidget(one, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        across.addWidget(beside)
        across.addLayout(right, 1)

    def _without(self) -> QWidget:
        self._homeless_box = Card()
        column = QVBoxLayout(self._homeless_box)
        column.setContentsMargins(22, 10, 22, 10)
        column.addWidget(label("Giấy chưa có máy in nào in được: thêm máy in là tự ra", role="warn", wrap=True))
        column.addWidget(self.homeless)
        self._homeless_box.hide()
        return self._homeless_box
