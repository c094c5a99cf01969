"""What a page of the admin's window is: a title, its fields as they can be found, and whether something waits to be saved."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.setting_kinds import Declared
from ui.admin.finding import Findable
from ui.admin.letters import TITLE
from ui.notices import NoticeLine
from ui.widgets.pieces import label


class Page(QWidget):
    """One page. A new page is a subclass in a file of its own, and its line in ``pages.all_pages``."""

    changed = Signal()
    """What waits to be saved has changed."""

    def __init__(self, section: str, title: str, help_: str) -> None:
        super().__init__()
        self.section, self.title, self.help = section, title, help_
        self.notice = NoticeLine()
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(26, 8, 26, 16)
        self.content.setSpacing(10)
        head = QVBoxLayout()
        head.setSpacing(1)
        head.addWidget(label(title, role="title", points=TITLE))
        head.addWidget(label(help_, role="muted", wrap=True))
        self.content.addLayout(head)
        self.content.addWidget(self.notice)

    @property
    def unsaved(self) -> int:
        """How many changes wait to be saved."""
        return 0

    def findables(self) -> tuple[Findable, ...]:
        """The fields the search may lead to."""
        return ()

    def go_to(self, key: str) -> None:
        """Put the keys into a field."""

    def save(self) -> None:
        """Save what was typed."""

    def enter(self) -> None:
        """Put the keys where work on this page begins."""
        self.setFocus()


def findable(declared: Declared) -> Findable:
    """A declared field as the search finds it."""
    return Findable(declared.key, declared.label, f"{declared.help} {declared.key}")
