"""The admin at work: the line at the top, the list of pages, the page."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from counter_app.errors import NotAllowed
from counter_app.people.roles import ROLES_VI, may_administer
from counter_app.people.staff import StaffCard, staff_member
from ui import theme
from ui.admin.finding import Spot, spots
from ui.admin.page import Page
from ui.admin.page_list import PageList
from ui.admin.pages import all_pages
from ui.follow import follow
from ui.notices import NoticeLine
from ui.widgets.pieces import Words
from ui.work import Workers

_SLOW = "Dữ liệu trả lời chậm. Những gì đã gõ vẫn còn; chờ một chút rồi lưu lại."


class AdminDesk(QWidget):
    """Somebody who may administer, at work."""

    left = Signal()
    """They want to go."""
    shut = Signal(object)
    """They may not administer any more (a refusal)."""

    def __init__(self, workers: Workers, person: StaffCard, unit_name: str) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.entries = all_pages()
        self.pages: dict[int, Page] = {}
        """Those that were opened, by their number."""
        heads = ((one.section, one.head.title, one.head.help, one.head.fields) for one in self.entries)
        self.pages_list = PageList(spots(heads))
        self.notice = NoticeLine()
        self.go = QPushButton("Thoát")
        self._stack = QStackedWidget()
        self._workers = workers
        self._warned = 0
        self._lay_out(f"Quản trị · {unit_name}", f"{person.name} · {ROLES_VI.get(person.role, person.role)}")
        self.pages_list.opened.connect(self._open)
        self.go.clicked.connect(self.left)
        for keys, step in (("Ctrl+S", self._save), ("Ctrl+F", self._search)):
            QShortcut(QKeySequence(keys), self).activated.connect(step)
        for worker in {workers.desk, workers.office}:
            worker.refused.connect(self.notice.refuse)
        workers.office.slow.connect(self._slow)
        follow(self, workers.office, partial(staff_member, login=person.login), self._look_at_role)
        self._show(0)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return next(page for page in self.pages.values() if page is self._stack.currentWidget())

    def may_leave(self, words: str) -> bool:
        """Whether nothing typed would be lost, or somebody has been told how much and asked again."""
        unsaved = [page for page in self.pages.values() if page.unsaved]
        changes = sum(page.unsaved for page in unsaved)
        if not changes or self._warned == changes:
            return True
        self._warned = changes
        names = ", ".join(f"«{page.head.title}»" for page in unsaved)
        self.notice.say(f"Còn {changes} mục chưa lưu ở {names}. {words} lần nữa là bỏ các mục này.", "warn")
        return False

    def _open(self, spot: Spot, keys: bool) -> None:  # noqa: FBT001 - a signal's value
        self._show(spot.page)
        if keys and spot.key:
            self.page.go_to(spot.key)
        elif keys:
            self.page.enter()

    def _show(self, number: int) -> None:
        if number not in self.pages:
            page = self.pages[number] = self.entries[number].build(self._workers)
            page.changed.connect(partial(self._page_changed, number))
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self.pages[number])
        self.pages_list.show_page(number)

    def _save(self) -> None:
        self.page.save()

    def _search(self) -> None:
        self.pages_list.search.setFocus()
        self.pages_list.search.selectAll()

    def _page_changed(self, number: int) -> None:
        self._warned = 0
        self.pages_list.show_unsaved(number, self.pages[number].unsaved)

    def _look_at_role(self, person: StaffCard) -> None:
        if not (person.active and may_administer(person)):
            self.shut.emit(NotAllowed(person.login, "mở cửa sổ quản trị"))

    def _slow(self, slow: bool) -> None:  # noqa: FBT001 - a signal's value
        if slow:
            self.notice.say(_SLOW, "warn")
        elif self.notice.text == _SLOW:
            self.notice.clear()

    def _lay_out(self, place: str, person: str) -> None:
        top = QFrame()
        top.setObjectName("status")
        top.setFixedHeight(40)
        top.setStyleSheet(
            f"QFrame#status {{ background: {theme.INK}; }} QFrame#status QLabel {{ color: #E8EEF4; }}"
            "QFrame#status QPushButton { background: transparent; color: #E8EEF4; border: 1px solid #7F8FA1;"
            " padding: 2px 12px; } QFrame#status QPushButton:focus { border: 2px solid white; padding: 1px 11px; }"
        )
        across = QHBoxLayout(top)
        across.setContentsMargins(16, 0, 12, 0)
        across.setSpacing(18)
        name = Words(place)
        name.setStyleSheet("font-weight: 600;")
        across.addWidget(name)
        across.addStretch(1)
        across.addWidget(Words(person))
        across.addWidget(self.go)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        trouble = QHBoxLayout()
        trouble.setContentsMargins(26, 10, 26, 0)
        trouble.addWidget(self.notice)
        right.addLayout(trouble)
        right.addWidget(self._stack, 1)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.pages_list)
        below.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(top)
        layout.addLayout(below, 1)
