"""What the kiosk's pages say of a ticket, a scanned code, a closed hall (pure): facts in, words out, in either language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from counter_app.moments import local
from counter_app.queue.admission import Closed
from counter_app.queue.offer import Offered
from counter_app.queue.scanned import DossierCode, OtherDay, OwnTicket
from counter_app.queue.slips import Lately
from counter_app.queue.waiting_time import Told
from counter_app.wording_queue import (
    ahead_text,
    counters_text,
    day_text,
    opening_text,
    priority_text,
    service_text,
    wait_text,
)
from ui.kiosk.purposes import HOME, NEXT_DAY, RESULT, SUPPLEMENT, Choice
from ui.kiosk.sentences import Sentences

READY, LACKING = 9, 5
"""National statuses: result ready, papers asked for."""


@dataclass(frozen=True)
class TicketSaid:
    """The page with the number."""

    number: str
    service: str
    facts: tuple[tuple[str, str], tuple[str, str]]
    slip: str
    can_miss: bool = True
    """Whether a slip is on its way that may stay away."""


@dataclass(frozen=True)
class PageSaid:
    """A page with one sentence and some tiles."""

    prompt: str
    """Its key for the spoken prompt."""
    text: str
    choices: tuple[Choice, ...]
    picture: str = ""
    number: str = ""
    tone: Literal["plain", "warn"] = "plain"


def ticket_said(words: Sentences, taken: Lately) -> TicketSaid:
    """A ticket just taken."""
    issued, spoken = taken.issued, words.language
    counters = counters_text(taken.counters, spoken)
    if taken.opens is None:
        told = issued.told or Told(issued.ahead)
        facts = ((words("ticket.wait"), _wait(words, told)), (words("ticket.where"), counters))
    else:
        day = (words("ticket.day"), opening_text(taken.opens, spoken))
        facts = (day, (words("ticket.first"), counters))
    service = _service(words, issued.service, issued.service_name, issued.priority)
    return TicketSaid(issued.number, service, facts, words("ticket.take"))


def own_said(words: Sentences, own: OwnTicket, slip: str) -> TicketSaid:
    """Where a ticket stands whose slip was scanned; ``slip`` is the key of the sentence below."""
    ticket = own.ticket
    facts = (
        (words("ticket.wait"), _wait(words, Told(own.ahead))),
        (words("ticket.where"), counters_text(own.counters, words.language)),
    )
    service = _service(words, ticket.service, own.service_name, ticket.priority)
    return TicketSaid(ticket.number, service, facts, words(slip), can_miss=False)


def elsewhere_said(words: Sentences, own: OwnTicket) -> PageSaid:
    """A ticket that waits no more: called, being served, put aside, over."""
    state = own.ticket.state if own.ticket.state in ("called", "serving", "hold") else "over"
    text = words(f"own.{state}", counter=own.ticket.counter)
    return PageSaid("own", text, (_home(words),), number=own.ticket.number)


def other_day_said(words: Sentences, found: OtherDay, *, later: bool) -> PageSaid:
    """A slip of another day, or one whose number was carried over to another day."""
    day = day_text(found.day, words.language)
    if found.instead_of is not None:
        text = words("own.carried", number=found.instead_of, day=day)
    else:
        text = words("own.later" if later else "own.past", day=day)
    return PageSaid("own", text, (_home(words),), number=found.number)


def closed_said(words: Sentences, closed: Closed, service: Offered) -> PageSaid:
    """Why there is no number now, and the one thing that can be had instead."""
    name = service_text(service.code, service.name, words.language)
    if closed.again is not None:
        key = "closed.again_window" if closed.why == "window" else "closed.again"
        text = words(key, service=name, hour=f"{local(closed.again):%H:%M}")
        return PageSaid("closed", text, (_home(words),), "clock", tone="warn")
    day = day_text(local(closed.next_day).date(), words.language)
    tomorrow = Choice(words("closed.next_day", day=day), words("closed.next_day.hint"), "calendar", NEXT_DAY)
    text = words(f"closed.{closed.why}", service=name)
    return PageSaid("closed", text, (tomorrow, _home(words)), "clock", tone="warn")


def scan_said(words: Sentences) -> PageSaid:
    """Waiting for a code."""
    without = Choice(words("scan.no_code"), "", "ticket", f"service:{SUPPLEMENT}")
    return PageSaid("scan", words("scan.ask"), (without, _home(words, "go.back")), "scan")


def dossier_said(words: Sentences, found: DossierCode, state: int | None) -> PageSaid:
    """A dossier's code: for its result, or with papers it lacks?"""
    ready = words("dossier.ready") if state == READY else words("purpose.result.hint")
    lacking = words("dossier.lacking") if state == LACKING else words("purpose.supplement.hint")
    choices = (
        Choice(words("purpose.result"), ready, "result", f"service:{RESULT}"),
        Choice(words("purpose.supplement"), lacking, "supplement", f"service:{SUPPLEMENT}"),
        _home(words, "go.back"),
    )
    return PageSaid("dossier", words("dossier.ask", code=found.code), choices)


def _wait(words: Sentences, told: Told) -> str:
    spoken = words.language
    parts = (ahead_text(told.ahead, told.low, told.high, spoken), wait_text(told.low, told.high, spoken))
    return "\n".join(part for part in parts if part)


def _service(words: Sentences, code: str, name: str, priority: str | None) -> str:
    said = [service_text(code, name, words.language)]
    if priority is not None:
        said.append(words("ticket.priority", name=priority_text(priority, words.language)))
    return "\n".join(said)


def _home(words: Sentences, key: str = "go.home") -> Choice:
    return Choice(words(key), "", "back", HOME)
