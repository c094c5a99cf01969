"""Visits (lượt phục vụ): one citizen at one counter from begin to end. Acts and questions of the desk.

A visit works without the office: with the line down the clerk types the number on the citizen's slip ("gọi tay") and the
visit begins all the same. The ticket follows, by an act of the office that may be repeated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from counter_app.errors import CounterBusy, NotFound, NothingToUndo, WrongMoment
from counter_app.ids import new_id
from counter_app.moments import business_day
from counter_app.queue.policy import seconds_of
from counter_app.records.desk import Visit
from counter_app.store import Act, Asking

OUTCOMES: Mapping[str, str] = {
    "received": "Đã nhận hồ sơ",
    "supplement": "Yêu cầu bổ sung (mẫu 02)",
    "refused": "Từ chối (mẫu 03)",
    "collected": "Đã trả kết quả",
    "advice": "Chỉ hướng dẫn",
    "transferred": "Chuyển quầy khác",
    "left": "Công dân đã về",
    "other": "Khác",
    "signing": "Chờ ký, gọi lại cùng số",
}
"""How a visit may end (kết quả lượt), in the order of their keys.

``signing``: the citizen waits in the hall for what is signed the same day; the ticket goes on to the line for results.
"""

RESULT_LINE = "KQ"
"""The service whose line hands over results (nhận kết quả)."""

SENT_ON = ("transferred", "signing")
"""Outcomes after which the ticket waits again, in another line."""
_TOLD = " *"
"""Ends the note of a visit whose ticket the office has sent on."""

UNDONE = "undone"
"""The outcome of a visit that was begun by mistake: it counts for nothing."""

NO_TICKET = "không số"
"""What stands in the place of the number where somebody came without one."""


@dataclass(frozen=True)
class VisitCard:
    """A visit as the clerk's window shows it."""

    id: UUID
    ticket_id: UUID | None
    ticket_label: str
    counter: int
    staff: str
    state: str
    began: datetime
    ended: datetime | None
    outcome: str | None
    note: str
    checked: str | None


def begin(act: Act, counter: int, ticket_label: str, ticket_id: UUID | None = None) -> VisitCard:
    """The citizen is at the counter. The same ticket at the same counter again gives the same visit."""
    present = open_visit(act, counter)
    if present is not None:
        if present.ticket_id == ticket_id and present.ticket_label == ticket_label:
            return present
        raise CounterBusy("visit", present.ticket_label, "serving")
    visit_id = new_id()
    values = {"ticket_id": ticket_id, "ticket_label": ticket_label, "counter": counter, "staff": act.by.staff}
    act.connection.execute(insert(Visit).values(id=visit_id, state="open", began=act.now, note="", **values))
    act.record("visit.begun", f"visit:{visit_id}", {"ticket": str(ticket_id), "counter": counter})
    return visit(act, visit_id)


def park(act: Act, visit_id: UUID, reason: str) -> VisitCard:
    """Put the visit aside (tạm gác, F8); its draft stays, the counter may go on."""
    parked = _move(act, visit_id, ("open",), state="parked", note=reason)
    act.record("visit.parked", f"visit:{visit_id}")
    return parked


def resume(act: Act, visit_id: UUID, counter: int) -> VisitCard:
    """Take a parked visit up again, at this counter."""
    present = open_visit(act, counter)
    if present is not None and present.id != visit_id:
        raise CounterBusy("visit", present.ticket_label, "serving")
    resumed = _move(act, visit_id, ("parked", "open"), state="open", counter=counter, staff=act.by.staff)
    act.record("visit.resumed", f"visit:{visit_id}")
    return resumed


def end(act: Act, visit_id: UUID, outcome: str, note: str = "") -> VisitCard:
    """The visit is over (F12), with an outcome. Repeating it changes nothing."""
    if outcome not in OUTCOMES:
        raise NotFound("outcome", outcome)
    present = visit(act, visit_id)
    if present.state == "ended":
        return present
    ended = _move(act, visit_id, ("open", "parked"), state="ended", ended=act.now, outcome=outcome, note=note)
    act.record("visit.ended", f"visit:{visit_id}", {"outcome": outcome})
    return ended


def adopt(act: Act, visit_id: UUID, ticket_id: UUID, ticket_label: str) -> VisitCard:
    """The visit began before the answer of a call came: it is that ticket's. Changes nothing where it has a ticket."""
    present = visit(act, visit_id)
    if present.ticket_id is not None:
        return present
    adopted = _move(act, visit_id, ("open", "ended"), ticket_id=ticket_id, ticket_label=ticket_label)
    act.record("visit.adopted", f"visit:{visit_id}", {"ticket": str(ticket_id)})
    return adopted


