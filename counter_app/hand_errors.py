"""What is refused because of who tells the city: the program, or staff by hand.

::

    UpstreamTrouble
    ├── NoCity
    │   └── CityByHand      staff type dossiers in; the program sends nothing
    ├── SentByProgram       the program sends; nobody says they typed it in
    └── NotOffered          the city's system has nothing of the kind
"""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.errors import NoCity, UpstreamTrouble


class CityByHand(NoCity):
    """Staff type dossiers into the city's own form; nothing is sent by program."""


class SentByProgram(UpstreamTrouble):
    """The program sends to the city; nobody may say that a dossier was typed in by hand."""


@dataclass(eq=False)
class NotOffered(UpstreamTrouble):
    """The city's system does not offer this; ``what`` is what was asked of it."""

    what: str
