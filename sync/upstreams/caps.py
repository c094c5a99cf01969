"""What a way to the city can do. What it can't is said here and done nowhere; the test of all ways holds them to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Caps:
    """What a way can do; by default all that the contract asks."""

    by_program: bool = True
    """The program sends; else staff type it in and say so."""
    knows_ops: bool = True
    """It knows an op again by its identity. Else what it has is looked up before anything is told."""
    refuses: bool = True
    """What it refuses comes back with a reason and waits for a person."""
    news: bool = True
    """What the city decides comes back."""
    online: bool = True
    """Dossiers handed in elsewhere come down."""
    facts: bool = True
    """Facts beside the status (printed, paid) have a place there."""
    votes: bool = True
    """Each answer to the rating question is told; else the shares of a month."""
    files: bool = True
    """It takes scans and photos."""
    catalogue: bool = True
    """It publishes the catalogue of procedures."""
    tells_restored: bool = True
    """It tells a PC whose records were restored that it had been further."""


BY_CONTRACT = Caps()
LIKE_VXP = Caps(knows_ops=False, facts=False, votes=False, files=False, catalogue=False, tells_restored=False)
BY_HAND = Caps(
    by_program=False,
    knows_ops=False,
    refuses=False,
    news=False,
    online=False,
    facts=False,
    votes=False,
    files=False,
    catalogue=False,
    tells_restored=False,
)
"""A clerk's fingers: the clerk sees what is refused, and nothing comes back by itself."""
