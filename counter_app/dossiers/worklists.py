"""Work lists: what somebody in the hall has to see to today. Questions; each line names who to ring up.

Late is a property of a dossier, never a state: what is overdue still goes its way. What was voided is in no list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from counter_app.attention import attention_count
from counter_app.by_hand import by_hand, unentered_ids
from counter_app.calendar import at
from counter_app.dossiers.lookup import OWNER
from counter_app.dossiers.steps.legs import NEWEST_LEAD
from counter_app.dossiers.steps.table import RUNNING, WAITING
from counter_app.records.attachments import Attachment, Blob
from counter_app.records.desk import Dossier, Person
from counter_app.records.dossier_steps import DossierLeg, DossierSupplement
from counter_app.store import Asking

MOST = 500
"""Lines of a list at most; ``work_counts`` counts on."""

ListName = Literal["today", "promised", "overdue", "waiting", "ready", "unsent", "attention"]

LISTS_VI: Mapping[ListName, str] = {
    "today": "Hẹn trả hôm nay",
    "promised": "Đã hẹn, chưa có kết quả",
    "overdue": "Quá hẹn",
    "waiting": "Chờ công dân bổ sung",
    "ready": "Có kết quả, chờ trả",
    "unsent": "Chưa lên hệ thống thành phố",
    "attention": "Cần xử lý với thành phố",
}
"""The lists as a window names them."""


@dataclass(frozen=True)
class WorkLine:
    """A dossier in a work list."""

    id: UUID
    code: str
    name: str
    """The owner's."""
    owner_phone: str
    owner_phone_of: str
    """Whose it is: ``own``, ``submitter`` or ``relative``."""
    procedure_name: str
    state: int
    received_at: datetime
    due: datetime | None
    sync_state: str
    handover_state: str
    shelf: str
    unit: str | None
    """The unit in the lead, whoever works on it there, and the number to ring; None where it never left the counter."""
    officer: str | None
    phone: str | None
    answer_by: datetime | None
    """Until when the citizen has time to complete it, where they are waited for."""


@dataclass(frozen=True)
class WorkCounts:
    """How many dossiers each list holds."""

    today: int
    promised: int
    overdue: int
    waiting: int
    ready: int
    unsent: int
    attention: int = 0
    """What the city refused or can't be taken in from it; not all of it is about a dossier."""


def work_list(asking: Asking, name: ListName) -> tuple[WorkLine, ...]:
    """One list: the most pressing first, at most ``MOST``."""
    return _first(
        asking, _CONDITIONS[name](asking), _ORDERS.get(name, (Dossier.due.is_(None), Dossier.due, Dossier.id))
    )


def work_counts(asking: Asking) -> WorkCounts:
    """How many dossiers each list holds, for the tabs above them."""
    counted = {
        name: asking.connection.execute(select(func.count()).select_from(Dossier).where(of(asking))).scalar_one()
        for name, of in _CONDITIONS.items()
        if name != "attention"
    }
    return WorkCounts(**counted, attention=attention_count(asking))


def _first(asking: Asking, where: ColumnElement[bool], order: tuple[Any, ...]) -> tuple[WorkLine, ...]:
    """The first lines; who they are is settled before anything is asked about them."""
    first = select(Dossier.id).where(where).order_by(*order).limit(MOST).subquery()
    wanted = _lines().join(first, first.c.id == Dossier.id).order_by(*order)
    return tuple(WorkLine(*row) for row in asking.connection.execute(wanted))


def _lines() -> Select[*tuple[Any, ...]]:
    waited = and_(DossierSupplement.dossier_id == Dossier.id, DossierSupplement.ended_at.is_(None))
    shown: list[Any] = [Dossier.id, Dossier.code, Person.name, Person.phone, Person.phone_of]
    shown += [
        Dossier.procedure_name,
        Dossier.state,
        Dossier.received_at,
        Dossier.due,
        Dossier.sync_state,
        Dossier.handover_state,
        Dossier.shelf,
    ]
    shown += [DossierLeg.unit, DossierLeg.officer, DossierLeg.phone, DossierSupplement.answer_by]
    return (
        select(*shown)
        .select_from(Dossier)
        .outerjoin(Person, OWNER)
        .outerjoin(DossierLeg, NEWEST_LEAD)
        .outerjoin(DossierSupplement, waited)
    )


def _running() -> ColumnElement[bool]:
    return Dossier.state.in_(RUNNING)


def _due_on(day: date) -> ColumnElement[bool]:
    return and_(Dossier.due >= at(day, 0), Dossier.due < at(day + timedelta(days=1), 0))


def _today(asking: Asking) -> ColumnElement[bool]:
    """Promised for today and not handed over, whether the result is in or not."""
    return and_(_due_on(asking.business_day), or_(_running(), Dossier.handover_state == "ready"))


def _promised(asking: Asking) -> ColumnElement[bool]:
    return and_(_running(), _due_on(asking.business_day))


def _overdue(asking: Asking) -> ColumnElement[bool]:
    return and_(_running(), Dossier.due < asking.now)


def _waiting(_asking: Asking) -> ColumnElement[bool]:
    return Dossier.state == WAITING


def _ready(_asking: Asking) -> ColumnElement[bool]:
    return Dossier.handover_state == "ready"


def _unsent(asking: Asking) -> ColumnElement[bool]:
    """What the city does not have yet; by hand also what only its newest status is missing there."""
    if by_hand(asking):
        return Dossier.id.in_(unentered_ids(asking))
    return Dossier.sync_state.in_(("local", "office", "attention"))


def _attention(_asking: Asking) -> ColumnElement[bool]:
    files = select(Attachment.dossier_id).join(Blob, Blob.sha256 == Attachment.sha256)
    stuck = files.where(Blob.state == "parked", Attachment.taken_off_at.is_(None))
    return or_(Dossier.sync_state == "attention", Dossier.id.in_(stuck))


_CONDITIONS: Mapping[ListName, Callable[[Asking], ColumnElement[bool]]] = {
    "today": _today,
    "promised": _promised,
    "overdue": _overdue,
    "waiting": _waiting,
    "ready": _ready,
    "unsent": _unsent,
    "attention": _attention,
}
_ORDERS: Mapping[ListName, tuple[Any, ...]] = {
    "unsent": (Dossier.received_at, Dossier.id),
    "attention": (Dossier.received_at, Dossier.id),
    "overdue": (Dossier.due, Dossier.id),
    "today": (Dossier.due, Dossier.id),
}
"""Where everything in a list has a moment to be ordered by, an index has the order already."""
