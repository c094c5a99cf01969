"""The exchange with a city that knows no call again, as a machine: real records, trouble in any order, restarts, both ends put back."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from counter_app.dossiers.receive import receive
from counter_app.dossiers.steps.correct import correct
from counter_app.dossiers.steps.documents import read_correction
from counter_app.errors import CityAway, UpstreamTrouble
from counter_app.ids import new_id
from counter_app.moments import Clock
from counter_app.outbox import sync_line
from counter_app.place import open_place
from counter_app.records.desk import Dossier
from counter_app.records.shared import Outbox
from counter_app.store import Act, Asking, By
from sync.sandbox.operator import StateOrder, move
from sync.sandbox.records import FILE_NAME, CityRecords
from sync.sandbox.vxp import CHANGING, VxpCity
from sync.unit_round import exchange_unit
from sync.upstreams.city_vxp import CityVxp
from sync.upstreams.vxp_line import Said
from sync.upstreams.vxp_memory import memory_of
from tests.clock import SetClock
from tests.documents import TODAY, intake
from tests.faults.city_at_hand import Died

TROUBLE = ("", "lost request", "lost answer", "late", "died", "session over")
_QUICK = Path("/dev/shm")
UNIT = "H26.016.26"


class WireAtHand:
    """Calls a city in this process; each call that changes something uses up the first of ``trouble``.

    Of the other calls the one that ``read_lost`` counts down to has no answer; 0: none.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder, self._clock = folder, clock
        self.trouble: list[str] = []
        self.read_lost = 0
        self.met: Counter[str] = Counter()
        self._late: list[tuple[str, Mapping[str, Any]]] = []
        self._open()

    def _open(self) -> None:
        self.records = CityRecords(self._folder)
        self.city = VxpCity(self.records, self._clock)

    def __call__(self, service: str, asked: Mapping[str, Any]) -> Said:
        trouble = self._next_trouble(service)
        self.met[trouble] += 1
        sent = json.loads(json.dumps(asked))
        if trouble == "session over":
            self.city = VxpCity(self.records, self._clock)
        if trouble == "late":
            self._late.append((service, sent))
        if trouble in ("late", "lost request"):
            raise CityAway(trouble)
        document = self.city.answer(service, sent)
        if trouble == "died":
            raise Died
        if trouble == "lost answer":
            raise CityAway(trouble)
        return Said(json.loads(json.dumps(document)))

    def _next_trouble(self, service: str) -> str:
        if service in CHANGING:
            return self.trouble.pop(0) if self.trouble else ""
        self.read_lost -= 1
        return "" if self.read_lost else "lost answer"

    def late_ones_arrive(self) -> None:
        """What the line held back comes now; nobody waits for the answers."""
        late, self._late = self._late, []
        for service, asked in late:
            self.city.answer(service, asked)

    def keeps_a_backup(self) -> None:
        shutil.copy2(self._folder / FILE_NAME, self._folder / "backup")

    def is_restored(self) -> None:
        """The kept file takes the place of today's; nobody is told."""
        self.records.close()
        shutil.copy2(self._folder / "backup", self._folder / FILE_NAME)
        self._open()

    def dossiers(self) -> dict[str, tuple[int, dict[str, Any]]]:
        """State and body by code."""
        with self.records.transaction() as db:
            rows = db.execute("SELECT code, state, body FROM dossier").fetchall()
        return {row["code"]: (row["state"], json.loads(row["body"])) for row in rows}

    def decides(self, code: str, state: int) -> None:
        """A person at the city moves a dossier on."""
        with self.records.transaction() as db:
            dossier = db.execute("SELECT id FROM dossier WHERE code = ?", (code,)).fetchone()["id"]
            move(db, UUID(dossier), StateOrder(state=state), self._clock())


