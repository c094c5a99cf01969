"""Step 1: where the printer is. Found by itself, by knocking at this PC's network, or typed."""

from __future__ import annotations

import sys
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton

from counter_app.errors import BadDocument, Refused
from counter_app.printers import SYSTEM_QUEUES
from counter_app.wording import sentence
from printing.addresses import RAW_PORT, address_line, typed_address
from printing.discovery import Discovery, Found, Looking, discover
from printing.rights import needs
from ui.admin.printers.setup import Setup
from ui.admin.printers.step import Step
from ui.admin.record_list import Record, RecordList
from ui.printer_words import WAYS_VI, where
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.pieces import label

_HOW_VI = {
    "mdns": "tự báo tên",
    "sweep": "có trả lời ở mạng này",
    "usb": "cắm USB",
    "serial": "cổng nối tiếp: chưa biết có gì ở đầu kia",
    "behind": "sau hàng đợi cùng tên; máy in nhiệt: đi thẳng, biết giấy đã ra",
    "cups": "hàng đợi: chỉ biết đã gửi, không biết giấy đã ra",
    "winspool": "hàng đợi: chỉ biết đã gửi, không biết giấy đã ra",
}
_LOOKED_VI = {
    "mdns": "máy tự báo tên",
    "sweep": "cả mạng",
    "usb": "USB",
    "serial": "cổng nối tiếp",
    "queues": "hàng đợi",
}
_TYPED = (("tcp", "Mạng"), ("usb", "USB"), ("serial", "Cổng nối tiếp"), ("queue", "Hàng đợi"))
_EXAMPLES = {
    "tcp": "192.168.1.50 hoặc 192.168.1.50:9100",
    "usb": "04b8:0e15 (HÃNG:MẪU), có hai máy cùng mẫu thì thêm số máy",
    "serial": "COM3 115200 hoặc /dev/ttyUSB0 9600 (tốc độ ghi trên giấy tự kiểm tra)",
    "queue": "tên hàng đợi trong Windows hoặc CUPS",
}
_MOST_PORT = 65_535


