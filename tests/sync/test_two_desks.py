"""Two desks of a unit, and the city between them: one dossier amended at both is merged, or somebody is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from counter_app import parked
from counter_app.dossiers.finding import search
from counter_app.dossiers.lookup import DossierCard, dossier
from counter_app.dossiers.steps.correct import correct
from counter_app.dossiers.steps.documents import read_correction
from counter_app.errors import WrongMoment
from counter_app.records.shared import Device
from counter_app.store import By
from sync.exchange import Round
from sync.sandbox.server import SandboxCity
from sync.unit_round import exchange_unit
from sync.upstreams.city_http import CityHttp
from tests.clock import SetClock
from tests.desks import second_desk
from tests.sync.hall import INTAKE, Hall
from tests.sync.test_exchange import moves


@pytest.fixture
def other(hall: Hall, tmp_path: Path, clock: SetClock) -> Iterator[Hall]:
    """Another desk of the same unit, with the other half of every day's codes; with two files they share the office."""
    with closing(second_desk(hall.place, tmp_path / "other", By("bình", 4))) as place:
        yield Hall(place, clock)


def corrects(hall: Hall, code: str, **changes: Any) -> None:
    """Put right what is named; the owner's other fields stay."""
    card = hall.place.desk.ask(dossier, code)
    owner = {**INTAKE["owner"], "name": card.owner.name, "phone": card.owner.phone}  # type: ignore[dict-item]
    document = {"reason": "Ghi sai", **{key: changes[key] for key in ("note",) if key in changes}}
    if {"name", "phone"} & set(changes):
        document["owner"] = owner | {key: changes[key] for key in ("name", "phone") if key in changes}
    hall.place.desk.do(correct, card.id, read_correction(document, hall.clock().date()).value)


def at(hall: Hall, code: str) -> DossierCard:
    return hall.place.desk.ask(dossier, code)


@pytest.fixture
def shared(hall: Hall, other: Hall, line: CityHttp) -> str:
    """A dossier that both desks have."""
    code = hall.receives().code
    exchange_unit(hall.place, line)
    assert exchange_unit(other.place, line) == Round(0, 0, 1)
    assert at(other, code).owner == at(hall, code).owner
    return code


def test_a_name_corrected_at_one_desk_and_a_phone_at_the_other_are_merged(
    hall: Hall, other: Hall, line: CityHttp, shared: str
) -> None:
    corrects(hall, shared, name="Nguyễn Văn Ân")
    corrects(other, shared, phone="0999888777")

    assert exchange_unit(hall.place, line).parked == 0
    assert exchange_unit(other.place, line).parked == 0
    exchange_unit(hall.place, line)

    news = hall.shadow(at(hall, shared).id)[1]["dossier"]["people"]["owner"]
    assert (news["name"], news["phone"]) == ("Nguyễn Văn Ân", "0999888777")


def test_before_the_city_takes_it_over_the_later_word_on_a_phone_stands_without_asking(
    hall: Hall, other: Hall, line: CityHttp, shared: str
) -> None:
    corrects(hall, shared, phone="0911111111")
    corrects(other, shared, phone="0922222222")

    exchange_unit(hall.place, line)
    done = exchange_unit(other.place, line)

    assert (done.acked, done.parked, other.line.pending) == (1, 0, 0)
    assert other.shadow(at(other, shared).id)[1]["dossier"]["people"]["owner"]["phone"] == "0922222222"


@pytest.mark.parametrize("keeps", ["ours", "theirs"])
def test_one_name_corrected_at_both_desks_is_laid_before_somebody_with_both_versions(
    hall: Hall, other: Hall, line: CityHttp, shared: str, keeps: str
) -> None:
    corrects(hall, shared, name="Nguyễn Văn Ân")
    corrects(other, shared, name="Nguyễn Văn Ấn", phone="0922222222")
    exchange_unit(hall.place, line)

    assert exchange_unit(other.place, line).parked == 1

    desk = other.place.desk
    (op,) = desk.ask(parked.parked_ops)
    assert (op.code, op.ours, op.theirs) == (
        shared, {"owner.name": "Nguyễn Văn Ấn"}, {"owner.name": "Nguyễn Văn Ân"},
    )  # fmt: skip
    assert other.reach(at(other, shared).id)[0] == "attention"
    desk.do(parked.keep_ours if keeps == "ours" else parked.take_theirs, op.op_id)
    assert exchange_unit(other.place, line).acked == 1
    name = "Nguyễn Văn Ấn" if keeps == "ours" else "Nguyễn Văn Ân"
    city = other.shadow(at(other, shared).id)[1]["dossier"]["people"]["owner"]
    assert (at(other, shared).owner.name, city["name"]) == (name, name)
    assert city["phone"] == ("0922222222" if keeps == "ours" else "0912345678")
    assert [row.code for row in desk.ask(search, name)] == [shared]
    assert desk.ask(parked.parked_ops) == ()


def test_once_the_city_has_taken_it_over_a_phone_changed_on_both_sides_is_asked_about(
    hall: Hall, other: Hall, line: CityHttp, city: SandboxCity, shared: str
) -> None:
    moves(city, at(hall, shared).id, 4)
    corrects(hall, shared, phone="0911111111")
    corrects(other, shared, phone="0922222222", note="Gọi buổi chiều")
    exchange_unit(hall.place, line)

    exchange_unit(other.place, line)

    (op,) = other.place.desk.ask(parked.parked_ops)
    assert op.theirs == {"owner.phone": "0911111111"}


def test_what_was_not_a_conflict_is_not_settled_as_one(hall: Hall, line: CityHttp, sender: Any) -> None:
    line.push(sender.batch(sender.receives(hall.receives().code)))
    exchange_unit(hall.place, line)
    (op,) = hall.place.desk.ask(parked.parked_ops)

    with pytest.raises(WrongMoment):
        hall.place.desk.do(parked.take_theirs, op.op_id)


def test_codes_of_two_desks_never_meet(hall: Hall, other: Hall, line: CityHttp) -> None:
    hall.place.desk.do(lambda act: act.connection.execute(update(Device).values(slice_count=2)) and None)
    for _ in range(3):
        hall.receives()
        other.receives()
    for desk in (hall, other, hall):
        assert exchange_unit(desk.place, line).parked == 0
    codes = {row.code for row in hall.place.desk.ask(search, "nguyen van an")}
    assert len(codes) == 6
    assert codes == {row.code for row in other.place.desk.ask(search, "nguyen van an")}
