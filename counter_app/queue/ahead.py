"""How many are called before a ticket, as its owner is told. A question of the office.

By rank and place that is one count. Before a ticket of a priority class also go some who have waited beyond the guard,
until it has waited its bound: how many that makes, the replay of the queue says.
"""

from __future__ import annotations

from statistics import median_high

from sqlalchemy import select

from counter_app.queue.board import TicketCard, ahead_of
from counter_app.queue.estimate import hall_now, turns_foreseen
from counter_app.queue.lanes import APPOINTMENT, ORDINARY, PRIORITY, Lane, read_lane
from counter_app.queue.policy import rules_of
from counter_app.queue.waiting_time import Standing
from counter_app.records.office import Ticket
from counter_app.store import Asking


def people_ahead(asking: Asking, ticket: TicketCard) -> int:
    """How many of its line are called before a ticket that waits or is just being issued."""
    lane, ahead = read_lane(ticket.lane), ahead_of(asking, ticket)
    today = ticket.business_day == asking.business_day
    if lane.rank != PRIORITY or not today or not _yields_to_somebody(asking, ticket, lane):
        return ahead
    when = (ticket.arrived_at, ticket.queued_at, ticket.matters)
    whom = Standing(ticket.id, lane.line, ticket.service, lane.rank, *when)
    turns = turns_foreseen(asking, hall_now(asking), whom)
    return max(ahead, median_high(turn.ahead for turn in turns)) if turns else ahead


def _yields_to_somebody(asking: Asking, ticket: TicketCard, lane: Lane) -> bool:
    """Whether somebody else of its line is over the guard, or will be before the ticket has waited its bound."""
    rules = rules_of(asking)
    until = ticket.arrived_at + rules.bound
    if asking.now >= until:
        return False
    waits_long = select(Ticket.id).where(
        Ticket.business_day == asking.business_day,
        Ticket.state == "waiting",
        Ticket.lane.in_([Lane(lane.line, rank).key for rank in (APPOINTMENT, ORDINARY)]),
        Ticket.arrived_at < until - rules.guard,
    )
    return asking.connection.execute(waits_long.limit(1)).first() is not None
