"""The page of a procedure as it is posted: name and code, time, fees, legal basis, the papers it asks for."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.kiosk.manner import Style
from ui.kiosk.ticket_page import Fact
from ui.lookup.paged import PagedRows
from ui.lookup.posted import PostedSaid
from ui.widgets.fitting import Weight, unit_of
from ui.widgets.sheet import Sheet

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class ProcedurePage(QWidget):
    """Shows one ``PostedSaid``."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self.name = style.text("", 60, Weight.Bold, style.colours.accent)
        self.code = style.text("", 34, Weight.Medium, style.colours.muted)
        ground, ink = style.colours.warn
        self._mark = Sheet(ground, ink)
        self.sample = style.text("", 36, Weight.Bold, ink)
        self.facts = tuple(Fact(style) for _ in range(3))
        self.papers = PagedRows(style, 7, 106)
        self._lay_out()

    def show_said(self, said: PostedSaid) -> None:
        """Show this procedure."""
        self.name.say(said.name)
        self.code.say(said.code)
        self.sample.say(said.sample)
        self._mark.setVisible(bool(said.sample))
        for fact, (title, value) in zip(self.facts, said.facts, strict=True):
            fact.say(title, value)
        alone = len(said.papers) == 1
        rows = [("" if alone else str(at), paper.name, paper.counts) for at, paper in enumerate(said.papers, start=1)]
        self.papers.fill(self._style.words("posted.papers"), rows)

    def tap(self, number: int) -> None:
        """There is nothing to press but the turner."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The papers beside the facts on a wide screen, below upright."""
        super().resizeEvent(event)
        unit, upright = unit_of(self), self.window().height() > self.window().width()
        self._box.setDirection(_DOWN if upright else _ACROSS)
        for at, share in enumerate((45, 55)):
            self._box.setStretch(at, share)
        gap, side = round(16 * unit), round(24 * unit)
        for box in (self._column, self._box, self._facts, self._top):
            box.setSpacing(gap)
        self._on_mark.setContentsMargins(side, side // 4, side, side // 4)
        self._top.setDirection(_DOWN if upright else _ACROSS)
        for at, share in enumerate((72, 28)):
            self._top.setStretch(at, share)
        self._top_room.setFixedHeight(round((270 if upright else 130) * unit * min(self._style.scale, 1.2)))
        self._column.activate()

    def _lay_out(self) -> None:
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(0)
        head.addWidget(self.name, 70)
        head.addWidget(self.code, 30)
        self._on_mark = QVBoxLayout(self._mark)
        self._on_mark.addWidget(self.sample)
        self._top_room = QWidget()
        self._top = QHBoxLayout(self._top_room)
        self._top.setContentsMargins(0, 0, 0, 0)
        self._top.addWidget(self._head, 72)
        self._top.addWidget(self._mark, 28)
        self._facts = QVBoxLayout()
        for fact in self.facts:
            self._facts.addWidget(fact, 1)
        self._box = QHBoxLayout()
        self._box.addLayout(self._facts, 45)
        self._box.addWidget(self.papers, 55)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._top_room)
        self._column.addLayout(self._box, 1)
