"""The ways a unit's dossiers reach the city, each with the city at its end, driven alike: by program, or by a clerk's fingers."""

from __future__ import annotations

import json
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from counter_app.by_hand import note_entered, unentered
from counter_app.city_form import to_type
from counter_app.errors import CityAway
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from counter_app.wording import DOSSIER_STATES_VI
from sync.messages import Batch, BatchAnswer
from sync.sandbox import reading
from sync.sandbox.online import OnlineForm, hand_in
from sync.sandbox.operator import StateOrder, move
from sync.sandbox.records import CityRecords
from sync.sandbox.server import CityTerms, SandboxCity
from sync.unit_round import exchange_unit
from sync.upstreams import Upstream
from sync.upstreams.caps import BY_HAND, Caps
from sync.upstreams.city_http import CityHttp
from sync.upstreams.city_vxp import CityVxp
from sync.upstreams.in_memory import CityInMemory
from sync.upstreams.vxp_line import HttpWire
from sync.upstreams.vxp_memory import memory_of
from tests.clock import SetClock
from tests.sync.hall import Hall

UNIT = "H26.016.26"
NAMES = ("over HTTP", "in memory", "like VXP", "by hand")


@dataclass
class AtTheCity:
    """A dossier as the city has it: code, owner, state, and the states of the steps told, in order."""

    code: str
    owner: str
    state: int
    steps: list[int] = field(default_factory=list)


class Way(ABC):
    """A way and the city at its end."""

    caps: Caps

    @abstractmethod
    def carries(self) -> None:
        """What waits goes there, what is new comes back."""

    @abstractmethod
    def loses_an_answer(self) -> None:
        """The same, but what is done there is not heard of here."""

    @abstractmethod
    def held(self) -> list[AtTheCity]:
        """The city's dossiers, oldest first."""


class ByProgram(Way):
    """An upstream, and the records of the city behind it."""

    def __init__(self, hall: Hall, upstream: Upstream, caps: Caps, records: CityRecords) -> None:
        self.caps, self.upstream, self.records, self._hall = caps, upstream, records, hall
        self.lose: Callable[[bool], None] = lambda _now: None

    def carries(self) -> None:
        exchange_unit(self._hall.place, self.upstream)

    def loses_an_answer(self) -> None:
        self.lose(True)
        try:
            self.carries()
        except CityAway:
            return
        finally:
            self.lose(False)
        raise AssertionError("the answer was heard")

    def held(self) -> list[AtTheCity]:
        with self.records.transaction() as db:
            found = reversed(reading.dossiers(db))
        return [
            AtTheCity(
                one.code,
                one.body["people"]["owner"]["name"],
                one.city_state,
                [step["state"] for step in one.body.get("steps", ()) if not step.get("by_city")],
            )
            for one in found
        ]

    def dump(self) -> dict[str, Any]:
        with self.records.transaction() as db:
            return reading.everything(db)

    def decides(self, code: str, state: int) -> None:
        """A person at the city moves a dossier on."""
        self._write(lambda db: move(db, reading.dossiers(db, code)[0].id, StateOrder(state=state), self._now()))

    def has_anothers(self, code: str) -> None:
        """The city has somebody else's dossier under this code."""
        self.gives_another_code(self.comes_online("Trần Thị Khác"), code)

    def gives_another_code(self, code: str, another: str) -> None:
        """The city gives a dossier another code."""
        rename = "UPDATE dossier SET code = :new, body = json_set(body, '$.code', :new) WHERE code = :old"
        self._write(lambda db: db.execute(rename, {"new": another, "old": code}))
        self.decides(another, 2)

    def comes_online(self, name: str) -> str:
        """Somebody hands in a dossier at the portal."""
        form = OnlineForm(UNIT, "2.000815", "Chứng thực bản sao từ bản chính", name, "001190000777", "0987654321")
        found: list[str] = []
        self._write(lambda db: found.append(hand_in(db, form, self._now()).code))
        return found[0]

    def _write(self, what: Callable[[sqlite3.Connection], object]) -> None:
        with self.records.transaction() as db:
            what(db)

    @staticmethod
    def _now() -> datetime:
        return datetime.now(UTC)


class ByHand(Way):
    """A clerk types what the list asks for into the city's form; the form is a sheet by our code."""

    caps = BY_HAND

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._form: dict[str, AtTheCity] = {}
        hall.place.office.do(change_setting, "city.way", "hand")
        refresh_desk(hall.place)

    def carries(self) -> None:
        self._types(says_so=True)

    def loses_an_answer(self) -> None:
        self._types(says_so=False)

    def held(self) -> list[AtTheCity]:
        return list(self._form.values())

    def _types(self, *, says_so: bool) -> None:
        """Whoever types looks first whether it stands there already, as the list tells them to."""
        desk = self._hall.place.desk
        for line in desk.ask(unentered):
            words = {one.caption: one.text for one in desk.ask(to_type, line.id).fields}
            sheet = self._form.setdefault(line.code, AtTheCity(line.code, "", 2))
            sheet.owner = words.get("Chủ hồ sơ") or sheet.owner
            state = next((key for key, text in DOSSIER_STATES_VI.items() if text == words.get("Trạng thái")), None)
            if state is not None and sheet.state != state:
                sheet.steps.append(state)
                sheet.state = state
            if says_so:
                desk.do(note_entered, line.id, line.upto, line.city_code or f"TP-{line.code}")


class _Losing:
    """An upstream whose pushes are done and, while ``lose`` holds, not answered."""

    def __init__(self, of: CityInMemory) -> None:
        self._of, self.lose = of, False
        self.changes, self.health = of.changes, of.health
        self.has_blob, self.put_blob = of.has_blob, of.put_blob

    def push(self, batch: Batch) -> BatchAnswer:
        answer = self._of.push(batch)
        if self.lose:
            raise CityAway("lost")
        return answer


@contextmanager
def way_of(name: str, hall: Hall, folder: Path) -> Iterator[Way]:
    """The way of that name, with a city of its own."""
    if name == "by hand":
        yield ByHand(hall)
    elif name == "in memory":
        with closing(CityInMemory(folder / "files", SetClock())) as city:
            losing = _Losing(city)
            way = ByProgram(hall, losing, city.caps, city.records)
            way.lose = lambda now: setattr(losing, "lose", now)
            yield way
    else:
        with _served(name, hall, folder) as way:
            yield way


@contextmanager
def _served(name: str, hall: Hall, folder: Path) -> Iterator[ByProgram]:
    like_vxp, faults = name == "like VXP", folder / "faults.json"
    with SandboxCity(folder / "city", terms=CityTerms(faults=faults, like_vxp=like_vxp)) as city:
        line = vxp_line(city, hall) if like_vxp else CityHttp(city.url, "enrolled")
        with closing(line):
            way = ByProgram(hall, line, line.caps, city._records)
            way.lose = lambda now: orders(faults, lose_answer_every=int(now))
            yield way


def vxp_line(city: SandboxCity, hall: Hall, answer_seconds: float = 6.0) -> CityVxp:
    """The way to a city like the real ones."""
    return CityVxp(HttpWire(city.url, answer_seconds), UNIT, "mật khẩu", memory_of(hall.place))


def orders(file: Path, **faults: object) -> None:
    """Order trouble for a city."""
    file.write_text(json.dumps(faults), encoding="utf-8")
