"""The printers of this PC (máy in): which there are, and which one prints what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import delete, insert, select, update

from counter_app.errors import NoPrinter
from counter_app.records.desk import Printer, PrintJob
from counter_app.settings import value_of
from counter_app.store import Act, Asking

Purpose = Literal["slip", "receipt", "strip"]
Ack = Literal["gs_h", "gs_r", "none"]


@dataclass(frozen=True)
class PrinterCard:
    """A printer: how to reach it and what it is for. ``address`` is ``{"host": …, "port": …}`` for ``tcp``."""

    name: str
    transport: str
    address: dict[str, Any]
    width: int = 576
    ack: Ack = "gs_h"
    purposes: tuple[Purpose, ...] = ("slip", "receipt", "strip")


def add_printer(act: Act, card: PrinterCard) -> PrinterCard:
    """Add a printer, or change the one of this name. Papers that waited for one of its kind now go to it."""
    act.connection.execute(delete(Printer).where(Printer.name == card.name))
    act.connection.execute(
        insert(Printer).values(
            name=card.name,
            transport=card.transport,
            address=card.address,
            width=card.width,
            ack=card.ack,
            purposes=list(card.purposes),
            added_at=act.now,
        )
    )
    act.connection.execute(
        update(PrintJob)
        .where(PrintJob.printer.is_(None), PrintJob.state == "queued", PrintJob.kind.in_(card.purposes))
        .values(printer=card.name, changed_at=act.now)
    )
    act.record("printer.added", f"printer:{card.name}")
    return card


def printers(asking: Asking) -> tuple[PrinterCard, ...]:
    """Every printer, in the order in which they were added."""
    rows = asking.connection.execute(select(Printer.__table__).order_by(Printer.added_at, Printer.name))
    return tuple(_card(row) for row in rows)


def printer_named(asking: Asking, name: str) -> PrinterCard:
    """The printer of this name; NoPrinter."""
    row = asking.connection.execute(select(Printer.__table__).where(Printer.name == name)).one_or_none()
    if row is None:
        raise NoPrinter(name)
    return _card(row)


def printer_for(asking: Asking, purpose: Purpose) -> str | None:
    """Which printer prints this kind of paper: the one the setting names, else the first that can; None if there is none."""
    chosen = str(value_of(asking, f"{purpose}.printer")) if purpose != "strip" else ""
    able = [card.name for card in printers(asking) if purpose in card.purposes]
    return chosen if chosen in able else next(iter(able), None)


def _card(row: Any) -> PrinterCard:
    return PrinterCard(row.name, row.transport, dict(row.address), row.width, row.ack, tuple(row.purposes))
