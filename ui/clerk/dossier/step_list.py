"""What can be done with a dossier now: each step by one key; those that can't be taken, greyed, with their reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from counter_app.dossiers.steps.standing import Possible, StepNow
from counter_app.dossiers.steps.table import Step
from counter_app.wording_steps import STEPS_VI
from ui.widgets.pieces import clear, label, set_role

KEYS: Mapping[str, tuple[Step, ...]] = {
    "1": ("accept", "complete", "hand_over"),
    "2": ("forward",),
    "3": ("note_leg",),
    "4": ("result",),
    "5": ("supplement",),
    "6": ("extend", "close"),
    "7": ("refuse",),
    "8": ("correct",),
    "9": ("withdraw",),
    "0": ("stop",),
    "H": ("void",),
}
"""A key stays a step's own in every state; what shares one is never possible together."""
MONEY_KEY = "P"
"""The key of the money, which is no step of the table."""
FILE_KEYS = {"attach": "T", "view": "V", "detach": "X"}
"""The keys of what is done with attached files."""
_FILES = {"attach": "Đính kèm tệp…", "view": "Xem tệp", "detach": "Gỡ tệp"}
_ACROSS = 2
_OTHER_KEY_S = ("not_new", "not_waiting", "waiting")
"""Reasons that say only that the other step of the key is the one of this state."""


class StepList(QWidget):
    """The steps, the possible ones first."""

    chosen = Signal(str)
    money = Signal()
    """The money is wanted."""
    files = Signal(str)
    """Something is wanted of the attached files: a key of ``FILE_KEYS``."""
    told = Signal(str)
    """A key of a step that can't be taken: why."""

    def __init__(self) -> None:
        super().__init__()
        self._possible: Possible | None = None
        self._money = ""
        self._files = 0
        self._grid, self._reasons, self._file_row = QGridLayout(), QVBoxLayout(), QHBoxLayout()
        self._grid.setSpacing(5)
        self._reasons.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 6, 0)
        layout.setSpacing(5)
        layout.addWidget(label("LÀM ĐƯỢC BÂY GIỜ: bấm phím", role="section", wrap=True))
        layout.addLayout(self._grid)
        layout.addLayout(self._file_row)
        layout.addLayout(self._reasons)
        layout.addStretch(1)

    def show_steps(self, possible: Possible, money: str = "", files: int = 0) -> None:
        """Show what can be done now; ``money`` names what may be done with the fee; there are so many files."""
        self._possible, self._money, self._files = possible, money, files
        clear(self._grid)
        clear(self._reasons)
        allowed = [step for step in self._in_order() if step.reason is None]
        for number, step in enumerate(allowed):
            button = _button(f"{key_of(step.step)}   {STEPS_VI[step.step]}")
            button.clicked.connect(partial(self._choose, step.step))
            set_role(button, "main" if number == 0 else "")
            self._grid.addWidget(button, number // _ACROSS, number % _ACROSS)
        if money:
            button = _button(f"{MONEY_KEY}   {money}")
            button.clicked.connect(lambda _checked=False: self.money.emit())
            self._grid.addWidget(button, len(allowed) // _ACROSS, len(allowed) % _ACROSS)
        self._show_files()
        self._reasons.addWidget(label("Chưa làm được:" if allowed else "Không còn bước nào:", role="muted", points=9.5))
        for names, why in self._refused():
            self._reasons.addWidget(label(f"{names}: {why}", role="muted", points=9, wrap=True))
        self._claim_height()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """With less room the sentences take more lines."""
        super().resizeEvent(event)
        self._claim_height()

    def _claim_height(self) -> None:
        """As high as all of it at this width, however little room there is: then it scrolls, and nothing is cut off.

        A scroll area does not ask how high words are that wrap (Qt, QScrollArea and height for width).
        """
        layout = self.layout()
        assert layout is not None
        self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def _show_files(self) -> None:
        """One row of its own: these are no steps of the dossier."""
        clear(self._file_row)
        for what in FILE_KEYS if self._files else ("attach",):
            button = QPushButton(f"{FILE_KEYS[what]}   {_FILES[what]}")
            button.clicked.connect(partial(self._want_of_files, what))
            self._file_row.addWidget(button)
        self._file_row.addStretch(1)

    def _want_of_files(self, what: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt tells whether it is checked
        self.files.emit(what)

    def take_key(self, text: str) -> bool:
        """Whether this key is a step's; then it is chosen, or told why not."""
        if text.upper() == MONEY_KEY:
            self.money.emit()
            return True
        for what in ("attach", "detach"):
            if text.upper() == FILE_KEYS[what]:
                self.files.emit(what)
                return True
        steps = KEYS.get(text.upper(), ())
        if not steps or self._possible is None:
            return False
        mine = [one for one in self._possible.steps if one.step in steps]
        allowed = next((one for one in mine if one.reason is None), None)
        if allowed is not None:
            self.chosen.emit(allowed.step)
        else:
            telling = (one for one in mine if one.reason not in _OTHER_KEY_S)
            self.told.emit(next(telling, mine[-1]).why)
        return True

    def _in_order(self) -> Iterator[StepNow]:
        """As the keys stand."""
        assert self._possible is not None
        by_name = {one.step: one for one in self._possible.steps}
        for steps in KEYS.values():
            yield from (by_name[step] for step in steps)

    def _refused(self) -> Iterator[tuple[str, str]]:
        """Steps that share a reason share its sentence; the dossier is before one's eyes and needs no code."""
        assert self._possible is not None
        code = self._possible.code
        refused: dict[str, list[str]] = {}
        for one in self._in_order():
            if one.reason is not None:
                refused.setdefault(one.why, []).append(f"{key_of(one.step)} {STEPS_VI[one.step]}")
        for why, names in refused.items():
            yield ", ".join(names), why.replace(f"Hồ sơ {code} ", "Hồ sơ ").replace(f" {code}", "")

    def _choose(self, step: Step, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt tells whether it is checked
        self.chosen.emit(step)


def _button(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setStyleSheet("text-align: left;")
    return button


def key_of(step: Step) -> str:
    """The key of a step."""
    return next(key for key, steps in KEYS.items() if step in steps)
