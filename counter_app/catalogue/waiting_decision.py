"""The city's decision that waits to be taken (quyết định chờ nhận): heard of by the exchange, looked at and taken by a person.

It waits in the office's records, so that it can be read, and taken from its day on, with the city away.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import delete, insert, select

from counter_app.catalogue.from_city import Decision, Offer, offer, take_decision
from counter_app.catalogue.versions import Installed, known_rev
from counter_app.errors import BadDocument
from counter_app.records.city_decision import CityDecision
from counter_app.store import Act, Asking


@dataclass(frozen=True)
class Waiting:
    """Which decision waits, without what it says."""

    rev: int
    name: str
    effective_from: date
    heard_at: datetime
    in_force: bool
    """Whether its day has come."""


def keep_decision(act: Act, decision: Decision) -> bool:
    """Let a decision wait that was found good (``from_city.offer``); False for one that is known already."""
    waits = act.connection.execute(select(CityDecision.rev)).scalar_one_or_none()
    if decision.rev <= max(known_rev(act), waits or 0):
        return False
    act.connection.execute(delete(CityDecision))
    row = asdict(decision) | {"id": 1, "heard_at": act.now}
    act.connection.execute(insert(CityDecision).values(row))
    act.record("catalogue.decision_heard", f"catalogue:tp-{decision.rev}")
    return True


def waiting(asking: Asking) -> Waiting | None:
    """The decision that waits; None where there is nothing new."""
    row = asking.connection.execute(_HEADING).one_or_none()
    if row is None:
        return None
    return Waiting(row.rev, row.name, row.effective_from, row.heard_at, row.effective_from <= asking.business_day)


def waiting_offer(asking: Asking) -> Offer | None:
    """What taking the decision that waits would do here."""
    decision = _decision(asking)
    return None if decision is None else offer(asking, decision)


def take_waiting(act: Act, rev: int) -> Installed:
    """Put the decision that was looked at into use. BadDocument before its day, and where another one waits by now."""
    decision = _decision(act)
    if decision is None:
        raise BadDocument("rev", "không có danh mục nào chờ nhận")
    if decision.rev != rev:
        raise BadDocument("rev", f"thành phố vừa có bản {decision.rev}: xem lại rồi nhận")
    done = take_decision(act, decision)
    act.connection.execute(delete(CityDecision))
    return done


_HEADING = select(CityDecision.rev, CityDecision.name, CityDecision.effective_from, CityDecision.heard_at)


def _decision(asking: Asking) -> Decision | None:
    row = asking.connection.execute(select(CityDecision.__table__)).one_or_none()
    if row is None:
        return None
    return Decision(row.rev, row.whole, row.name, row.effective_from, tuple(row.procedures), tuple(row.abolished))
