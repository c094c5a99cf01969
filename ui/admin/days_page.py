"""Days that differ (ngày riêng): what the unit said, and what the law and the yearly notices give."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, cast

from PySide6.QtWidgets import QPushButton

from counter_app.errors import BadDocument
from counter_app.moments import WEEKDAYS
from counter_app.own_days import KINDS_VI, DayLine, days_ahead, remove_day, set_day
from counter_app.setting_kinds import Choice, Declared
from counter_app.special_days import Kind, parse_spans
from ui.admin.page import Head, findables
from ui.admin.record_list import Record
from ui.admin.record_page import NEW, RecordPage
from ui.work import Pending, Workers

_DAY = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$", re.ASCII)


def read_day(text: str) -> date:
    """A day as people write it: ``25/11/2026``; BadDocument."""
    match = _DAY.match(text.strip())
    try:
        if match is not None:
            day, month, year = map(int, match.groups())
            return date(year, month, day)
    except ValueError:
        pass
    raise BadDocument("special_day", "cần ngày dạng 25/11/2026")


_NEW = (
    Declared("special_day", "", "Ngày", "Dạng 25/11/2026.", longest=10, check=read_day),
    Declared(
        "special_kind",
        "off",
        "Ngày này",
        "«Sảnh đóng»: không nhận hồ sơ nhưng thời hạn vẫn chạy.",
        choices=tuple(Choice(key, words) for key, words in KINDS_VI.items()),
    ),
    Declared("special_hours", "", "Giờ làm", "Chỉ khi «Giờ làm khác»: 07:30-11:30.", longest=80, check=parse_spans),
    Declared("special_reason", "", "Lý do", "Ghi vào căn cứ tính hạn trả.", longest=120),
    Declared("special_decision", "", "Số văn bản", "Nếu có.", longest=80),
)


class DaysPage(RecordPage):
    """The days ahead; the unit's own may be taken back."""

    head = Head("Ngày đặc biệt", "Nghỉ đột xuất, đóng sảnh, đổi giờ, làm bù; ngày lễ đã có sẵn.", findables(_NEW))
    adds = "Thêm ngày"
    nothing = "Chưa có ngày nào khác thường. Bấm «Thêm ngày» khi đơn vị nghỉ, đóng sảnh hay đổi giờ."

    def __init__(self, workers: Workers) -> None:
        self.remove = QPushButton("Bỏ ngày này")
        super().__init__(workers, days_ahead)
        self.steps.addWidget(self.remove)
        self.steps.addStretch(1)
        self.remove.clicked.connect(self._remove)

    def records_of(self, answer: tuple[DayLine, ...]) -> tuple[Record, ...]:
        """One for each day."""
        return tuple(_record(one) for one in answer)

    def new_record(self) -> Record:
        """Everything empty."""
        texts = dict.fromkeys((one.key for one in _NEW), "") | {"special_kind": "off"}
        return Record(NEW, "Ngày mới", declared=_NEW, texts=texts)

    def do_save(self, record: Record, texts: dict[str, str]) -> Pending[Any]:
        """A day that was said is not changed but taken back and said anew."""
        raise NotImplementedError

    def do_add(self, texts: dict[str, str]) -> Pending[Any]:
        """Say that a day differs."""
        return self.workers.office.do(
            set_day,
            read_day(texts["special_day"]),
            cast("Kind", texts["special_kind"]),
            texts["special_reason"],
            hours=texts["special_hours"],
            decision=texts["special_decision"] or None,
        )

    def added(self, answer: DayLine) -> str:
        """The day itself."""
        return answer.day.isoformat()

    def show_steps(self, record: Record | None) -> None:
        """Only the unit's own days may be taken back."""
        self.remove.setVisible(record is not None and record.key != NEW and not record.dim)
        self.remove.setEnabled(True)

    def _remove(self) -> None:
        if self.key:
            self.remove.setEnabled(False)
            pending = self.workers.office.do(remove_day, date.fromisoformat(self.key))
            pending.then(self, lambda _answer: self.followed.insist(), self._refused)


def _record(one: DayLine) -> Record:
    weekday = WEEKDAYS[one.day.weekday()]
    kind = KINDS_VI[one.kind] + (f" {one.hours}" if one.hours else "")
    whose = "Ngày riêng của đơn vị." if one.own else "Theo luật và thông báo hằng năm; không đổi ở đây."
    return Record(
        key=one.day.isoformat(),
        title=f"{weekday} {one.day:%d/%m/%Y}",
        detail=f"{kind} · {one.why}",
        dim=not one.own,
        about=f"{kind}: {one.why}. {whose}",
    )
