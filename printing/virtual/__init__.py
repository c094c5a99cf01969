"""A printer made of software: takes ESC/POS on a TCP port, answers like a printer, leaves each paper as a PNG.

It reads the bytes by itself (``stream``), knowing nothing of the encoder: what comes out is what a printer makes of
them. ``paper`` is the roll, ``state`` how the printer is, ``faults`` what may be wrong with it, by name, ``mechanism``
what prints, ``door`` its port, ``line`` one connection, ``server`` the box.
"""

from __future__ import annotations

from printing.virtual.faults import FAULTS
from printing.virtual.paper import Paper
from printing.virtual.server import VirtualPrinter
from printing.virtual.state import State

__all__ = ["FAULTS", "Paper", "State", "VirtualPrinter"]
