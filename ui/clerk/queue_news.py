"""What the notice line says of the counter's own moves: called, called again, sent on, taken back, paused."""

from __future__ import annotations

from PySide6.QtCore import QObject

from counter_app.errors import Refused
from counter_app.queue.board import TicketCard
from counter_app.queue.duty import Duty
from counter_app.wording import sentence
from ui.clerk.visit_flow import VisitFlow
from ui.notices import NoticeLine

_UNDONE = {
    "waiting": "trở lại hàng chờ",
    "called": "lại đang được gọi",
    "serving": "lại đang được phục vụ",
    "hold": "lại tạm gác",
}


class QueueNews(QObject):
    """Listens to the flow."""

    def __init__(self, flow: VisitFlow, notice: NoticeLine) -> None:
        super().__init__(flow)
        self._flow, self._notice = flow, notice
        flow.called.connect(self._called)
        flow.recalled.connect(lambda ticket: notice.say(f"Đã gọi lại {ticket.number}.", "good"))
        flow.undone.connect(self._undone)
        flow.sent_on.connect(lambda ticket: notice.say(f"Đã chuyển {ticket.number}, giữ nguyên số.", "good"))
        flow.sent_nowhere.connect(self._sent_nowhere)
        flow.paused.connect(self._paused)
        flow.refused.connect(notice.refuse)

    def _called(self, answer: object) -> None:
        number = getattr(answer, "number", None)
        if number is None:
            self._notice.say("Chưa có ai chờ quầy này.", "good")
        else:
            self._notice.say(f"Đã gọi {number}: {getattr(answer, 'reason', '')}.", "good")

    def _undone(self, ticket: TicketCard | None) -> None:
        words = "Lượt vừa kết thúc được mở lại." if ticket is None else _undone_words(ticket)
        self._notice.say(words, "good")

    def _sent_nowhere(self, refusal: Refused) -> None:
        words = f"{sentence(refusal)} Số này chờ lại ở quầy, F2 gọi rồi chuyển nơi khác."
        self._notice.say(words, "warn")

    def _paused(self, duty: Duty) -> None:
        words = "Quầy đang mở." if duty.kind == "open" else f"Quầy tạm dừng: {duty.reason}. Bấm F2 để gọi tiếp."
        self._notice.say(words, "good" if duty.kind == "open" else "warn")


def _undone_words(ticket: TicketCard) -> str:
    return f"Đã hoàn tác: {ticket.number} {_UNDONE.get(ticket.state, '')}."