class VxpProtocol(RuleBasedStateMachine):
    """Rules and what must hold. ``unit`` is copied for each example."""

    unit: ClassVar[Path]

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=_QUICK if _QUICK.is_dir() else None))
        shutil.copytree(self.unit, self.folder / "now")
        self.clock = SetClock()
        self.wire = WireAtHand(self.folder / "city", self.clock)
        self._open()

    def teardown(self) -> None:
        if hasattr(self, "place"):
            self.drains()
            self.place.close()
            self.wire.records.close()
            shutil.rmtree(self.folder)

    @rule()
    def receives(self) -> None:
        self.place.desk.do(receive, intake(lines=[]))

    @precondition(lambda self: bool(self._own()))
    @rule(data=st.data())
    def corrects(self, data: Any) -> None:
        one = data.draw(st.sampled_from(sorted(self._own())))
        words = {"reason": "Ghi sai", "note": str(new_id())}
        self.place.desk.do(correct, self._own()[one][0], read_correction(words, TODAY).value)

    @precondition(lambda self: bool(self._own()))
    @rule(data=st.data())
    def prints(self, data: Any) -> None:
        one = data.draw(st.sampled_from(sorted(self._own())))
        self.place.desk.do(_printed, self._own()[one][0])

    @precondition(lambda self: bool(self.wire.dossiers()))
    @rule(data=st.data(), state=st.integers(3, 9))
    def the_city_decides(self, data: Any, state: int) -> None:
        self.wire.decides(data.draw(st.sampled_from(sorted(self.wire.dossiers()))), state)

    @rule(trouble=st.lists(st.sampled_from(TROUBLE), max_size=4), read_lost=st.integers(0, 8), most=st.integers(1, 5))
    def exchanges(self, trouble: list[str], read_lost: int, most: int) -> None:
        self.clock.forward(seconds=20)
        self.wire.trouble, self.wire.read_lost = list(trouble), read_lost
        try:
            exchange_unit(self.place, self.line, most)
        except UpstreamTrouble:
            pass
        except Died:
            self.starts_anew()
        self.wire.trouble, self.wire.read_lost = [], 0

    @rule()
    def what_was_late_arrives(self) -> None:
        self.wire.late_ones_arrive()

    @rule()
    def starts_anew(self) -> None:
        self.place.close()
        self._open()

    @rule()
    def the_city_is_backed_up(self) -> None:
        self.wire.keeps_a_backup()

    @precondition(lambda self: (self.folder / "city" / "backup").exists())
    @rule()
    def the_city_is_restored(self) -> None:
        self.wire.is_restored()

    @invariant()
    def nothing_stands_there_twice(self) -> None:
        if hasattr(self, "wire"):
            for _, body in self.wire.dossiers().values():
                lines = [step["note"] for step in body.get("steps", ()) if not step.get("by_city")]
                assert lines == sorted(set(lines), key=_number), "each step once, in order"

    def corrects_one(self) -> None:
        """A correction of the first dossier, for a story written out."""
        words = {"reason": "Ghi sai", "note": str(new_id())}
        first = min(self._own())
        self.place.desk.do(correct, self._own()[first][0], read_correction(words, TODAY).value)

    def drains(self) -> None:
        """On a good line everything arrives."""
        self.wire.late_ones_arrive()
        for _ in range(4):
            self.clock.forward(days=1)
            exchange_unit(self.place, self.line)
        line = self.place.desk.ask(sync_line)
        assert (line.pending, line.parked) == (0, 0)
        self.nothing_stands_there_twice()
        there, own = self.wire.dossiers(), self._own()
        assert there.keys() == own.keys(), "nothing is lost, nothing is there that nobody sent"
        for code, (dossier, note, state) in own.items():
            told = [step for step in there[code][1].get("steps", ()) if not step.get("by_city")]
            assert len(told) == self.place.desk.ask(_corrections, dossier), "every step"
            assert (there[code][1]["note"], there[code][0]) == (note, state), "both say the same of it"

    def _own(self) -> dict[str, tuple[UUID, str, int | None]]:
        return dict(self.place.desk.ask(_received))

    def _open(self) -> None:
        self.place = open_place(self.folder / "now", by=By("lan", 3), clock=self.clock)
        self.line = CityVxp(self.wire, UNIT, "mật khẩu", memory_of(self.place))


def _number(words: str) -> int:
    return int(words.rpartition("bước ")[2].rstrip(")"))


def _printed(act: Act, dossier: UUID) -> None:
    act.record("fact.receipt_printed", f"dossier:{dossier}", {"copy": str(act.request)})


def _received(asking: Asking) -> tuple[tuple[str, tuple[UUID, str, int | None]], ...]:
    rows = asking.connection.execute(select(Dossier.code, Dossier.id, Dossier.note, Dossier.city_state))
    return tuple((row.code, (row.id, row.note, row.city_state)) for row in rows)


def _corrections(asking: Asking, dossier: UUID) -> int:
    mine = (Outbox.lane == f"dossier:{dossier}", Outbox.kind == "dossier.correct", Outbox.state == "acked")
    return len(asking.connection.execute(select(Outbox.seq).where(*mine)).all())
