"""The lines of a copy certification (chứng thực bản sao): paper, pages, copies, originals that stay; the fee as typed.

Every cell is one key away: a digit in an empty name takes a paper that is often copied, Enter goes on and makes the next
line, Enter in the empty last line goes on to the next section.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from counter_app.catalogue.procedures import FeeRule
from counter_app.dossiers.entry import LineEntry
from ui.clerk.receive.copy_cells import DIGITS, Cell, CopyRow
from ui.widgets.pieces import label

_HEADS = ("Giấy tờ", "Trang", "Bản", "Giữ gốc", "Phí một bản × số bản")
_MOST = 30
"""Lines a form takes; more papers than that come as another dossier of the same person (F7)."""


class CopyLines(QWidget):
    """The lines under each other, an empty one last."""

    changed, left = Signal(), Signal()
    arrived = Signal()
    """The keys are in another cell: it has to be in sight."""

    def __init__(self) -> None:
        super().__init__()
        self._rule: FeeRule | None = None
        self._often: tuple[str, ...] = ()
        self.rows: list[CopyRow] = []
        self._often_said = label(role="muted", points=9, wrap=True)
        self._kept = label(role="muted", points=9.5, wrap=True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 1)
        for column, head in enumerate(_HEADS):
            self._grid.addWidget(label(head, role="muted", points=9), 0, column)
        for at, words in ((_MOST + 1, self._often_said), (_MOST + 2, self._kept)):
            self._grid.addWidget(words, at, 0, 1, len(_HEADS))
        self.show_lines(())

    @property
    def open_cell(self) -> QLineEdit:
        """Where the keys go: the first number that lacks, else the name of the empty line."""
        for row in self.rows:
            if row.begun:
                lacking = next((cell for cell in (row.pages, row.copies) if not int(cell.text() or 0)), None)
                if lacking is not None:
                    return lacking
        return self.rows[-1].name

    def offer(self, names: tuple[str, ...]) -> None:
        """The papers that are often copied, by the digits."""
        self._often = names[: len(DIGITS)]
        said = (f"{number} {name}" for number, name in enumerate(self._often, start=1))
        self._often_said.setText(" · ".join(said))
        self._often_said.setVisible(bool(self._often))

    def charge(self, rule: FeeRule | None) -> None:
        """The fee by which the lines are counted."""
        self._rule = rule
        self._show_costs()

    def lines(self) -> tuple[LineEntry, ...]:
        """What was typed, without the empty line."""
        return tuple(row.line() for row in self.rows if row.begun)

    def show_lines(self, lines: tuple[LineEntry, ...]) -> None:
        """Show a draft's lines and an empty one, without telling."""
        while self.rows:
            self._drop(self.rows[-1])
        for line in lines[:_MOST]:
            self._add(line)
        self._keep_one_empty()
        self._show_costs()

    def _add(self, line: LineEntry) -> None:
        row = CopyRow()
        row.show(line)
        for column, widget in enumerate(row.widgets):
            self._grid.addWidget(widget, len(self.rows) + 1, column)
        self.rows.append(row)
        row.name.picked.connect(partial(self._pick, row))
        for column, cell in enumerate(row.cells):
            cell.textEdited.connect(self._edited)
            cell.arrived.connect(self.arrived)
            cell.entered.connect(partial(self._enter, row, column))
            cell.moved.connect(partial(self._move, row, column))
            cell.deleted.connect(partial(self._delete, row))
        self._chain()

    def _chain(self) -> None:
        """Tab goes along the line and on to the next one, whenever it was made."""
        cells = [cell for row in self.rows for cell in row.cells]
        for one, following in pairwise(cells):
            QWidget.setTabOrder(one, following)

    def _drop(self, row: CopyRow) -> None:
        self.rows.remove(row)
        for widget in row.widgets:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _keep_one_empty(self) -> None:
        if (not self.rows or self.rows[-1].begun) and len(self.rows) < _MOST:
            self._add(LineEntry("", 0, 1, 1))

    def _pick(self, row: CopyRow, place: int) -> None:
        if place < len(self._often):
            row.name.setText(self._often[place])
            self._edited()
            row.pages.setFocus(Qt.FocusReason.TabFocusReason)

    def _enter(self, row: CopyRow, column: int) -> None:
        """On to the next cell that has to be typed; from the last number to the next line; out of the empty one."""
        if row.begun or len(self.rows) == 1:
            following = {0: row.pages, 1: row.copies}.get(column) or self._after(row)
        else:
            following = None
        if following is None:
            self.left.emit()
        else:
            following.setFocus(Qt.FocusReason.TabFocusReason)

    def _after(self, row: CopyRow) -> Cell | None:
        place = self.rows.index(row) + 1
        return self.rows[place].name if place < len(self.rows) else None

    def _move(self, row: CopyRow, column: int, step: int) -> None:
        place = max(0, min(len(self.rows) - 1, self.rows.index(row) + step))
        self.rows[place].cells[column].setFocus(Qt.FocusReason.TabFocusReason)

    def _delete(self, row: CopyRow) -> None:
        """Ctrl+Delete: the line is gone; those after it move up."""
        place = self.rows.index(row)
        self.show_lines(tuple(one.line() for one in self.rows if one.begun and one is not row))
        self.changed.emit()
        self.rows[min(place, len(self.rows) - 1)].name.setFocus(Qt.FocusReason.TabFocusReason)

    def _edited(self) -> None:
        self._keep_one_empty()
        self._show_costs()
        self.changed.emit()

    def _show_costs(self) -> None:
        for row in self.rows:
            row.show_cost(self._rule)
        kept = sum(line.originals for line in self.lines())
        self._kept.setText(f"Giữ lại {kept} bản chính: in phiếu giữ bản gốc." if kept else "")
