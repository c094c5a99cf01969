"""Knocking at every address of this PC's own network: connect and hang up, not one byte is sent."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from printing.discovery.found import CanNotLook, Found

AT_ONCE = 64
WITHIN = 0.35
"""Seconds for a printer of the same network to answer; 254 addresses take a second and a half."""
_ANYWHERE = ("192.0.2.1", 9)
"""An address for documentation (RFC 5737): asked only which of our own addresses would be used; nothing is sent."""


def own_network() -> ipaddress.IPv4Network:
    """The /24 this PC is in; CanNotLook where it is in none, or in one that is not a private network."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way_out:
        way_out.connect(_ANYWHERE)
        own = ipaddress.IPv4Address(way_out.getsockname()[0])
        if own.is_private and not own.is_loopback:
            return ipaddress.IPv4Network(f"{own}/24", strict=False)
    raise CanNotLook("máy này không ở trong mạng nội bộ nào")


def knocked(port: int, hosts: Iterable[str] | None = None, within: float = WITHIN) -> list[Found]:
    """Which of these addresses (all of this PC's own /24 when None) have something listening on the port. CanNotLook."""
    wanted = list(hosts) if hosts is not None else [str(host) for host in own_network().hosts()]
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="knock") as knocking:
        answers = list(knocking.map(lambda host: _opens(host, port, within), wanted))
    return [
        Found("sweep", "tcp", {"host": host, "port": port}, "")
        for host, opens in zip(wanted, answers, strict=True)
        if opens
    ]


def _opens(host: str, port: int, within: float) -> bool:
    try:
        with socket.create_connection((host, port), timeout=within) as line:
            line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return False
    return True
