"""Fees (phí, lệ phí) of a dossier from the procedure's rules. Pure; amounts in đồng."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from counter_app.papers import FeeLine

if TYPE_CHECKING:
    from counter_app.catalogue.procedures import Channel, FeeRule, Procedure
    from counter_app.dossiers.intake import CopyLine


CHANNELS_VI: Mapping[Channel, str] = {
    "direct": "nộp tại quầy",
    "online": "nộp trực tuyến",
    "post": "nộp qua bưu chính",
}
"""The channels as a fee names them."""


@dataclass(frozen=True)
class Terms:
    """What a tariff may depend on beside the papers."""

    channel: Channel = "direct"
    case: str = ""
    """The case of the procedure (trường hợp); empty where its fees tell none apart."""
    day: date | None = None
    """The hall's day of receipt; None leaves out what is bound to days."""


def fees_for(procedure: Procedure, lines: Sequence[CopyLine], sets: int, terms: Terms = Terms()) -> tuple[FeeLine, ...]:
    """What the procedure costs on these terms, one line per fee, for page prices one per paper.

    A case is a paper that is dealt with, a copy one that is handed out; without lines the sets of the dossier count.
    Nothing that costs nothing has a line, but for a channel that is free by its own rule («nộp trực tuyến»: 0 đ).
    Fees nobody confirmed (``fees`` in ``procedure.unknown``) give no lines.
    """
    rules = [rule for rule in procedure.fees if applies(rule, terms)]
    found = [(rule, line) for rule in rules for line in _lines(rule, lines, sets)]
    return tuple(_named(rule, line, terms) for rule, line in found if line.amount or rule.channels)


def applies(rule: FeeRule, terms: Terms) -> bool:
    """Whether a rule holds on these terms."""
    if rule.channels and terms.channel not in rule.channels:
        return False
    if rule.case and rule.case != terms.case:
        return False
    if rule.since is None and rule.until is None:
        return True
    day = terms.day
    return day is not None and (rule.since is None or rule.since <= day) and (rule.until is None or day <= rule.until)


def clash(one: FeeRule, other: FeeRule) -> bool:
    """Whether two rules of one fee could hold at once, so that it would be asked for twice."""
    if one.name != other.name or (one.case and other.case and one.case != other.case):
        return False
    if one.channels and other.channels and not set(one.channels) & set(other.channels):
        return False
    begins, ends = max(_first(one), _first(other)), min(one.until or date.max, other.until or date.max)
    return begins <= ends


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


def _first(rule: FeeRule) -> date:
    return rule.since or date.min


def _named(rule: FeeRule, line: FeeLine, terms: Terms) -> FeeLine:
    """The line with what its rule depends on, so that the receipt says why it is this much."""
    why = ", ".join(part for part in (rule.case, CHANNELS_VI[terms.channel] if rule.channels else "") if part)
    return replace(line, name=f"{line.name} ({why})") if why else line


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
