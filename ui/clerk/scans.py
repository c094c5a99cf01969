"""What a scan means at the counter. It never lands in a field and presses nothing; an unknown code gets a sentence."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from counter_app.dossiers.codes import parse_code
from counter_app.dossiers.entry import Entry, PersonEntry, from_identity
from counter_app.dossiers.lookup import DossierRow, PersonCard, known_person, open_dossiers_of
from counter_app.errors import BadIdentity, Refused
from counter_app.people.identity import looks_like_identity, parse_identity
from counter_app.queue.slip_code import read_slip_code
from counter_app.store import Asking
from ui.clerk.receiving import Receiving
from ui.clerk.steps import Done
from ui.clerk.visit_flow import VisitFlow
from ui.clerk.visit_header import VisitHeader
from ui.notices import NoticeLine
from ui.work import Workers

Known = tuple[PersonCard | None, tuple[DossierRow, ...]]


def known_by_number(asking: Asking, number: str) -> Known:
    """A person as last seen, and what they have open."""
    return known_person(asking, number), open_dossiers_of(asking, number)


class Scans(QObject):
    """Gives each scan its meaning: a card, a dossier code, or nothing known."""

    found = Signal(str)
    """A dossier's code was scanned: show it beside the work."""
    slip = Signal(str)
    """A queue slip was scanned: the number on it."""
    carded = Signal()
    """A card was scanned: the form is what it is for."""
    has_open = Signal(object)
    """The person of a card that filled the form has dossiers open."""

    def __init__(
        self, workers: Workers, flow: VisitFlow, receiving: Receiving, header: VisitHeader, notice: NoticeLine
    ) -> None:
        super().__init__(receiving)
        self._workers, self._flow, self._receiving = workers, flow, receiving
        self._header, self._notice = header, notice
        self.first: Callable[[PersonEntry, Callable[[], None]], bool] = lambda _person, _otherwise: False
        """Whoever has another use for a card: whether they took it; they may give it back to the form."""
        self.before: Callable[[str], bool] = lambda _text: False
        """Whoever takes any scan first; whether they took it."""
        receiving.filled.connect(self._name)

    def take(self, text: str) -> None:
        """Take one scan, once what the last key asked for is done."""

        def step(done: Done) -> None:
            self._take(text)
            done()

        self._flow.steps.do(step)

    def _take(self, text: str) -> None:
        self._notice.clear()
        if self.before(text):
            return
        if looks_like_identity(text):
            self._take_identity(text)
            return
        ticket = read_slip_code(text)
        if ticket is not None:
            self.slip.emit(ticket[1])
            return
        try:
            code = parse_code(text)
        except Refused:
            self._notice.say("Mã vừa quét không phải căn cước hay mã hồ sơ; chưa ghi gì. Mời quét lại.", "warn")
            return
        self.found.emit(code.text)

    def _take_identity(self, text: str) -> None:
        try:
            person = from_identity(parse_identity(text))
        except BadIdentity as refusal:
            self._notice.refuse(refusal)
            return
        if not self.first(person, lambda: self._take_to_form(person)):
            self._take_to_form(person)

    def _take_to_form(self, person: PersonEntry) -> None:
        self.carded.emit()
        present = self._receiving.entry.owner
        if present.number and present.number != person.number:
            self._ask_which(person)
        else:
            self._take_owner(person)

    def _ask_which(self, person: PersonEntry) -> None:
        """A second card: who is that? The likely answer is one button, the form stays as it is."""
        self._notice.say(
            f"Thẻ thứ hai: {person.name}. Là người nộp thay?", "warn", "Người nộp thay", lambda: self._submitter(person)
        )

    def _submitter(self, person: PersonEntry) -> None:
        def step(done: Done) -> None:
            self._receiving.form.take_submitter(person)
            done()

        self._flow.steps.do(step)

    def _take_owner(self, person: PersonEntry) -> None:
        self._receiving.form.take_owner(person)
        self._workers.desk.ask(known_by_number, person.number).then(self, lambda known: self._known(person, known))

    def _name(self, entry: Entry) -> None:
        """A visit taken up again: the header says who it is, as after a scan."""
        person = entry.owner
        if not person.number:
            return

        def known(found: Known) -> None:
            if self._receiving.entry.owner.number == person.number:
                self._header.show_person(person.name, person.number, found[1])

        self._workers.desk.ask(known_by_number, person.number).then(self, known)

    def _known(self, person: PersonEntry, known: Known) -> None:
        card, rows = known
        if self._receiving.entry.owner.number != person.number or self._flow.steps.busy:
            return
        self._header.show_person(person.name, person.number, rows)
        self.has_open.emit(rows)
        if card is not None and card.phone and not self._receiving.entry.owner.phone:
            self._receiving.form.take_phone(card.phone, card.phone_of)
