"""One search by every way."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

from counter_app.printers import PrinterCard
from printing.discovery.announced import announced
from printing.discovery.cables import on_serial_ports, on_usb
from printing.discovery.found import CanNotLook, Discovery, Found, Looking
from printing.discovery.network import knocked
from printing.discovery.queues import queues

_LOG = logging.getLogger(__name__)

Round = tuple[str, Callable[[], list[Found]]]


def discover(known: tuple[PrinterCard, ...], looking: Looking = Looking()) -> Discovery:  # noqa: B008 - a frozen value
    """Look by every way; some seconds: not for a window's own thread. ``known``: the printers this PC has."""
    rounds: list[Round] = []
    if looking.mdns_seconds:
        rounds.append(("mdns", lambda: announced(looking.mdns_seconds)))
    if looking.sweep:
        rounds.append(("sweep", lambda: knocked(looking.port)))
    rounds += [("usb", on_usb), ("serial", on_serial_ports), ("queues", queues)]
    found: list[Found] = []
    not_looked = []
    for way, look in rounds:
        try:
            found += look()
        except CanNotLook as why:
            not_looked.append((way, str(why)))
        except Exception as error:  # noqa: BLE001 - one way that breaks must not take what the others find
            _LOG.exception("looking for printers by %s", way)
            not_looked.append((way, f"có lỗi {type(error).__name__}, xem nhật ký"))
    return Discovery(tuple(_named(one, known) for one in _once(found)), tuple(not_looked))


def _once(found: list[Found]) -> list[Found]:
    """One that announced itself and answered a knock is one; the first to tell of it tells more."""
    by_address: dict[tuple[str, str], Found] = {}
    for one in found:
        by_address.setdefault((one.transport, str(sorted(one.address.items()))), one)
    return list(by_address.values())


def _named(one: Found, known: tuple[PrinterCard, ...]) -> Found:
    """With the name under which this PC has it."""
    for card in known:
        same = all(card.address.get(key, default) == value for key, value, default in _fixed(one))
        if card.transport == one.transport and same:
            return replace(one, known_as=card.name)
    return one


def _fixed(one: Found) -> list[tuple[str, object, object]]:
    """What of an address says which device it is; a card may leave out the usual port."""
    telling = {"tcp": ("host", "port"), "usb": ("vendor", "product"), "serial": ("port",)}
    keys = telling.get(one.transport, ("queue",))
    return [(key, one.address[key], 9100 if key == "port" and one.transport == "tcp" else None) for key in keys]
