"""The printers of this PC (máy in): which there are, and which one prints what."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import bindparam, delete, insert, select, update

from counter_app.errors import BadDocument, NoPrinter
from counter_app.records.printing import Printer, PrintJob
from counter_app.settings import values_of
from counter_app.store import Act, Asking

Purpose = Literal["slip", "receipt", "form", "strip"]
"""What a printer is for: numbers, receipts, the forms of a dossier's steps (02 to 07), test prints."""
Ack = Literal["gs_h", "gs_r", "none"]
PURPOSES: tuple[Purpose, ...] = ("slip", "receipt", "form", "strip")
ON_ROLLS: tuple[Purpose, ...] = ("slip", "receipt", "strip")
ON_SHEETS: tuple[Purpose, ...] = ("receipt", "form", "strip")
"""Slips come on rolls, forms on whole sheets; a receipt may be either."""


TRANSPORTS: dict[str, dict[str, type]] = {
    "tcp": {"host": str},
    "usb": {"vendor": int, "product": int},
    "serial": {"port": str},
    "cups": {"queue": str},
    "winspool": {"queue": str},
}
"""The ways to a printer, and what its address must say there. More may stand in it (port, serial, baud, flow, server)."""
SYSTEM_QUEUES = ("cups", "winspool")
"""Ways on which the system prints and nothing comes back from the printer itself."""
SHEETS = ("A5", "A4")
"""The sheets an office printer may have in its tray (ISO 216); what is not a roll is reached by a queue of the system."""
# Asked at every paper: made once.
_ALL = select(Printer.__table__).order_by(Printer.added_at, Printer.name)
_NAMED = select(Printer.__table__).where(Printer.name == bindparam("name"))
MOST_DOTS, FEWEST_DOTS = 1024, 128
MOST_BAND_ROWS = 255
_LONGEST_LABEL, _LAST_PORT = 63, 65_535


@dataclass(frozen=True)
class PrinterCard:
    """A printer: how to reach it, what it is for, and what is known of it. ``address`` is as ``TRANSPORTS`` says."""

    name: str
    transport: str
    address: dict[str, Any]
    width: int = 576
    ack: Ack = "gs_h"
    purposes: tuple[Purpose, ...] = ON_ROLLS
    answers_status: bool | None = None
    """Whether it answers DLE EOT; None while nobody has tried."""
    band_rows: int = MOST_BAND_ROWS
    """Rows of picture it takes at once."""
    learned_at: datetime | None = None
    """When ``ack`` and ``answers_status`` were found by a test."""

    @property
    def sheet(self) -> str:
        """The sheets of an office printer (one of ``SHEETS``); empty for a roll."""
        return str(self.address.get("sheet", ""))

    @property
    def silent_by_nature(self) -> bool:
        """Whether no answer from it means nothing."""
        return self.answers_status is False or (self.answers_status is None and self.ack == "none")


@dataclass(frozen=True)
class Learned:
    """What a test has found out about a printer."""

    answers_status: bool
    ack: Ack


def usual_ack(transport: str) -> Ack:
    """How a printer reached this way says that paper came out, while nobody has tried (khai báo mặc định)."""
    return "none" if transport in SYSTEM_QUEUES else "gs_h"


def checked(card: PrinterCard) -> PrinterCard:
    """The card, its name composed (NFC), if a printer can be reached and used by it; BadDocument names what is wrong."""
    card = replace(card, name=" ".join(unicodedata.normalize("NFC", card.name).split()))
    if card.transport not in TRANSPORTS:
        raise BadDocument("transport", f"chỉ nhận {', '.join(TRANSPORTS)}")
    for key, kind in TRANSPORTS[card.transport].items():
        if not isinstance(card.address.get(key), kind) or not card.address[key]:
            raise BadDocument(f"address.{key}", "còn thiếu hoặc không đúng loại")
    _check_numbers(card)
    if card.sheet:
        _check_office_printer(card)
    elif "form" in card.purposes:
        raise BadDocument("purposes", "biểu mẫu in trên trang A5, A4: cần máy in văn phòng")
    if not FEWEST_DOTS <= card.width <= MOST_DOTS:
        raise BadDocument("width", f"chỉ nhận từ {FEWEST_DOTS} đến {MOST_DOTS}")
    if not 1 <= card.band_rows <= MOST_BAND_ROWS:
        raise BadDocument("band_rows", f"chỉ nhận từ 1 đến {MOST_BAND_ROWS}")
    if not card.name.strip():
        raise BadDocument("name", "còn trống")
    if card.transport in SYSTEM_QUEUES and card.ack != "none":
        raise BadDocument("ack", "hàng đợi của hệ điều hành không báo lại: chỉ nhận none")
    return card


def _check_numbers(card: PrinterCard) -> None:
    """Host and numbers of an address as the operating system takes them."""
    host, port, baud = (card.address.get(key) for key in ("host", "port", "baud"))
    if host is not None and not all(0 < len(part) <= _LONGEST_LABEL for part in str(host).rstrip(".").split(".")):
        raise BadDocument("address.host", "không đúng dạng")
    if card.transport == "tcp" and port is not None and not (isinstance(port, int) and 0 < port <= _LAST_PORT):
        raise BadDocument("address.port", f"chỉ nhận từ 1 đến {_LAST_PORT}")
    if baud is not None and not (isinstance(baud, int) and baud > 0):
        raise BadDocument("address.baud", "cần số dương")


def _check_office_printer(card: PrinterCard) -> None:
    if card.sheet not in SHEETS:
        raise BadDocument("sheet", f"chỉ nhận {', '.join(SHEETS)}")
    if card.transport not in SYSTEM_QUEUES:
        raise BadDocument("sheet", "máy in văn phòng dùng hàng đợi của hệ điều hành: thêm máy vào hệ điều hành trước")
    if "slip" in card.purposes:
        raise BadDocument("purposes", "phiếu số chỉ in trên giấy cuộn")


