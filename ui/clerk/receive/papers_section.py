"""Section 3: the papers. Enter takes all, Space takes one off, and copy certification has its lines."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QSpinBox, QWidget

from counter_app.catalogue.procedures import PaperNeed, Procedure
from counter_app.dossiers.entry import LineEntry, PaperEntry, papers_wanted
from ui.clerk.receive.section import Section
from ui.widgets.pieces import label

_GIVEN = Qt.CheckState.Checked
_LACKING = Qt.CheckState.Unchecked
_ROW = 24


class _Papers(QListWidget):
    """The list of papers; Enter is for the form, M is a paper that is missing."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes on, M takes the marked paper off; Space is Qt's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        elif event.key() == Qt.Key.Key_M and self.currentItem() is not None:
            self.currentItem().setCheckState(_LACKING)
        else:
            super().keyPressEvent(event)


class PapersSection(Section):
    """Which papers came, how many, and for copies: how many pages and copies."""

    def __init__(self) -> None:
        super().__init__(3, "GIẤY TỜ", "Enter đủ cả · Space bỏ chọn · M thiếu")
        self.list = _Papers()
        self.list.setAccessibleName("Giấy tờ")
        self._nothing = label("Chọn thủ tục để hiện giấy tờ.", role="muted")
        self.pages, self.copies = _spin("Số trang"), _spin("Số bản")
        self._copying = QWidget()
        row = QHBoxLayout(self._copying)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label("Số trang bản chính", role="muted", points=9.5))
        row.addWidget(self.pages)
        row.addSpacing(16)
        row.addWidget(label("Số bản cần chứng thực", role="muted", points=9.5))
        row.addWidget(self.copies)
        row.addStretch(1)
        self._needs: tuple[PaperNeed, ...] = ()
        self._counts: tuple[PaperEntry, ...] = ()
        self.rows.addWidget(self._nothing, 0, 0)
        self.rows.addWidget(self.list, 1, 0)
        self.rows.addWidget(self._copying, 2, 0)
        self.list.itemChanged.connect(lambda _item: self.changed.emit())
        self.list.done.connect(self.left)
        for spin in (self.pages, self.copies):
            spin.valueChanged.connect(lambda _value: self.changed.emit())
        self.show_procedure(None)

    @property
    def copying(self) -> bool:
        """Whether this is a copy certification with its lines."""
        return not self._copying.isHidden()

    def show_procedure(self, procedure: Procedure | None, papers: tuple[PaperEntry, ...] = ()) -> None:
        """Show a procedure's papers, as a draft had them or all as handed in."""
        self._needs = () if procedure is None else procedure.papers
        wanted = () if procedure is None else papers_wanted(procedure)
        self._counts = papers if len(papers) == len(wanted) else wanted
        self.list.blockSignals(True)
        self.list.clear()
        for need, paper in zip(self._needs, self._counts, strict=True):
            item = QListWidgetItem(f"{need.name}  —  {_counted(paper)}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_GIVEN if paper.given else _LACKING)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(0)
        self.list.setFixedHeight(min(6, max(1, self.list.count())) * max(_ROW, self.list.sizeHintForRow(0)) + 6)
        self.list.setVisible(bool(self._needs))
        self._nothing.setVisible(not self._needs)
        self._nothing.setText("Chọn thủ tục để hiện giấy tờ." if procedure is None else "Chưa có danh mục giấy tờ.")
        copying = procedure is not None and any(rule.kind == "per_page_steps" for rule in procedure.fees)
        self._copying.setVisible(copying)

    def papers(self) -> tuple[PaperEntry, ...]:
        """The papers as the list stands."""
        states = (self.list.item(row).checkState() == _GIVEN for row in range(self.list.count()))
        return tuple(replace(paper, given=given) for paper, given in zip(self._counts, states, strict=True))

    def lines(self) -> tuple[LineEntry, ...]:
        """The lines of a copy certification; none for anything else."""
        if not self.copying:
            return ()
        return (LineEntry("Bản chính cần sao", self.pages.value(), self.copies.value()),)

    def show_lines(self, lines: tuple[LineEntry, ...]) -> None:
        """Fill the line a draft had."""
        if lines:
            self.pages.setValue(lines[0].pages)
            self.copies.setValue(lines[0].copies)


def _spin(caption: str) -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(1, 9999)
    spin.setFixedWidth(84)
    spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
    spin.setAccessibleName(caption)
    return spin


def _counted(paper: PaperEntry) -> str:
    kinds = ((paper.originals, "bản chính"), (paper.certified, "bản chứng thực"), (paper.copies, "bản sao"))
    return ", ".join(f"{count} {word}" for count, word in kinds if count) or "xuất trình"
