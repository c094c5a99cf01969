"""What the public look-up screen may tell of a dossier: where it stands, its steps, when and how to collect.

Nothing else is even read: no name, number, phone, address, no note of an officer, and not what the dossier is about,
for that alone may be nobody's business. Decree 118/2025/NĐ-CP, article 5: no personal data are given away.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal, cast
from uuid import UUID

from sqlalchemy import select

from counter_app import ratings
from counter_app.citizen_answers import CITIZEN
from counter_app.dossiers.public_tries import OF_CODE, OF_SCREEN, count_wrong, forgive, seconds_to_wait
from counter_app.dossiers.steps import table
from counter_app.queue.visits import visit
from counter_app.ratings import RatingCard, rating_of
from counter_app.records.desk import Dossier, DossierAlias, DossierEvent, Person
from counter_app.records.dossier_steps import DossierSupplement
from counter_app.settings import value_of
from counter_app.store import Act, Asking, By
from counter_app.unit_card import unit

Standing = Literal[
    "registered",
    "accepted",
    "refused",
    "in_work",
    "waiting",
    "paying",
    "withdrawn",
    "stopped",
    "ready",
    "given",
    "voided",
]
Collect = Literal["counter", "post", "electronic"]

_STANDINGS: Mapping[int, Standing] = {
    table.NEW: "registered",
    table.ACCEPTED: "accepted",
    table.REFUSED: "refused",
    table.IN_WORK: "in_work",
    table.WAITING: "waiting",
    table.PAYING: "paying",
    table.WITHDRAWN: "withdrawn",
    table.STOPPED: "stopped",
    table.DONE: "ready",
    table.HANDED_OVER: "given",
}
"""The national statuses (TrangThaiHoSo) as a citizen hears of them."""

PUBLIC_STEPS = (
    "registered",
    "received",
    "accepted",
    "supplement_at_intake",
    "supplement_in_processing",
    "completed",
    "closed",
    "refused",
    "forwarded",
    "extended",
    "withdrawn",
    "stopped",
    "result_in",
    "handed_over",
    "papers_returned",
)
"""The events that are told; what goes on inside the office is not."""

LAST_DIGITS = 4


@dataclass(frozen=True)
class PublicStep:
    """One step: when, what (a kind of event), at which agency, and to which it went."""

    at: datetime
    kind: str
    agency: str
    to_agency: str


@dataclass(frozen=True)
class PublicDossier:
    """All that the screen may tell of a dossier."""

    code: str
    standing: Standing
    received_at: datetime
    due: datetime | None
    postponed: bool
    """Whether this is not the first due date."""
    late: bool
    answer_by: datetime | None
    """Until when the citizen may complete it, where they are waited for."""
    collect: Collect
    papers_back: bool
    """It ended without a result, and papers wait to be fetched."""
    steps: tuple[PublicStep, ...]


@dataclass(frozen=True)
class Answer:
    """What came of a look-up. No dossier: there is none, or the digits are wrong, or it was not looked up at all."""

    dossier: PublicDossier | None
    wait_seconds: int = 0
    """So long nothing more is looked up."""
    visit_id: UUID | None = None
    """The visit it was received in, where that can still be rated."""


@dataclass(frozen=True)
class Opening:
    """What the screen shows before anybody came."""

    office: str
    unit_code: str
    large: bool
    """Whether its letters are large from the start."""
    scale: int
    """How many faces a rating has."""


def opening(asking: Asking) -> Opening:
    """What the screen shows before anybody came."""
    office = unit(asking)
    large, scale = value_of(asking, "kiosk.large_default"), value_of(asking, "rating.faces")
    return Opening(office.name, office.code, bool(large), int(scale))


def look_up_by_slip(act: Act, code: str, screen: str = "lookup") -> Answer:
    """By a code that was scanned: who has the slip in hand needs no digits. Codes nobody gave count as wrong tries."""
    scope = f"scan:{screen}"
    if wait := seconds_to_wait(act, scope, OF_SCREEN):
        return Answer(None, wait)
    found = _found(act, code)
    if found is None:
        return Answer(None, count_wrong(act, scope, OF_SCREEN))
    return Answer(_told(act, found))


def look_up_by_digits(act: Act, code: str, digits: str, screen: str = "lookup") -> Answer:
    """By a code that was typed and the last four digits of the owner's identity number or phone.

    A wrong try is an answer and not a refusal: its count has to be kept. It never tells whether the code exists.
    """
    of_screen, of_code = f"screen:{screen}", f"code:{code}"
    wait = max(seconds_to_wait(act, of_screen, OF_SCREEN), seconds_to_wait(act, of_code, OF_CODE))
    if wait:
        return Answer(None, wait)
    found = _found(act, code)
    if not _digits_fit(act, None if found is None else found.id, digits) or found is None:
        waits = count_wrong(act, of_screen, OF_SCREEN), count_wrong(act, of_code, OF_CODE)
        return Answer(None, max(waits))
    # The screen's count stays: else a guesser would look up a dossier of their own in between.
    forgive(act, of_code)
    return Answer(_told(act, found), visit_id=_to_rate(act, found.visit_id))


def rate_later(act: Act, visit_id: UUID, level: int | None) -> RatingCard:
    """The face chosen at the look-up screen for a visit that is over; it counts unless one was chosen before."""
    citizens = replace(act, by=By(CITIZEN, visit(act, visit_id).counter))
    return ratings.give(citizens, visit_id, level, "lookup")


def _found(asking: Asking, code: str) -> Any:
    """The row of a dossier by its code, else by an alias; None."""
    shown = (Dossier.id, Dossier.code, Dossier.state, Dossier.received_at, Dossier.due, Dossier.due_original)
    more = (Dossier.return_way, Dossier.handover_state, Dossier.voided, Dossier.visit_id)
    wanted, alias = select(*shown, *more), select(DossierAlias.dossier_id).where(DossierAlias.alias == code)
    by_code = asking.connection.execute(wanted.where(Dossier.code == code)).one_or_none()
    return by_code or asking.connection.execute(wanted.where(Dossier.id.in_(alias))).one_or_none()


def _digits_fit(asking: Asking, dossier_id: UUID | None, digits: str) -> bool:
    """Whether these are the last digits of the owner's number or phone; asked for a code nobody gave, too."""
    owner = select(Person.number, Person.phone).where(Person.dossier_id == dossier_id, Person.role == "owner")
    row = asking.connection.execute(owner).one_or_none()
    known = ("", "") if row is None else (_last(row.number), _last(row.phone))
    fits = [hmac.compare_digest(one.encode(), digits.encode()) for one in known]
    return len(digits) == LAST_DIGITS and any(fits)


