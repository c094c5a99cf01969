"""Printers that announce themselves on the network (mDNS and DNS-SD, RFC 6762 and 6763; Bonjour Printing 1.2.1)."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from printing.discovery.found import CanNotLook, Found

if TYPE_CHECKING:
    from zeroconf import Zeroconf

RAW = "_pdl-datastream._tcp.local."
"""Raw printing, the only announced way that a receipt printer has. Others (_ipp, _printer) belong to office printers."""
_ANSWER_MS = 1_000


def announced(seconds: float, interfaces: Sequence[str] | None = None) -> list[Found]:
    """Those heard of within some seconds; ``interfaces``: this PC's addresses to listen at, all when None. CanNotLook."""
    from zeroconf import DNSQuestionType, InterfaceChoice, ServiceBrowser, Zeroconf

    names: set[str] = set()

    def heard(name: str, **_: Any) -> None:
        names.add(name)

    try:
        ears = Zeroconf(interfaces=list(interfaces) if interfaces is not None else InterfaceChoice.All)
    except OSError as error:
        raise CanNotLook("máy này chưa có mạng, hoặc tường lửa chặn mDNS (UDP 5353)") from error
    try:
        # Answered to all: an answer to us alone may be taken by avahi, which listens on the same port.
        browser = ServiceBrowser(ears, RAW, handlers=[heard], question_type=DNSQuestionType.QM)
        threading.Event().wait(seconds)
        browser.cancel()
        return [found for name in sorted(names) for found in _described(ears, name)]
    finally:
        ears.close()


def _described(ears: Zeroconf, name: str) -> list[Found]:
    """Where an announced printer is and what it calls itself."""
    info = ears.get_service_info(RAW, name, timeout=_ANSWER_MS)
    if info is None or not info.parsed_addresses():
        return []
    told = {key.decode(): (value or b"").decode(errors="replace") for key, value in info.properties.items()}
    model = told.get("ty") or told.get("product", "").strip("()") or name.removesuffix(f".{RAW}")
    by_ip4 = sorted(info.parsed_addresses(), key=lambda address: ":" in address)
    return [Found("mdns", "tcp", {"host": by_ip4[0], "port": info.port}, model)]
