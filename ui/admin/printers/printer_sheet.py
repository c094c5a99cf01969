"""One printer: what it prints, where it is, how it is just now, what it can do, which papers wait for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from counter_app.printers import PrinterCard
from printing.condition import Condition
from ui.admin.letters import NAME
from ui.admin.printers.known import Known
from ui.admin.printers.paper_rows import PaperRows
from ui.printer_words import PURPOSES_VI, abilities, facts, learned_of, paper, prints, summary, tried_at, where
from ui.widgets.pieces import Card, Words, clear, label, set_role


class PrinterSheet(Card):
    """The right side of the page."""

    def __init__(self, papers: PaperRows) -> None:
        super().__init__()
        self.papers = papers
        self.name, self.state = label(role="title", points=NAME, wrap=True), label(points=NAME)
        self.about = label(role="muted", wrap=True)
        self.ask = QPushButton("Hỏi lại (F5)")
        self.test, self.mend, self.remove = QPushButton("In thử"), QPushButton("Sửa …"), QPushButton("Bỏ máy in này …")
        self.facts = {fact.label: label(fact.words, wrap=True) for fact in facts(None)}
        """What is said of each fact just now, by its label."""
        self._abilities = QGridLayout()
        self._lay_out()

    def show_printer(self, known: Known, card: PrinterCard, condition: Condition | None) -> None:
        """Show a printer."""
        self.name.setText(card.name)
        self.about.setText(f"{where(card.transport, card.address)} · {_said_printing(known, card)}")
        said = summary(condition)
        self.state.setText(said.words)
        set_role(self.state, said.role)
        for fact in facts(condition):
            self.facts[fact.label].setText(fact.words)
            set_role(self.facts[fact.label], fact.role)
        self._show_abilities(card)
        self.papers.show_papers(known.papers_of(card.name))

    def _show_abilities(self, card: PrinterCard) -> None:
        clear(self._abilities)
        rows = (("Khổ in", paper(card)), *abilities(learned_of(card)), ("Nhận diện lúc", tried_at(card)))
        show_pairs(self._abilities, rows)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 14, 22, 14)
        layout.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        layout.addWidget(self.about)
        layout.addWidget(_scrolled(self._inside()), 1)
        steps = QHBoxLayout()
        for button in (self.test, self.mend, self.remove):
            steps.addWidget(button)
        steps.addStretch(1)
        layout.addLayout(steps)

    def _inside(self) -> QWidget:
        inside = QFrame()
        inside.setObjectName("sheet")
        inside.setStyleSheet("QFrame#sheet { background: white; }")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 8, 10, 0)
        column.setSpacing(8)
        line = QHBoxLayout()
        line.addWidget(label("Tình trạng lúc này", role="section"), 1)
        line.addWidget(self.ask)
        column.addLayout(line)
        boxes = QHBoxLayout()
        boxes.setSpacing(8)
        for name, words in self.facts.items():
            boxes.addWidget(_boxed(name, words), 1)
        column.addLayout(boxes)
        column.addWidget(label("Giấy chưa ra", role="section"))
        column.addWidget(self.papers)
        column.addWidget(label("Máy này làm được", role="section"))
        self._abilities.setHorizontalSpacing(18)
        column.addLayout(self._abilities)
        column.addStretch(1)
        return inside


def show_pairs(grid: QGridLayout, rows: Sequence[tuple[str, str]]) -> None:
    """Labels with their words beside them."""
    for row, (words, value) in enumerate(rows):
        grid.addWidget(label(words, role="muted"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(value, wrap=True), row, 1)
    grid.setColumnStretch(1, 1)


def _said_printing(known: Known, card: PrinterCard) -> str:
    """What it may print, and what it is not the first choice for."""
    elsewhere = [
        f"{PURPOSES_VI[kind]} hiện ra ở «{now}»"
        for kind, now in known.prints_now.items()
        if kind in card.purposes and kind != "strip" and now not in (None, card.name)
    ]
    return "; ".join([f"in {prints(card)}", *elsewhere])


def _boxed(name: str, words: Words) -> QWidget:
    box = QFrame()
    box.setObjectName("card")
    column = QVBoxLayout(box)
    column.setContentsMargins(8, 5, 6, 6)
    column.setSpacing(0)
    column.addWidget(label(name, role="muted", wrap=True))
    column.addWidget(words)
    column.addStretch(1)
    return box


def _scrolled(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area
