"""The page of a dossier: where it stands, what to do, when it is due and where to collect it, its steps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.kiosk.manner import Style
from ui.kiosk.ticket_page import Fact
from ui.lookup.paged import PagedRows
from ui.lookup.said import DossierSaid
from ui.widgets.fitting import Weight, unit_of
from ui.widgets.sheet import Sheet
from ui.widgets.tiles import RowTile

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class DossierPage(QWidget):
    """Shows one ``DossierSaid``. ``rate`` and ``done`` tell of its tiles: 1 and 2 on the keypad."""

    rate = Signal()
    done = Signal()

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self._sheet = Sheet()
        self.code = style.text("", 36, Weight.Medium)
        self.headline = style.text("", 80, Weight.Bold)
        self.tell = style.text("", 44, Weight.DemiBold)
        self.facts = (Fact(style), Fact(style))
        self.steps = PagedRows(style, 26, 146)
        self.rating, self.end = self._tile("rate.open", "pencil"), self._tile("go.done", "check")
        self.end.look = style.colours.main
        self.rating.clicked.connect(self.rate)
        self.end.clicked.connect(self.done)
        self._lay_out()

    @property
    def tiles(self) -> tuple[RowTile, RowTile]:
        """To rate, and to end."""
        return self.rating, self.end

    def show_said(self, said: DossierSaid, *, can_rate: bool) -> None:
        """Show this dossier."""
        colours = self._style.colours
        ground, ink = {"good": colours.good, "warn": colours.warn, "notice": colours.notice}[said.tone]
        self._sheet.recolour(ground, colours.line)
        for part, text in ((self.code, said.code), (self.headline, said.headline), (self.tell, said.tell)):
            part.say(text, ink)
        for at, fact in enumerate(self.facts):
            fact.setVisible(at < len(said.facts))
            fact.say(*(said.facts[at] if at < len(said.facts) else ("", "")))
        rows = [(step.when, step.what, step.agency) for step in said.steps]
        self.steps.fill(self._style.words("dossier.steps"), rows, from_end=True)
        self.rating.setVisible(can_rate)

    def tap(self, number: int) -> None:
        """Press the tile of this number, if it is there."""
        if 1 <= number <= len(self.tiles) and self.tiles[number - 1].isVisible():
            self.tiles[number - 1].click()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The steps beside on a wide screen, below upright."""
        super().resizeEvent(event)
        unit, upright = unit_of(self), self.window().height() > self.window().width()
        self._box.setDirection(_DOWN if upright else _ACROSS)
        for at, share in enumerate((54, 46)):
            self._box.setStretch(at, share)
        gap, side = round(20 * unit), round(32 * unit)
        for box in (self._box, self._left, self._facts, self._buttons):
            box.setSpacing(gap)
        self._on_sheet.setContentsMargins(side, side // 2, side, side // 2)
        self._box.activate()

    def _tile(self, key: str, icon: str) -> RowTile:
        tile = RowTile(self._style.words(key), icon=icon)
        tile.title_px = round(44 * self._style.scale)
        self._style.dress(tile)
        return tile

    def _lay_out(self) -> None:
        self._on_sheet = QVBoxLayout(self._sheet)
        for part, share in ((self.code, 18), (self.headline, 44), (self.tell, 38)):
            self._on_sheet.addWidget(part, share)
        self._facts, self._buttons = QHBoxLayout(), QHBoxLayout()
        for fact in self.facts:
            self._facts.addWidget(fact, 1)
        for tile in self.tiles:
            self._buttons.addWidget(tile, 1)
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.addWidget(self._sheet, 46)
        self._left.addLayout(self._facts, 36)
        self._left.addLayout(self._buttons, 18)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(left, 54)
        self._box.addWidget(self.steps, 46)
