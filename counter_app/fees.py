"""Fees (phí, lệ phí) of a dossier from the procedure's rules. Pure; amounts in đồng."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.papers import FeeLine

if TYPE_CHECKING:
    from counter_app.catalogue.procedures import FeeRule, Procedure
    from counter_app.dossiers.intake import CopyLine


def fees_for(procedure: Procedure, lines: Sequence[CopyLine], sets: int) -> tuple[FeeLine, ...]:
    """What the procedure costs, one line per fee, for page prices one per paper; nothing that costs nothing.

    A case is a paper that is dealt with, a copy one that is handed out; without lines the sets of the dossier count.
    Fees nobody confirmed (``fees`` in ``procedure.unknown``) give no lines.
    """
    found = [line for rule in procedure.fees for line in _lines(rule, lines, sets)]
    return tuple(line for line in found if line.amount)


def total(fees: Sequence[FeeLine]) -> int:
    """What is to be paid."""
    return sum(fee.amount for fee in fees)


def cost_of_copy(rule: FeeRule, pages: int) -> int:
    """What one certified copy of so many pages costs: each page by its step, at most the cap (Circular 226/2016)."""
    amount, done = 0, 0
    for step in rule.steps:
        last = pages if step.to_page is None else min(pages, step.to_page)
        amount += max(0, last - done) * step.amount
        done = max(done, last)
    return amount if rule.cap is None else min(amount, rule.cap)


def reaches_cap(rule: FeeRule, pages: int) -> bool:
    """Whether a copy of so many pages would cost more than the most that may be asked for one."""
    return rule.cap is not None and cost_of_copy(replace(rule, cap=None), pages) > rule.cap


def rule_by_pages(procedure: Procedure) -> FeeRule | None:
    """The fee that counts pages and copies; None where the procedure has none and asks for no lines."""
    return next((rule for rule in procedure.fees if rule.kind == "per_page_steps"), None)


def _lines(rule: FeeRule, lines: Sequence[CopyLine], sets: int) -> list[FeeLine]:
    if rule.kind == "per_page_steps":
        return [_page_line(rule, line) for line in lines]
    if rule.kind == "fixed":
        return [FeeLine(rule.name, rule.amount)]
    count = sum(line.copies if rule.kind == "per_copy" else 1 for line in lines) or sets
    return [FeeLine(rule.name, rule.amount * count)]


def _page_line(rule: FeeRule, line: CopyLine) -> FeeLine:
    name = f"{rule.name}: {line.paper}, {line.pages} trang × {line.copies} bản"
    if reaches_cap(rule, line.pages):
        name += " (mức tối đa)"
    return FeeLine(name, cost_of_copy(rule, line.pages) * line.copies)
