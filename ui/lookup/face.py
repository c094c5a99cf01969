"""Everything one sees of the look-up screen, made for one manner: head, pages, back and tools, foot. It shows what it is told."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.moments import Clock
from ui.kiosk.say_page import SayPage
from ui.kiosk.strips import TOOLS
from ui.kiosk.toggle_row import ToggleRow
from ui.kiosk.touch_face import TouchFace
from ui.lookup.dossier_page import DossierPage
from ui.lookup.list_page import ListPage, SearchPage
from ui.lookup.manner import Style
from ui.lookup.procedure_page import ProcedurePage
from ui.lookup.rate_page import RatePage
from ui.lookup.type_page import TypePage
from ui.widgets.fitting import unit_of
from ui.widgets.tiles import RowTile

Page = SayPage | TypePage | DossierPage | RatePage | ListPage | SearchPage | ProcedurePage

TYPE, POSTED = "type", "posted"
"""What the tiles of the first page lead to."""


class Face(TouchFace):
    """The pages by name, and the row of back and tools below them."""

    style_shown: Style

    def __init__(self, style: Style, clock: Clock, trouble_stays: int) -> None:
        super().__init__(style, clock, trouble_stays)
        words = style.words
        self.home, self.say = SayPage(style), SayPage(style)
        self.type, self.dossier, self.rate = TypePage(style), DossierPage(style), RatePage(style)
        self.list, self.search, self.procedure = ListPage(style), SearchPage(style), ProcedurePage(style)
        said: tuple[Page, ...] = (self.home, self.say, self.type, self.dossier)
        self.every: tuple[Page, ...] = (*said, self.rate, self.list, self.search, self.procedure)
        for page in self.every:
            self.pages.addWidget(page)
        for each in (self.home, self.say, self.list, self.search):
            each.pressed.connect(self.chosen)
        self.tools = ToggleRow(style, {key: (words(f"tool.{key}"), icon) for key, icon in TOOLS.items()})
        self.tools.turn(*style.manner.needs)
        self.back_tile = RowTile(words("go.back"), icon="back")
        self.back_tile.title_px = round(40 * style.scale)
        style.dress(self.back_tile)
        self.back_tile.clicked.connect(self.back)
        self._make_row()
        self._lay_out(self.pages, self._below)

    @property
    def page(self) -> QWidget:
        """The page shown."""
        page = self.pages.currentWidget()
        assert page is not None
        return page

    def open_page(self, page: QWidget) -> None:
        """Show a page; from all but the first one there is a way back."""
        self.back_tile.setVisible(page is not self.home)
        self.pages.setCurrentWidget(page)
        for layout in (self.layout(), self._body, self._row, page.layout()):
            if layout is not None:
                layout.activate()
        self.tools.level_words()
        for each in (self.home, self.say, self.list, self.search, self.rate):
            each.board.level_words()

    def pressable(self) -> tuple[QWidget, ...]:
        """Pages, back and tools."""
        return self.pages, self.back_tile, self.tools

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep everything in proportion."""
        super().resizeEvent(event)
        unit, upright = unit_of(self), self.window().height() > self.window().width()
        self._below.setFixedHeight(round((150 if upright else 110) * unit))
        side = round(40 * unit)
        self._body.setContentsMargins(side, round(14 * unit), side, round(14 * unit))
        self._body.setSpacing(round(18 * unit))
        self._row.setSpacing(round(16 * unit))

    def _make_row(self) -> None:
        self._below = QWidget()
        self._row = QHBoxLayout(self._below)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.back_tile, 26)
        self._row.addWidget(self.tools, 74)
