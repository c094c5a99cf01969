"""A list of records with a form beside it: services, counters, staff, days. Each of these is a subclass in its own file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from counter_app.errors import Refused
from counter_app.store import Asking
from ui.admin.form import Form, SaveLine
from ui.admin.letters import NAME
from ui.admin.page import Page
from ui.admin.record_list import Record, RecordList
from ui.follow import follow
from ui.widgets.pieces import Card, label
from ui.work import Pending, Workers

NEW = ""
"""The key of a record that is not there yet."""
_LIST_WIDTH, _WIDEST = 320, 1500


class RecordPage(Page):
    """What was typed for a record waits there while another one is looked at."""

    adds = ""
    """Words of the button that adds a record; none without."""
    nothing = "Chọn một dòng bên trái."

    def __init__(self, workers: Workers, question: Callable[[Asking], Any]) -> None:
        super().__init__()
        self.workers = workers
        self.records: tuple[Record, ...] = ()
        self.key: str | None = None
        """The record in the form; NEW for one that is being added, None for none."""
        self._drafts: dict[str, dict[str, str]] = {}
        self._busy = False
        self.list, self.form, self.line = RecordList(), Form(with_defaults=False), SaveLine()
        self.add, self.name, self.about = (
            QPushButton(self.adds),
            label(role="title", points=NAME, wrap=True),
            label(wrap=True),
        )
        self.steps, self.below_list = QHBoxLayout(), QHBoxLayout()
        self._lay_out()
        self.list.chosen.connect(self.choose)
        self.add.clicked.connect(lambda: self.choose(NEW))
        self.form.changed.connect(self._typed)
        self.line.save.clicked.connect(self.save)
        self.line.give_up.clicked.connect(self._give_up)
        self.followed = follow(self, workers.office, question, self._show)

    # What a page of records says of itself.

    def records_of(self, answer: Any) -> tuple[Record, ...]:
        """The records in the question's answer, in the order of the list."""
        raise NotImplementedError

    def new_record(self) -> Record:
        """An empty one, as the form for adding shows it."""
        raise NotImplementedError

    def do_save(self, record: Record, texts: dict[str, str]) -> Pending[Any]:
        """Save what the form says of a record."""
        raise NotImplementedError

    def do_add(self, texts: dict[str, str]) -> Pending[Any]:
        """Add a record."""
        raise NotImplementedError

    def added(self, answer: Any) -> str:
        """The key of the record that was added."""
        raise NotImplementedError

    def show_steps(self, record: Record | None) -> None:
        """Bring further buttons up to date for the record in the form."""

    # What every page of records does.

    @property
    def record(self) -> Record | None:
        """The record in the form."""
        if self.key is None:
            return None
        return self.new_record() if self.key == NEW else next((r for r in self.records if r.key == self.key), None)

    @property
    def unsaved(self) -> int:
        """How many fields differ from the records, in all of them."""
        return len(self._typed_here()) + sum(len(typed) for typed in self._drafts.values())

    def go_to(self, key: str) -> None:
        """Put the keys into a field of the record in the form, or into the list where it has no such field."""
        self._wanted = key if self._shown is None else ""
        if key in self.form.rows:
            self.form.go_to(key)
        else:
            self.list.setFocus()

    def enter(self) -> None:
        """Begin in the list."""
        self.list.setFocus()

    def choose(self, key: str | None) -> None:
        """Show another record; what was typed for the one before waits there."""
        if key == self.key:
            return
        if self.key is not None and self._typed_here():
            self._drafts[self.key] = self.form.typed
        self.key = key
        self.notice.clear()
        self.line.state.clear()
        self._load()
        if key == NEW and self.form.rows:
            self.form.go_to(next(iter(self.form.rows)))

    def save(self) -> None:
        """Save the record in the form, or add it."""
        record, texts = self.record, self.form.texts
        if record is None or self._busy or not self.form.typed:
            return
        if not self.form.check(self.form.rows if record.key == NEW else self.form.typed):
            return
        self._busy = True
        self.notice.clear()
        self._tell()
        pending = self.do_add(texts) if record.key == NEW else self.do_save(record, texts)
        pending.then(self, lambda answer: self._saved(record.key, texts, answer), self._refused)

    def after(self, pending: Pending[Any], done: Callable[[Any], object] | None = None) -> None:
        """Let a step of a button end: its answer, or its refusal in the notice line."""
        pending.then(self, done or (lambda _answer: None), self.notice.refuse)

    def _saved(self, key: str, sent: dict[str, str], answer: Any) -> None:
        self._busy = False
        if self.key == key:
            self.form.settle(sent, sent)
            if key == NEW:
                self.key = self.added(answer)
        else:
            self._drafts.pop(key, None)
        self.line.saved()
        self.followed.insist()
        self._tell()

    def _refused(self, refusal: Refused) -> None:
        self._busy = False
        if not self.form.refuse(refusal):
            self.notice.refuse(refusal)
        self._tell()

    def _show(self, answer: Any) -> None:
        self.records = self.records_of(answer)
        present = {record.key for record in self.records} | {NEW}
        self._drafts = {key: typed for key, typed in self._drafts.items() if key in present}
        if self.key not in present:
            self.key = self.records[0].key if self.records else None
        if self.record is not None and self._shown == self.key:
            self.form.declare(self.record.declared)
            self.form.show_kept(self.record.texts)
            self._say()
        else:
            self._load()
        self._tell()
        if self._wanted:
            self.go_to(self._wanted)

    _shown: str | None = None
    """The key of the record whose texts the form shows."""
    _wanted = ""
    """The field somebody looked for before the records were there."""

    def _load(self) -> None:
        record = self.record
        self._shown = self.key
        self.form.declare(record.declared if record is not None else ())
        if record is not None:
            self.form.load(record.texts, self._drafts.pop(record.key, record.suggested), fresh=record.key == NEW)
        self._say()
        self._tell()

    def _say(self) -> None:
        record = self.record
        self.name.setText("" if record is None else record.title)
        about = self.nothing if record is None else record.about
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.line.setVisible(bool(self.form.rows))
        self.line.save.setText("Thêm" if self.key == NEW else "Lưu")
        self.show_steps(record)

    def _typed_here(self) -> dict[str, str]:
        """What somebody typed into the form; what it suggests by itself is nobody's."""
        typed, record = self.form.typed, self.record
        return {} if record is not None and typed == record.suggested else typed

    def _give_up(self) -> None:
        self.form.revert()
        self.notice.clear()
        if self.key == NEW:
            self.choose(self.records[0].key if self.records else None)
        self._typed()

    def _typed(self) -> None:
        self.line.state.clear()
        self._tell()

    def _tell(self) -> None:
        self.line.show_state(len(self.form.typed), busy=self._busy)
        typed = {*self._drafts} | ({self.key} if self.key is not None and self._typed_here() else set())
        self.list.show_records(self.records, typed, self.key)
        self.changed.emit()

    def _lay_out(self) -> None:
        beside = QWidget()
        beside.setFixedWidth(_LIST_WIDTH)
        left = QVBoxLayout(beside)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        left.addLayout(self.below_list)
        self.below_list.addWidget(self.add)
        self.below_list.addStretch(1)
        # Only now: a widget without a parent would be shown as a window of its own.
        self.add.setVisible(bool(self.adds))
        card = Card()
        card.setMaximumWidth(_WIDEST - _LIST_WIDTH)
        right = QVBoxLayout(card)
        right.setContentsMargins(22, 14, 22, 14)
        right.setSpacing(6)
        right.addWidget(self.name)
        right.addWidget(self.about)
        right.addWidget(_scrolled(self.form), 1)
        right.addWidget(self.line)
        right.addLayout(self.steps)
        across = QHBoxLayout()
        across.setSpacing(14)
        across.addWidget(beside)
        # Beyond its widest the card stays at the list's side.
        across.addWidget(card, 100)
        across.addStretch(1)
        self.content.addLayout(across, 1)


def _scrolled(form: Form) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    holder = QFrame()
    holder.setObjectName("sheet")
    holder.setStyleSheet("QFrame#sheet { background: white; }")
    inside = QVBoxLayout(holder)
    inside.setContentsMargins(0, 0, 6, 0)
    inside.addWidget(form)
    inside.addStretch(1)
    area.setWidget(holder)
    return area
