"""Section 2: the procedure, by one digit, by its code, or by letters without marks.

A code begins with a digit too (``2.000815``): the digit picks at once, and the dot after it says that a code is meant.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from counter_app.catalogue.procedures import Procedure
from counter_app.catalogue.versions import matching
from ui.clerk.receive.section import Section
from ui.widgets.pieces import label

_FAVOURITES = 9


class _Search(QLineEdit):
    """The search line: a digit in the empty line picks, arrows move in the list."""

    picked = Signal(int)
    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take digits and arrows before they become text."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif not self.text() and event.text() and event.text() in "123456789":
            self.picked.emit(int(event.text()) - 1)
        else:
            super().keyPressEvent(event)


class ProcedureSection(Section):
    """A search line and a list while nothing is chosen; one line once it is."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(2, "THỦ TỤC", "1–9 chọn ngay · gõ không dấu hoặc mã · Enter")
        self.search = _Search()
        self.search.setPlaceholderText("Gõ tên thủ tục không dấu, hoặc mã")
        self.search.setAccessibleName("Tìm thủ tục")
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._named = label(role="title", wrap=True)
        self._sample = label("MẪU – dữ liệu tập huấn, không phải quy định", role="warn", points=9)
        self._all: tuple[Procedure, ...] = ()
        self._first: tuple[Procedure, ...] = ()
        self._shown: tuple[Procedure, ...] = ()
        self.procedure: Procedure | None = None
        self._digit = ""
        """The digit that picked what is chosen, until another key comes."""
        self.rows.addWidget(self.search, 0, 0)
        self.rows.addWidget(self.list, 1, 0)
        self.rows.addWidget(self._named, 2, 0)
        self.rows.addWidget(self._sample, 3, 0)
        self.search.textEdited.connect(self._typed)
        self.search.picked.connect(self._pick_by_digit)
        self.search.moved.connect(self._step)
        self.list.itemClicked.connect(self._clicked)
        self.choose(None)

    def offer(self, procedures: tuple[Procedure, ...], service: str) -> None:
        """Say what there is, and which service the ticket is of: its procedures come first, then those described."""
        order = sorted(procedures, key=lambda one: (one.service != service, one.time is None, one.code))
        first = tuple(order[:_FAVOURITES])
        if (procedures, first) == (self._all, self._first):
            return
        self._all, self._first = procedures, first
        if self.procedure is None:
            self._find(self.search.text())

    def choose(self, procedure: Procedure | None) -> None:
        """Show what was chosen, or let choose again."""
        self.procedure = procedure
        open_ = procedure is None
        self.search.setVisible(open_)
        self.list.setVisible(open_)
        self._named.setVisible(not open_)
        self._sample.setVisible(procedure is not None and procedure.sample)
        self.hint.setText("1–9 chọn ngay · gõ không dấu hoặc mã · Enter" if open_ else "Ctrl+P chọn lại")
        if procedure is None:
            self.search.clear()
            self._fill(self._first)
        else:
            self._named.setText(f"{procedure.name}  ·  {procedure.code}")

    @property
    def picked_by_digit(self) -> bool:
        """Whether a digit picked what is chosen, and no key has come since."""
        return bool(self._digit)

    def take_dot(self, key: str) -> bool:
        """A key came after a digit picked; whether it is the dot of a code: then nothing is chosen and the code begun."""
        digit, self._digit = self._digit, ""
        if key != "." or not digit:
            return False
        self.choose(None)
        self.search.setText(f"{digit}{key}")
        self._find(self.search.text())
        return True

    def take_enter(self) -> None:
        """Enter in the search line takes the marked row."""
        self._digit = ""
        self._pick(self.list.currentRow())

    def _typed(self, text: str) -> None:
        self._find(text)
        self.changed.emit()

    def _find(self, text: str) -> None:
        self._fill(matching(self._all, text)[:_FAVOURITES] if text.strip() else self._first)

    def _fill(self, procedures: tuple[Procedure, ...]) -> None:
        self._shown = procedures
        self.list.clear()
        for number, one in enumerate(procedures, start=1):
            item = QListWidgetItem(f"{number}   {one.name}  ·  {one.code}")
            item.setToolTip(one.name)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        rows = max(1, self.list.count())
        self.list.setFixedHeight(rows * (self.list.sizeHintForRow(0) if self.list.count() else 28) + 4)

    def _step(self, step: int) -> None:
        self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))

    def _clicked(self, item: QListWidgetItem) -> None:
        self._digit = ""
        self._pick(self.list.row(item))

    def _pick_by_digit(self, row: int) -> None:
        if row < len(self._shown):
            self._digit = str(row + 1)
        else:
            # No such row: the digit begins a code.
            self.search.setText(str(row + 1))
            self._typed(self.search.text())
        self._pick(row)

    def _pick(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            self.choose(self._shown[row])
            self.chosen.emit(self.procedure)
