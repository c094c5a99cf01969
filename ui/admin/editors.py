"""What a value is written with: a line, several lines, a row of choices, or a secret that is never shown. By declaration."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from counter_app.setting_kinds import LIST_BREAK, Declared, entries, written
from ui.widgets.arrow_combo import ArrowCombo
from ui.widgets.choice_row import ChoiceRow

HIDDEN = "••••"
"""Stands for a secret that is set."""
_NUMBER_WIDTH = 110
_TEXT_WIDTH = 420
_LETTERS_SIDE_BY_SIDE = 30
_FEWEST_LETTERS = 12
_SWITCH = (("true", "Có"), ("false", "Không"))


class Editor(QWidget):
    """One value as text; ``changed`` tells that somebody typed or chose."""

    changed = Signal()

    def text(self) -> str:
        """The value as it stands there now."""
        raise NotImplementedError

    def show_text(self, text: str) -> None:
        """Show another value, without telling."""
        raise NotImplementedError

    def _go_on(self) -> None:
        """Enter goes to the next field."""
        self.focusNextChild()

    def _hold(self, inside: QWidget, *, stretch: bool) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside, int(stretch))
        if stretch:
            self.setMaximumWidth(_TEXT_WIDTH)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setFocusProxy(inside)


class LineEditor(Editor):
    """One line; narrow for a number."""

    def __init__(self, declared: Declared) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setMinimumHeight(32)
        number = isinstance(declared.default, int)
        if number:
            self.line.setFixedWidth(_NUMBER_WIDTH)
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        else:
            # A little over the limit, so that a text that is too long is refused and not cut.
            self.line.setMaxLength(declared.longest + 200)
        self.line.textEdited.connect(lambda _text: self.changed.emit())
        self.line.returnPressed.connect(self._go_on)
        self._hold(self.line, stretch=not number)

    def text(self) -> str:
        """What stands in the line, without blanks at its ends."""
        return self.line.text().strip()

    def show_text(self, text: str) -> None:
        """Put a text into the line."""
        self.line.setText(text)


class LinesEditor(Editor):
    """Several lines; a list has one entry on each."""

    def __init__(self, declared: Declared) -> None:
        super().__init__()
        self._list = declared.shape == "list"
        self.lines = QPlainTextEdit()
        self.lines.setTabChangesFocus(True)
        spacing = self.lines.fontMetrics().lineSpacing()
        self.lines.setFixedHeight(spacing * (6 if self._list else 3) + 16)
        self._showing = False
        self.lines.textChanged.connect(self._typed)
        self._hold(self.lines, stretch=True)

    def text(self) -> str:
        """One line: the entries of a list, or the words."""
        typed = self.lines.toPlainText()
        return LIST_BREAK.join(entries(typed)) if self._list else " ".join(typed.split())

    def show_text(self, text: str) -> None:
        """Show entries line by line, words as they are."""
        self._showing = True
        self.lines.setPlainText("\n".join(entries(text)) if self._list else text)
        self._showing = False

    def _typed(self) -> None:
        if not self._showing:
            self.changed.emit()


class ChoiceEditor(Editor):
    """A row of choices."""

    def __init__(self, choices: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.row = ChoiceRow(choices)
        self.row.changed.connect(lambda _key: self.changed.emit())
        self._hold(self.row, stretch=False)

    def text(self) -> str:
        """The choice that holds."""
        return self.row.value

    def show_text(self, text: str) -> None:
        """Let a choice hold."""
        self.row.choose(text)


class ComboEditor(Editor):
    """Choices whose words are too long to stand side by side."""

    def __init__(self, choices: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.combo = ArrowCombo()
        self.combo.setMinimumHeight(32)
        # As wide as there is room, not as its longest choice: the list below it is as wide as that.
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(_FEWEST_LETTERS)
        for value, words in choices:
            self.combo.addItem(words, value)
        self.combo.activated.connect(lambda _row: self.changed.emit())
        self._hold(self.combo, stretch=True)

    def text(self) -> str:
        """The choice that holds."""
        return str(self.combo.currentData())

    def show_text(self, text: str) -> None:
        """Let a choice hold."""
        self.combo.setCurrentIndex(max(0, self.combo.findData(text)))


class SecretEditor(Editor):
    """A secret: only whether it is set can be seen; typing replaces it."""

    def __init__(self, declared: Declared) -> None:
        super().__init__()
        self._kept = ""
        self.line = QLineEdit()
        self.line.setMinimumHeight(32)
        self.line.setMaxLength(declared.longest)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.textEdited.connect(lambda _text: self.changed.emit())
        self.line.returnPressed.connect(self._go_on)
        self._hold(self.line, stretch=True)

    def text(self) -> str:
        """What was typed, else what is kept (``HIDDEN`` where a secret is set)."""
        return self.line.text() or self._kept

    def show_text(self, text: str) -> None:
        """Show that a secret is set (``HIDDEN``), that none is, or one just typed."""
        self._kept = text if text in ("", HIDDEN) else ""
        self.line.setText("" if text in ("", HIDDEN) else text)
        self.line.setPlaceholderText("Đã đặt · gõ mã mới để thay" if text == HIDDEN else "Chưa đặt")


def editor_for(declared: Declared) -> Editor:
    """The editor a declaration asks for."""
    if declared.secret:
        return SecretEditor(declared)
    if declared.choices:
        choices = tuple((one.value, one.words) for one in declared.choices)
        side_by_side = sum(len(words) for _, words in choices) <= _LETTERS_SIDE_BY_SIDE
        return ChoiceEditor(choices) if side_by_side else ComboEditor(choices)
    if isinstance(declared.default, bool):
        return ChoiceEditor(_SWITCH)
    return LineEditor(declared) if declared.shape == "line" else LinesEditor(declared)


def in_words(declared: Declared, text: str) -> str:
    """A value as people say it: the choice's words, the number with its unit, «để trống»."""
    choices = {one.value: one.words for one in declared.choices} or (
        dict(_SWITCH) if isinstance(declared.default, bool) else {}
    )
    if text in choices:
        return choices[text]
    if not text:
        return "để trống"
    return f"{text} {declared.unit}".strip()


def default_text(declared: Declared) -> str:
    """The default as the text that means it."""
    return written(declared.default)
