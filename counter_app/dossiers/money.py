"""Money of a dossier (phí, lệ phí), an axis of its own: taken, given back, or not asked for any more. Acts of the desk.

Every amount that is taken or given back has a receipt number (số biên lai) of its own within the year; why money goes back or
is not taken is always said. NĐ 118/2025/NĐ-CP, article 24. The paper receipt itself belongs to the rules of the treasury.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update

from counter_app.dossiers.form_numbers import next_number
from counter_app.dossiers.lookup import DossierCard, dossier_by_id
from counter_app.dossiers.steps.table import ENDED_WITHOUT
from counter_app.errors import BadDocument, ScreenStale, WrongMoment
from counter_app.moments import business_day, local
from counter_app.records.desk import Dossier, DossierEvent, Fee
from counter_app.records.money import MoneyMove
from counter_app.step_errors import StepRefused
from counter_app.store import Act, Asking
from counter_app.unit_card import unit

Way = Literal["cash", "transfer"]
SERIES = "BL"
"""The receipts' own series of numbers."""

_EVENTS = {"taken": "paid", "refunded": "refunded", "cancelled": "fee_cancelled", "receipt": "receipt_cancelled"}
_STATES = {"taken": "paid", "refunded": "refunded", "cancelled": "cancelled", "receipt": "due"}
_OPS = {"receipt": "fact.receipt_cancelled"}
"""``receipt``: a receipt written by mistake; it is kept as a cancelled movement that has the receipt's number."""


@dataclass(frozen=True)
class MoneyCard:
    """A movement as lists show it; amounts in đồng."""

    at: datetime
    kind: str
    amount: int
    way: str
    receipt: str
    """``BL-2026-000012``; of a cancellation the receipt that was cancelled, empty where there was none."""
    reason: str
    who: str


def note_taken(act: Act, dossier_id: UUID, amount: int, way: Way = "cash") -> str:
    """Money changed hands with a step of the dossier: a fact the city hears of. Its receipt number."""
    return _note(act, dossier_id, "taken", amount, way, "")


def pay(act: Act, dossier_id: UUID, way: Way, rev: int | None = None) -> MoneyCard:
    """What was due has been paid (đã nộp phí): the transfer has come, or cash was brought. WrongMoment, ScreenStale.

    Nothing is taken for a dossier that ended without a result: its fee is cancelled.
    """
    card = _expect(act, dossier_id, "due", rev)
    if card.state in ENDED_WITHOUT or card.voided:
        raise StepRefused("dossier", card.code, str(card.state), "pay", "fee_of_ended")
    act.connection.execute(update(Fee).where(Fee.dossier_id == dossier_id).values(taken_at=act.now, way=way))
    return _move(act, card, "taken", card.fee_total, way, "")


def take_cash(act: Act, dossier_id: UUID) -> dict[str, str]:
    """The cash agreed on changes hands as the dossier is accepted; what changes of the dossier. Nothing if not asked for."""
    due = select(Dossier.fee_total).where(Dossier.id == dossier_id, Dossier.money_state == "due")
    total = act.connection.execute(due).scalar_one_or_none()
    cash = (Fee.dossier_id == dossier_id, Fee.way == "cash", Fee.taken_at.is_(None))
    if not total or not act.connection.execute(update(Fee).where(*cash).values(taken_at=act.now)).rowcount:
        return {}
    note_taken(act, dossier_id, total)
    return {"money_state": "paid"}


def refund(act: Act, dossier_id: UUID, reason: str, amount: int | None = None, rev: int | None = None) -> MoneyCard:
    """Give money back (hoàn phí), all of it unless less is said. BadDocument, WrongMoment, ScreenStale.

    Also of a dossier voided as a mistake: what was taken for it is owed to the citizen.
    """
    card = _expect(act, dossier_id, "paid", rev)
    back = card.fee_total if amount is None else amount
    if not 0 < back <= card.fee_total:
        raise BadDocument("amount", f"chỉ hoàn được từ 1 đến {card.fee_total} đồng")
    way: Way = "transfer" if any(fee.way == "transfer" for fee in card.fees) else "cash"
    return _move(act, card, "refunded", back, way, _said(reason))


def cancel_fee(act: Act, dossier_id: UUID, reason: str, rev: int | None = None) -> MoneyCard:
    """The fee is not asked for any more (huỷ thu), before it was paid. BadDocument, WrongMoment, ScreenStale."""
    card = _expect(act, dossier_id, "due", rev)
    return _move(act, card, "cancelled", card.fee_total, "cash", _said(reason))


