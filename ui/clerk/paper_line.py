"""The standing line for papers that do not come out: what is wrong, which paper, and what can be done, until it is settled.

Every answer has a key of its own that always means the same: Ctrl+1 it is out, Ctrl+2 again, Ctrl+3 and Ctrl+4 another
printer, Ctrl+5 give it up. A line that takes the place of another one hears no answer for a moment: it was not read yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from counter_app import print_jobs
from counter_app.errors import Refused
from counter_app.store import Act
from counter_app.stuck_papers import again_as_seen
from ui import theme
from ui.clerk.papers_left import Answer, PapersLeft, Trouble, papers_left
from ui.follow import follow
from ui.widgets.pieces import clear, label
from ui.work import Workers

UNREAD_MS = 500
"""For so long a line that has replaced another is not taken to be read."""
LOOK_EVERY_MS = 20_000
"""A paper that has waited too long changes nothing in the records: it is looked for."""
_FIRST_KEY = {"seen": 1, "again": 2, "other": 3, "give_up": 5}


class PaperLine(QFrame):
    """One trouble at a time, and how many more there are."""

    settled = Signal()
    """Nothing stands still any more, and the keys were here."""

    def __init__(self, workers: Workers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workers = workers
        self._trouble: Trouble | None = None
        self._buttons: dict[int, QPushButton] = {}
        self._unread = QTimer(self, interval=UNREAD_MS, singleShot=True)
        self._unread.timeout.connect(self._read)
        self.setObjectName("papers")
        self.setAccessibleName("Giấy chưa ra")
        self._words = label(wrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._more = label(role="muted", points=9.5)
        self._answers = QHBoxLayout()
        self._answers.setSpacing(8)
        self._lay_out()
        self.hide()
        for key in range(1, 6):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{key}"), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(partial(self._press, key))
        follow(self, workers.desk, papers_left, self._show, every=LOOK_EVERY_MS)

    @property
    def text(self) -> str:
        """What it says; empty when no paper stands still."""
        return "" if self.isHidden() else self._words.text()

    @property
    def more(self) -> str:
        """What it says of further troubles."""
        return "" if self._more.isHidden() else self._more.text()

    @property
    def buttons(self) -> list[QPushButton]:
        """What can be answered just now."""
        return [] if self.isHidden() else list(self._buttons.values())

    def _show(self, found: PapersLeft) -> None:
        if not found.troubles:
            self._trouble = None
            self._leave(self._has_keys())
            return
        before, self._trouble = self._trouble, found.troubles[0]
        others = len(found.troubles) - 1
        self._more.setText(f"Còn {others} việc giấy khác" if others else "")
        self._more.setVisible(bool(others))
        if before == self._trouble:
            self._set_alive(alive=True)  # an answer was refused, or something else has changed
            return
        self._draw(self._trouble)
        if before is not None and before.papers[0].id != self._trouble.papers[0].id:
            self._set_alive(alive=False)
            self._unread.start()
        self._announce()

    def _draw(self, trouble: Trouble) -> None:
        ink, pale = (theme.BAD, theme.BAD_PALE) if trouble.asks else (theme.WARN, theme.WARN_PALE)
        self.setStyleSheet(
            f"QFrame#papers {{ background: {pale}; border: 2px solid {ink}; border-radius: 6px; }}"
            "QFrame#papers QLabel { font-weight: 500; }"
        )
        self._words.setText(trouble.words)
        had_keys = self._has_keys()
        clear(self._answers)
        self._buttons = {}
        for key, answer in _keyed(trouble.answers):
            button = QPushButton(f"{answer.words} (Ctrl+{key})")
            button.setAccessibleDescription(trouble.words)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys in the form
            button.clicked.connect(partial(self._answer, answer))
            self._answers.addWidget(button)
            self._buttons[key] = button
        self.show()
        if had_keys and self._buttons:
            next(iter(self._buttons.values())).setFocus()

    def _has_keys(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _leave(self, had_keys: bool) -> None:  # noqa: FBT001 - asked before it hides
        self.hide()
        if had_keys:
            self.settled.emit()

    def _press(self, key: int) -> None:
        button = self._buttons.get(key)
        if button is not None:
            button.click()  # a dead one is not pressed

    def _answer(self, answer: Answer) -> None:
        trouble = self._trouble
        if trouble is None:
            return
        self._set_alive(alive=False)
        pending = self._workers.desk.do(_settle, trouble.papers, answer)
        pending.then(self, lambda _done: self._read(), self._refused)

    def _refused(self, refusal: Refused) -> None:
        self._workers.desk.refused.emit(refusal)
        self._read()

    def _read(self) -> None:
        if not self._unread.isActive():
            self._set_alive(alive=True)

    def _set_alive(self, *, alive: bool) -> None:
        for button in self._buttons.values():
            button.setEnabled(alive)

    def _announce(self) -> None:
        """Read out by a screen reader at once."""
        self.setAccessibleDescription(self._words.text())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 7, 10, 8)
        layout.setSpacing(6)
        layout.addWidget(self._words)
        below = QHBoxLayout()
        below.addLayout(self._answers)
        below.addStretch(1)
        below.addWidget(self._more)
        layout.addLayout(below)


def _keyed(answers: Iterable[Answer]) -> list[tuple[int, Answer]]:
    """Each answer with its key."""
    keyed: list[tuple[int, Answer]] = []
    for answer in answers:
        taken = [key for key, _ in keyed]
        keyed.append((next(key for key in range(_FIRST_KEY[answer.step], 9) if key not in taken), answer))
    return keyed


def _settle(act: Act, papers: tuple[print_jobs.Job, ...], answer: Answer) -> int:
    """Do what was answered for the papers that still stand as they were seen; how many."""
    if answer.step in ("again", "other"):
        return len(again_as_seen(act, papers, answer.printer))
    step = print_jobs.confirm if answer.step == "seen" else print_jobs.cancel
    still = [one for one in papers if print_jobs.job(act, one.id).state == one.state]
    return len([step(act, one.id) for one in still])