def _last(number: str | None) -> str:
    """The last four digits; empty where there are fewer."""
    bare = re.sub(r"[^0-9]", "", number or "")
    return bare[-LAST_DIGITS:] if len(bare) >= LAST_DIGITS else ""


def _told(asking: Asking, row: Any) -> PublicDossier:
    return PublicDossier(
        code=row.code,
        standing="voided" if row.voided else _STANDINGS[row.state],
        received_at=row.received_at,
        due=row.due,
        postponed=row.due is not None and row.due_original is not None and row.due > row.due_original,
        late=table.is_late(row.state, row.due, asking.now),
        answer_by=_answer_by(asking, row.id) if row.state == table.WAITING else None,
        collect=cast("Collect", row.return_way) if row.return_way in ("post", "electronic") else "counter",
        papers_back=row.state in table.ENDED_WITHOUT and row.handover_state == "ready",
        steps=_steps(asking, row.id),
    )


def _answer_by(asking: Asking, dossier_id: UUID) -> datetime | None:
    waiting = select(DossierSupplement.answer_by).where(
        DossierSupplement.dossier_id == dossier_id, DossierSupplement.ended_at.is_(None)
    )
    return asking.connection.execute(waiting.limit(1)).scalar_one_or_none()


def _steps(asking: Asking, dossier_id: UUID) -> tuple[PublicStep, ...]:
    shown = select(DossierEvent.at, DossierEvent.kind, DossierEvent.agency, DossierEvent.to_agency)
    mine = shown.where(DossierEvent.dossier_id == dossier_id, DossierEvent.kind.in_(PUBLIC_STEPS))
    return tuple(PublicStep(*row) for row in asking.connection.execute(mine.order_by(DossierEvent.seq)))


def _to_rate(asking: Asking, visit_id: UUID | None) -> UUID | None:
    """The visit, if it is over and nobody has answered for it; none whose vote may have lost its visit since."""
    if visit_id is None:
        return None
    about, kept = visit(asking, visit_id), timedelta(days=int(value_of(asking, "rating.keep_days")))
    if about.ended is None or asking.now - about.began >= kept:
        return None
    return visit_id if rating_of(asking, visit_id) is None else None
