"""A form made from declarations: its rows, what was typed, what is wrong, and the line with «Lưu»."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from counter_app.errors import BadDocument, Refused
from counter_app.setting_kinds import Declared
from ui import theme
from ui.admin.row import Row
from ui.widgets.pieces import clear, label


class Form(QWidget):
    """Rows under each other. Texts by key; nothing typed is lost by a refusal or by somebody else's change."""

    changed = Signal()

    def __init__(self, declared: Iterable[Declared] = (), *, with_defaults: bool = True) -> None:
        super().__init__()
        self._with_defaults = with_defaults
        self.rows: dict[str, Row] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.declare(declared)

    def declare(self, declared: Iterable[Declared]) -> None:
        """Make the rows; made anew where the declarations differ."""
        wanted = tuple(declared)
        if wanted == tuple(row.declared for row in self.rows.values()):
            return
        clear(self._layout)
        self.rows = {one.key: Row(one, with_default=self._with_defaults) for one in wanted}
        for number, row in enumerate(self.rows.values()):
            if number:
                self._layout.addWidget(_rule())
            self._layout.addWidget(row)
            row.changed.connect(self.changed)

    @property
    def texts(self) -> dict[str, str]:
        """What stands in every row."""
        return {key: row.text for key, row in self.rows.items()}

    @property
    def typed(self) -> dict[str, str]:
        """What differs from the records."""
        return {key: row.text for key, row in self.rows.items() if row.dirty}

    def show_kept(self, texts: Mapping[str, str]) -> None:
        """The records say this now; what was typed stays."""
        for key, row in self.rows.items():
            row.show_kept(texts.get(key, row.kept))

    def load(self, texts: Mapping[str, str], typed: Mapping[str, str] | None = None, *, fresh: bool = False) -> None:
        """Show another record, and what was typed for it before; ``fresh``: one that is not there yet."""
        for key, row in self.rows.items():
            row.load(texts.get(key, row.kept), (typed or {}).get(key), fresh=fresh)

    def settle(self, sent: Mapping[str, str], kept: Mapping[str, str]) -> None:
        """These texts are saved, and are kept as those; what was typed since then stays."""
        for key, row in self.rows.items():
            row.settle(sent.get(key, row.text), kept.get(key, row.kept))

    def revert(self) -> None:
        """Give up everything typed."""
        for row in self.rows.values():
            row.revert()

    def check(self, keys: Iterable[str]) -> bool:
        """Look at these rows; the first that can't be meant gets the keys."""
        wrong = [key for key in keys if not self.rows[key].check()]
        if wrong:
            self.go_to(wrong[0])
        return not wrong

    def refuse(self, refusal: Refused) -> bool:
        """Say a refusal beside its field; False where it concerns none."""
        if not isinstance(refusal, BadDocument) or refusal.field not in self.rows:
            return False
        self.rows[refusal.field].say_problem(refusal.problem)
        self.go_to(refusal.field)
        return True

    def go_to(self, key: str) -> None:
        """Put the keys into a row."""
        if key in self.rows:
            self.rows[key].editor.setFocus()


class SaveLine(QFrame):
    """«Lưu», «Bỏ thay đổi» and how many changes wait; under every form."""

    def __init__(self, save: str = "Lưu") -> None:
        super().__init__()
        self.setObjectName("saveline")
        self.setStyleSheet(f"QFrame#saveline {{ border-top: 1px solid {theme.LINE}; }}")
        self.save, self.give_up = QPushButton(save), QPushButton("Bỏ thay đổi")
        self.save.setProperty("role", "main")
        self.save.setMinimumSize(120, 38)
        self.give_up.setMinimumHeight(38)
        self.state = label(role="muted", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.save)
        layout.addWidget(self.give_up)
        layout.addWidget(self.state, 1)

    def show_state(self, changes: int, *, busy: bool = False) -> None:
        """How many changes wait to be saved."""
        self.save.setEnabled(changes > 0 and not busy)
        self.give_up.setEnabled(changes > 0 and not busy)
        if busy:
            self.state.setText("Đang lưu …")
        elif changes:
            self.state.setText(f"{changes} mục chưa lưu · Ctrl+S")
        elif self.state.text() != "Đã lưu.":
            self.state.clear()

    def saved(self) -> None:
        """Everything is in the records."""
        self.state.setText("Đã lưu.")


def _rule() -> QFrame:
    line = QFrame()
    line.setFixedHeight(1)
    line.setStyleSheet(f"background: {theme.LINE}; border: 0;")
    return line
