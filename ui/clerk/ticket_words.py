"""What a ticket tells the clerk of its owner, in a few words (pure): never who they are, only how to serve them."""

from __future__ import annotations

from datetime import datetime

from counter_app.dossiers.codes import parse_code
from counter_app.errors import Refused
from counter_app.queue.board import TicketCard
from counter_app.queue.visits import NO_TICKET, VisitCard
from counter_app.wording import PRIORITIES_VI, STATES_VI
from ui.wording import minutes

_NEEDS = {"large": "chữ to", "contrast": "tương phản cao", "voice": "cần nghe đọc"}
_MATTERS = {2: "2–5 hồ sơ", 6: "trên 5 hồ sơ"}
"""What was said at the kiosk; one dossier is what everybody expects."""

WITHOUT_PAPER = "Phiếu chưa ra, gọi bằng lời"


def lead_words(ticket: TicketCard, until: datetime) -> str:
    """The class, the language and the wait: ``ưu tiên (người cao tuổi) · VI · chờ 18'``."""
    priority = f"ưu tiên ({PRIORITIES_VI[ticket.priority].lower()})" if ticket.priority else "thường"
    return f"{priority} · {ticket.language.upper()} · chờ {minutes(until - ticket.arrived_at)}"


def wishes_words(ticket: TicketCard) -> str:
    """What helps the person to read and hear, how much they bring, and what it is about."""
    needs = [_NEEDS[one] for one in ticket.needs if one in _NEEDS]
    about = dossier_of(ticket)
    told = f"về hồ sơ {about} (Ctrl+D mở)" if about else f"mã {ticket.about}" if ticket.about else ""
    return " · ".join(filter(None, (*needs, _MATTERS.get(ticket.matters, ""), told)))


def dossier_of(ticket: TicketCard | None) -> str:
    """The code of the dossier the ticket was taken for; empty for none, and for a code that is no dossier's."""
    if ticket is None or not ticket.about:
        return ""
    try:
        return parse_code(ticket.about).text
    except Refused:
        return ""


def unheard(ticket: TicketCard | None, visit: VisitCard | None) -> bool:
    """Whether whoever was called holds no paper: their number has to be called by voice, and they looked for."""
    return ticket is not None and visit is None and ticket.state == "called" and ticket.slip == "failed"


def by_hand_words(visit: VisitCard, found: TicketCard | None) -> str:
    """What is known of a number that was typed: nothing of it here, or where it is instead."""
    if visit.ticket_label == NO_TICKET:
        return ""
    if found is None:
        return "gọi tay · chưa thấy số này trong hôm nay"
    if found.state in ("called", "serving") and found.counter != visit.counter:
        return f"gọi tay · số này {STATES_VI[found.state]} ở quầy {found.counter}"
    return "gọi tay" if found.state in ("waiting", "no_show", "hold") else f"gọi tay · số này {STATES_VI[found.state]}"
