"""The city's decision that waits to be taken (quyết định chờ nhận): heard of by the exchange, looked at and taken by a person.

It waits in the office's records, so that it can be read, and taken from its day on, with the city away.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, insert, select

from counter_app.catalogue.from_city import Decision, Offer, Ready, make_ready, offer, take_ready
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
    waits = act.connection.execute(_REV).scalar_one_or_none()
    if decision.rev <= max(known_rev(act), waits or 0):
        return False
    act.connection.execute(delete(CityDecision))
    row = {**vars(decision), "id": 1, "heard_at": act.now}
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


def ready_waiting(asking: Asking, rev: int) -> Ready:
    """The decision that was looked at, ready to be taken. BadDocument where another one waits by now, or none."""
    _refuse_other(asking.connection.execute(_REV).scalar_one_or_none(), rev)
    decision = _decision(asking)
    assert decision is not None
    return make_ready(asking, decision)


def take_waiting(act: Act, ready: Ready) -> Installed:
    """Put the decision that was looked at into use. BadDocument as ``ready_waiting`` and ``take_ready``."""
    # Another PC that is just taking it is waited for: it will be gone, and not taken once more.
    waits = act.connection.execute(_REV.with_for_update()).scalar_one_or_none()
    _refuse_other(waits, ready.rev)
    done = take_ready(act, ready)
    act.connection.execute(delete(CityDecision))
    return done


def _refuse_other(waits: int | None, rev: int) -> None:
    if waits is None:
        raise BadDocument("rev", "không có danh mục nào chờ nhận")
    if waits != rev:
        raise BadDocument("rev", f"thành phố vừa có bản {waits}: xem lại rồi nhận")


_REV = select(CityDecision.rev)
_HEADING = select(CityDecision.rev, CityDecision.name, CityDecision.effective_from, CityDecision.heard_at)


def _decision(asking: Asking) -> Decision | None:
    row = asking.connection.execute(select(CityDecision.__table__)).one_or_none()
    if row is None:
        return None
    return Decision(row.rev, row.whole, row.name, row.effective_from, tuple(row.procedures), tuple(row.abolished))
