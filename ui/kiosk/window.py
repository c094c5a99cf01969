"""The ticket kiosk's window: purposes, groups, priority classes, the number. It composes its pages and leads through them.

No dialog anywhere, nothing dead on the screen; trouble is one sentence in the foot. Digits press the tile of their number.
"""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.errors import Refused
from counter_app.queue.issuing import Issued
from counter_app.queue.offer import Offer, offer
from counter_app.queue.slips import slip_missing
from counter_app.store import Asking, By
from counter_app.wording import sentence
from ui.follow import Follow, follow
from ui.kiosk.bars import FootBar, HeadBar
from ui.kiosk.choice_page import ChoicePage
from ui.kiosk.issuing import Issuing
from ui.kiosk.pace import Latch, Pace, WayBack
from ui.kiosk.pages import KioskPages
from ui.kiosk.purposes import Choice
from ui.widgets.fitting import unit_of
from ui.widgets.tile import Tile
from ui.work import Workers

_SLOW = "Máy đang trả lời chậm, xin ông/bà chờ một chút."
_NO_TICKET = "Chưa lấy được số. Mời ông/bà bấm lại, hoặc gặp cán bộ."


class KioskWindow(QWidget):
    """The whole surface; its caller shows it full screen. Acts are the kiosk's, not a person's."""

    def __init__(self, workers: Workers, pace: Pace | None = None) -> None:
        super().__init__()
        self._pace = pace or Pace()
        self._offer = Offer("", (), 0)
        self._slip: UUID | None = None
        self.priority: str | None = None
        workers.acting_as(By("kiosk"))
        self.setWindowTitle("Lấy số thứ tự")
        self.setObjectName("ground")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.resize(1366, 768)
        self.issuing = Issuing(workers, self)
        self._latch, self.way_back = Latch(self), WayBack(self, self._pace)
        self.head, self.foot = HeadBar(workers.place.clock), FootBar(self._pace.trouble)
        self.pages = KioskPages()
        self.ticket = self.pages.ticket
        self._page: QWidget = self.pages.first
        self._lay_out()
        self._connect(workers)
        follow(self, workers.office, offer, self._show_offer, every=self._pace.look)
        self._follow_slip: Follow[tuple[UUID | None, bool]] = follow(
            self, workers.desk, self._ask_slip, self._show_slip, every=self._pace.look
        )

    @property
    def ready(self) -> bool:
        """Whether a press counts now."""
        return not self._latch.closed and not self.issuing.busy

    @property
    def page(self) -> QWidget:
        """The page shown."""
        return self._page

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """A digit of the keypad presses the tile of its number."""
        page = self.page
        if event.text().isdecimal() and not event.isAutoRepeat() and isinstance(page, ChoicePage):
            page.tap(int(event.text()))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A touch beside the tiles: somebody is still there."""
        super().mousePressEvent(event)
        if self.page is not self.ticket:
            self._stay()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep head and foot in proportion."""
        super().resizeEvent(event)
        unit = unit_of(self)
        self.head.setFixedHeight(round(96 * unit))
        self.foot.setFixedHeight(round(64 * unit))

    def go_home(self) -> None:
        """Back to the first page, with nothing of the last citizen left on it."""
        self.priority = None
        self._slip = None
        self.way_back.stop()
        self._open(self.pages.first)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, self.pages, self.foot):
            column.addWidget(part)

    def _connect(self, workers: Workers) -> None:
        self.pages.chosen.connect(self._choose)
        self.pages.class_chosen.connect(self._choose_class)
        self.pages.class_touched.connect(self._touch_class)
        self.pages.back.connect(lambda: self._open(self.pages.first))
        self.pages.priority_button.clicked.connect(self._toggle_priority)
        self.ticket.missing.clicked.connect(self._say_missing)
        self.ticket.done.clicked.connect(self.go_home)
        self.issuing.issued.connect(self._issued)
        self.issuing.refused.connect(self._refused)
        self.issuing.queued.connect(self._watch_slip)
        self.issuing.slip_failed.connect(self.ticket.say_missing)
        self._latch.opened.connect(self._release)
        self.way_back.over.connect(self.go_home)
        self.way_back.notice.connect(self._show_notice)
        for worker in {workers.desk, workers.office}:
            worker.refused.connect(lambda refusal: self.foot.say_trouble(sentence(refusal)))
        workers.office.slow.connect(self._show_slow)

    def _choose(self, tile: Tile, choice: Choice) -> None:
        service = None if choice.service is None else self._offer.service(choice.service)
        if service is None:
            self._open(self.pages.groups)
            return
        tile.hold(held=True)
        self.foot.clear_trouble()
        self.way_back.stop()
        self.issuing.issue(service, self.priority)
        self._lock(self._pace.lock)

    def _choose_class(self, code: str) -> None:
        self.priority = code
        self._open(self.pages.first)

    def _touch_class(self, code: str) -> None:
        """A class beside the groups: on, or off again. The second tap of a double tap does not take it back."""
        self.priority = None if self.priority == code else code
        self.pages.show_priority(self.priority)
        self._lock(self._pace.settle)
        self._stay()

    def _toggle_priority(self) -> None:
        if self.priority is None:
            self._open(self.pages.classes)
        else:
            self.priority = None
            self._open(self.pages.first)

    def _open(self, page: QWidget) -> None:
        """Show a page; the finger that is still on the screen was meant for the last one."""
        self.pages.ask()
        self.pages.show_priority(self.priority)
        self._page = page
        self.pages.setCurrentWidget(page)
        self._lock(self._pace.settle)
        self._stay()

    def _stay(self) -> None:
        if self.page is self.ticket:
            self.way_back.start(self._pace.ticket)
        elif self.page is self.pages.first and self.priority is None:
            self.way_back.stop()
        else:
            self.way_back.start(self._pace.browse)

    def _show_offer(self, found: Offer) -> None:
        self._offer = found
        self.head.office.say(found.office)
        self.pages.show_offer(found)
        self.issuing.catch_up()

    def _issued(self, issued: Issued, counters: tuple[int, ...]) -> None:
        self._slip = None
        self._release()
        self.ticket.show_ticket(issued, counters)
        self.priority = None
        self._open(self.ticket)

    def _refused(self, refusal: Refused) -> None:
        """No number: what to do stands where one looks, the cause for staff in the foot."""
        self.pages.complain(_NO_TICKET)
        self.foot.say_trouble(sentence(refusal))
        self._release()
        self.way_back.start(self._pace.browse)

    def _watch_slip(self, job_id: UUID) -> None:
        self._slip = job_id
        self._follow_slip.refresh()

    def _ask_slip(self, asking: Asking) -> tuple[UUID | None, bool]:
        job_id = self._slip
        return job_id, job_id is not None and slip_missing(asking, job_id)

    def _show_slip(self, found: tuple[UUID | None, bool]) -> None:
        job_id, missing = found
        if missing and job_id == self._slip:
            self.ticket.say_missing()

    def _say_missing(self) -> None:
        self.ticket.say_missing()
        self._lock(self._pace.settle)
        self._stay()

    def _lock(self, milliseconds: int) -> None:
        """For so long, and until the office has answered, presses do not count."""
        self._latch.close(milliseconds)
        self._release()

    def _release(self) -> None:
        """Let presses count again, if it is time; the pressed tile looks as before."""
        free = not self._latch.closed and not self.issuing.busy
        self.pages.setEnabled(free)
        if free:
            self.pages.let_go()

    def _show_notice(self, seconds: int) -> None:
        self.foot.say_notice(f"Màn hình về trang đầu sau {seconds} giây." if seconds else "")

    def _show_slow(self, slow: bool) -> None:  # noqa: FBT001 - a signal's value
        if slow:
            self.foot.say_trouble(_SLOW)
