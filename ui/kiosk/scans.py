"""What a scan at the kiosk leads to: a booking checks in, who missed the call is in line again, a dossier gets its ticket."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from counter_app.errors import Refused
from counter_app.queue.issuing import check_in
from counter_app.queue.scanned import (
    DossierCode,
    Meaning,
    OtherDay,
    OwnTicket,
    dossier_state,
    own_ticket,
    recognise,
)
from counter_app.queue.tickets import come_back
from ui.kiosk.issuing import Issuing
from ui.work import Workers


class Scans(QObject):
    """Takes one code at a time and says what it meant."""

    in_line = Signal(object, str)
    """A ticket that waits (``OwnTicket``), and the key of the sentence about it."""
    elsewhere = Signal(object)
    """A ticket that does not wait (``OwnTicket``)."""
    other_day = Signal(object)
    dossier = Signal(object, object)
    """A dossier's code without a ticket (``DossierCode``), and its national status if this PC knows it."""
    unknown = Signal()
    refused = Signal(object)

    def __init__(self, workers: Workers, issuing: Issuing, parent: QObject) -> None:
        super().__init__(parent)
        self._workers, self._issuing = workers, issuing
        self._busy = False

    def take(self, text: str) -> None:
        """Find out what a scanned text means; one that comes while another is looked up does not count."""
        if not self._busy:
            self._busy = True
            self._workers.office.ask(recognise, text).then(self, self._recognised, self._refuse)

    def _recognised(self, found: Meaning) -> None:
        self._busy = False
        if isinstance(found, OwnTicket):
            self._own(found)
        elif isinstance(found, OtherDay):
            self.other_day.emit(found)
        elif isinstance(found, DossierCode):
            known = self._workers.desk.ask(dossier_state, found.code)
            known.then(
                self,
                lambda state: self.dossier.emit(found, state),
                lambda _refusal: self.dossier.emit(found, None),
            )
        else:
            self.unknown.emit()

    def _own(self, own: OwnTicket) -> None:
        ticket, office = own.ticket, self._workers.office
        if ticket.state == "booked":
            office.do(check_in, ticket.id).then(self, lambda _card: self._checked_in(own), self._refuse)
        elif ticket.state == "no_show":
            office.do(come_back, ticket.id).then(self, lambda _card: self._show(own, "own.returned"), self._refuse)
        elif ticket.state == "waiting":
            self.in_line.emit(own, "own.waiting")
        else:
            self.elsewhere.emit(own)

    def _checked_in(self, own: OwnTicket) -> None:
        self._issuing.print_slip_of(own.ticket.id)
        self._show(own, "own.here")

    def _show(self, own: OwnTicket, key: str) -> None:
        asked = self._workers.office.ask(own_ticket, own.ticket.id)
        asked.then(self, lambda found: self.in_line.emit(found, key), self._refuse)

    def _refuse(self, refusal: Refused) -> None:
        self._busy = False
        self.refused.emit(refusal)
