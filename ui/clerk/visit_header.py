"""The line above the work: which ticket, how long it waited, how long it has been served; what the person has open."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.dossiers.lookup import DossierRow
from counter_app.moments import Clock
from counter_app.queue.board import TicketCard
from counter_app.queue.visits import NO_TICKET, VisitCard
from counter_app.wording import DOSSIER_STATES_VI, PRIORITIES_VI, STATES_VI
from ui import theme
from ui.widgets.pieces import Card, label
from ui.wording import clock_span, minutes


class VisitHeader(Card):
    """Number large, then who and how long."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._since: datetime | None = None
        self._lead = ""
        self.number = label()
        self.number.setStyleSheet(f"font-size: {theme.scaled(20):.1f}pt; font-weight: 700; color: {theme.ACCENT_DARK};")
        self.words = label(points=11)
        self.person = label(role="muted", wrap=True)
        right = QVBoxLayout()
        right.setSpacing(1)
        right.addWidget(self.words)
        right.addWidget(self.person)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 14, 6)
        layout.setSpacing(18)
        layout.addWidget(self.number)
        layout.addLayout(right, 1)
        tick = QTimer(self, interval=1_000)
        tick.timeout.connect(self._tell_time)
        tick.start()

    def show_visit(self, ticket: TicketCard | None, visit: VisitCard | None, by_hand: TicketCard | None = None) -> None:
        """Show the ticket called or the visit going on; neither: what to do next.

        ``by_hand`` is the office's ticket with the number a visit without a ticket was begun under.
        """
        self._since = None
        if visit is not None:
            self.number.setText(visit.ticket_label)
            self._lead = _words(ticket, visit.began) if visit.ticket_id else _words_by_hand(visit, by_hand)
            self._since = visit.began
        elif ticket is not None:
            self.number.setText(ticket.number)
            self._lead = " · ".join(filter(None, (_words(ticket, self._clock()), "đã gọi, chờ công dân đến quầy")))
        else:
            self.number.setText("—")
            self._lead = "Bấm F2 để gọi số tiếp theo. Quét căn cước để phục vụ người đến không có số."
        self.person.setVisible(bool(self.person.text()))
        self._tell_time()

    def show_person(self, name: str, number: str, open_dossiers: tuple[DossierRow, ...]) -> None:
        """Who sits here and what they have open."""
        masked = f"…{number[-4:]}" if number else ""
        has = "; ".join(f"{row.code}: {DOSSIER_STATES_VI[row.state]}" for row in open_dossiers[:2])
        more = f" và {len(open_dossiers) - 2} hồ sơ nữa" if len(open_dossiers) > 2 else ""  # noqa: PLR2004 - two are shown
        self.person.setText(" ".join(filter(None, (name, masked, f"· đang có {has}{more}" if has else ""))))
        self.person.setVisible(bool(self.person.text()))

    def _tell_time(self) -> None:
        going = "" if self._since is None else f"đang {clock_span(self._clock() - self._since)}"
        self.words.setText(" · ".join(filter(None, (self._lead, going))))


def _words_by_hand(visit: VisitCard, found: TicketCard | None) -> str:
    """What is known of a number that was typed: nothing of it here, or where it is instead."""
    if visit.ticket_label == NO_TICKET:
        return ""
    if found is None:
        return "gọi tay · chưa thấy số này trong hôm nay"
    if found.state in ("called", "serving") and found.counter != visit.counter:
        return f"gọi tay · số này {STATES_VI[found.state]} ở quầy {found.counter}"
    return "gọi tay" if found.state in ("waiting", "no_show", "hold") else f"gọi tay · số này {STATES_VI[found.state]}"


def _words(ticket: TicketCard | None, until: datetime) -> str:
    if ticket is None:
        return ""
    priority = f"ưu tiên ({PRIORITIES_VI[ticket.priority].lower()})" if ticket.priority else "thường"
    return f"{priority} · chờ {minutes(until - ticket.arrived_at)}"