def add_printer(act: Act, card: PrinterCard) -> PrinterCard:
    """Add a printer, or change the one of this name, which keeps its place among the others.

    Papers that waited for one of its kind now go to it; those it no longer prints go elsewhere.
    """
    card = checked(card)
    since = act.connection.execute(select(Printer.added_at).where(Printer.name == card.name)).scalar()
    act.connection.execute(delete(Printer).where(Printer.name == card.name))
    act.connection.execute(
        insert(Printer).values(
            name=card.name,
            transport=card.transport,
            address=card.address,
            width=card.width,
            ack=card.ack,
            purposes=list(card.purposes),
            added_at=since or act.now,
            answers_status=card.answers_status,
            band_rows=card.band_rows,
            learned_at=card.learned_at,
        )
    )
    find_homes(act)
    act.record("printer.added", f"printer:{card.name}")
    return card


def import_printers(act: Act, cards: tuple[PrinterCard, ...]) -> tuple[PrinterCard, ...]:
    """Add the printers of another PC's file, all or none; one of the same name is changed. BadDocument."""
    return tuple(add_printer(act, card) for card in cards)


def keep_learned(act: Act, name: str, learned: Learned, width: int | None = None) -> PrinterCard:
    """Keep what a test found, and the width somebody read off the ruler; NoPrinter."""
    card = printer_named(act, name)
    checked(replace(card, ack=learned.ack, width=width or card.width))
    known = {"ack": learned.ack, "answers_status": learned.answers_status, "width": width or card.width}
    act.connection.execute(update(Printer).where(Printer.name == name).values(**known, learned_at=act.now))
    act.record("printer.learned", f"printer:{name}", {"ack": learned.ack, "status": learned.answers_status})
    return printer_named(act, name)


def remove_printer(act: Act, name: str) -> int:
    """Take a printer away; how many papers waited for it. They wait for another of their kind, or for the next one.

    Its test strips were for it alone; what it was in the middle of is asked about.
    """
    printer_named(act, name)
    act.connection.execute(delete(Printer).where(Printer.name == name))
    its, now = PrintJob.printer == name, {"changed_at": act.now}
    sending, interrupted = (its, PrintJob.state == "sending"), {"detail": "interrupted", **now}
    change = act.connection.execute
    change(update(PrintJob).where(*sending, PrintJob.bytes_out > 0).values(state="unconfirmed", **interrupted))
    change(update(PrintJob).where(*sending, PrintJob.bytes_out == 0).values(state="queued", **interrupted))
    waiting = (its, PrintJob.state == "queued")
    change(update(PrintJob).where(*waiting, PrintJob.kind == "strip").values(state="cancelled", **now))
    moved = int(change(update(PrintJob).where(*waiting).values(printer=None, detail="", **now)).rowcount)
    find_homes(act)
    act.record("printer.removed", f"printer:{name}")
    return moved


def find_homes(act: Act) -> None:
    """Papers that wait for no printer, or for one that does not print their kind, go to the one that does, if any."""
    for kind in ("slip", "receipt", "form"):
        to, able = printer_for(act, kind), [card.name for card in printers(act) if kind in card.purposes]
        lost = PrintJob.printer.is_(None) if to is not None else PrintJob.printer == ""
        homeless = (PrintJob.state == "queued", PrintJob.kind == kind, lost | PrintJob.printer.not_in(able))
        act.connection.execute(update(PrintJob).where(*homeless).values(printer=to, changed_at=act.now))


def anybody_homeless(asking: Asking) -> bool:
    """Whether a paper waits for no printer though one prints its kind: a setting may have changed."""
    kinds = select(PrintJob.kind).where(PrintJob.state == "queued", PrintJob.printer.is_(None)).distinct()
    waiting = set(asking.connection.execute(kinds).scalars())
    return any(kind in waiting and printer_for(asking, kind) for kind in PURPOSES if kind != "strip")


def printers(asking: Asking) -> tuple[PrinterCard, ...]:
    """Every printer, in the order in which they were added."""
    return tuple(_card(row) for row in asking.connection.execute(_ALL))


def printer_named(asking: Asking, name: str) -> PrinterCard:
    """The printer of this name; NoPrinter."""
    row = asking.connection.execute(_NAMED, {"name": name}).one_or_none()
    if row is None:
        raise NoPrinter(name)
    return _card(row)


def printer_for(asking: Asking, purpose: Purpose) -> str | None:
    """Which printer prints this kind of paper: the one the setting names, else the first that can; None if there is none.

    A receipt on A5 is for an office printer, one on a roll for a thermal one.
    """
    able = [card for card in printers(asking) if purpose in card.purposes]
    if purpose in ("form", "strip"):
        return next((card.name for card in able), None)
    key = f"{purpose}.printer"
    chosen = values_of(asking, key, "receipt.paper")
    on_sheets = purpose == "receipt" and chosen["receipt.paper"] == "a5"
    names = [card.name for card in able if bool(card.sheet) is on_sheets]
    return str(chosen[key]) if chosen[key] in names else next(iter(names), None)


def others_for(asking: Asking, purpose: Purpose, besides: str | None) -> tuple[str, ...]:
    """The other printers of this PC that print this kind of paper, in the order in which they were added."""
    return tuple(card.name for card in printers(asking) if purpose in card.purposes and card.name != besides)


def _card(row: Any) -> PrinterCard:
    known = (row.answers_status, row.band_rows, row.learned_at)
    return PrinterCard(row.name, row.transport, dict(row.address), row.width, row.ack, tuple(row.purposes), *known)
