"""What a search finds, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

How = Literal["mdns", "sweep", "usb", "serial", "behind", "cups", "winspool"]
"""``behind``: at the other end of a queue of the system, reached by its own address."""


class CanNotLook(Exception):  # noqa: N818 - no fault: this way of looking is not there on this PC
    """Why one way of looking could not be taken, in words for IT."""


@dataclass(frozen=True)
class Looking:
    """How to look."""

    mdns_seconds: float = 2.0
    """How long to listen for printers that announce themselves; 0 does not."""
    sweep: bool = False
    """Whether to knock at every address of this PC's own /24."""
    port: int = 9100


@dataclass(frozen=True)
class Found:
    """Something that may be a printer."""

    how: How
    transport: str
    address: dict[str, Any]
    model: str
    """What it or the system calls it."""
    needs: str = ""
    """What somebody with rights on this PC has to do first; empty when nothing."""
    behind: dict[str, Any] | None = None
    """Of a queue, the network address of the printer at its end, where it takes raw bytes: there it can be heard."""
    known_as: str | None = None
    """Under which name it is one of this PC's printers already."""


@dataclass(frozen=True)
class Discovery:
    """What was found, and where could not be looked: ``(way, why)``."""

    found: tuple[Found, ...]
    not_looked: tuple[tuple[str, str], ...]
