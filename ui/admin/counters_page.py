"""Counters (quầy): their names, what they serve first, and what only when nobody waits for that."""

from __future__ import annotations

from typing import Any

from counter_app.queue.counters import CounterCard, ServiceCard, set_counter
from counter_app.setting_kinds import Choice, Declared
from ui.admin.page import Head, findables
from ui.admin.record_list import Record
from ui.admin.record_page import NEW, RecordPage
from ui.admin.services_page import Hall, hall
from ui.work import Pending, Workers

_FIRST, _SECOND, _NONE = "first", "second", "none"
_SERVES = (Choice(_FIRST, "Chính"), Choice(_SECOND, "Khi rảnh"), Choice(_NONE, "Không"))
_NUMBER = Declared("counter", 0, "Số quầy", "In trên phiếu và đọc khi gọi.", at_least=1, at_most=99)
_NAME = Declared("counter_name", "", "Tên quầy", "Hiện trên màn hình sảnh và phiếu.", longest=40)
_HELP = "«Chính»: các nhóm ngang nhau, ai đến trước gọi trước. «Khi rảnh»: chỉ khi nhóm chính không còn ai chờ."


class CountersPage(RecordPage):
    """The counters of the hall."""

    head = Head("Quầy", _HELP, findables((_NUMBER, _NAME)))
    adds = "Thêm quầy"

    def __init__(self, workers: Workers) -> None:
        self._services: tuple[ServiceCard, ...] = ()
        super().__init__(workers, hall)

    def records_of(self, answer: Hall) -> tuple[Record, ...]:
        """One for each counter."""
        self._services = answer.services
        return tuple(self._record(one) for one in answer.counters)

    def new_record(self) -> Record:
        """The next number, serving nothing yet."""
        number = max((int(one.key) for one in self.records), default=0) + 1
        suggested = {"counter": str(number), "counter_name": f"Quầy {number}"}
        texts = {"counter": "", "counter_name": ""} | {f"service.{one.code}": _NONE for one in self._services}
        declared = (_NUMBER, _NAME, *self._declared())
        return Record(NEW, "Quầy mới", declared=declared, texts=texts, suggested=suggested)

    def do_save(self, record: Record, texts: dict[str, str]) -> Pending[Any]:
        """Save the name and everything it serves."""
        return self._set(int(record.key), texts)

    def do_add(self, texts: dict[str, str]) -> Pending[Any]:
        """Add a counter; one that is there is changed."""
        return self._set(int(texts["counter"]), texts)

    def added(self, answer: CounterCard) -> str:
        """Its number."""
        return str(answer.number)

    def _set(self, number: int, texts: dict[str, str]) -> Pending[Any]:
        def those(how: str) -> tuple[str, ...]:
            return tuple(one.code for one in self._services if texts.get(f"service.{one.code}") == how)

        return self.workers.office.do(set_counter, number, those(_FIRST), texts["counter_name"], those(_SECOND))

    def _declared(self) -> tuple[Declared, ...]:
        return tuple(
            Declared(f"service.{one.code}", _NONE, one.name, f"{one.code} · số {one.series}…", choices=_SERVES)
            for one in self._services
        )

    def _record(self, one: CounterCard) -> Record:
        def how(code: str) -> str:
            return _FIRST if code in one.services else _SECOND if code in one.overflow else _NONE

        if not one.every_service:
            detail = "Không phục vụ nhóm nào"
        elif len(one.services) == len(self._services):
            detail = "Chính: mọi nhóm"
        else:
            detail = "Chính: " + (", ".join(one.services) or "–")
            detail += f" · khi rảnh: {', '.join(one.overflow)}" if one.overflow else ""
        texts = {"counter_name": one.name} | {f"service.{s.code}": how(s.code) for s in self._services}
        title = one.name if one.name == f"Quầy {one.number}" else f"{one.number} · {one.name}"
        return Record(str(one.number), title, detail, not one.every_service, "", (_NAME, *self._declared()), texts)
