"""Today (hôm nay): the day's figures so far, of the hall, each service, each counter, and how well waits were told."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from counter_app.catalogue.waiting_decision import Waiting, waiting
from counter_app.city_line import city_standing
from counter_app.people.staff import all_staff
from counter_app.queue.board import TicketCard
from counter_app.queue.counters import ServiceCard, services
from counter_app.queue.figures import CounterFigures, Foretold, Summary
from counter_app.queue.tickets import give_back
from counter_app.queue.today import Today, today
from counter_app.queue.unanswered import Unanswered, unanswered
from counter_app.store import Asking
from ui.admin.letters import TITLE
from ui.admin.page import Head, Page
from ui.admin.unanswered_calls import UnansweredCalls
from ui.city.line import CityLine
from ui.follow import follow
from ui.widgets.pieces import Card, clear, label
from ui.widgets.table import Table
from ui.wording import clock_span, minutes
from ui.work import Workers

_EVERY_MS = 15_000
_TILES_ACROSS = 5
_HELP = (
    "Chờ: tới lần gọi đầu · Đi: từ gọi tới bắt đầu · Phục vụ: tới xong · Tạm gác: tới làm tiếp, chuyển đi hay thôi · "
    "Rảnh: quầy không gọi trong khi có người chờ · Lượt quên bấm xong không tính vào trung bình (TB)."
)
_ADVICE_COUNTED = (
    "Tính trên các số của hôm nay đã phục vụ xong trong dữ liệu chung. "
    "Lượt không lấy số và lượt quầy chưa báo về chỉ có ở máy của quầy, không tính ở đây."
)

Found = tuple[Today, tuple[ServiceCard, ...], dict[str, str], tuple[Unanswered, ...]]


def today_named(asking: Asking) -> Found:
    """Today's figures with the names of the services and, by login, of the staff; and the calls nobody answered."""
    people = {one.login: one.name for one in all_staff(asking)}
    return today(asking), services(asking), people, unanswered(asking)


