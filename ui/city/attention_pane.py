"""Cần xử lý: what the city refused and what could not be taken in from it; each with its sentence and its keys."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from counter_app.attachments.listing import ParkedFile
from counter_app.attention import Attention, Refusal, Stranger
from counter_app.wording_files import is_lost
from ui.city.give_up_form import GiveUpForm
from ui.city.said import Item, line_words, sentence_of, versions_of
from ui.city.versions import Versions
from ui.widgets.keys import plain
from ui.widgets.pieces import Card, label, set_role

STEPS: dict[str, tuple[str, str]] = {
    "keep": ("Q", "Giữ của quầy"),
    "take": ("T", "Lấy của thành phố"),
    "mend": ("S", "Sửa rồi gửi lại"),
    "resend": ("G", "Gửi lại"),
    "give_up": ("B", "Bỏ, không gửi"),
    "open": ("Enter", "Mở hồ sơ"),
}
"""What can be asked, by its key and its words."""
_NONE = "Không có việc nào cần xử lý với thành phố."


class AttentionPane(Card):
    """``asked`` tells what is wanted of ``marked``: a key of ``STEPS``."""

    asked = Signal(str)
    closed = Signal()

    def __init__(self, *, opens: bool = True) -> None:
        super().__init__()
        self._opens = opens
        """Whether this window can open a dossier."""
        self._found = Attention((), ())
        self.title = label(role="section", wrap=True)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName("Việc cần xử lý với thành phố")
        self.says = label(role="title", wrap=True)
        self.versions, self.form = Versions(), GiveUpForm()
        self.steps = {name: QPushButton(f"{key}   {words}") for name, (key, words) in STEPS.items()}
        self._lay_out()
        self.list.currentRowChanged.connect(self._show_marked)
        self.list.installEventFilter(self)
        for name, button in self.steps.items():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self._ask, name))
        self.form.left.connect(self.leave_form)
        self.form.done.connect(partial(self.asked.emit, "given_up"))
        self._show_marked()
        self.hide()

    @property
    def marked(self) -> Item | None:
        """What the keys are about."""
        items = self._items
        at = self.list.currentRow()
        return items[at] if 0 <= at < len(items) else None

    def show_attention(self, found: Attention) -> None:
        """Show what waits now; the mark stays where it was, by what it is about."""
        before, at = self.marked, self.list.currentRow()
        self._found = found
        items = self._items
        again = next((row for row, one in enumerate(items) if before is not None and _same(one, before)), None)
        with QSignalBlocker(self.list):
            self.list.clear()
            for one in items:
                self.list.addItem(QListWidgetItem(line_words(one)))
            row = again if again is not None else min(max(0, at), len(items) - 1)
            self.list.setCurrentRow(row)
        self.title.setText(f"CẦN XỬ LÝ VỚI THÀNH PHỐ: {found.count}")
        if again is None and not self.form.isHidden():
            self.leave_form()
        self._show_marked()

    def begin_giving_up(self) -> None:
        """Ask why, and who agrees."""
        self._bar.hide()
        self.form.begin()

    def leave_form(self) -> None:
        """Back to the list."""
        self.form.end()
        self._bar.show()
        self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes; letters ask."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif not self._take_key(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A letter asks, and does not look for a line that begins with it."""
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(event)
        return super().eventFilter(watched, event)

    @property
    def _items(self) -> tuple[Item, ...]:
        return (*self._found.refusals, *self._found.strangers, *self._found.files)

    def _take_key(self, event: QKeyEvent) -> bool:
        if not plain(event):
            return False
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        pressed = "Enter" if enter else event.text().upper()
        name = next((one for one, (key, _) in STEPS.items() if key == pressed), None)
        if name is None:
            return False
        self._ask(name)
        return True

    def _ask(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt tells whether it is checked
        if self.marked is not None and not self.steps[name].isHidden():
            self.asked.emit(name)

    def _show_marked(self, _row: int = 0) -> None:
        item = self.marked
        self.says.setText(_NONE if item is None else sentence_of(item))
        set_role(self.says, "muted" if item is None else "title")
        self.versions.show_rows(() if item is None else versions_of(item))
        can = _steps_of(item)
        for name, button in self.steps.items():
            button.setVisible(name in can and (self._opens or name != "open"))
        likely = can[0] if can else ""
        for name, button in self.steps.items():
            set_role(button, "main" if name == likely else "")

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.list, 3)
        inside = QWidget()
        below = QVBoxLayout(inside)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.says)
        below.addWidget(self.versions)
        below.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
        scroll.setWidget(inside)
        layout.addWidget(scroll, 3)
        layout.addWidget(self.form)
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(0, 0, 0, 0)
        for button in self.steps.values():
            bar.addWidget(button)
        bar.addStretch(1)
        layout.addWidget(self._bar)


def _same(one: Item, other: Item) -> bool:
    return _identity(one) == _identity(other)


def _identity(item: Item) -> UUID:
    if isinstance(item, ParkedFile):
        return item.file.id
    return item.op.op_id if isinstance(item, Refusal) else item.collision.dossier_id


def _steps_of(item: Item | None) -> tuple[str, ...]:
    """What can be asked, the likeliest first."""
    if item is None:
        return ()
    if isinstance(item, ParkedFile):
        return ("open",) if is_lost(item.file.problem) else ("resend", "open")
    if isinstance(item, Stranger):
        return ("open",) if item.ours_id is not None else ()
    opens = ("open",) if item.dossier_id is not None else ()
    if item.op.theirs:
        return ("keep", "take", *opens)
    mends = ("mend",) if item.dossier_id is not None and item.op.lane.startswith("dossier:") else ()
    wrong_field = str((item.op.problem or {}).get("type", "")).endswith("invalid-body")
    first = (*mends, "resend") if wrong_field or item.op.mendable else ("resend", *mends)
    return (*first, "give_up", *opens)