def reopen(act: Act, visit_id: UUID) -> VisitCard:
    """The visit was ended by mistake (hoàn tác): it goes on. CounterBusy where another one has begun there.

    NothingToUndo when that is too long ago.
    """
    ended = visit(act, visit_id)
    within = seconds_of(act, "queue.undo_seconds")
    if ended.ended is not None and act.now - ended.ended > within:
        raise NothingToUndo(ended.counter, int(within.total_seconds()))
    present = open_visit(act, ended.counter)
    if present is not None and present.id != visit_id:
        raise CounterBusy("visit", present.ticket_label, "serving")
    reopened = _move(act, visit_id, ("ended", "open"), state="open", ended=None, outcome=None)
    act.record("visit.reopened", f"visit:{visit_id}")
    return reopened


def take_back(act: Act, visit_id: UUID) -> VisitCard:
    """The visit was begun by mistake (hoàn tác): it counts for nothing."""
    taken = _move(act, visit_id, ("open",), state="ended", ended=act.now, outcome=UNDONE)
    act.record("visit.ended", f"visit:{visit_id}", {"outcome": UNDONE})
    return taken


def answer_check(act: Act, visit_id: UUID, *, right: bool) -> VisitCard:
    """What the citizen says of the check page: right, or to be mended."""
    answered = _move(act, visit_id, ("open",), checked="right" if right else "mend")
    act.record("visit.checked", f"visit:{visit_id}", {"right": right})
    return answered


def visit(asking: Asking, visit_id: UUID) -> VisitCard:
    """One visit; NotFound."""
    row = asking.connection.execute(select(Visit.__table__).where(Visit.id == visit_id)).one_or_none()
    if row is None:
        raise NotFound("visit", str(visit_id))
    return _card(row)


def open_visit(asking: Asking, counter: int) -> VisitCard | None:
    """The visit going on at a counter."""
    row = asking.connection.execute(
        select(Visit.__table__).where(Visit.counter == counter, Visit.state == "open")
    ).one_or_none()
    return None if row is None else _card(row)


def parked_visits(asking: Asking) -> tuple[VisitCard, ...]:
    """Visits put aside on this PC, oldest first."""
    rows = asking.connection.execute(select(Visit.__table__).where(Visit.state == "parked").order_by(Visit.began))
    return tuple(_card(row) for row in rows)


def visit_of_ticket(asking: Asking, ticket_id: UUID) -> VisitCard | None:
    """The newest visit of a ticket on this PC."""
    row = asking.connection.execute(
        select(Visit.__table__)
        .where(Visit.ticket_id == ticket_id)
        .order_by(Visit.began.desc(), Visit.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else _card(row)


def untold_by_hand(asking: Asking, counter: int) -> tuple[VisitCard, ...]:
    """Today's visits that were called by hand and are over, of whose tickets the office has not heard; oldest first.

    Of some it never will: a number mistyped, or served elsewhere. They hold up none of the others.
    """
    rows = asking.connection.execute(
        select(Visit.__table__)
        .where(
            Visit.counter == counter,
            Visit.state == "ended",
            Visit.ticket_id.is_(None),
            Visit.ticket_label != NO_TICKET,
            Visit.outcome.is_distinct_from(UNDONE),
            Visit.began >= asking.now - timedelta(days=1),
        )
        .order_by(Visit.began, Visit.id)
    )
    return tuple(_card(row) for row in rows if business_day(row.began) == asking.business_day)


def last_ended_visit(asking: Asking, counter: int) -> VisitCard | None:
    """The visit that ended last at a counter: the one the citizen's screen may still ask about."""
    row = asking.connection.execute(
        select(Visit.__table__)
        .where(Visit.counter == counter, Visit.state == "ended")
        .order_by(Visit.ended.desc(), Visit.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else _card(row)


def send_on(to: str, place: str) -> str:
    """What a visit that ended with ``transferred`` keeps in its note: where its ticket goes, and to which place."""
    return f"{to} {place}"


def sent_on_to(note: str) -> tuple[str, str]:
    """Where a ticket goes, read back from the note."""
    to, _, place = note.removesuffix(_TOLD).rpartition(" ")
    return to, place


def office_heard(visit: VisitCard) -> bool:
    """Whether the office has sent the ticket on, as this visit ended: called here again, it is another visit's."""
    return visit.outcome in SENT_ON and visit.note.endswith(_TOLD)


def note_office_heard(act: Act, visit_id: UUID) -> VisitCard:
    """The office has sent the visit's ticket on. Repeating it changes nothing."""
    present = visit(act, visit_id)
    if present.outcome not in SENT_ON or office_heard(present):
        return present
    return _move(act, visit_id, ("ended",), note=f"{present.note}{_TOLD}")


def _move(act: Act, visit_id: UUID, before: tuple[str, ...], **values: Any) -> VisitCard:
    moved = act.connection.execute(update(Visit).where(Visit.id == visit_id, Visit.state.in_(before)).values(**values))
    found = visit(act, visit_id)
    if not moved.rowcount:
        raise WrongMoment("visit", found.ticket_label, found.state)
    return found


def _card(row: Any) -> VisitCard:
    who = (row.id, row.ticket_id, row.ticket_label, row.counter, row.staff)
    return VisitCard(*who, row.state, row.began, row.ended, row.outcome, row.note, row.checked)
