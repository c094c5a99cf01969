"""What the look-up screen says of a dossier (pure): facts in, words out, in either language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from counter_app.dossiers.public import PublicDossier, PublicStep
from counter_app.moments import local
from counter_app.wording import Language
from counter_app.wording_queue import day_text
from ui.lookup.sentences import Sentences

Tone = Literal["good", "warn", "notice"]

_TONES: dict[str, Tone] = {"ready": "good", "given": "good", "waiting": "warn", "paying": "warn", "refused": "warn"}
_OVER = ("refused", "withdrawn", "stopped", "voided", "given")
_A_MINUTE = 60


@dataclass(frozen=True)
class StepSaid:
    """One step: when, what, at which agency."""

    when: str
    what: str
    agency: str


@dataclass(frozen=True)
class DossierSaid:
    """The page of a dossier."""

    code: str
    headline: str
    tell: str
    tone: Tone
    facts: tuple[tuple[str, str], ...]
    """At most two: label and value."""
    steps: tuple[StepSaid, ...]


def dossier_said(words: Sentences, told: PublicDossier) -> DossierSaid:
    """Where a dossier stands, and what its owner has to do."""
    tone: Tone = "warn" if told.late else _TONES.get(told.standing, "notice")
    return DossierSaid(
        code=words("dossier.code", code=told.code),
        headline=words(f"is.{told.standing}"),
        tell=_tell(words, told),
        tone=tone,
        facts=_facts(words, told),
        steps=tuple(_step(words, step) for step in told.steps),
    )


def wait_said(words: Sentences, seconds: int) -> str:
    """How long nothing is looked up."""
    if seconds < _A_MINUTE:
        span = words("wait.seconds", count=seconds)
    else:
        span = words("wait.minutes", count=-(-seconds // _A_MINUTE))
    return words("wait", span=span)


def moment_said(moment: datetime, language: Language) -> str:
    """``Thứ Hai 30/11/2026, 08:30``."""
    there = local(moment)
    return f"{day_text(there.date(), language)}/{there:%Y, %H:%M}"


def _tell(words: Sentences, told: PublicDossier) -> str:
    if told.late:
        return words("is.late")
    if told.standing == "waiting" and told.answer_by is not None:
        last = local(told.answer_by - timedelta(microseconds=1)).date()
        return words("is.waiting.until", day=f"{day_text(last, words.language)}/{last:%Y}")
    if told.standing == "ready" and told.collect != "counter":
        return words("is.ready.sent")
    return words(f"is.{told.standing}.tell")


def _facts(words: Sentences, told: PublicDossier) -> tuple[tuple[str, str], ...]:
    if told.standing in _OVER:
        return ((words("dossier.papers_back"), words("collect.counter")),) if told.papers_back else ()
    return (_due(words, told), (words("dossier.collect"), words(f"collect.{told.collect}")))


def _due(words: Sentences, told: PublicDossier) -> tuple[str, str]:
    if told.due is None:
        return words("dossier.due"), words("dossier.due_later" if told.standing == "waiting" else "dossier.no_due")
    title = words("dossier.postponed" if told.postponed else "dossier.due")
    return title, moment_said(told.due, words.language)


def _step(words: Sentences, step: PublicStep) -> StepSaid:
    there = local(step.at)
    what = words(f"step.{step.kind}", to=step.to_agency)
    return StepSaid(f"{there:%d/%m/%Y}\n{there:%H:%M}", what, step.agency)
