"""Hearing of the city's decisions on the catalogue: asked for now and then, kept for a person to look at."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from counter_app.catalogue.from_city import Decision, offer
from counter_app.catalogue.versions import known_rev
from counter_app.catalogue.waiting_decision import keep_decision, waiting
from counter_app.store import Asking, By, Store
from sync.messages import CataloguePage

LOOK_EVERY = 3_600.0
"""Seconds between two looks of a program that runs on."""


@runtime_checkable
class HasCatalogue(Protocol):
    """An upstream that has a catalogue of procedures."""

    def catalogue(self, since: int = 0) -> CataloguePage:
        """Give the catalogue, whole or what changed since a revision. Raises ``CityAway`` or ``CityRefused``."""


def look_for_decision(office: Store, upstream: HasCatalogue) -> bool:
    """Ask for what changed since the revision in use, and keep what is new; whether anything was.

    Raises ``CityAway``, ``CityRefused``, ``BadCatalogue``.
    """
    since, rev = office.ask(_revisions)
    page = upstream.catalogue(since)
    if page.rev <= rev:
        return False
    said = Decision(page.rev, page.whole, page.decision, page.effective_from, page.procedures, page.abolished)
    office.ask(offer, said)  # looks through it: a question holds up nobody who writes
    return office.acting_as(By("sync")).do(keep_decision, said)


def _revisions(asking: Asking) -> tuple[int, int]:
    """The revision in use, and the newest one heard of."""
    used, waits = known_rev(asking), waiting(asking)
    return used, used if waits is None else max(used, waits.rev)
