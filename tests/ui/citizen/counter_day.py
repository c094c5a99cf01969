"""What happens at a counter beside the citizen's screen, done by the clerk's own acts."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from counter_app.catalogue.versions import procedure
from counter_app.dossiers.drafts import save_draft
from counter_app.dossiers.entry import DRAFT_KIND, Entry, LineEntry, PersonEntry, papers_wanted, to_body
from counter_app.dossiers.entry_document import to_document
from counter_app.dossiers.intake import Intake, read_intake
from counter_app.dossiers.receive import Received, receive
from counter_app.ids import new_id
from counter_app.moments import business_day
from counter_app.place import Place
from counter_app.queue import issuing, tickets, visits
from counter_app.queue.visits import VisitCard
from counter_app.ratings import RatingCard, rating_of
from counter_app.store import Act

COUNTER = 3
OWNER = PersonEntry(
    number="001085012345",
    name="Nguyễn Văn Ấn",
    birth_date="15/03/1985",
    sex="nam",
    address="Số 1 ngõ 2, Long Biên, Hà Nội",
    phone="0912345678",
)


@dataclass
class CounterDay:
    """Counter 3 of a unit. The clock goes on a second with every step, as it does in a hall."""

    place: Place
    draft_id: UUID = field(default_factory=new_id)

    def call(self) -> tickets.Called:
        self.place.office.do(issuing.issue, "CT")
        self._later()
        called = self.place.office.do(tickets.call_next, COUNTER)
        assert isinstance(called, tickets.Called)
        return called

    def begin(self) -> VisitCard:
        called = self.call()
        self._later()
        visit = self.place.desk.do(visits.begin, COUNTER, called.number, called.id)
        self.place.office.do(tickets.begin, called.id)
        return visit

    def types(self, visit: VisitCard, owner: PersonEntry = OWNER, code: str = "2.000815") -> Entry:
        chosen = self.place.desk.ask(procedure, code)
        lines = (LineEntry("Bằng tốt nghiệp", pages=2, copies=3),)
        entry = Entry(owner=owner, procedure=code, papers=papers_wanted(chosen), lines=lines)
        self._later()
        self.place.desk.do(save_draft, self.draft_id, visit.id, DRAFT_KIND, to_body(entry))
        return entry

    def receives(self, visit: VisitCard) -> Received:
        intake = self._intake(self.types(visit))
        self._later()
        received = self.place.desk.do(receive, intake, visit.id, self.draft_id)
        self.draft_id = new_id()
        return received

    def next_one_at_once(self, visit: VisitCard) -> VisitCard:
        """One visit ends and the next is received, so fast that nobody sees anything in between."""
        intake = self._intake(self.types(visit))

        def both(act: Act) -> VisitCard:
            visits.end(act, visit.id, "received")
            following = visits.begin(act, COUNTER, "B099")
            receive(act, intake, following.id)
            return following

        self._later()
        return self.place.desk.do(both)

    def ends(self, visit: VisitCard, outcome: str = "received") -> None:
        self._later()
        self.place.desk.do(visits.end, visit.id, outcome)
        if visit.ticket_id is not None:
            self.place.office.do(tickets.finish, visit.ticket_id, outcome)

    def rating(self, visit: VisitCard) -> RatingCard | None:
        return self.place.desk.ask(rating_of, visit.id)

    def seen(self, visit: VisitCard) -> VisitCard:
        return self.place.desk.ask(visits.visit, visit.id)

    def _intake(self, entry: Entry) -> Intake:
        chosen = self.place.desk.ask(procedure, entry.procedure)
        return read_intake(to_document(entry, chosen), business_day(self.place.clock()))

    def _later(self) -> None:
        clock = self.place.clock
        assert hasattr(clock, "forward")
        clock.forward(seconds=1)
