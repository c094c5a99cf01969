"""The catalogue of procedures (danh mục thủ tục): what a decision of the city would add, change and abolish, before it is taken."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from counter_app.catalogue.from_city import Named, Offer, Ready
from counter_app.catalogue.versions import Installed, InUse, in_use
from counter_app.catalogue.waiting_decision import Waiting, ready_waiting, take_waiting, waiting, waiting_offer
from counter_app.errors import Refused
from counter_app.store import Asking
from ui.admin.page import Head, Page
from ui.follow import follow
from ui.widgets.pieces import label
from ui.widgets.table import Table
from ui.work import Workers

_HELP = "Thủ tục đang dùng, và quyết định mới của thành phố: xem trước, rồi nhận từ ngày có hiệu lực."
_LOOK_EVERY_MS = 60_000
"""A decision's day comes while the page is open."""
_MOST = 200
"""Rows of one list on the screen; the rest is counted, and told whole by ``sync catalogue``."""


@dataclass(frozen=True)
class Found:
    """What the page begins with: cheap enough to be asked after every change of the office."""

    used: InUse
    waits: Waiting | None


def found(asking: Asking) -> Found:
    """Which catalogue is in use, and which decision waits."""
    return Found(in_use(asking), waiting(asking))


class CataloguePage(Page):
    """One decision at most is shown, with its three lists and one button."""

    head = Head("Danh mục thủ tục", _HELP)

    def __init__(self, workers: Workers) -> None:
        super().__init__()
        self._workers = workers
        self._waits: Waiting | None = None
        self.used = label(wrap=True)
        self.decision = label(role="title", wrap=True, points=13)
        self.step = label(role="muted", wrap=True)
        self.take = QPushButton("Nhận danh mục này")
        self.take.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.take.setEnabled(False)
        self.take.clicked.connect(self._take)
        self.lists = tuple(_List(title) for title in ("Thêm mới", "Thay đổi", "Bãi bỏ"))
        self.content.addWidget(self.used)
        self.content.addWidget(self.decision)
        self.content.addWidget(self.step)
        self.content.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addWidget(self._scrolled(), 1)
        follow(self, workers.office, found, self._show, every=_LOOK_EVERY_MS)

    def enter(self) -> None:
        """The keys go to the button, where there is one to press."""
        (self.take if self.take.isEnabled() and self.take.isVisible() else self).setFocus()

    def _show(self, what: Found) -> None:
        self._waits = what.waits
        self.used.setText(used_words(what.used))
        for part in (self.decision, self.take, *self.lists):
            part.setVisible(what.waits is not None)
        if what.waits is None:
            self.step.setText("Không có quyết định nào của thành phố đang chờ nhận.")
            return
        self.decision.setText(what.waits.name or f"Danh mục bản {what.waits.rev}")
        self.take.setEnabled(False)
        self._workers.office.ask(waiting_offer).then(self, self._show_offer, self.notice.refuse)

    def _show_offer(self, offered: Offer | None) -> None:
        if offered is None or self._waits is None or offered.rev != self._waits.rev:
            return  # taken or replaced meanwhile: what is shown next has been asked for
        for shown, named in zip(self.lists, (offered.added, offered.changed, offered.abolished), strict=True):
            shown.show_named(named)
        self.step.setText(offer_words(offered, self._waits))
        self.take.setEnabled(self._waits.in_force)

    def _take(self) -> None:
        if self._waits is None:
            return
        self.take.setEnabled(False)
        self.notice.say("Đang nhận danh mục…")
        self._workers.office.ask(ready_waiting, self._waits.rev).then(self, self._take_ready, self._not_taken)

    def _take_ready(self, ready: Ready) -> None:
        """It was looked through beside the hall's work: only the writing holds up others."""
        self._workers.office.do(take_waiting, ready).then(self, self._taken, self._not_taken)

    def _taken(self, done: Installed) -> None:
        self.notice.say(f"Đã nhận: {done.changed} thủ tục mới hoặc đổi. Hồ sơ đang giải quyết giữ bản cũ.", "good")

    def _not_taken(self, refusal: Refused) -> None:
        self.notice.refuse(refusal)
        self.take.setEnabled(self._waits is not None and self._waits.in_force)

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("ground")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(10)
        for one in self.lists:
            column.addWidget(one)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        return scroll


class _List(QWidget):
    """Procedures under a title with their number."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self.heading = label(role="section")
        self.table = Table(("Tên thủ tục", "Mã thủ tục"), (0, 1))
        self.more = label(role="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.heading, self.table, self.more):
            column.addWidget(part)

    def show_named(self, named: tuple[Named, ...]) -> None:
        """Show these, as many as can be read."""
        self.heading.setText(f"{self._title}: {len(named)}")
        self.table.setVisible(bool(named))
        self.table.show_rows([(one.name, one.code) for one in named[:_MOST]])
        self.more.setVisible(len(named) > _MOST)
        self.more.setText(f"và {len(named) - _MOST} thủ tục nữa; xem đủ bằng lệnh sync catalogue.")


def used_words(used: InUse) -> str:
    """Which catalogue is in use, in one sentence."""
    of_city = f"bản {used.city_rev} của thành phố" if used.city_rev else "chưa nhận bản nào của thành phố"
    return f"Đang dùng {used.procedures} thủ tục ({of_city})."


def offer_words(offered: Offer, waits: Waiting) -> str:
    """What the decision does and from when, and what to do next."""
    many = f"Thêm {len(offered.added)}, đổi {len(offered.changed)}, bãi bỏ {len(offered.abolished)} thủ tục"
    if waits.in_force:
        return f"{many}; có hiệu lực từ {waits.effective_from:%d/%m/%Y}. Xem danh sách dưới đây rồi nhận."
    return f"{many}; có hiệu lực từ {waits.effective_from:%d/%m/%Y}: đến ngày đó mới nhận được."
