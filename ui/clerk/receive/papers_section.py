"""Section 3: the papers. Enter takes all, Space takes one off, M misses one, X refuses; copies have their lines."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from counter_app.catalogue.procedures import PaperNeed, Procedure
from counter_app.dossiers.entry import LineEntry, PaperEntry, papers_wanted
from counter_app.fees import rule_by_pages
from ui.clerk.receive.copy_lines import CopyLines
from ui.clerk.receive.section import Section
from ui.widgets.keys import plain
from ui.widgets.pieces import label

_GIVEN = Qt.CheckState.Checked
_LACKING = Qt.CheckState.Unchecked
_ROW = 24
_HINT = "Enter đủ cả · Space bỏ chọn · M thiếu: mẫu 02 · X từ chối: mẫu 03"
_COPIES_HINT = "1–9 tên hay dùng · Enter ô sau, dòng sau · Ctrl+Delete xoá dòng"


class _Papers(QListWidget):
    """The list of papers; Enter is for the form, M is a paper that is missing, X refuses the dossier."""

    done, missed, refused = Signal(), Signal(), Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """A key held down counts once; Space is Qt's own."""
        signal = {
            Qt.Key.Key_Return: self.done,
            Qt.Key.Key_Enter: self.done,
            Qt.Key.Key_M: self.missed,
            Qt.Key.Key_X: self.refused,
        }.get(Qt.Key(event.key()))
        if signal is None or not plain(event, besides=Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            signal.emit()


class PapersSection(Section):
    """Which papers came, how many, and for copies: how many pages and copies."""

    supplement = Signal()
    """M, after F9 was refused for papers that lack: form 02."""
    refused = Signal()
    """X: form 03."""

    def __init__(self) -> None:
        super().__init__(3, "GIẤY TỜ", _HINT)
        self.list = _Papers()
        self.list.setAccessibleName("Giấy tờ")
        self.copies = CopyLines()
        self._nothing = label("Chọn thủ tục để hiện giấy tờ.", role="muted")
        self._needs: tuple[PaperNeed, ...] = ()
        self._counts: tuple[PaperEntry, ...] = ()
        self._offered = False
        self.rows.addWidget(self._nothing, 0, 0)
        self.rows.addWidget(self.copies, 1, 0)
        self.rows.addWidget(self.list, 2, 0)
        self.list.itemChanged.connect(self._ticked)
        self.list.done.connect(self.left)
        self.list.missed.connect(self._miss)
        self.list.refused.connect(self.refused)
        self.copies.changed.connect(self.changed)
        self.copies.left.connect(self.left)
        self.changed.connect(self._take_offer_back)
        self.show_procedure(None)

    @property
    def copying(self) -> bool:
        """Whether this is a copy certification with its lines."""
        return not self.copies.isHidden()

    def show_procedure(self, procedure: Procedure | None, papers: tuple[PaperEntry, ...] = ()) -> None:
        """Show a procedure's papers, as a draft had them or all as handed in."""
        self._take_offer_back()
        self._needs = () if procedure is None else procedure.papers
        wanted = () if procedure is None else papers_wanted(procedure)
        self._counts = papers if len(papers) == len(wanted) else wanted
        self._fill()
        self._nothing.setVisible(not self._needs)
        self._nothing.setText("Chọn thủ tục để hiện giấy tờ." if procedure is None else "Chưa có danh mục giấy tờ.")
        rule = None if procedure is None else rule_by_pages(procedure)
        self.copies.setVisible(rule is not None)
        self.copies.charge(rule)
        self.hint.setText(_HINT if rule is None else _COPIES_HINT)

    def papers(self) -> tuple[PaperEntry, ...]:
        """The papers as the list stands."""
        states = (self.list.item(row).checkState() == _GIVEN for row in range(self.list.count()))
        return tuple(replace(paper, given=given) for paper, given in zip(self._counts, states, strict=True))

    def lines(self) -> tuple[LineEntry, ...]:
        """The lines of a copy certification; none for anything else."""
        return self.copies.lines() if self.copying else ()

    def show_lines(self, lines: tuple[LineEntry, ...]) -> None:
        """Fill the lines a draft had."""
        self.copies.show_lines(lines)

    def take_keys(self) -> None:
        """Put the keys where the papers are typed or ticked."""
        (self.copies.open_cell if self.copying else self.list).setFocus()

    def offer_supplement(self) -> None:
        """F9 was refused for papers that lack: the next M gives form 02, until something changes."""
        lacking = [row for row, given in enumerate(self._given()) if not given and self._needs[row].required]
        if lacking:
            self.list.setCurrentRow(lacking[0])
            self.list.setFocus()
            self._offered = True

    def _given(self) -> tuple[bool, ...]:
        return tuple(paper.given for paper in self.papers())

    def _fill(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for need, paper in zip(self._needs, self._counts, strict=True):
            item = QListWidgetItem(_said(need, paper))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_GIVEN if paper.given else _LACKING)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(0)
        self.list.setFixedHeight(min(6, max(1, self.list.count())) * max(_ROW, self.list.sizeHintForRow(0)) + 6)
        self.list.setVisible(bool(self._needs))

    def _miss(self) -> None:
        item = self.list.currentItem()
        if self._offered:
            self.supplement.emit()
        elif item is not None:
            item.setCheckState(_LACKING)

    def _ticked(self, item: QListWidgetItem) -> None:
        row = self.list.row(item)
        self.list.blockSignals(True)
        item.setText(_said(self._needs[row], self.papers()[row]))
        self.list.blockSignals(False)
        self.changed.emit()

    def _take_offer_back(self) -> None:
        self._offered = False


def _said(need: PaperNeed, paper: PaperEntry) -> str:
    """A paper with its counts; one that did not come says whether it must, or may follow."""
    if paper.given:
        may_follow = "" if need.required else " · được bổ sung sau"
        return f"{need.name}  —  {_counted(paper)}{may_follow}"
    return f"{need.name}  —  {'THIẾU' if need.required else 'bổ sung sau'}"


def _counted(paper: PaperEntry) -> str:
    kinds = ((paper.originals, "bản chính"), (paper.certified, "bản chứng thực"), (paper.copies, "bản sao"))
    return ", ".join(f"{count} {word}" for count, word in kinds if count) or "xuất trình"
