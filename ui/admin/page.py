"""What a page of the admin's window is: its head, by which it is found before it is built, and whether something waits to be saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.setting_kinds import Declared
from ui.admin.finding import Findable
from ui.admin.letters import TITLE
from ui.notices import NoticeLine
from ui.widgets.pieces import label


@dataclass(frozen=True)
class Head:
    """What a page says of itself, whether it is built or not."""

    title: str
    help: str
    fields: tuple[Findable, ...] = ()
    """The fields the search may lead to."""


class Page(QWidget):
    """One page. A new page is a subclass in a file of its own with its ``head``, and its line in ``pages.all_pages``."""

    head: Head

    changed = Signal()
    """What waits to be saved has changed."""

    def __init__(self) -> None:
        super().__init__()
        self.notice = NoticeLine()
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(26, 8, 26, 16)
        self.content.setSpacing(10)
        head = QVBoxLayout()
        head.setSpacing(1)
        head.addWidget(label(self.head.title, role="title", points=TITLE))
        head.addWidget(label(self.head.help, role="muted", wrap=True))
        self.content.addLayout(head)
        self.content.addWidget(self.notice)

    @property
    def unsaved(self) -> int:
        """How many changes wait to be saved."""
        return 0

    def go_to(self, key: str) -> None:
        """Put the keys into a field."""

    def save(self) -> None:
        """Save what was typed."""

    def enter(self) -> None:
        """Put the keys where work on this page begins."""
        self.setFocus()


def findables(*groups: Sequence[Declared]) -> tuple[Findable, ...]:
    """Declared fields as the search finds them, each once."""
    declared = {one.key: one for group in groups for one in group}
    return tuple(Findable(one.key, one.label, f"{one.help} {one.key}") for one in declared.values())
