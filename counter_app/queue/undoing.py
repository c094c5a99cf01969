"""Taking back a counter's last move (hoàn tác), for a short while and while nobody else has moved the ticket since."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select

from counter_app.errors import NothingToUndo, ScreenStale
from counter_app.queue.board import TicketCard, open_call_of, ticket_by_id
from counter_app.queue.calling import free_counter
from counter_app.queue.moves import move, on_open_call, reopen_last_call, unplain
from counter_app.queue.policy import seconds_of
from counter_app.records.office import TicketEvent
from counter_app.store import Act


def undo(act: Act, counter: int) -> TicketCard:
    """Take back a counter's last move (hoàn tác). NothingToUndo when there is none, or it is too old.

    The time counts from the move itself: of a call that was called out again, or whose service was begun by mistake, from
    that call. ScreenStale where somebody else has moved the ticket since; CounterBusy where the counter has another by now.
    """
    newest = act.connection.execute(
        select(TicketEvent.__table__).where(TicketEvent.counter == counter).order_by(TicketEvent.seq.desc()).limit(1)
    ).one_or_none()
    last = _call_before(act, newest) if newest is not None and _leaves_the_call(newest) else newest
    within = seconds_of(act, "queue.undo_seconds")
    if newest is None or last is None or last.kind not in _UNDONE_BY or abs(act.now - last.at) > within:
        raise NothingToUndo(counter, int(within.total_seconds()))
    ticket = ticket_by_id(act, last.ticket_id)
    if ticket.version != newest.version or newest.who != act.by.staff:
        raise ScreenStale("ticket", ticket.number, ticket.state)
    if last.before in ("called", "serving") or last.kind in ("called", "resumed", "taken"):
        _undo_call(act, ticket.id, counter, _UNDONE_BY[last.kind])
    was = {name: unplain(value) for name, value in last.detail.get("was", {}).items()}
    undone = move(act, ticket, "undone", (ticket.state,), last.before, at=counter, note=last.kind, **was)
    act.record("ticket.undone", f"ticket:{ticket.id}", {"counter": counter, "move": last.kind})
    return undone


def undo_begin(act: Act, ticket_id: UUID) -> TicketCard:
    """The service was begun by mistake: who was called is awaited again. Repeating it changes nothing.

    Who was never called out, because the service was begun by hand, waits again at the old place.
    """
    ticket = ticket_by_id(act, ticket_id)
    call = open_call_of(act, ticket_id)
    if ticket.state != "serving" or call is None:
        return ticket
    if call.calls:
        undone = move(act, ticket, "undone", ("serving",), "called", at=ticket.counter, note="begun")
        _undo_call(act, ticket_id, call.counter, "not begun")
    else:
        undone = move(act, ticket, "undone", ("serving",), "waiting", at=ticket.counter, note="taken", counter=None)
        _undo_call(act, ticket_id, call.counter, "dropped")
    act.record("ticket.undone", f"ticket:{ticket_id}", {"counter": call.counter, "move": "begun"})
    return undone


def _leaves_the_call(event: Any) -> bool:
    """Whether the ticket stands after this as its call left it."""
    return bool(event.kind == "recalled" or (event.kind == "undone" and event.note == "begun"))


def _call_before(act: Act, event: Any) -> Any:
    """The call that stands after this event: taking back a recall takes back its call."""
    return act.connection.execute(
        select(TicketEvent.__table__)
        .where(TicketEvent.ticket_id == event.ticket_id, TicketEvent.kind == "called")
        .order_by(TicketEvent.seq.desc())
        .limit(1)
    ).one_or_none()


_UNDONE_BY = {
    "called": "dropped",
    "taken": "dropped",
    "resumed": "dropped",
    "begun": "not begun",
    "finished": "reopened",
    "no_show": "reopened",
    "held": "reopened",
    "transferred": "reopened",
    "cancelled": "reopened",
}
"""What undoing a move does to the ticket's call."""


def _undo_call(act: Act, ticket_id: UUID, counter: int, how: str) -> None:
    if how == "dropped":
        on_open_call(act, ticket_id, ended_at=act.now, outcome="undone")
    elif how == "not begun":
        on_open_call(act, ticket_id, begun_at=None)
    else:
        free_counter(act, counter)
        reopen_last_call(act, ticket_id, counter)
