"""The papers that have not come out of a printer: what each is, why, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from counter_app.print_jobs import Job
from counter_app.wording import printer_trouble
from ui.admin.printers.known import OpenPaper
from ui.printer_words import paper_state
from ui.widgets.pieces import clear, label

_MOST = 8
"""Papers that are shown; the rest is counted."""
_LONGEST = 18
"""Letters of a printer's name on a button."""
Step = Callable[[Job, str, str | None], object]
"""Does a step with a paper: its job as it was seen, the step (move, again, confirm, cancel), another printer or None."""


class PaperRows(QWidget):
    """The oldest first. ``step`` is called with what somebody pressed."""

    def __init__(self, step: Step, move_all: Callable[[tuple[OpenPaper, ...], str], object]) -> None:
        super().__init__()
        self._step, self._move_all = step, move_all
        self._shown: tuple[OpenPaper, ...] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._all, self._grid = QHBoxLayout(), QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self.more = label(role="muted", wrap=True)
        column.addLayout(self._all)
        column.addLayout(self._grid)
        column.addWidget(self.more)

    def show_papers(self, papers: tuple[OpenPaper, ...]) -> None:
        """Show these; where nothing has changed the keys stay where they are."""
        if papers == self._shown:
            return
        self._shown = papers
        clear(self._all)
        empty(self._grid)
        for row, paper in enumerate(papers[:_MOST]):
            self._show(row, paper)
        self._grid.setColumnStretch(1, 1)
        self._offer_all([one for one in papers if one.job.state == "queued"])
        rest = len(papers) - _MOST
        self.more.setText("Không có tờ nào đợi." if not papers else f"và {rest} tờ nữa" if rest > 0 else "")
        self.more.setVisible(not papers or rest > 0)

    def again(self) -> None:
        """Let everything be pressed once more: a step was refused."""
        shown, self._shown = self._shown or (), None
        self.show_papers(shown)

    def _offer_all(self, queued: list[OpenPaper]) -> None:
        """One button for many papers, where one printer could take them all."""
        if len(queued) < 2:  # noqa: PLR2004 - one paper has its own button
            return
        able = [name for name in queued[0].others if all(name in one.others for one in queued)]
        for name in able[:2]:
            button = QPushButton(f"Chuyển cả {len(queued)} tờ sang {_short(name)}")
            button.clicked.connect(partial(self._press_all, name, button))
            self._all.addWidget(button)
        self._all.addStretch(1)

    def _show(self, row: int, paper: OpenPaper) -> None:
        trouble = "bad" if paper.job.detail else "muted"
        why = label(paper_state(paper.job), role=trouble, wrap=True)
        if paper.job.detail:
            why.setToolTip(printer_trouble(paper.job.detail)[1])
        self._grid.addWidget(label(paper.name), 2 * row, 0)
        self._grid.addWidget(why, 2 * row, 1)
        self._grid.addLayout(self._buttons(paper), 2 * row + 1, 0, 1, 2)

    def _buttons(self, paper: OpenPaper) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.setContentsMargins(0, 0, 0, 6)
        row = [(QPushButton(words), words, name, printer) for words, name, printer in _steps(paper)]
        beside = [button for button, *_ in row]
        for button, words, name, printer in row:
            button.setAccessibleName(f"{words}: {paper.name}")
            button.setToolTip("" if printer is None else f"In ở «{printer}»")
            button.clicked.connect(partial(self._press, paper.job, name, printer, beside))
            buttons.addWidget(button)
        buttons.addStretch(1)
        return buttons

    def _press(
        self,
        job: Job,
        name: str,
        printer: str | None,
        row: list[QPushButton],
        _checked: bool = False,  # noqa: FBT001, FBT002 - Qt tells whether it is checked
    ) -> None:
        """One press for a paper, until its row is made anew."""
        for button in row:
            button.setEnabled(False)
        self._step(job, name, printer)

    def _press_all(self, name: str, button: QPushButton, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt tells whether it is checked
        button.setEnabled(False)
        self._move_all(self._shown or (), name)


def empty(layout: QLayout) -> None:
    """Take everything out of a layout, and out of the layouts in it."""
    while (item := layout.takeAt(0)) is not None:
        inside, widget = item.layout(), item.widget()
        if inside is not None:
            empty(inside)
            inside.deleteLater()
        elif widget is not None:
            widget.hide()
            widget.deleteLater()


def _short(name: str) -> str:
    """A printer's name for a button."""
    return f"«{name}»" if len(name) <= _LONGEST else f"«{name[:_LONGEST].rstrip(' ,')}…»"


def _steps(paper: OpenPaper) -> list[tuple[str, str, str | None]]:
    """What can be done about a paper, as (words, step, other printer)."""
    match paper.job.state:
        case "queued":
            return [*((f"Sang {_short(name)}", "move", name) for name in paper.others[:2]), ("Bỏ", "cancel", None)]
        case "unconfirmed":
            return [("Đã ra đủ", "confirm", None), ("In lại", "again", None), *_elsewhere(paper)]
        case "failed":
            return [("In lại", "again", None), *_elsewhere(paper), ("Bỏ", "cancel", None)]
    return []


def _elsewhere(paper: OpenPaper) -> list[tuple[str, str, str | None]]:
    """A reprint on the first other printer that could."""
    return [(f"In lại ở {_short(name)}", "again", name) for name in paper.others[:1]]
