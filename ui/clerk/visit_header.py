"""The line above the work: which ticket, how it waited, what its owner needs, why it was called; what they have open."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from counter_app.dossiers.lookup import DossierRow
from counter_app.moments import Clock
from counter_app.queue.board import TicketCard
from counter_app.queue.visits import VisitCard
from counter_app.wording import DOSSIER_STATES_VI
from ui import theme
from ui.clerk import ticket_words
from ui.widgets.pieces import Card, label
from ui.wording import clock_span


class VisitHeader(Card):
    """Number large, then who and how long."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._since: datetime | None = None
        self._lead = ""
        self.number = label()
        self.number.setStyleSheet(f"font-size: {theme.scaled(20):.1f}pt; font-weight: 700; color: {theme.ACCENT_DARK};")
        self.words = label(points=11, wrap=True)
        self.flag = label(ticket_words.WITHOUT_PAPER, role="warn", weight=QFont.Weight.DemiBold, wrap=True)
        self.wishes = label(wrap=True)
        self.reason = label(role="muted", wrap=True)
        self.person = label(role="muted", wrap=True)
        right = QVBoxLayout()
        right.setSpacing(1)
        for line in (self.words, self.flag, self.wishes, self.reason, self.person):
            right.addWidget(line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 14, 6)
        layout.setSpacing(18)
        layout.addWidget(self.number)
        layout.addLayout(right, 1)
        tick = QTimer(self, interval=1_000)
        tick.timeout.connect(self._tell_time)
        tick.start()

    def show_visit(
        self, ticket: TicketCard | None, visit: VisitCard | None, by_hand: TicketCard | None = None, reason: str = ""
    ) -> None:
        """Show the ticket called or the visit going on; neither: what to do next.

        ``by_hand`` is the office's ticket with the number a visit without a ticket was begun under; ``reason`` says why the
        ticket was called.
        """
        here = ticket if visit is None or visit.ticket_id is not None else None
        self._since = None
        if visit is not None:
            self.number.setText(visit.ticket_label)
            known = "" if here is None else ticket_words.lead_words(here, visit.began)
            self._lead = known if visit.ticket_id else ticket_words.by_hand_words(visit, by_hand)
            self._since = visit.began
        elif ticket is not None:
            self.number.setText(ticket.number)
            self._lead = f"{ticket_words.lead_words(ticket, self._clock())} · đã gọi, chờ công dân đến quầy"
        else:
            self.number.setText("—")
            self._lead = "Bấm F2 để gọi số tiếp theo. Quét căn cước để phục vụ người đến không có số."
        _say(self.wishes, "" if here is None else ticket_words.wishes_words(here))
        self._say_why(reason if here is not None else "", standing=visit is None)
        self.flag.setVisible(ticket_words.unheard(ticket, visit))
        self._tell_time()

    def show_person(self, name: str, number: str, open_dossiers: tuple[DossierRow, ...]) -> None:
        """Who sits here and what they have open."""
        masked = f"…{number[-4:]}" if number else ""
        has = "; ".join(f"{row.code}: {DOSSIER_STATES_VI[row.state]}" for row in open_dossiers[:2])
        more = f" và {len(open_dossiers) - 2} hồ sơ nữa" if len(open_dossiers) > 2 else ""  # noqa: PLR2004 - two are shown
        _say(self.person, " ".join(filter(None, (name, masked, f"· đang có {has}{more}" if has else ""))))

    def _say_why(self, reason: str, *, standing: bool) -> None:
        """Why the ticket was called: a line until the citizen is here, then a hint over the number and the words."""
        why = f"Lý do gọi: {reason}" if reason else ""
        _say(self.reason, why if standing else "")
        for line in (self.number, self.words):
            line.setToolTip(why)

    def _tell_time(self) -> None:
        going = "" if self._since is None else f"đang {clock_span(self._clock() - self._since)}"
        self.words.setText(" · ".join(filter(None, (self._lead, going))))


def _say(line: QLabel, text: str) -> None:
    """A line without words takes no room."""
    line.setText(text)
    line.setVisible(bool(text))
