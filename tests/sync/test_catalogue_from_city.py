"""The city's catalogue: loaded whole, then what a decision changes; shown before it is taken, old versions kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from queue import Queue
from typing import Any

import pytest
import typer
from sqlalchemy import event

from counter_app.catalogue.from_city import Decision, Offer, offer, take_decision
from counter_app.catalogue.importing import SAMPLE
from counter_app.catalogue.versions import known_rev, procedure, procedures
from counter_app.catalogue.waiting_decision import keep_decision, ready_waiting, take_waiting, waiting
from counter_app.cli.session import Session
from counter_app.errors import BadCatalogue, BadDocument, Refused
from counter_app.place import Place
from counter_app.settings import change_setting
from sync import cli
from sync.exchange import Round
from sync.sandbox.catalogue import decide
from sync.sandbox.server import SandboxCity
from sync.worker import SyncWorker
from tests.sync.hall import Hall

TODAY = date(2026, 11, 20)
ONE: dict[str, Any] = next(
    one for one in json.loads(SAMPLE.read_text(encoding="utf-8"))["procedures"] if one["code"] == "2.000815"
)


def many(count: int, first: int = 0) -> tuple[dict[str, Any], ...]:
    """Procedures as a city has so many of."""
    return tuple(
        {**ONE, "code": f"3.{number:06}", "name": f"Thủ tục số {number}"} for number in range(first, first + count)
    )


def decision(rev: int = 1, *, whole: bool = True, on: date = TODAY, **says: Any) -> Decision:
    return Decision(rev, whole, f"QĐ {rev}/QĐ-UBND", on, says.get("procedures", ()), says.get("abolished", ()))


def offered(place: Place, what: Decision) -> Offer:
    return place.office.ask(offer, what)


def test_the_first_load_of_a_city_is_shown_and_then_taken_whole(place: Place) -> None:
    before = place.office.ask(procedures)
    first = decision(procedures=(*many(2100), {**ONE, "service": "of the city"}))

    shown = offered(place, first)
    assert (len(shown.added), [one.code for one in shown.changed]) == (2100, [])
    assert len(shown.abolished) == len(before) - 1, "what the city does not have"
    assert len(place.office.ask(procedures)) == len(before), "nothing has changed yet"

    done = place.office.do(take_decision, first)

    assert (done.procedures, place.office.ask(known_rev)) == (2101, 1)
    assert len(place.office.ask(procedures)) == 2101
    assert place.office.ask(procedure, "2.000815").service == "CT", "it stays in the unit's own group"
    assert place.office.ask(procedure, before[0].code, before[0].version) == before[0], "for dossiers under way"


def test_a_decision_adds_fifty_five_and_abolishes_ten_from_its_day_on(place: Place) -> None:
    place.office.do(take_decision, decision(procedures=many(100)))
    gone = tuple(f"3.{number:06}" for number in range(10))
    changed = {**many(1, 50)[0], "name": "Tên mới"}
    later = decision(2, whole=False, on=date(2026, 12, 1), procedures=(*many(55, 100), changed), abolished=gone)

    shown = offered(place, later)
    assert (len(shown.added), [one.name for one in shown.changed]) == (55, ["Tên mới"])
    assert tuple(one.code for one in shown.abolished) == gone
    with pytest.raises(BadDocument, match="01/12/2026"):
        place.office.do(take_decision, later)
    place.clock.forward(days=11)  # type: ignore[attr-defined]
    place.office.do(take_decision, later)

    now = {one.code: one for one in place.office.ask(procedures)}
    assert len(now) == 100 + 55 - 10
    assert now["3.000050"].name == "Tên mới"
    assert place.office.ask(procedure, "3.000050", "tp-1").name == "Thủ tục số 50"
    assert place.office.ask(procedure, "3.000003", "tp-1").code == "3.000003"
    with pytest.raises(BadDocument, match="đã nhận"):
        place.office.do(take_decision, later)


def test_a_fault_in_a_decision_is_named_and_nothing_changes(place: Place) -> None:
    wrong = decision(procedures=(ONE, {**ONE, "code": "3.000001", "time": {"unit": "mùa"}}))

    with pytest.raises(BadCatalogue) as told:
        place.office.do(take_decision, wrong)

    assert told.value.file == "thành phố, bản 1"
    assert "procedures[1].time" in told.value.field or "time" in told.value.field
    assert place.office.ask(known_rev) == 0


def test_it_is_seen_and_taken_by_command(hall: Hall, city: SandboxCity, capsys: pytest.CaptureFixture[str]) -> None:
    with city._records.transaction() as db:
        decide(db, "QĐ 1/QĐ-UBND", TODAY, many(3))
    hall.sends_to(city.url)
    session = Session(hall.place.folder, as_json=True, clock=hall.clock, _place=hall.place)

    def says(*words: str) -> Any:
        typer.main.get_command(cli.sync).main(list(words), standalone_mode=False, obj=session)
        return json.loads(capsys.readouterr().out)

    session.close()
    shown = says("catalogue")
    assert (shown["decision"], [one["code"] for one in shown["added"]]) == (
        "QĐ 1/QĐ-UBND", ["3.000000", "3.000001", "3.000002"],
    )  # fmt: skip
    with pytest.raises(BadDocument):
        says("take-catalogue", "7")
    assert says("take-catalogue", str(shown["rev"]))["procedures"] == 3
    assert says("catalogue")["added"] == []
    session.close()


def test_a_program_that_runs_on_hears_of_a_decision_and_lets_it_wait(hall: Hall, city: SandboxCity) -> None:
    with city._records.transaction() as db:
        decide(db, "QĐ 1/QĐ-UBND", TODAY, many(3))
    hall.sends_to(city.url)
    heard: Queue[Round | Refused] = Queue()
    worker = SyncWorker(hall.place, heard.put, chance=lambda low, _high: low / 100)
    worker.start()
    try:
        assert isinstance(heard.get(timeout=60), Round)
    finally:
        assert worker.stop(60)

    waits = hall.place.office.ask(waiting)
    assert waits is not None
    assert (waits.rev, waits.name, waits.in_force) == (1, "QĐ 1/QĐ-UBND", True)
    assert hall.place.office.ask(known_rev) == 0, "a person looks first"


def statements(place: Place, act: Callable[..., Any], *given: Any) -> int:
    """How many statements an act of the office takes."""
    seen: list[str] = []

    def hears(*said: Any) -> None:
        seen.append(said[2])

    event.listen(place.office.database.acts, "before_cursor_execute", hears)
    try:
        place.office.do(act, *given)
    finally:
        event.remove(place.office.database.acts, "before_cursor_execute", hears)
    return len(seen)


def test_taking_2100_procedures_holds_up_nobody_longer_than_taking_ten(place: Place) -> None:
    """Read and compared beside the hall's work; what is done under the records' lock is as many statements for any number."""
    taken = []
    for rev, count in ((1, 10), (2, 2100), (3, 2100)):
        place.office.do(keep_decision, decision(rev, procedures=many(count)))
        ready = place.office.ask(ready_waiting, rev)
        taken.append(statements(place, take_waiting, ready))

    assert max(taken[1:]) <= taken[0] <= 20
    assert len(place.office.ask(procedures)) == 2100
    assert (place.office.ask(known_rev), place.office.ask(waiting)) == (3, None)


def test_what_was_looked_through_is_not_taken_where_anything_changed_since(place: Place) -> None:
    place.office.do(keep_decision, decision(1, procedures=many(3)))
    ready = place.office.ask(ready_waiting, 1)
    place.office.do(change_setting, "files.most", "7")
    with pytest.raises(BadDocument, match="vừa đổi"):
        place.office.do(take_waiting, ready)

    ready = place.office.ask(ready_waiting, 1)
    place.office.do(keep_decision, decision(2, procedures=many(4)))
    for asked in (lambda: place.office.do(take_waiting, ready), lambda: place.office.ask(ready_waiting, 1)):
        with pytest.raises(BadDocument, match="bản 2"):
            asked()

    first, second = (place.office.ask(ready_waiting, 2) for _ in range(2))
    place.office.do(take_waiting, first)
    with pytest.raises(BadDocument, match="không có danh mục nào"):  # another administrator was faster
        place.office.do(take_waiting, second)
    assert len(place.office.ask(procedures)) == 4
