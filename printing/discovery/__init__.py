"""Finding printers for IT.

Those that announce themselves, those on a cable, those the system has a queue for, and, when somebody presses the button,
those that listen on this PC's own network. Nothing is sent to what is found: to an office printer a question would be a
page of rubbish. What it is, is asked when a person has picked it (``printing.learning``).
"""

from __future__ import annotations

from printing.discovery.found import Discovery, Found, Looking
from printing.discovery.rounds import discover

__all__ = ["Discovery", "Found", "Looking", "discover"]