class FindStep(Step):
    """Picking something from the list and typing an address each take the place of the other."""

    short = "Tìm"
    title = "Máy in ở đâu?"
    help = (
        "Máy in nhiệt: chọn thẳng. Máy in văn phòng (A4, A5): thêm vào hệ điều hành trước, rồi chọn hàng đợi của nó; chọn "
        "thẳng sẽ ra chữ lạ. «Dò cả mạng này» gõ cửa 254 địa chỉ cùng mạng, chỉ kết nối rồi thôi, không gửi gì."
    )
    rights = (
        "Máy in mạng: không cần quyền quản trị máy. Cần quyền: thêm hàng đợi Windows hay CUPS, mở tường lửa cho máy tự "
        "báo tên (UDP 5353)"
        + (
            "; máy in USB: cài vào Windows rồi chọn hàng đợi của nó."
            if sys.platform == "win32"
            else "; USB (nhóm «lp» hoặc luật udev) và cổng nối tiếp (nhóm «dialout»)."
        )
    )

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self.found: tuple[Found, ...] = ()
        self.again, self.sweep = QPushButton("Tìm lại"), QPushButton("Dò cả mạng này")
        self.port, self.list, self.state = QLineEdit(str(RAW_PORT)), RecordList(), label(role="muted", wrap=True)
        self.way, self.line, self.wrong = ChoiceRow(_TYPED), QLineEdit(), label(role="bad", wrap=True)
        self._lay_out()
        self.again.clicked.connect(lambda: self.look(sweep=False))
        self.sweep.clicked.connect(lambda: self.look(sweep=True))
        self.list.chosen.connect(self._pick)
        self.way.changed.connect(lambda _way: self._typed())
        self.line.textEdited.connect(lambda _text: self._typed())
        self._looking = False
        draft = setup.draft
        if draft.transport:
            self.way.choose("queue" if draft.transport in SYSTEM_QUEUES else draft.transport)
            self.line.setText(address_line(draft.transport, draft.address))

    def enter(self) -> None:
        """Look at once at the first time."""
        super().enter()
        if not self.found and not self._looking:
            self.look(sweep=False)
        self.list.setFocus()

    def missing(self) -> str:
        """An address."""
        return "" if self.setup.draft.transport else "Chọn một máy trong danh sách, hoặc gõ địa chỉ."

    def look(self, *, sweep: bool) -> None:
        """Search once more; what was found before stays."""
        port = self.port.text().strip()
        if self._looking or not (port.isascii() and port.isdigit() and 0 < int(port) <= _MOST_PORT):
            return
        self._looking = True
        self._show_looking(sweep=sweep)
        looking = Looking(mdns_seconds=0, sweep=True, port=int(port)) if sweep else Looking(mdns_seconds=3)
        cards = self.setup.cards
        self.setup.errands.run(lambda: discover(cards, looking)).then(self, self._show_found, self._not_looked)

    def _show_looking(self, *, sweep: bool) -> None:
        self.again.setEnabled(not self._looking)
        self.sweep.setEnabled(not self._looking)
        self.state.setText("Đang gõ cửa cả mạng …" if sweep else "Đang tìm, khoảng 3 giây …")

    def _show_found(self, answer: Discovery) -> None:
        self._looking = False
        self._show_looking(sweep=False)
        seen = {(one.transport, str(one.address)) for one in self.found}
        self.found += tuple(one for one in answer.found if (one.transport, str(one.address)) not in seen)
        blind = "; ".join(f"{_LOOKED_VI.get(way, way)} ({why})" for way, why in answer.not_looked)
        many = f"Thấy {len(self.found)}." if self.found else "Chưa thấy máy in nào."
        self.state.setText(f"{many} Không xem được: {blind}." if blind else many)
        self.show_draft()

    def _not_looked(self, refusal: Refused) -> None:
        self._looking = False
        self._show_looking(sweep=False)
        self.state.setText(sentence(refusal))

    def show_draft(self) -> None:
        """Mark what the draft says; an address of its own stands in the line."""
        draft = self.setup.draft
        chosen = next(
            (str(number) for number, one in enumerate(self.found) if (one.transport, one.address) == draft.device),
            None,
        )
        records = [_record(str(number), one) for number, one in enumerate(self.found)]
        self.list.show_records(records, set(), None if self.line.text() else chosen)
        self.line.setPlaceholderText(_EXAMPLES[self.way.value])

    def _pick(self, key: str) -> None:
        one = self.found[int(key)]
        with QSignalBlocker(self.line):
            self.line.clear()
        self.wrong.clear()
        there = self.setup.draft.at(one.transport, one.address, one.model, one.needs)
        self.setup.become(replace(there, behind=one.behind))
        self.show_draft()

    def _typed(self) -> None:
        text = self.line.text()
        self.wrong.clear()
        if text.strip():
            try:
                transport, address = typed_address(self.way.value, text)
                self.setup.become(self.setup.draft.at(transport, address, needs=needs(transport, address)))
            except BadDocument as wrong:
                self.wrong.setText(f"Địa chỉ chưa đúng: {wrong.problem}.")
                self.setup.become(self.setup.draft.at("", {}))
        else:
            self.setup.become(self.setup.draft.at("", {}))
        self.show_draft()

    def _lay_out(self) -> None:
        self.port.setFixedWidth(self.port.fontMetrics().horizontalAdvance("655350") + 22)
        self.port.setAccessibleName("Cổng để dò")
        self.line.setAccessibleName("Địa chỉ máy in")
        self.line.setMinimumHeight(32)
        head = QHBoxLayout()
        head.addWidget(self.state, 1)
        for part in (self.again, self.sweep, label("cổng", role="muted"), self.port):
            head.addWidget(part)
        self.body.addLayout(head)
        self.body.addWidget(self.list, 1)
        typed = QHBoxLayout()
        typed.addWidget(label("Hoặc gõ địa chỉ"))
        typed.addWidget(self.way)
        typed.addWidget(self.line, 1)
        self.body.addLayout(typed)
        self.body.addWidget(self.wrong)


def _record(key: str, one: Found) -> Record:
    parts = [where(one.transport, one.address), _HOW_VI.get(one.how, one.how)]
    parts += [f"đã là máy in «{one.known_as}» của máy này"] if one.known_as else []
    parts += ["cần quyền quản trị máy"] if one.needs else []
    return Record(key, one.model or WAYS_VI.get(one.transport, one.transport), " · ".join(parts), bool(one.known_as))
