"""After an old backup was restored: nothing is sent twice, what the city knows comes back, what was printed stays."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from counter_app.care.backup import back_up
from counter_app.care.restore import restore
from counter_app.dossiers.lookup import dossiers
from counter_app.place import open_place
from counter_app.store import By
from sync.sandbox.server import SandboxCity
from sync.unit_round import exchange_unit
from sync.upstreams.city_http import CityHttp
from tests.sync.hall import Hall
from tests.sync.test_exchange import held_by


def test_what_the_city_knows_comes_back_and_nothing_is_sent_twice(
    hall: Hall, city: SandboxCity, line: CityHttp, tmp_path: Path
) -> None:
    sent, waiting = hall.receives(), hall.receives()
    exchange_unit(hall.place, line, most=1)
    unsent = hall.receives()
    back_up(hall.place, tmp_path / "hôm qua.saoluu", hall.clock())
    exchange_unit(hall.place, line)
    forgotten = [hall.receives() for _ in range(3)]
    hall.rates(hall.serves(), 3)
    exchange_unit(hall.place, line)
    hall.place.close()

    restore(tmp_path / "hôm qua.saoluu", hall.place.folder, None, hall.clock)

    with closing(open_place(hall.place.folder, by=By("lan", 3), clock=hall.clock)) as place:
        assert {one.code for one in place.desk.ask(dossiers)} == {sent.code, waiting.code, unsent.code}
        again = Hall(place, hall.clock)
        exchange_unit(place, line)
        assert {one.id for one in place.desk.ask(dossiers)} == {one.id for one in (sent, waiting, unsent, *forgotten)}
        assert (again.line.pending, again.line.parked) == (0, 0)
        held = held_by(city)
        assert (len(held["dossiers"]), len(held["ratings"])) == (6, 1)
        assert len({op["op_id"] for op in held["ops"]}) == len(held["ops"])
        later = again.receives()
        exchange_unit(place, line)
        assert later.code == f"{sent.code[:-1]}7"
        assert again.reach(later.id)[0] == "city"
