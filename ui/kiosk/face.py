"""Everything one sees of the kiosk, made for one manner: head, pages, strips, foot. It shows what it is told."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from counter_app.moments import Clock
from counter_app.queue.offer import Offer
from ui.kiosk.choice_page import ChoicePage
from ui.kiosk.manner import Style
from ui.kiosk.purposes import group_choices, purposes
from ui.kiosk.say_page import SayPage
from ui.kiosk.strips import MattersRow, PriorityStrip, ToolStrip
from ui.kiosk.ticket_page import TicketPage
from ui.kiosk.touch_face import TouchFace
from ui.widgets.fitting import unit_of
from ui.widgets.tile import Tile
from ui.widgets.tiles import RowTile

Page = ChoicePage | SayPage | TicketPage


class Face(TouchFace):
    """The pages by name: ``first``, ``groups``, ``say``, ``ticket``."""

    def __init__(self, style: Style, clock: Clock, trouble_stays: int) -> None:
        super().__init__(style, clock, trouble_stays)
        words = style.words
        self.priority, self.matters, self.tools = PriorityStrip(style), MattersRow(style), ToolStrip(style)
        self.first = ChoicePage(style, words("ask.purposes"))
        self.groups = ChoicePage(style, words("ask.groups"), (self._back_button(), self.matters))
        self.say, self.ticket = SayPage(style), TicketPage(style)
        for page in (self.first, self.groups, self.say):
            page.pressed.connect(self.chosen)
        for each in (self.first, self.groups, self.say, self.ticket):
            self.pages.addWidget(each)
        self._lay_out(self.pages, self.priority, self.tools)
        self.open_page(self.first)

    @property
    def page(self) -> Page:
        """The page shown."""
        page = self.pages.currentWidget()
        assert isinstance(page, ChoicePage | SayPage | TicketPage)
        return page

    def open_page(self, page: Page) -> None:
        """Show a page with the strips that belong to it."""
        self.priority.setVisible(page is not self.ticket and (page is not self.say or self.say.gives))
        self.tools.setVisible(page is not self.ticket)
        self.pages.setCurrentWidget(page)
        self.settle()

    def settle(self) -> None:
        """Let every piece take its room now, so that nothing is painted in a wrong size first."""
        for layout in (self.layout(), self._body):
            if layout is not None:
                layout.activate()
        self.priority.level_words()
        self.matters.level_words()
        self.tools.tools.level_words()
        for page in (self.first, self.groups, self.say):
            page.board.level_words()

    def show_offer(self, found: Offer) -> None:
        """Show what may be chosen, and how many wait."""
        words = self.style_shown.words
        self.head.office.say(found.office)
        self.foot.say_usual(found.notice)
        self.first.offer(purposes(found, words))
        self.groups.offer(group_choices(found, words))
        self.tools.show_count(found.waiting)

    def ask(self) -> None:
        """Ask the questions again, in the place of a complaint."""
        for page in (self.first, self.groups):
            page.ask()

    def complain(self, text: str) -> None:
        """Say what went wrong where one looks; the tiles stay."""
        for page in (self.first, self.groups, self.say):
            page.complain(text)

    def note(self, text: str, *, good: bool) -> None:
        """Say what a scan has just meant where one looks."""
        for page in (self.first, self.groups):
            if good:
                page.note(text)
            else:
                page.complain(text)

    def pressable(self) -> tuple[QWidget, ...]:
        """Pages and strips."""
        return self.pages, self.priority, self.tools

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep everything in proportion."""
        super().resizeEvent(event)
        unit, upright = unit_of(self), self.window().height() > self.window().width()
        self.priority.setFixedHeight(
            round((250 if upright else 116) * unit * (self.larger if upright else 1 + (self.larger - 1) / 2))
        )
        self.tools.setFixedHeight(round((184 if upright else 108) * unit))
        side = round(40 * unit)
        self._body.setContentsMargins(side, round(10 * unit), side, round(14 * unit))
        self._body.setSpacing(round(16 * unit))

    def _back_button(self) -> Tile:
        button = RowTile(self.style_shown.words("go.back"), icon="back")
        self.style_shown.dress(button)
        button.clicked.connect(self.back)
        return button
