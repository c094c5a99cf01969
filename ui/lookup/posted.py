"""What is posted of a procedure (niêm yết; pure): its papers, fees, time and legal basis in words.

Decree 118/2025/NĐ-CP has them public at the office. What nobody confirmed is said to be unknown, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.catalogue.procedures import FeeRule, PaperNeed, Procedure, TimeLimit
from ui.lookup.sentences import Sentences
from ui.wording import money


@dataclass(frozen=True)
class PaperSaid:
    """A paper, and how many of each form."""

    name: str
    counts: str


@dataclass(frozen=True)
class PostedSaid:
    """The page of a procedure."""

    name: str
    code: str
    sample: str
    """The mark of a description for training; empty for a real one."""
    facts: tuple[tuple[str, str], ...]
    papers: tuple[PaperSaid, ...]


def posted_said(words: Sentences, procedure: Procedure) -> PostedSaid:
    """A procedure as it is posted."""
    return PostedSaid(
        name=procedure.name,
        code=words("posted.code", code=procedure.code),
        sample=words("posted.sample") if procedure.sample else "",
        facts=(
            (words("posted.time"), time_said(words, procedure)),
            (words("posted.fee"), fees_said(words, procedure)),
            (words("posted.law"), procedure.legal_basis or words("posted.unknown")),
        ),
        papers=_papers(words, procedure),
    )


def time_said(words: Sentences, procedure: Procedure) -> str:
    """How long it takes."""
    if procedure.time is None:
        return words("posted.unknown")
    return words("time.then").join(_limit(words, one) for one in procedure.time.stages)


def _limit(words: Sentences, limit: TimeLimit) -> str:
    count = f"{limit.value:g}"
    return words(f"time.{limit.unit}", count=count.replace(".", ",") if words.language == "vi" else count)


def fees_said(words: Sentences, procedure: Procedure) -> str:
    """What it costs, each fee by its rule."""
    if "fees" in procedure.unknown:
        return words("posted.unknown")
    return "; ".join(_fee(words, rule) for rule in procedure.fees) or words("posted.free")


def _fee(words: Sentences, rule: FeeRule) -> str:
    if rule.kind != "per_page_steps":
        return f"{rule.name}{_terms(words, rule)}: {words(f'fee.{rule.kind}', amount=money(rule.amount))}"
    parts = []
    for step in rule.steps:
        if step.to_page is not None:
            parts.append(words("fee.up_to", amount=money(step.amount), page=step.to_page))
        else:
            parts.append(words("fee.beyond" if parts else "fee.every", amount=money(step.amount)))
    if rule.cap is not None:
        parts.append(words("fee.cap", amount=money(rule.cap)))
    return f"{rule.name}{_terms(words, rule)}: {', '.join(parts)}"


def _terms(words: Sentences, rule: FeeRule) -> str:
    """When a rule holds, in brackets: its case, its channels, its days."""
    said = [rule.case, *(words(f"channel.{one}") for one in rule.channels)]
    said += [words("fee.since", day=f"{rule.since:%d/%m/%Y}") if rule.since else ""]
    said += [words("fee.until", day=f"{rule.until:%d/%m/%Y}") if rule.until else ""]
    shown = ", ".join(filter(None, said))
    return f" ({shown})" if shown else ""


def _papers(words: Sentences, procedure: Procedure) -> tuple[PaperSaid, ...]:
    if "papers" in procedure.unknown:
        return (PaperSaid(words("posted.unknown_papers"), ""),)
    if not procedure.papers:
        return (PaperSaid(words("posted.no_papers"), ""),)
    return tuple(PaperSaid(paper.name, _counts(words, paper)) for paper in procedure.papers)


def _counts(words: Sentences, paper: PaperNeed) -> str:
    forms = (("originals", paper.originals), ("certified", paper.certified), ("copies", paper.copies))
    said = [words(f"paper.{form}", count=count) for form, count in forms if count]
    return ", ".join(said if paper.required else [*said, words("posted.may_follow")])