class TodayPage(Page):
    """Nothing on it is typed; it follows the office. Its one step gives a call back that nobody answered."""

    head = Head("Hôm nay", _HELP)

    def __init__(self, workers: Workers) -> None:
        super().__init__()
        self._workers = workers
        self.unanswered = UnansweredCalls()
        self.unanswered.given_back.connect(self._give_back)
        self.tiles = QGridLayout()
        self.tiles.setSpacing(10)
        for place in range(_TILES_ACROSS):
            self.tiles.setColumnStretch(place, 1)
        self.services = Table(
            ("Nhóm dịch vụ", "Đã cấp", "Xong", "Vắng", "Đang chờ", "Chờ TB", "Lâu nhất", "Phục vụ TB")
        )
        self.counters = Table(
            ("Quầy", "Cán bộ, tình trạng", "Lượt", "Xong", "Vắng", "Phục vụ\nTB", "Rảnh", "Tạm\ndừng", "Quên\nbấm"),
            (0, 1),
        )
        self.officers = Table(("Cán bộ", "Lượt xong", "Chỉ hướng dẫn", "Tỷ lệ"))
        self.told = label(role="muted", wrap=True)
        self.city = CityLine()
        self.decided = label(role="warn", wrap=True)
        self.decided.hide()
        inside = QWidget()
        inside.setObjectName("ground")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(10)
        column.addWidget(self.city)
        column.addWidget(self.decided)
        column.addWidget(self.unanswered)
        column.addLayout(self.tiles)
        column.addWidget(self.told)
        for title, table in (
            ("Theo nhóm dịch vụ", self.services),
            ("Theo quầy", self.counters),
            ("Lượt chỉ hướng dẫn", self.officers),
        ):
            column.addWidget(label(title, role="section"))
            column.addWidget(table)
        column.addWidget(label(_ADVICE_COUNTED, role="muted", wrap=True))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.content.addWidget(scroll, 1)
        follow(self, workers.office, today_named, self._show, every=_EVERY_MS)
        follow(self, workers.desk, city_standing, self.city.show_standing, every=_EVERY_MS)
        follow(self, workers.office, waiting, self._show_decision)

    def _show_decision(self, waits: Waiting | None) -> None:
        """A decision of the city on the catalogue is told where everybody looks in the morning."""
        self.decided.setVisible(waits is not None)
        if waits is not None:
            since = f"hiệu lực từ {waits.effective_from:%d/%m/%Y}"
            self.decided.setText(f"Danh mục mới chờ nhận: {waits.name}, {since}. Xem trang «Danh mục thủ tục».")

    def _show(self, found: Found) -> None:
        now, cards, people, calls = found
        waiting = {one.service: one.ordinary + one.priority + one.booked for one in now.waiting}
        self._show_tiles(now.figures.whole, sum(waiting.values()))
        self.told.setText(_told_words(now.figures.foretold))
        names = {card.code: card.name for card in cards}
        self.unanswered.show_calls(calls, names, self._workers.place.clock())
        lines = [*dict.fromkeys([*(card.code for card in cards if card.code in now.figures.services), *waiting])]
        self.services.show_rows(
            [
                _service_row(
                    names.get(one, f"Riêng quầy {one[1:]}"), now.figures.services.get(one), waiting.get(one, 0)
                )
                for one in lines
            ]
        )
        duty = {
            one.counter: (
                people.get(one.staff, one.staff),
                f"tạm dừng: {one.reason}" if one.kind == "pause" else "đang mở",
            )
            for one in now.on_duty
        }
        self.counters.show_rows([_counter_row(one, duty.get(one.counter)) for one in now.figures.counters])
        self.officers.show_rows(
            [
                (people.get(one.staff, one.staff), str(one.visits), str(one.advice), f"{one.share:.0%}")
                for one in now.advice
            ]
        )

    def _show_tiles(self, whole: Summary, waiting: int) -> None:
        clear(self.tiles)
        shown = (
            ("Đã cấp", str(whole.tickets)),
            ("Đã phục vụ", str(whole.served)),
            ("Đang chờ", str(waiting)),
            ("Vắng mặt", str(whole.no_show)),
            ("Ở lại TB", span(whole.stay)),
            ("Chờ TB", span(whole.waiting)),
            ("9/10 người chờ dưới", span(whole.waiting_p90)),
            ("Đi TB", clock_span(whole.walk) if whole.walk else "–"),
            ("Phục vụ TB", span(whole.serve)),
            ("Tạm gác TB", span(whole.hold)),
        )
        for number, (words, value) in enumerate(shown):
            self.tiles.addWidget(_tile(words, value), *divmod(number, _TILES_ACROSS))

    def _give_back(self, ticket_id: UUID) -> None:
        pending = self._workers.office.do(give_back, ticket_id)
        pending.then(self, self._given_back, self.notice.refuse)

    def _given_back(self, ticket: TicketCard) -> None:
        self.notice.say(f"Số {ticket.number} đã về hàng chờ, đúng chỗ cũ.", "good")


def span(value: timedelta | None) -> str:
    """A span for a table; a dash where there is none."""
    return minutes(value) if value else "–"


def _tile(words: str, value: str) -> QWidget:
    card = Card()
    layout = QVBoxLayout(card)
    layout.setContentsMargins(14, 8, 14, 8)
    layout.setSpacing(0)
    layout.addWidget(label(value, role="title", points=TITLE))
    layout.addWidget(label(words, role="muted"))
    return card


def _told_words(told: Foretold) -> str:
    if told.mean_error is None or told.longer_than_told is None:
        return "Đã báo / thực tế: chưa có số liệu hôm nay."
    return (
        f"Đã báo / thực tế ({told.tickets} phiếu): lệch trung bình {told.mean_error:.0f} phút; "
        f"{told.longer_than_told:.0%} chờ lâu hơn mức cao đã báo."
    )


def _service_row(name: str, found: Summary | None, waiting: int) -> tuple[str, ...]:
    one = found or Summary()
    counts = (str(one.tickets), str(one.served), str(one.no_show), str(waiting))
    return (name, *counts, span(one.waiting), span(one.waiting_longest), span(one.serve))


def _counter_row(one: CounterFigures, duty: tuple[str, str] | None) -> tuple[str, ...]:
    who = "đã đóng" if duty is None else f"{duty[0]}, {duty[1]}"
    counts = (str(one.calls), str(one.served), str(one.no_show))
    return (f"Quầy {one.counter}", who, *counts, span(one.serve), span(one.idle), span(one.paused), str(one.inaccurate))
