"""Closing time (cuối ngày): everybody who is left, by number; serve on, or a number that comes first on the next day."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from counter_app.errors import Refused
from counter_app.printers import printer_for
from counter_app.queue import slips
from counter_app.queue.board import TicketCard
from counter_app.queue.closing import Closing, carry_over_everybody, closing
from counter_app.queue.counters import CounterCard, ServiceCard, counters, services
from counter_app.queue.issuing import Issued, carry_over
from counter_app.store import Asking
from counter_app.wording import STATES_VI
from ui.admin.page import Head, Page
from ui.follow import follow
from ui.widgets.pieces import clear, label, set_role
from ui.wording import appointment, hour, minutes
from ui.work import Workers

_EVERY_MS = 15_000
Found = tuple[Closing, tuple[ServiceCard, ...], tuple[CounterCard, ...]]


def closing_named(asking: Asking) -> Found:
    """Who is left, with the names of services and counters."""
    return closing(asking), services(asking), counters(asking)


class ClosingPage(Page):
    """The list of those left, each with its one step; and one step for all."""

    head = Head("Cuối ngày", "Ai còn ở sảnh: phục vụ tiếp, hoặc cấp số được gọi đầu tiên hôm sau.")

    def __init__(self, workers: Workers) -> None:
        super().__init__()
        self._workers = workers
        self._found: Found | None = None
        self._asked: frozenset[UUID] = frozenset()
        """Whose numbers the last press was about."""
        self.state = label(wrap=True)
        self.everybody = QPushButton("Chuyển tất cả người đang chờ sang hôm sau")
        self.everybody.setEnabled(False)  # until it is known who is left
        self.everybody.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.everybody.clicked.connect(self._carry_everybody)
        self.given = label(wrap=True)
        """The numbers just given, each behind the one it takes the place of."""
        self.given.hide()
        inside = QWidget()
        inside.setObjectName("ground")
        both = QVBoxLayout(inside)
        both.addWidget(self.given)
        both.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._rows = QGridLayout()
        both.addLayout(self._rows)
        self._rows.setContentsMargins(0, 0, 10, 0)
        self._rows.setHorizontalSpacing(18)
        self._rows.setVerticalSpacing(6)
        self._rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        self.content.addWidget(self.state)
        self.content.addWidget(self.everybody, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addWidget(scroll, 1)
        follow(self, workers.office, closing_named, self._show, every=_EVERY_MS)

    def _show(self, found: Found) -> None:
        self._found = found
        now, cards, _ = found
        self.state.setText(state_words(now))
        set_role(self.state, "warn" if now.near and now.left else "")
        self.everybody.setEnabled(bool(now.may_be_carried))
        clear(self._rows)
        names = {card.code: card.name for card in cards}
        for row, ticket in enumerate(now.left):
            self._show_ticket(row, ticket, names.get(ticket.service, ticket.service))
        self._rows.setColumnStretch(5, 1)

    def _show_ticket(self, row: int, ticket: TicketCard, service: str) -> None:
        where = f" ở quầy {ticket.counter}" if ticket.counter else ""
        parts = (
            label(ticket.number, role="title", points=13),
            label(service),
            label(f"{STATES_VI.get(ticket.state, ticket.state)}{where}", role="muted"),
            label(f"đến lúc {hour(ticket.arrived_at)}", role="muted"),
        )
        for column, part in enumerate(parts):
            self._rows.addWidget(part, row, column)
        if self._found is not None and ticket in self._found[0].may_be_carried:
            button = QPushButton("Số cho hôm sau")
            button.setAccessibleName(f"Số cho hôm sau thay {ticket.number}")
            button.clicked.connect(partial(self._carry, ticket.id))
            self._rows.addWidget(button, row, len(parts))

    def _carry(self, ticket_id: UUID, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt tells whether it is checked
        if self._found is not None:
            pending = self._workers.office.do(carry_over, ticket_id, self._found[0].opens)
            pending.then(self, lambda issued: self._carried((issued,)), self.notice.refuse)

    def _carry_everybody(self) -> None:
        """The first press says what would happen, the second does it: this takes many out of the line at once."""
        if self._found is None:
            return
        asked = frozenset(ticket.id for ticket in self._found[0].may_be_carried)
        if self._asked != asked:
            self._asked = asked
            many, when = len(asked), appointment(self._found[0].opens)
            self.notice.say(f"Sẽ đổi {many} số đang chờ thành số gọi đầu tiên {when}. Bấm lần nữa để đổi.", "warn")
        else:
            self.everybody.setEnabled(False)
            pending = self._workers.office.do(carry_over_everybody, self._found[0].opens)
            pending.then(self, self._carried, self._not_carried)

    def _carried(self, issued: tuple[Issued, ...]) -> None:
        """The numbers are given; their slips are printed by this PC, once each."""
        assert self._found is not None
        now, _, served = self._found
        for one in issued:
            at = tuple(card.number for card in served if one.service in card.every_service)
            self._workers.desk.do_once(slips.slip_request(one.id), slips.print_slip, one, at, now.opens)
        self._asked = frozenset()
        self.given.setText("Số mới: " + ", ".join(f"{one.instead_of} → {one.number}" for one in issued))
        self.given.setVisible(bool(issued))
        printer = self._workers.desk.ask(printer_for, "slip")
        printer.then(
            self, lambda name: self._say_given(len(issued), name), lambda _: self._say_given(len(issued), None)
        )

    def _say_given(self, many: int, printer: str | None) -> None:
        """Whether slips come out: without a printer somebody has to tell each their number."""
        if not many:
            self.notice.say("Không còn ai chờ.", "good")
        elif printer is None:
            no_slips = "Chưa có máy in phiếu: báo số mới cho từng người."
            self.notice.say(f"Đã cấp {many} số cho hôm sau. {no_slips}", "warn")
        else:
            self.notice.say(f"Đã cấp {many} số cho hôm sau. Phiếu đã gửi in.", "good")

    def _not_carried(self, refusal: Refused) -> None:
        """Nobody was carried over: say why, and let it be tried again."""
        self._asked = frozenset()
        self.notice.refuse(refusal)
        if self._found is not None:
            self.everybody.setEnabled(bool(self._found[0].may_be_carried))


def state_words(now: Closing) -> str:
    """How the hall stands towards its closing, in one or two sentences."""
    opens = f"Số cho hôm sau được gọi đầu tiên lúc {appointment(now.opens)}."
    if not now.left:
        return f"Không còn ai ở sảnh. {opens}"
    closes = "Hôm nay sảnh không mở theo lịch" if now.closes is None else f"Sảnh đóng lúc {hour(now.closes)}"
    many = f"còn {len(now.left)} người"
    if now.done_by is None:
        return f"{closes}, {many}; chưa đủ số liệu để ước lúc xong. {opens}"
    late = now.closes is not None and now.done_by > now.closes
    over = f", muộn {minutes(now.done_by - now.closes)}" if late and now.closes is not None else ""
    return f"{closes}, {many}; phục vụ hết khoảng {hour(now.done_by)}{over}. {opens}"
