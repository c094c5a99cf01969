"""A counter that receives, corrects, prints and rates, and exchanges with its city in between, until it has done enough.

``exchange_child FOLDER URL SEED OPS``: each act that was answered is said in a line. Killed at any moment it goes on from
its records. No act waits for the city; a round that failed is tried again at the next turn. With a desk's file instead of a
URL (``desk.db``) it tells its office in ``office.db`` over a line with troubles of its own, ``MANNER`` as the city's.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from random import Random
from uuid import UUID

from sqlalchemy import func, select

from counter_app import ratings
from counter_app.dossiers.receive import receive
from counter_app.dossiers.steps.correct import correct
from counter_app.dossiers.steps.documents import read_correction
from counter_app.errors import StoreBusy, UpstreamTrouble
from counter_app.place import Layout, Place, open_laid_out, open_place
from counter_app.queue import visits
from counter_app.records.shared import Outbox
from counter_app.store import Act, Asking, By, Store
from sync.exchange import Round, exchange, sender_lock
from sync.messages import Batch, BatchAnswer
from sync.unit_round import hand_in
from sync.upstreams.city_http import CityHttp
from tests.clock import SetClock
from tests.documents import TODAY, intake
from tests.faults.city_at_hand import Died
from tests.faults.office_at_hand import OfficeAtHand
from tests.faults.processes import KILL

ACTS_A_ROUND = 4
TROUBLES = {"": 50, "lost request": 12, "lost answer": 14, "duplicate": 12, "late": 8, "died": 4}
"""How often the way to the office has each."""
LATE_ARRIVES = 0.5


class Counter:
    """What one counter does, by chance. ``done`` holds the dossiers of this life of the process."""

    def __init__(self, place: Place, clock: SetClock, chance: Random) -> None:
        self.place = place
        self.clock = clock
        self.chance = chance
        self.dossiers = list(place.desk.ask(own_dossiers))

    def acts(self) -> str:
        """Do one thing and say what."""
        self.clock.forward(seconds=1)
        kinds: list[Callable[[], str]] = [self.receives]
        if self.dossiers:
            kinds += [self.receives, self.corrects, self.prints, self.rates]
        return self.chance.choice(kinds)()

    def receives(self) -> str:
        got = self.place.desk.do(receive, intake(lines=[]))
        self.dossiers.append(got.id)
        return f"dossier.receive dossier:{got.id} {got.code}"

    def corrects(self) -> str:
        one = self.chance.choice(self.dossiers)
        words = {"reason": "Ghi sai", "note": f"{self.chance.getrandbits(60)}"}
        self.place.desk.do(correct, one, read_correction(words, TODAY).value)
        return f"dossier.correct dossier:{one} {words['note']}"

    def prints(self) -> str:
        one, copy_no = self.chance.choice(self.dossiers), self.chance.getrandbits(30)
        self.place.desk.do(_printed, one, copy_no)
        return f"fact.receipt_printed fact:{one} {copy_no}"

    def rates(self) -> str:
        opened = self.place.desk.ask(visits.open_visit, 3) or self.place.desk.do(visits.begin, 3, "A001")
        self.place.desk.do(visits.end, opened.id, "received")
        self.place.desk.do(ratings.give, opened.id, 3)
        return f"rating.given visit:{opened.id} 3"


def _printed(act: Act, dossier: UUID, copy_no: int) -> None:
    act.record("fact.receipt_printed", f"dossier:{dossier}", {"copy_no": copy_no})


def own_dossiers(asking: Asking) -> tuple[UUID, ...]:
    """The dossiers received at this desk, oldest first."""
    lanes = select(Outbox.lane).where(Outbox.kind == "dossier.receive").order_by(Outbox.seq)
    return tuple(UUID(lane.partition(":")[2]) for lane in asking.connection.execute(lanes).scalars())


def written(asking: Asking) -> int:
    """How many ops this desk has written."""
    return asking.connection.execute(select(func.count()).select_from(Outbox)).scalar_one()


class HardOffice(OfficeAtHand):
    """The office over a line on which chance has its way; sometimes the program dies between two steps."""

    def __init__(self, store: Store, chance: Random, manner: str) -> None:
        super().__init__(store, forgetful=manner == "forgetful")
        self._chance = chance

    def push(self, batch: Batch) -> BatchAnswer:
        """Push with whatever chance wants."""
        self.trouble = self._chance.choices(list(TROUBLES), list(TROUBLES.values()))
        if self._chance.random() < LATE_ARRIVES:
            self.late_ones_arrive()
        try:
            return super().push(batch)
        except Died:
            os.kill(os.getpid(), KILL)
            raise


def main(folder: str, way: str, seed: str, ops: str, manner: str = "mindful") -> None:
    """Work until so many ops are written."""
    clock, chance = SetClock(), Random(seed)
    with ExitStack() as opened:
        if way.startswith("http"):
            place = opened.enter_context(closing(open_place(Path(folder), by=By("lan", 3), clock=clock)))
            round_of = partial(to_city, place, opened.enter_context(closing(CityHttp(way, "enrolled"))))
        else:
            layout = Layout(way, "office.db")
            place = opened.enter_context(closing(open_laid_out(Path(folder), layout, by=By("lan", 3), clock=clock)))
            office = HardOffice(place.office, chance, manner)
            round_of = partial(hand_in, place, office=office)
        clock.forward(seconds=place.desk.ask(written))
        counter = Counter(place, clock, chance)
        print("ready", flush=True)
        while place.desk.ask(written) < int(ops):
            for _ in range(chance.randint(1, 2 * ACTS_A_ROUND)):
                print("acknowledged", counter.acts(), flush=True)
            print(in_words(round_of), flush=True)
    print("enough", flush=True)


def to_city(place: Place, line: CityHttp) -> Round:
    """One round over one hop."""
    with sender_lock(place):
        return exchange(place.desk, line)


def in_words(round_of: Callable[[], Round]) -> str:
    """One round, in words."""
    try:
        done = round_of()
    except (UpstreamTrouble, StoreBusy) as trouble:
        return f"trouble {type(trouble).__name__}"
    return f"round {done.acked} {done.parked}"


if __name__ == "__main__":
    main(*sys.argv[1:6])
