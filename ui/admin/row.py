"""One field of a form: label and help, the value and its unit, the default with its link, and what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from counter_app.errors import BadDocument
from counter_app.setting_kinds import Declared, read_value
from ui import theme
from ui.admin.editors import default_text, editor_for, in_words
from ui.admin.letters import SMALL
from ui.widgets.pieces import label, set_role

_WORDS_WIDTH = 170
_LINK = (
    f"QPushButton {{ border: 0; background: transparent; padding: 1px 4px; color: {theme.ACCENT};"
    " text-decoration: underline; font-weight: 500; }"
    f"QPushButton:focus {{ border: 2px solid {theme.ACCENT}; padding: 0 2px; }}"
)


def link(text: str) -> QPushButton:
    """A button that looks like a link."""
    made = QPushButton(text)
    made.setStyleSheet(_LINK)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


class Row(QWidget):
    """A field. It knows the value that is kept and the one that stands there; ``changed`` tells that they may differ."""

    changed = Signal()

    def __init__(self, declared: Declared, *, with_default: bool = True) -> None:
        super().__init__()
        self.declared = declared
        self.kept = default_text(declared)
        """The value in the records, as text."""
        self.editor = editor_for(declared)
        self.editor.setAccessibleName(declared.label)
        self.editor.setAccessibleDescription(declared.help)
        self.back = link("xoá mã" if declared.secret else "về mặc định")
        self.back.setAccessibleName(f"{declared.label}: {self.back.text()}")
        self.values = label(role="muted", points=SMALL, wrap=True)
        self.problem = label(role="bad", points=SMALL, wrap=True)
        self.elsewhere = label(role="warn", points=SMALL, wrap=True)
        self._with_default, self._fresh = with_default, False
        self._lay_out()
        self.editor.show_text(self.kept)
        self.editor.changed.connect(self._typed)
        self.back.clicked.connect(self._go_back)
        self._tell()

    @property
    def text(self) -> str:
        """The value that stands there."""
        return self.editor.text()

    @property
    def dirty(self) -> bool:
        """Whether it differs from the kept one."""
        return self.text != self.kept

    def show_kept(self, text: str) -> None:
        """The records say this now. What somebody typed stays, with a word about the change."""
        if text == self.kept:
            return
        typed, self.kept = self.dirty, text
        if not typed:
            self.editor.show_text(text)
        elif self.dirty and not self.declared.secret:
            self.elsewhere.setText(f"Nơi khác vừa đổi thành: {in_words(self.declared, text)}.")
        self._tell()

    def load(self, kept: str, typed: str | None = None, *, fresh: bool = False) -> None:
        """Begin anew with another record's value, and what was typed for it before; ``fresh``: nothing is kept yet."""
        self.kept, self._fresh = kept, fresh
        self.problem.clear()
        self.elsewhere.clear()
        self.editor.show_text(kept if typed is None else typed)
        self._tell()

    def settle(self, sent: str, kept: str) -> None:
        """What was sent is saved, and is kept as this (a number without its zeros, a secret as dots)."""
        self.load(kept, None if self.text == sent else self.text)

    def revert(self) -> None:
        """Give up what was typed."""
        self.load(self.kept)

    def check(self) -> bool:
        """Whether what stands there can be meant; says beside the field what can't."""
        try:
            read_value(self.declared, self.text)
        except BadDocument as refused:
            self.say_problem(refused.problem)
            return False
        return True

    def say_problem(self, problem: str) -> None:
        """Say what is wrong, beside the field."""
        self.problem.setText(problem[:1].upper() + problem[1:] + "." if problem else "")
        self._tell()

    def _typed(self) -> None:
        self.problem.clear()
        self._tell()
        self.changed.emit()

    def _go_back(self) -> None:
        self.editor.show_text(default_text(self.declared))
        self._typed()
        self.editor.setFocus()

    def _tell(self) -> None:
        if not self.dirty:
            self.elsewhere.clear()
        words = self._values_in_words()
        self.back.setVisible(self._with_default and self.text != default_text(self.declared))
        self.values.setText(words)
        self.values.setVisible(bool(words))
        self.problem.setVisible(bool(self.problem.text()))
        self.elsewhere.setVisible(bool(self.elsewhere.text()))
        proxy = self.editor.focusProxy()
        if proxy is not None:
            set_role(proxy, "bad" if self.problem.text() else "", "state")

    def _values_in_words(self) -> str:
        """What is in force while something else is typed, and the default where it differs."""
        if self.declared.secret:
            return "Chưa lưu." if self.dirty else ""
        said = []
        if self.dirty and not self._fresh:
            said.append(f"Đang dùng: {in_words(self.declared, self.kept)}")
        if self._with_default and self.text != default_text(self.declared):
            said.append(f"Mặc định: {in_words(self.declared, default_text(self.declared))}")
        return " · ".join(said)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        name = label(self.declared.label, role="title", wrap=True)
        name.setBuddy(self.editor)
        words.addWidget(name)
        if self.declared.help:
            words.addWidget(label(self.declared.help, role="muted", points=SMALL, wrap=True))
        words.addStretch(1)
        value = QHBoxLayout()
        value.setSpacing(8)
        value.addWidget(self.editor, 100)
        if self.declared.unit:
            value.addWidget(label(self.declared.unit, role="muted"))
        value.addWidget(self.back, 0, Qt.AlignmentFlag.AlignVCenter)
        # An editor that is as wide as it may be stays at the left, its link beside it.
        value.addStretch(1)
        field = QVBoxLayout()
        field.setSpacing(2)
        field.addLayout(value)
        field.addWidget(self.values)
        field.addWidget(self.elsewhere)
        field.addWidget(self.problem)
        field.addStretch(1)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 7, 0, 7)
        layout.setHorizontalSpacing(22)
        layout.setColumnMinimumWidth(0, _WORDS_WIDTH)
        layout.setColumnStretch(0, 2)
        layout.setColumnStretch(1, 3)
        layout.addLayout(words, 0, 0)
        layout.addLayout(field, 0, 1)
