"""What is done with a dossier's money, as windows and the command line write it: strict, and done by one act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from counter_app.documents import Note, Strict, read_document
from counter_app.dossiers import money
from counter_app.dossiers.money import MoneyCard
from counter_app.store import Act

Moving = Literal["cash", "transfer", "refund", "cancel", "cancel_receipt"]
"""Cash taken, a transfer that has come, money given back, a fee no more asked for, a receipt written by mistake."""


class MoneyModel(Strict):
    """What moves; ``amount`` in đồng, only of what is given back."""

    do: Moving
    amount: Annotated[int, Field(ge=1)] | None = None
    reason: Note = ""


@dataclass(frozen=True)
class MoneyGiven:
    """The same as values; no amount: all of it."""

    do: Moving
    amount: int | None = None
    reason: str = ""


def read_money(document: Any) -> MoneyGiven:
    """What is to move; BadDocument."""
    return MoneyGiven(**read_document(MoneyModel, document).model_dump())


def move_money(act: Act, dossier_id: UUID, given: MoneyGiven, rev: int | None = None) -> MoneyCard:
    """Take it, give it back or ask for it no more. BadDocument, NotFound, WrongMoment, ScreenStale."""
    match given.do:
        case "refund":
            return money.refund(act, dossier_id, given.reason, given.amount, rev)
        case "cancel":
            return money.cancel_fee(act, dossier_id, given.reason, rev)
        case "cancel_receipt":
            return money.cancel_receipt(act, dossier_id, given.reason, rev)
        case way:
            return money.pay(act, dossier_id, way, rev)
