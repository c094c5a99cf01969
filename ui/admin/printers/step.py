"""What a step of the wizard is: one page, one question, and who needs which rights for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.admin.letters import NAME
from ui.admin.printers.setup import Setup
from ui.widgets.pieces import Words, label, set_role


class Step(QWidget):
    """One step. A new step is a subclass in a file of its own, and its line in ``wizard.STEPS``."""

    short = ""
    """Its word in the line of steps."""
    title = ""
    help = ""
    rights = "Bước này không cần quyền quản trị máy."
    """Which rights on this PC it needs."""

    def __init__(self, setup: Setup) -> None:
        super().__init__()
        self.setup = setup
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(label(self.title, role="title", points=NAME, wrap=True))
        outer.addWidget(label(self.help, role="muted", wrap=True))
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        outer.addLayout(self.body, 1)
        self.needs = label(wrap=True)
        outer.addWidget(self.needs)
        setup.changed.connect(self._bring_up_to_date)

    def enter(self) -> None:
        """It is shown now: put the keys where its work begins."""
        self._bring_up_to_date()

    def missing(self) -> str:
        """What keeps somebody from going on, in a few words; empty when nothing does."""
        return ""

    def show_draft(self) -> None:
        """Show what the draft says."""

    def _bring_up_to_date(self) -> None:
        needs = self.setup.draft.needs
        self.needs.setText(f"Cần quyền quản trị máy: {needs}." if needs else self.rights)
        set_role(self.needs, "warn" if needs else "muted")
        self.show_draft()


def trial_line(words: str, press: Callable[[], object]) -> tuple[QHBoxLayout, QPushButton, Words]:
    """A button that prints, and beside it how that went."""
    button, said = QPushButton(words), label(wrap=True)
    button.setMinimumHeight(36)
    button.clicked.connect(press)
    line = QHBoxLayout()
    line.setSpacing(14)
    line.addWidget(button)
    line.addWidget(said, 1)
    return line, button, said
