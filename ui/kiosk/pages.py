"""The kiosk's four pages and the buttons on them. They show what they are told and know no way through."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from counter_app.queue.offer import Offer
from counter_app.wording import PRIORITIES_VI
from ui.kiosk.bars import WaitingCount
from ui.kiosk.choice_page import ChoicePage
from ui.kiosk.priority_strip import PriorityStrip
from ui.kiosk.purposes import Choice, group_choices, purposes
from ui.kiosk.ticket_page import TicketPage
from ui.widgets.tile import GOOD, PLAIN, Tile
from ui.widgets.tiles import RowTile

_PRIORITY_HINT = "Cao tuổi, khuyết tật, mang thai, có trẻ nhỏ, có công"


class KioskPages(QStackedWidget):
    """Purposes, groups, priority classes, the ticket."""

    chosen = Signal(object, object)
    """The tile pressed (``Tile``) and its ``Choice``: a purpose or a group."""
    class_chosen = Signal(str)
    class_touched = Signal(str)
    """A priority class touched beside the groups: on, off, or another one."""
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.priority_button = RowTile("Ưu tiên", hint=_PRIORITY_HINT, icon="elderly")
        self.waiting = WaitingCount()
        self.priority_strip = PriorityStrip()
        self.priority_strip.touched.connect(self.class_touched)
        strip: tuple[QWidget, QWidget] = (self.priority_button, self.waiting)
        self.first = ChoicePage("Mời ông/bà chọn việc cần làm", self.chosen.emit, strip)
        strip = (self._back_button(), QWidget())
        above = self.priority_strip
        self.groups = ChoicePage("Ông/bà nộp hồ sơ về việc gì?", self.chosen.emit, strip, above=above)
        strip = (self._back_button(), QWidget())
        self.classes = ChoicePage("Ông/bà thuộc diện nào?", self._choose_class, strip, pictures=True)
        self.classes.offer([Choice(name, "", code, code) for code, name in PRIORITIES_VI.items()])
        self.ticket = TicketPage()
        for page in (self.first, self.groups, self.classes, self.ticket):
            self.addWidget(page)

    def show_offer(self, found: Offer) -> None:
        """Show what may be chosen, and how many wait."""
        self.first.offer(purposes(found))
        self.groups.offer(group_choices(found))
        self.waiting.show_count(found.waiting)

    def show_priority(self, code: str | None) -> None:
        """Show the priority class that holds, and how to take it back."""
        self.priority_strip.show_class(code)
        if code is None:
            self.priority_button.change("Ưu tiên", hint=_PRIORITY_HINT, icon="elderly", look=PLAIN)
        else:
            chosen = f"Ưu tiên: {PRIORITIES_VI[code]}"
            self.priority_button.change(chosen, hint="Chạm vào đây để bỏ ưu tiên", icon=code, look=GOOD)

    def ask(self) -> None:
        """Ask the questions again, in the place of a complaint."""
        for page in (self.first, self.groups):
            page.ask()

    def complain(self, text: str) -> None:
        """Say what went wrong where one looks; the tiles stay."""
        for page in (self.first, self.groups):
            page.complain(text)

    def let_go(self) -> None:
        """No tile looks pressed any more."""
        for tile in (*self.first.tiles, *self.groups.tiles):
            tile.hold(held=False)

    def _back_button(self) -> RowTile:
        button = RowTile("Quay lại", icon="back")
        button.clicked.connect(self.back)
        return button

    def _choose_class(self, _tile: Tile, choice: Choice) -> None:
        self.class_chosen.emit(choice.icon)
