"""The form of one step: few fields under each other. Enter is the next field, F9 does the step, Esc leaves it.

What it gives is the very document the command line takes, so that both are refused alike, field by field.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from counter_app.dossiers.entry import PersonEntry
from counter_app.wording_steps import STEPS_VI
from ui.clerk.dossier.rows import Rows
from ui.clerk.dossier.view import DossierView
from ui.clerk.receive.section import line
from ui.theme import scaled
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.keys import plain_enter
from ui.widgets.pieces import label


@dataclass(frozen=True)
class Question:
    """What is asked once before a step is taken; F9 once more takes it all the same."""

    words: str
    unpaid: bool = False
    """Whether taking the fee is the way out."""


class StepForm(QWidget):
    """Fields by the path they have in the document; ``document`` is written by each step's own form."""

    step = ""
    title = ""
    """Its name, where it is no step of the table."""

    def __init__(self, view: DossierView, now: datetime) -> None:
        super().__init__()
        self.view, self.now = view, now
        self.fields: dict[str, QWidget] = {}
        self._captions: dict[str, QWidget] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 6, 0)
        layout.setSpacing(6)
        layout.addWidget(
            label(f"{(self.title or STEPS_VI[self.step]).upper()}   F9 làm · Esc để đó", role="section", wrap=True)
        )
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        layout.addLayout(self._grid)
        layout.addStretch(1)
        self.build()

    def build(self) -> None:
        """Put the fields in."""
        raise NotImplementedError

    def document(self) -> dict[str, Any]:
        """What is typed, as the command line takes it; BadDocument for a day that is none."""
        raise NotImplementedError

    def renew(self, view: DossierView) -> bool:
        """The dossier is another one since this was begun; whether what was typed still has a meaning."""
        self.view = view
        return True

    def take_card(self, _person: PersonEntry) -> bool:
        """A card was scanned; whether this form had a use for it."""
        return False

    @property
    def wants_signature(self) -> bool:
        """Whether who stands there is to sign on their screen before the step is taken."""
        return False

    @property
    def receiver(self) -> str:
        """Who would sign."""
        return ""

    def take_signature(self, picture: str) -> None:
        """What was drawn, PNG in base64."""

    def open_question(self) -> Question | None:
        """What has to be asked once before the step is taken; None for nothing."""
        return None

    def line(self, field: str, caption: str, text: str = "", hint: str = "", longest: int = 2000) -> QLineEdit:
        """A line to type in."""
        edit = line(hint, longest=longest)
        edit.setText(text)
        edit.setCursorPosition(0)
        self._put(field, caption, edit)
        edit.installEventFilter(self)
        return edit

    def choice(self, field: str, caption: str, choices: Sequence[tuple[str, str]]) -> ChoiceRow:
        """One of a few, by arrows."""
        row = ChoiceRow(choices)
        self._put(field, caption, row)
        row.installEventFilter(self)
        return row

    def rows(
        self, field: str, caption: str, columns: Sequence[tuple[str, int]], *, grows: bool = True, per_line: int = 3
    ) -> Rows:
        """Rows of lines; where they grow, Enter in an empty one goes on."""
        made = Rows(columns, grows=grows, per_line=per_line)
        self._put(field, caption, made)
        made.left.connect(self._go_on_from_rows)
        return made

    def say(self, text: str, role: str = "muted") -> QLabel:
        """A line of words between the fields."""
        said = label(text, role=role, points=9.5, wrap=True)
        self._grid.addWidget(said, self._grid.rowCount(), 0, 1, 2)
        return said

    def focus_first(self) -> None:
        """Put the keys into the first field that is still empty, else into the first."""
        fields = [one for one in self.fields.values() if not one.isHidden()]
        self._focus(next((one for one in fields if _empty(one)), fields[0]))

    def focus_fault(self, field: str) -> None:
        """Put the keys where the document was refused."""
        near = [name for name in self.fields if f"{field}.".startswith(f"{name}.")]
        if near:
            wrong = self.fields[max(near, key=len)]
            self._focus(wrong)
            if isinstance(wrong, QLineEdit):
                # What was refused is typed over.
                wrong.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter is the next field, never a button."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and plain_enter(event)
            and isinstance(watched, QWidget)
        ):
            self._go_on(watched)
            return True
        return super().eventFilter(watched, event)

    def show_field(self, field: str, *, shown: bool) -> None:
        """Show or hide a field with its caption."""
        for part in (self.fields[field], self._captions[field]):
            part.setVisible(shown)

    def _put(self, field: str, caption: str, widget: QWidget) -> None:
        row = self._grid.rowCount()
        text = label(caption, role="muted", points=9.5, wrap=True)
        text.setFixedWidth(round(scaled(104)))
        widget.setAccessibleName(caption)
        self._grid.addWidget(text, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(widget, row, 1)
        self._captions[field] = text
        self.fields[field] = widget

    def _go_on_from_rows(self) -> None:
        sender = self.sender()
        if isinstance(sender, QWidget):
            self._go_on(sender)

    def _go_on(self, field: QWidget) -> None:
        shown = [one for one in self.fields.values() if not one.isHidden()]
        self._focus(shown[(shown.index(field) + 1) % len(shown)])

    def _focus(self, field: QWidget) -> None:
        if isinstance(field, Rows):
            field.focus_first()
        else:
            field.setFocus()
            if isinstance(field, QLineEdit):
                field.end(False)


def _empty(field: QWidget) -> bool:
    if isinstance(field, Rows):
        return not field.values()
    return isinstance(field, QLineEdit) and not field.text()
