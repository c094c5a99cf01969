"""What the citizen answers on the screen beside the counter. Acts of the desk.

Whoever is signed in where the screen is shown, these acts are the citizen's: an answer is never the officer's.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from counter_app import ratings
from counter_app.dossiers import signature
from counter_app.dossiers.signature import SignatureAsked
from counter_app.queue import visits
from counter_app.ratings import RatingCard
from counter_app.store import Act, By

CITIZEN = "citizen"
"""Who acts, in the audit trail: the person at the counter, nameless."""


def check(act: Act, visit_id: UUID, *, right: bool) -> visits.VisitCard:
    """The data shown are right, or are to be mended; WrongMoment once the visit is over."""
    return visits.answer_check(_citizens(act, visit_id), visit_id, right=right)


def rate(act: Act, visit_id: UUID, level: int | None) -> RatingCard:
    """The face chosen for the visit that was shown; None is "không đánh giá"."""
    return ratings.give(_citizens(act, visit_id), visit_id, level)


def say_why(act: Act, visit_id: UUID, reason: str) -> RatingCard:
    """The reason chosen by somebody who was not content, or that they skipped it."""
    return ratings.give_reason(_citizens(act, visit_id), visit_id, reason)


def sign(act: Act, visit_id: UUID, asked_id: UUID, picture: bytes) -> SignatureAsked:
    """The citizen's signature for a result. BadDocument; WrongMoment once it is not asked for any more."""
    return signature.sign(_citizens(act, visit_id), asked_id, picture)


def note_foreign_press(act: Act, visit_id: UUID) -> None:
    """Somebody pressed the citizen's screen with the desk's mouse: it does not count, and the auditor sees it."""
    act.record("rating.press_refused", f"visit:{visit_id}")


def _citizens(act: Act, visit_id: UUID) -> Act:
    return replace(act, by=By(CITIZEN, visits.visit(act, visit_id).counter))
