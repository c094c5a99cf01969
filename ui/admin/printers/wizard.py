"""Adding a printer, or mending one: few steps, each a page; going back loses nothing, nothing is kept before the end."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout

from counter_app.place import Place
from counter_app.printers import PrinterCard
from ui.admin.printers.draft import Draft
from ui.admin.printers.setup import Setup
from ui.admin.printers.step import Step
from ui.admin.printers.step_find import FindStep
from ui.admin.printers.step_keep import KeepStep
from ui.admin.printers.step_name import NameStep
from ui.admin.printers.step_trial import TrialStep
from ui.admin.printers.step_width import WidthStep
from ui.errands import Errands
from ui.notices import NoticeLine
from ui.widgets.pieces import Card, label, set_role

STEPS: tuple[type[Step], ...] = (FindStep, NameStep, WidthStep, TrialStep, KeepStep)
_NAMED = 2
"""From this step on there is enough to keep the printer and try it later."""


class Wizard(Card):
    """``done`` gives the printer to be kept, ``left`` tells that nothing is to be."""

    done = Signal(object)
    left = Signal()

    def __init__(
        self, place: Place, errands: Errands, notice: NoticeLine, cards: tuple[PrinterCard, ...], draft: Draft
    ) -> None:
        super().__init__()
        self.setup = Setup(self, place, errands, notice, cards)
        self.setup.draft = draft
        self._began_with = draft
        self.at = 0
        self.steps = tuple(kind(self.setup) for kind in STEPS)
        self._line = [label(f"{number}. {one.short}") for number, one in enumerate(self.steps, 1)]
        self.missing = label(role="warn", wrap=True)
        self.back, self.leave = QPushButton("Quay lại"), QPushButton("Thôi")
        self.later, self.next = QPushButton("Lưu, thử sau"), QPushButton("Tiếp")
        self._stack = QStackedWidget()
        self._lay_out()
        self.back.clicked.connect(lambda: self.go(self.at - 1))
        self.next.clicked.connect(self._go_on)
        self.later.clicked.connect(self._keep)
        self.leave.clicked.connect(self._leave)
        self.setup.save_now.connect(self._keep)
        self.setup.changed.connect(self.bring_up_to_date)
        for keys in ("Ctrl+Return", "F9"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._go_on)

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self.steps[self.at]

    @property
    def touched(self) -> bool:
        """Whether something would be lost by leaving."""
        return self.setup.draft != self._began_with

    def go(self, number: int) -> None:
        """Show another step."""
        self.at = number
        self._stack.setCurrentIndex(number)
        self.bring_up_to_date()
        self.step.enter()

    def _go_on(self) -> None:
        if self.step.missing() or not self.next.isEnabled():
            return
        self.setup.notice.clear()
        if self.at == len(self.steps) - 1:
            self._keep()
            return
        if self.at == 0 and not self.setup.draft.name:
            self.setup.put(name=self._free_name())
        self.go(self.at + 1)

    def _free_name(self) -> str:
        """What the printer calls itself, unless another has that name already."""
        model = self.setup.draft.model
        return "" if model in {card.name for card in self.setup.cards} else model[:60]

    def _keep(self) -> None:
        if any(step.missing() for step in self.steps):
            return
        self.next.setEnabled(False)
        self.later.setEnabled(False)
        self.done.emit(self.setup.draft.card())

    def _leave(self) -> None:
        if not self.touched:
            self.left.emit()
            return
        self.setup.notice.say("Bỏ những gì đã chọn ở đây? Chưa có gì được lưu.", "warn", "Bỏ", self.left.emit)

    def bring_up_to_date(self) -> None:
        """Show what may be pressed, and what is missing."""
        missing = self.step.missing()
        self.missing.setText(missing)
        last = self.at == len(self.steps) - 1
        self.back.setEnabled(self.at > 0)
        self.next.setText("Lưu máy in" if last else "Tiếp")
        self.next.setEnabled(not missing and not (last and self.setup.busy))
        self.later.setVisible(self.at >= _NAMED and not last)
        self.later.setEnabled(not self.setup.busy)
        for number, words in enumerate(self._line):
            set_role(words, "section" if number == self.at else "muted")

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 14, 22, 14)
        layout.setSpacing(10)
        line = QHBoxLayout()
        line.setSpacing(18)
        for words in self._line:
            line.addWidget(words)
        line.addStretch(1)
        layout.addLayout(line)
        for step in self.steps:
            self._stack.addWidget(step)
        layout.addWidget(self._stack, 1)
        self.next.setProperty("role", "main")
        self.next.setMinimumSize(130, 38)
        below = QHBoxLayout()
        below.setSpacing(10)
        for button in (self.back, self.leave):
            button.setMinimumHeight(38)
            below.addWidget(button)
        below.addWidget(self.missing, 1)
        self.later.setMinimumHeight(38)
        below.addWidget(self.later)
        below.addWidget(self.next)
        layout.addLayout(below)
