"""Lines of a copy certification, or sets, put right in a dossier, and the fee that follows from them.

The fee is counted anew by the version of the procedure the dossier came in under. What has been taken stays taken: where
the right fee is another amount, the difference is given back first (refund), or all of it, to be taken anew; a
correction moves no money.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from sqlalchemy import delete, func, insert, select

from counter_app.catalogue.versions import procedure
from counter_app.dossiers.intake import CopyLine as Line
from counter_app.dossiers.lookup import DossierCard, dossier_by_id
from counter_app.dossiers.steps.values import Correction
from counter_app.errors import BadDocument
from counter_app.fees import Terms, fees_for, rule_by_pages, total
from counter_app.moments import business_day
from counter_app.papers import FeeLine
from counter_app.records.desk import CopyLine, Dossier, Fee
from counter_app.records.money import MoneyMove
from counter_app.store import Act, Asking


@dataclass(frozen=True)
class Right:
    """What a correction changes in the dossier's own row, what stood there before, what stands there now."""

    changes: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


def lines_of(asking: Asking, dossier_id: UUID) -> tuple[Line, ...]:
    """The lines of a copy certification; none for anything else."""
    wanted = select(CopyLine.paper, CopyLine.pages, CopyLine.copies).where(CopyLine.dossier_id == dossier_id)
    return tuple(Line(*row) for row in asking.connection.execute(wanted.order_by(CopyLine.position)))


def put_lines_right(act: Act, dossier_id: UUID, correction: Correction) -> Right:
    """Write the lines that changed, and the fee by them and by the sets. BadDocument."""
    card, was = dossier_by_id(act, dossier_id), lines_of(act, dossier_id)
    now = was if correction.lines is None else tuple(Line(one.paper, one.pages, one.copies) for one in correction.lines)
    sets = card.sets if correction.sets is None else correction.sets
    if (now, sets) == (was, card.sets):
        return Right()
    found = _fee_right(act, card, now, sets)
    if now == was:
        return found
    act.connection.execute(delete(CopyLine).where(CopyLine.dossier_id == dossier_id))
    rows = [{"paper": one.paper, "pages": one.pages, "copies": one.copies} for one in now]
    numbered = [{"dossier_id": dossier_id, "position": at, **row} for at, row in enumerate(rows, start=1)]
    act.connection.execute(insert(CopyLine), numbered)
    return Right(found.changes, {**found.before, "lines": _plain(was)}, {**found.after, "lines": _plain(now)})


def _fee_right(act: Act, card: DossierCard, lines: Sequence[Line], sets: int) -> Right:
    whole = procedure(act, card.procedure, card.procedure_version)
    if (rule_by_pages(whole) is None) != (not lines):
        raise BadDocument("lines", "chứng thực bản sao cần ít nhất một dòng, thủ tục khác không có dòng nào")
    case = act.connection.execute(select(Dossier.procedure_case).where(Dossier.id == card.id)).scalar_one()
    terms = Terms(cast("Any", card.channel), case, business_day(card.received_at))
    fees = fees_for(whole, lines, sets, terms)
    if fees == tuple(FeeLine(one.name, one.amount) for one in card.fees):
        return Right()
    exempt = card.money_state == "exempt"
    amount = 0 if exempt else total(fees)
    state = card.money_state if exempt else _money_state(act, card, amount, "sets" if sets != card.sets else "lines")
    _write_fees(act, card, fees or ((FeeLine("Phí, lệ phí", 0),) if exempt else ()), taken=state == "paid")
    changes = {"fee_total": amount, "money_state": state}
    return Right(changes, {"fee_total": card.fee_total}, {"fee_total": amount, "fees": [vars(one) for one in fees]})


def _money_state(act: Act, card: DossierCard, amount: int, field_name: str) -> str:
    """Where the money stands once the fee is this amount; BadDocument where what was taken is another one."""
    kept = _kept(act, card)
    if kept == 0:
        return card.money_state if card.money_state == "cancelled" else "due" if amount else "none"
    if kept == amount:
        return "paid"
    back = f"hoàn {kept - amount} đ" if kept > amount > 0 else f"hoàn cả {kept} đ"
    again = f", đính chính, rồi thu {amount} đ" if kept < amount else ", rồi đính chính"
    raise BadDocument(field_name, f"phí đúng là {amount} đ mà đang giữ {kept} đ: {back}{again}")


def _kept(act: Act, card: DossierCard) -> int:
    """What the office has of this dossier's money, in đồng."""
    moved = select(MoneyMove.kind, func.sum(MoneyMove.amount)).where(MoneyMove.dossier_id == card.id)
    sums = {row[0]: int(row[1]) for row in act.connection.execute(moved.group_by(MoneyMove.kind))}
    if "taken" not in sums and card.money_state == "paid":
        return card.fee_total  # taken before movements were kept one by one
    return sums.get("taken", 0) - sums.get("refunded", 0)


def _write_fees(act: Act, card: DossierCard, fees: Sequence[FeeLine], *, taken: bool) -> None:
    mine = Fee.dossier_id == card.id
    before = act.connection.execute(select(Fee.way, Fee.ground, Fee.taken_at).where(mine)).first()
    way, ground, at = ("cash", "", None) if before is None else (before.way, before.ground, before.taken_at)
    act.connection.execute(delete(Fee).where(mine))
    how = {"way": way, "ground": ground, "taken_at": at if taken else None, "dossier_id": card.id}
    rows = [{**how, "position": place, "name": one.name, "amount": one.amount} for place, one in enumerate(fees, 1)]
    if rows:
        act.connection.execute(insert(Fee), rows)


def _plain(lines: Sequence[Line]) -> list[dict[str, Any]]:
    return [{"paper": one.paper, "pages": one.pages, "copies": one.copies} for one in lines]
