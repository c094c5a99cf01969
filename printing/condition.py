"""How a printer is just now, for lists and the admin window: what it says itself; what nobody knows is None, never "ok"."""

from __future__ import annotations

import logging
from contextlib import closing
from dataclasses import dataclass

from counter_app.errors import PaperTrouble, PrinterNotReady
from counter_app.locks import FileLock
from counter_app.place import Place
from counter_app.printers import PrinterCard
from printing import rights
from printing.delivery import PATIENT, Patience, ask_status
from printing.escpos import Status
from printing.printer_work import lock_name
from printing.transports import SystemQueue, transport_for

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Condition:
    """What is known of a printer; each fact true, false, or None when unknown."""

    printer: str
    online: bool | None = None
    paper: bool | None = None
    cover: bool | None = None
    """Whether the cover is closed."""
    paper_low: bool | None = None
    cutter: bool | None = None
    """Whether the cutter is free."""
    paused: bool = False
    """Whether the system has stopped its queue: only somebody who looks after the PC opens it again."""
    rights: str = ""
    """The group whose members may open the device, where this account is not of it."""
    busy: bool = False
    """Whether a paper is being printed on it: then it is not disturbed."""


def condition_of(place: Place, card: PrinterCard, patience: Patience = PATIENT) -> Condition:
    """Ask a printer how it is. Can wait for some seconds: not for a window's own thread."""
    lock = FileLock(place.lock_path(lock_name(card)))
    if not lock.take():
        return Condition(card.name, busy=True)
    try:
        return _ask(card, patience)
    finally:
        lock.release()


def _ask(card: PrinterCard, patience: Patience) -> Condition:
    try:
        with closing(transport_for(card, patience.stall, patience.connect)) as way:
            way.open()
            if isinstance(way, SystemQueue):
                return _as_the_system_says(card.name, way.trouble())
            # One that was found never to answer is not asked: that it can be reached is all there is to know.
            said = None if card.answers_status is False else ask_status(way, patience)
    except OSError as error:
        found = rights.trouble(card, error)
        group = found.reason.partition(" ")[2] if isinstance(found, PrinterNotReady) else ""
        return Condition(card.name, online=False, rights=group)
    except PaperTrouble:
        return Condition(card.name, online=False)
    except Exception as error:  # noqa: BLE001 - an address mistyped, a driver: it can't be reached, the log has why
        _LOG.warning("printer %s can't be asked: %r", card.name, error)
        return Condition(card.name, online=False)
    return Condition(card.name) if said is None else _as_it_says(card.name, said)


def _as_it_says(name: str, said: Status) -> Condition:
    return Condition(
        name,
        online=not said.offline,
        paper=not said.paper_out,
        cover=not said.cover_open,
        paper_low=said.paper_low,
        cutter=not said.cutter_stuck,
    )


def _as_the_system_says(name: str, reason: str | None) -> Condition:
    """A queue of the system reports trouble, as far as it has a driver; no trouble reported is nothing known."""
    match reason:
        case None:
            return Condition(name)
        case "paper":
            return Condition(name, paper=False)
        case "cover":
            return Condition(name, cover=False)
        case "cutter":
            return Condition(name, cutter=False)
    return Condition(name, online=False, paused=reason == "paused")
