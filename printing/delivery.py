"""One paper through one printer: asked before, watched while sending, acknowledged after.

Before the first byte everything is a refusal and safe to try again. From the first byte on there is no refusal any
more, only an outcome: printed, sent (the printer does not acknowledge), or unconfirmed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from counter_app.errors import PrinterNotReady, PrinterSilent
from counter_app.printers import Ack, PrinterCard
from printing import escpos, rights
from printing.transports import SystemQueue, Transport

Way = Transport | SystemQueue


@dataclass(frozen=True)
class Patience:
    """How long to wait for a printer, in seconds."""

    connect: float = 3.0
    """For the printer to be reached."""
    stall: float = 5.0
    """While sending, for the printer to take more bytes."""
    status: float = 1.0
    """For DLE EOT, which is answered at once."""
    paper: float = 10.0
    """From the last byte to the acknowledgement, at least."""
    bytes_a_second: int = 40_000
    """A slow head: taller papers get more time."""


PATIENT = Patience()


@dataclass(frozen=True)
class Delivered:
    """How a paper ended, and what is known of why.

    ``detail`` is a key: paper, cover, cutter, offline (the printer says so), paused (the
    system has stopped its queue), stopped (it took no more bytes), broken
    (the connection broke), silent (it took all and said nothing), or empty.
    """

    outcome: Literal["printed", "sent", "unconfirmed"]
    detail: str = ""


def make_ready(way: Way, card: PrinterCard, patience: Patience = PATIENT) -> None:
    """Open the way and ask the printer how it is: ``hail`` and ``hear_ready`` in one. PrinterSilent, PrinterNotReady."""
    hail(way, card)
    hear_ready(way, card, patience)


def hail(way: Way, card: PrinterCard) -> None:
    """Open the way and put the question how the printer is. There is time until it answers.

    PrinterSilent; PrinterNotReady where this PC's account may not open the device.
    """
    try:
        way.open()
        # One that was found never to answer is not waited for, at each paper a second long.
        if not isinstance(way, SystemQueue) and card.answers_status is not False:
            way.write(escpos.STATUS_QUERY)
    except OSError as error:
        raise rights.trouble(card, error) from error


def hear_ready(way: Way, card: PrinterCard, patience: Patience = PATIENT) -> None:
    """Hear that the printer can print. PrinterSilent, PrinterNotReady; safe to try again.

    One that has never answered need not answer here; one that is known to answer and does not is busy or switched off.
    """
    try:
        if isinstance(way, SystemQueue):
            reason = way.trouble()
        else:
            found = None if card.answers_status is False else _hear_status(way, patience)
            if found is None and not card.silent_by_nature:
                raise PrinterSilent(card.name)
            reason = found.reason if found is not None else None
    except OSError as error:
        raise PrinterSilent(card.name) from error
    if reason is not None:
        raise PrinterNotReady(card.name, reason)


def ask_status(transport: Transport, patience: Patience = PATIENT) -> escpos.Status | None:
    """How the printer says it is; None when it does not answer. OSError."""
    transport.write(escpos.STATUS_QUERY)
    return _hear_status(transport, patience)


def _hear_status(transport: Transport, patience: Patience) -> escpos.Status | None:
    heard = hear_until(transport, lambda replies: escpos.status(replies) is not None, patience.status)
    return escpos.status(heard)


def send_paper(way: Way, payload: bytes, ack: Ack, number: int, patience: Patience = PATIENT) -> Delivered:
    """Send a paper and wait until the printer says it is out; never raises for trouble with the printer.

    ``number`` (0 to 9999) goes with the acknowledgement, so that an older answer is not taken for this one.
    """
    limit = patience.paper + len(payload) / patience.bytes_a_second
    try:
        if isinstance(way, SystemQueue):
            reason = way.hand_over(payload, patience.stall + limit)
            return Delivered("sent") if reason is None else Delivered("unconfirmed", reason)
        way.write(payload + _question(ack, number))
        if ack == "none":
            return Delivered("sent")
        if _answered(hear_until(way, lambda replies: _answered(replies, ack, number), limit), ack, number):
            return Delivered("printed")
        found = ask_status(way, patience)
    except TimeoutError:
        return Delivered("unconfirmed", "stopped")
    except OSError:
        return Delivered("unconfirmed", "broken")
    return Delivered("unconfirmed", (found.reason if found is not None else None) or "silent")


def _question(ack: Ack, number: int) -> bytes:
    return {"gs_h": escpos.acknowledge(number), "gs_r": escpos.PAPER_QUERY, "none": b""}[ack]


def _answered(replies: bytes, ack: Ack, number: int) -> bool:
    return escpos.acknowledged(replies, number) if ack == "gs_h" else escpos.paper_answered(replies)


def hear_until(transport: Transport, enough: Callable[[bytes], bool], seconds: float) -> bytes:
    """Everything the printer says until it is enough or the time is over."""
    heard, end = b"", time.monotonic() + seconds
    while not enough(heard):
        left = end - time.monotonic()
        if left <= 0:
            break
        heard += transport.read(left)
    return heard
