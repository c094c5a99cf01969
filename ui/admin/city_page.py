"""The city (thành phố): how the way there stands, and what waits for a person. Corrections are made at a counter."""

from __future__ import annotations

from counter_app.city_line import city_standing
from ui.admin.page import Head, Page
from ui.city.attention_pane import AttentionPane
from ui.city.line import CityLine
from ui.city.settling import Settling
from ui.follow import follow
from ui.work import Workers

_EVERY_MS = 15_000
_HELP = "Hồ sơ lên hệ thống thành phố: còn chờ bao nhiêu, từ lúc nào, và việc thành phố không nhận."


class CityPage(Page):
    """The line, and the list with its keys."""

    head = Head("Thành phố, cần xử lý", _HELP)

    def __init__(self, workers: Workers) -> None:
        super().__init__()
        self.line, self.pane = CityLine(), AttentionPane(opens=False)
        self.settling = Settling(workers, self.pane, self.notice)
        self.content.addWidget(self.line)
        self.content.addWidget(self.pane, 1)
        self.pane.show()
        self.pane.closed.connect(self.setFocus)
        follow(self, workers.desk, city_standing, self.line.show_standing, every=_EVERY_MS)
        self.settling.followed.insist()

    def enter(self) -> None:
        """The keys go to the list."""
        self.pane.list.setFocus()

    def save(self) -> None:
        """Ctrl+S: what the form asks about is given up."""
        self.settling.give_up_typed()
