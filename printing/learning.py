"""What a printer can do, found out by trying ("In thử & nhận diện"): lists of models can't be trusted, clones least of all.

Nothing comes out of the printer by these questions: they are answered at once, as nothing is waiting to be printed.
"""

from __future__ import annotations

from contextlib import closing

from counter_app.errors import PrinterNotReady
from counter_app.ids import new_id
from counter_app.locks import FileLock
from counter_app.place import Place
from counter_app.printers import Ack, Learned, PrinterCard
from printing import escpos, rights
from printing.delivery import Patience, ask_status, hear_until
from printing.printer_work import lock_name
from printing.transports import SystemQueue, Transport, transport_for

THOROUGH = Patience(status=3.0)
"""A slow clone must not be taken for one that answers nothing."""


def learn(place: Place, card: PrinterCard, patience: Patience = THOROUGH) -> Learned:
    """Ask a printer everything once. PrinterSilent, PrinterNotReady (only one that could print answers in its turn)."""
    with FileLock(place.lock_path(lock_name(card))):
        try:
            with closing(transport_for(card, patience.stall, patience.connect)) as way:
                way.open()
                if isinstance(way, SystemQueue):
                    return Learned(answers_status=False, ack="none")
                said = ask_status(way, patience)
                if said is not None and said.reason is not None:
                    raise PrinterNotReady(card.name, said.reason)
                return Learned(said is not None, _best_acknowledgement(way, patience))
        except OSError as error:
            raise rights.trouble(card, error) from error


def _best_acknowledgement(way: Transport, patience: Patience) -> Ack:
    number = new_id().int % 10_000
    way.write(escpos.INITIALISE + escpos.acknowledge(number))
    heard = hear_until(way, lambda replies: escpos.acknowledged(replies, number), patience.status)
    if escpos.acknowledged(heard, number):
        return "gs_h"
    way.write(escpos.PAPER_QUERY)
    heard = hear_until(way, escpos.paper_answered, patience.status)
    return "gs_r" if escpos.paper_answered(heard) else "none"
