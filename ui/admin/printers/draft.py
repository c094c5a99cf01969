"""A printer while it is being set up. Nothing of it stands in the records before the last step."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from counter_app.printers import ON_ROLLS, ON_SHEETS, SYSTEM_QUEUES, Ack, Learned, PrinterCard, Purpose, usual_ack
from printing.delivery import Delivered
from printing.rights import needs
from ui.printer_words import learned_of


@dataclass(frozen=True)
class Draft:
    """What is known of it so far."""

    transport: str = ""
    address: dict[str, Any] = field(default_factory=dict)
    model: str = ""
    """What it calls itself."""
    needs: str = ""
    """What somebody with rights on this PC has to do first."""
    name: str = ""
    purposes: tuple[Purpose, ...] = ON_ROLLS
    width: int = 576
    learned: Learned | None = None
    learned_at: datetime | None = None
    band_rows: int = 255
    ruled: Delivered | None = None
    """How its ruler came out; None while it was not printed."""
    tried: Delivered | None = None
    """How its test strip came out."""
    proof: bool | None = None
    """Whether the code scanned back was the one that was printed; None while nobody has scanned."""
    ack: Ack | None = None
    """How a printer that is mended says that paper came out, as it was kept; None for a new one."""
    mends: str = ""
    """The name of the printer that is mended; empty for a new one."""
    behind: dict[str, Any] | None = None
    """Of a queue, the address of the printer at its end, where that is known."""

    def at(self, transport: str, address: dict[str, Any], model: str = "", needs: str = "") -> Draft:
        """The same at another address; what was found out belonged to the device that was there."""
        if (transport, address) == (self.transport, self.address):
            return self
        there = replace(self, transport=transport, address=address, model=model, needs=needs, behind=None, ack=None)
        if bool(there.sheet) != bool(self.sheet):
            there = replace(there, purposes=ON_SHEETS if there.sheet else ON_ROLLS)
        return replace(there, learned=None, learned_at=None, ruled=None, tried=None, proof=None)

    @property
    def sheet(self) -> str:
        """The sheets of an office printer; empty for a roll."""
        return str(self.address.get("sheet", ""))

    @property
    def device(self) -> tuple[str, dict[str, Any]]:
        """Which device it is, whatever lies in its tray."""
        return self.transport, {key: value for key, value in self.address.items() if key != "sheet"}

    def on(self, sheet: str) -> Draft:
        """The same with these sheets in its tray, or a roll: slips are printed on rolls only, forms on sheets only."""
        transport, address = self.device
        there = self.at(transport, {**address, "sheet": sheet} if sheet else address, self.model, self.needs)
        return replace(there, behind=self.behind)

    @property
    def unheard(self) -> bool:
        """Whether it is a receipt printer behind a queue: what the system swallowed may be lost without a word."""
        return self.transport in SYSTEM_QUEUES and not self.sheet

    def after_trial(self, fact: Literal["ruled", "tried"], done: Delivered | None) -> Draft:
        """The same after its ruler or its test strip was printed, or could not be (None)."""
        return replace(self, ruled=done) if fact == "ruled" else replace(self, tried=done)

    def card(self) -> PrinterCard:
        """The printer as the records would have it."""
        ack = self.ack or usual_ack(self.transport)
        status = None
        if self.learned is not None:
            ack, status = self.learned.ack, self.learned.answers_status
        name = " ".join(self.name.split())
        return PrinterCard(
            name, self.transport, self.address, self.width, ack, self.purposes, status, self.band_rows, self.learned_at
        )


def draft_of(card: PrinterCard) -> Draft:
    """A printer of this PC, to be mended."""
    return Draft(
        transport=card.transport,
        address=card.address,
        name=card.name,
        purposes=card.purposes,
        width=card.width,
        learned=learned_of(card),
        learned_at=card.learned_at,
        band_rows=card.band_rows,
        ack=card.ack,
        mends=card.name,
        needs=needs(card.transport, card.address),
    )
