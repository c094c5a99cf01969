"""Services (nhóm dịch vụ): names, order, daily limits, windows, whether the kiosk offers them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton

from counter_app.queue.counters import CounterCard, ServiceCard, counters, services
from counter_app.queue.services import add_service, change_service, order_services
from counter_app.setting_kinds import Declared, written
from counter_app.special_days import parse_spans
from counter_app.store import Asking
from ui.admin.page import Head, findables
from ui.admin.record_list import Record
from ui.admin.record_page import NEW, RecordPage
from ui.work import Pending, Workers

_CHANGED = (
    Declared("service_name", "", "Tên nhóm", "Hiện trên máy lấy số và màn hình sảnh.", longest=60),
    Declared("service_hint", "", "Dòng gợi ý", "Dưới tên nhóm ở máy lấy số: gồm những việc gì.", longest=120),
    Declared("daily_limit", 0, "Số vé mỗi ngày", "Nhiều nhất; 0 là không giới hạn.", "vé", at_most=9_999),
    Declared(
        "windows",
        "",
        "Giờ cấp số",
        "Ví dụ 07:30-11:00,13:30-16:30; để trống là theo giờ của sảnh.",
        longest=120,
        check=parse_spans,
    ),
    Declared("at_kiosk", True, "Có ở máy lấy số", "Chọn «Không» thì chỉ cán bộ cấp số được."),
)
_NEW = (
    Declared("service_code", "", "Mã nhóm", "Chữ in hoa và số, ví dụ DD; không đổi được về sau.", longest=8),
    Declared("series", "", "Chữ đầu số vé", "Một chữ A đến Z chưa nhóm nào dùng.", longest=1),
    *_CHANGED[:2],
)


@dataclass(frozen=True)
class Hall:
    """The services and the counters that serve them."""

    services: tuple[ServiceCard, ...]
    counters: tuple[CounterCard, ...]


def hall(asking: Asking) -> Hall:
    """Everything the page shows."""
    return Hall(services(asking), counters(asking))


class ServicesPage(RecordPage):
    """The services in the order of the kiosk."""

    head = Head("Nhóm dịch vụ", "Tên, thứ tự, hạn mức và giờ cấp số của từng nhóm.", findables(_NEW, _CHANGED))
    adds = "Thêm nhóm"

    def __init__(self, workers: Workers) -> None:
        self.up, self.down = QPushButton("Lên"), QPushButton("Xuống")
        super().__init__(workers, hall)
        for button, keys, step in ((self.up, "Ctrl+Up", -1), (self.down, "Ctrl+Down", 1)):
            button.setToolTip(keys)
            button.clicked.connect(lambda _on=False, by=step: self._move(by))
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)
            self.below_list.addWidget(button)

    def records_of(self, answer: Hall) -> tuple[Record, ...]:
        """One for each service."""
        return tuple(_record(one, answer.counters) for one in answer.services)

    def new_record(self) -> Record:
        """A service with its code and its letter."""
        about = "Nhóm mới đứng cuối và chưa quầy nào phục vụ: chọn quầy ở trang «Quầy»."
        return Record(NEW, "Nhóm dịch vụ mới", about=about, declared=_NEW, texts=dict.fromkeys(_texts(_NEW), ""))

    def do_save(self, record: Record, texts: dict[str, str]) -> Pending[Any]:
        """Save everything the form says."""
        return self.workers.office.do(
            change_service,
            record.key,
            name=texts["service_name"],
            hint=texts["service_hint"],
            daily_limit=int(texts["daily_limit"]),
            windows=texts["windows"],
            at_kiosk=texts["at_kiosk"] == "true",
        )

    def do_add(self, texts: dict[str, str]) -> Pending[Any]:
        """Add a service."""
        code, series = texts["service_code"].upper(), texts["series"].upper()
        return self.workers.office.do(add_service, code, texts["service_name"], series, texts["service_hint"])

    def added(self, answer: ServiceCard) -> str:
        """Its code."""
        return answer.code

    def show_steps(self, record: Record | None) -> None:
        """A service moves up and down unless it stands there already."""
        codes = [one.key for one in self.records]
        row = codes.index(record.key) if record is not None and record.key in codes else -1
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < len(codes) - 1)

    def _move(self, by: int) -> None:
        codes = [one.key for one in self.records]
        if self.key not in codes:
            return
        row = codes.index(self.key)
        codes.insert(row + by, codes.pop(row))
        self.notice.clear()
        self.up.setEnabled(False)
        self.down.setEnabled(False)
        self.after(self.workers.office.do(order_services, tuple(codes)), lambda _order: self.followed.insist())


def _record(one: ServiceCard, hall_counters: tuple[CounterCard, ...]) -> Record:
    first = [str(counter.number) for counter in hall_counters if one.code in counter.services]
    second = [str(counter.number) for counter in hall_counters if one.code in counter.overflow]
    served = f"Quầy phục vụ: {', '.join(first)}." if first else "Chưa quầy nào phục vụ chính."
    if second:
        served += f" Khi rảnh: {', '.join(second)}."
    limit = f" · tối đa {one.daily_limit} vé" if one.daily_limit else ""
    kiosk = "" if one.at_kiosk else " · không ở máy lấy số"
    return Record(
        key=one.code,
        title=one.name,
        detail=f"{one.code} · số {one.series}…{limit}{kiosk}",
        dim=not one.at_kiosk,
        about=f"Mã {one.code} · số vé {one.series}001, {one.series}002 … · {len(one.procedures)} thủ tục. {served}",
        declared=_CHANGED,
        texts={
            "service_name": one.name,
            "service_hint": one.hint,
            "daily_limit": str(one.daily_limit),
            "windows": one.windows,
            "at_kiosk": written(one.at_kiosk),
        },
    )


def _texts(declared: tuple[Declared, ...]) -> tuple[str, ...]:
    return tuple(one.key for one in declared)
