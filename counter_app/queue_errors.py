"""What the queue refuses beside what ``errors`` has, as facts; the sentences stand in ``wording``.

::

    WrongMoment
    └── VisitInUse       something was done in a visit that was to be taken back
    Refused
    └── NobodyServes     a ticket would be sent to where no counter could call it
"""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.errors import Refused, WrongMoment


@dataclass(eq=False)
class VisitInUse(WrongMoment):
    """A visit in which a dossier was received or a step taken: its begin is not taken back any more."""


@dataclass(eq=False)
class NobodyServes(Refused):
    """No counter serves this service: a ticket sent there would never be called."""

    service: str
    """Its name."""
