"""The exchange as a machine: a counter with real records, a city at hand, trouble in any order; rules hypothesis plays."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from counter_app.dossiers.given_codes import pass_over_code
from counter_app.dossiers.receive import receive
from counter_app.dossiers.steps.correct import correct
from counter_app.dossiers.steps.documents import read_correction
from counter_app.errors import UpstreamTrouble
from counter_app.ids import new_id
from counter_app.outbox import begin_anew, sync_line
from counter_app.place import open_place
from counter_app.records.desk import Dossier
from counter_app.records.shared import Outbox
from counter_app.store import Act, Asking, By
from sync.exchange import exchange
from sync.messages import MAX_OPS
from tests.clock import SetClock
from tests.documents import TODAY, intake
from tests.faults.city_at_hand import CityAtHand, Died

TROUBLE = ("", "lost request", "lost answer", "duplicate", "late", "died")
_QUICK = Path("/dev/shm")
"""Memory: nothing here asks what a disk keeps."""
Place = tuple[str, str, int]
"""Origin, lane, client_rev."""
Named = tuple[str, str]
"""Lane, and the fingerprint of what an op says."""


class Protocol(RuleBasedStateMachine):
    """Rules and what must hold. ``unit`` is copied for each example; ``forgetful`` takes the city's idempotency out."""

    unit: ClassVar[Path]
    forgetful: ClassVar[bool] = False

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=_QUICK if _QUICK.is_dir() else None))
        shutil.copytree(self.unit, self.folder / "now")
        self.clock = SetClock()
        self.city = CityAtHand(self.folder / "city", self.clock, forgetful=self.forgetful)
        self.place = open_place(self.folder / "now", by=By("lan", 3), clock=self.clock)
        self.written: dict[Place, set[str]] = {}
        self.last_code = ""
        self.lives = 1

    def teardown(self) -> None:
        if hasattr(self, "place"):
            self.drains()
            self.place.close()
            self.city.close()
            shutil.rmtree(self.folder)

    @rule()
    def receives(self) -> None:
        self.last_code = self.place.desk.do(receive, intake(lines=[])).code
        self._note()

    @precondition(lambda self: bool(self._own()))
    @rule(data=st.data())
    def corrects(self, data: Any) -> None:
        one = data.draw(st.sampled_from(self._own()))
        words = {"reason": "Ghi sai", "note": str(new_id())}
        self.place.desk.do(correct, one, read_correction(words, TODAY).value)
        self._note()

    @precondition(lambda self: bool(self._own()))
    @rule(data=st.data())
    def prints(self, data: Any) -> None:
        one = data.draw(st.sampled_from(self._own()))
        self.place.desk.do(_printed, one)
        self._note()

    @precondition(lambda self: bool(self.city.rows("SELECT 1 FROM dossier")))
    @rule(data=st.data(), state=st.integers(3, 9))
    def the_city_decides(self, data: Any, state: int) -> None:
        held = [row["id"] for row in self.city.rows("SELECT id FROM dossier ORDER BY id")]
        self.city.decides(UUID(data.draw(st.sampled_from(held))), state)

    @rule(trouble=st.lists(st.sampled_from(TROUBLE), max_size=3), most=st.integers(1, 5))
    def exchanges(self, trouble: list[str], most: int) -> None:
        self.clock.forward(seconds=20)
        self.city.trouble = list(trouble)
        try:
            self._round(most)
        except UpstreamTrouble:
            pass
        except Died:
            self._open()
        self.city.trouble = []
        self._note()

    @rule()
    def what_was_late_arrives(self) -> None:
        self.city.late_ones_arrive()

    @rule()
    def the_records_are_backed_up(self) -> None:
        shutil.rmtree(self.folder / "yesterday", ignore_errors=True)
        self.place.close()
        shutil.copytree(self.folder / "now", self.folder / "yesterday")
        self._open()

    @precondition(lambda self: (self.folder / "yesterday").exists())
    @rule()
    def the_records_are_restored(self) -> None:
        self.place.close()
        shutil.rmtree(self.folder / "now")
        shutil.copytree(self.folder / "yesterday", self.folder / "now")
        self.lives += 1
        self._open()
        self.place.desk.do(_restored, self.last_code)
        if not self.place.one_file:
            self.place.office.do(begin_anew)

    @rule()
    def the_city_is_backed_up(self) -> None:
        self.city.keeps_a_backup()

    @precondition(lambda self: (self.folder / "city" / "backup").exists())
    @rule()
    def the_city_is_restored(self) -> None:
        self.city.is_restored()

    @invariant()
    def nothing_is_applied_twice_or_out_of_order(self) -> None:
        if not hasattr(self, "city"):
            return
        came: Counter[tuple[str, str]] = Counter()
        for row in self.city.rows("SELECT origin, lane, client_rev, sha256 FROM op ORDER BY rowid"):
            lane = (row["origin"], row["lane"])
            came[lane] += 1
            assert row["client_rev"] == came[lane], "each lane without gap and in order"
            assert row["sha256"] in self.written.get((*lane, row["client_rev"]), ()), "only what a counter wrote"
        self._effects_are_counted()

    def _effects_are_counted(self) -> None:
        """Each op did what it says once: a step in the dossier, a fact."""
        corrected: Counter[str] = Counter()
        for row in self.city.rows("SELECT lane FROM op WHERE kind = 'dossier.correct'"):
            corrected[row["lane"].partition(":")[2]] += 1
        for row in self.city.rows("SELECT id, body FROM dossier"):
            told = [step for step in json.loads(row["body"]).get("steps", ()) if not step.get("by_city")]
            assert len(told) == corrected[row["id"]]
        facts = self.city.rows("SELECT (SELECT count(*) FROM fact) - count(*) AS more FROM op WHERE kind LIKE 'fact.%'")
        assert facts[0]["more"] == 0

    def drains(self) -> None:
        """On a good line everything arrives."""
        self.city.late_ones_arrive()
        for _ in range(4):
            self.clock.forward(days=1)
            self._round(MAX_OPS)
        self._note()
        line = self.place.desk.ask(sync_line)
        assert (line.pending, line.parked) == (0, 0)
        self.nothing_is_applied_twice_or_out_of_order()
        assert self.place.desk.ask(_acked) <= self._held(), "nothing is lost"
        states = {UUID(row["id"]): row["state"] for row in self.city.rows("SELECT id, state FROM dossier")}
        assert dict(self.place.desk.ask(_city_states)) == states, "both know the same dossiers, in the same state"

    def _round(self, most: int) -> None:
        """What waits goes, what is new comes."""
        exchange(self.place.desk, self.city, most)

    def _held(self) -> set[Named]:
        """What the city has: each op by its lane and what it says, which is never said twice."""
        return {(row["lane"], row["sha256"]) for row in self.city.rows("SELECT lane, sha256 FROM op")}

    def _own(self) -> list[UUID]:
        return list(self.place.desk.ask(_received))

    def _note(self) -> None:
        for store in self.place.stores:
            for origin, lane, client_rev, sha in store.ask(_written):
                self.written.setdefault((origin, lane, client_rev), set()).add(sha)

    def _open(self) -> None:
        self.place.close()
        self.place = open_place(self.folder / "now", by=By("lan", 3), clock=self.clock)


def _printed(act: Act, dossier: UUID) -> None:
    act.record("fact.receipt_printed", f"dossier:{dossier}", {"copy": str(act.request)})


def _restored(act: Act, last_code: str) -> None:
    """What the product's own restoring does."""
    begin_anew(act)
    if last_code:
        pass_over_code(act, last_code)


def _written(asking: Asking) -> tuple[tuple[str, str, int, str], ...]:
    columns = select(Outbox.origin, Outbox.lane, Outbox.client_rev, Outbox.body_sha256)
    return tuple((row[0], row[1], row[2], row[3]) for row in asking.connection.execute(columns))


def _acked(asking: Asking) -> set[Named]:
    columns = select(Outbox.lane, Outbox.body_sha256).where(Outbox.state == "acked")
    return {(row[0], row[1]) for row in asking.connection.execute(columns)}


def _received(asking: Asking) -> tuple[UUID, ...]:
    return tuple(asking.connection.execute(select(Dossier.id).order_by(Dossier.received_at, Dossier.id)).scalars())


def _city_states(asking: Asking) -> tuple[tuple[UUID, int | None], ...]:
    return tuple((row[0], row[1]) for row in asking.connection.execute(select(Dossier.id, Dossier.city_state)))