def cancel_receipt(act: Act, dossier_id: UUID, reason: str, rev: int | None = None) -> MoneyCard:
    """The receipt was written by mistake (huỷ biên lai): nothing was taken, it is due again. The number is not used again.

    Only on the day it was written: later the day's money has been counted, and it goes back by ``refund``. BadDocument,
    WrongMoment, StepRefused, ScreenStale.
    """
    card = _expect(act, dossier_id, "paid", rev)
    said = _said(reason)
    taken = act.connection.execute(_TAKEN, {"dossier": dossier_id}).one()
    if business_day(taken.at) != act.business_day:
        raise StepRefused("dossier", card.code, str(card.state), "cancel_receipt", "receipt_of_another_day")
    act.connection.execute(update(Fee).where(Fee.dossier_id == dossier_id).values(taken_at=None))
    return _move(act, card, "receipt", taken.amount, taken.way, said, taken.receipt)


def money_of(asking: Asking, dossier_id: UUID) -> tuple[MoneyCard, ...]:
    """What moved, oldest first."""
    return tuple(_card(row) for row in asking.connection.execute(_MOVES, {"dossier": dossier_id}))


def _expect(act: Act, dossier_id: UUID, state: str, rev: int | None) -> DossierCard:
    card = dossier_by_id(act, dossier_id)
    if rev is not None and rev != card.rev:
        raise ScreenStale("dossier", card.code, str(card.state))
    if card.money_state != state or not card.fee_total:
        raise WrongMoment("money", card.code, card.money_state)
    return card


def _said(reason: str) -> str:
    if not reason.strip():
        raise BadDocument("reason", "cần lý do")
    return reason.strip()


def _move(
    act: Act, card: DossierCard, kind: str, amount: int, way: Way, reason: str, receipt_before: int | None = None
) -> MoneyCard:
    newer = {"money_state": _STATES[kind], "client_rev": card.rev + 1}
    mine = (Dossier.id == card.id, Dossier.client_rev == card.rev)
    if not act.connection.execute(update(Dossier).where(*mine).values(**newer)).rowcount:
        raise ScreenStale("dossier", card.code, str(card.state))
    receipt = _note(act, card.id, kind, amount, way, reason, receipt_before)
    note = " · ".join(part for part in (receipt, reason) if part)
    event: dict[str, Any] = {"at": act.now, "kind": _EVENTS[kind], "state": card.state, "from_state": card.state}
    event |= {"who": act.by.staff, "agency": unit(act).name, "note": note, "counter": act.by.counter}
    event |= {"to_agency": "", "to_officer": "", "due": card.due}
    act.connection.execute(insert(DossierEvent).values(dossier_id=card.id, **event))
    return MoneyCard(act.now, _kept_as(kind), amount, way, receipt, reason, act.by.staff)


def _kept_as(kind: str) -> str:
    return "cancelled" if kind == "receipt" else kind


def _note(
    act: Act, dossier_id: UUID, kind: str, amount: int, way: Way, reason: str, receipt_before: int | None = None
) -> str:
    year = local(act.now).year
    receipt = next_number(act, SERIES, year) if kind in ("taken", "refunded") else receipt_before
    row = {
        "dossier_id": dossier_id,
        "at": act.now,
        "kind": _kept_as(kind),
        "amount": amount,
        "way": way,
        "reason": reason,
    }
    row |= {"receipt": receipt, "who": act.by.staff, "counter": act.by.counter}
    act.connection.execute(_KEEP, row)
    number = _number(year, receipt)
    body = {"amount": amount, "way": way, "at": act.now.isoformat(), "receipt": number, "reason": reason}
    act.record(_OPS.get(kind, f"fact.money_{kind}"), f"dossier:{dossier_id}", body)
    return number


def _number(year: int, receipt: int | None) -> str:
    return "" if receipt is None else f"{SERIES}-{year}-{receipt:06}"


def _card(row: Any) -> MoneyCard:
    return MoneyCard(
        row.at, row.kind, row.amount, row.way, _number(local(row.at).year, row.receipt), row.reason, row.who
    )


_KEEP = insert(MoneyMove.__table__).inline()  # type: ignore[arg-type]
_TAKEN = (
    select(MoneyMove.__table__)
    .where(MoneyMove.dossier_id == bindparam("dossier"), MoneyMove.kind == "taken")
    .order_by(MoneyMove.seq.desc())
    .limit(1)
)
_MOVES = select(MoneyMove.__table__).where(MoneyMove.dossier_id == bindparam("dossier")).order_by(MoneyMove.seq)
