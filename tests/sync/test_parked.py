"""Ops the city refused wait for a person: sent again, sent as corrected since, or given up with a reason."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select

from counter_app import parked
from counter_app.dossiers.lookup import dossier
from counter_app.dossiers.steps.correct import correct
from counter_app.dossiers.steps.documents import read_correction
from counter_app.errors import BadDocument, NotFound, NothingToMend, WrongMoment
from counter_app.ids import new_id
from counter_app.records.shared import Outbox
from counter_app.store import Asking
from counter_app.wording import sentence
from sync.sandbox.server import SandboxCity
from sync.unit_round import exchange_unit
from sync.upstreams.city_http import CityHttp
from tests.sync.conftest import Sender
from tests.sync.hall import INTAKE, Hall
from tests.sync.test_exchange import held_by


def corrects(hall: Hall, dossier_id: UUID, name: str) -> None:
    owner = {**INTAKE["owner"], "name": name}  # type: ignore[dict-item]
    asked = read_correction({"owner": owner, "reason": "Ghi sai tên"}, hall.clock().date())
    hall.place.desk.do(correct, dossier_id, asked.value)


def sent(asking: Asking) -> list[tuple[str, int, str]]:
    rows = asking.connection.execute(select(Outbox.kind, Outbox.client_rev, Outbox.state).order_by(Outbox.seq))
    return [(row.kind, row.client_rev, row.state) for row in rows]


def taken_code(hall: Hall, line: CityHttp, sender: Sender) -> tuple[UUID, UUID]:
    """A dossier whose code the city has given already, and its op."""
    received = hall.receives()
    line.push(sender.batch(sender.receives(received.code)))
    exchange_unit(hall.place, line)
    (op,) = hall.place.desk.ask(parked.parked_ops)
    return received.id, op.op_id


def test_what_was_corrected_since_is_sent_in_the_place_of_what_was_refused(
    hall: Hall, line: CityHttp, city: SandboxCity, sender: Sender
) -> None:
    dossier_id, op_id = taken_code(hall, line, sender)
    with pytest.raises(NothingToMend) as told:
        hall.place.desk.do(parked.mend, op_id)
    assert "Đính chính hồ sơ trước" in sentence(told.value)

    corrects(hall, dossier_id, "Nguyễn Văn Ân")
    (op,) = hall.place.desk.ask(parked.parked_ops)
    assert (op.behind, op.mendable) == (1, True)
    hall.place.desk.do(parked.mend, op_id)
    frees_the_code(city)
    exchange_unit(hall.place, line)

    assert hall.place.desk.ask(sent) == [
        ("dossier.receive", 1, "superseded"),
        ("dossier.correct", 2, "acked"),
        ("dossier.receive", 1, "acked"),
    ]
    news = line.changes("office:H26.016.26", None, 100).items
    (taken,) = [one.body for one in news if one.dossier_id == dossier_id and one.kind == "dossier.receive"]
    assert taken["dossier"]["people"]["owner"]["name"] == "Nguyễn Văn Ân"
    assert hall.reach(dossier_id)[0] == "city"


def frees_the_code(city: SandboxCity) -> None:
    with city._records.transaction() as db:
        db.execute("UPDATE dossier SET code = code || '/cũ'")


def test_what_was_settled_at_the_other_end_is_sent_again_as_it_was(
    hall: Hall, line: CityHttp, city: SandboxCity, sender: Sender
) -> None:
    dossier_id, op_id = taken_code(hall, line, sender)
    frees_the_code(city)

    hall.place.desk.do(parked.resend, op_id)
    assert hall.reach(dossier_id)[0] == "local"
    exchange_unit(hall.place, line)

    assert (hall.reach(dossier_id)[0], hall.place.desk.ask(parked.parked_ops)) == ("city", ())
    with pytest.raises(WrongMoment):
        hall.place.desk.do(parked.resend, op_id)


def test_what_is_given_up_leaves_its_place_to_what_follows(
    hall: Hall, line: CityHttp, city: SandboxCity, sender: Sender
) -> None:
    dossier_id, op_id = taken_code(hall, line, sender)
    with pytest.raises(BadDocument):
        hall.place.desk.do(parked.void_op, op_id, "  ")

    instead = hall.place.desk.do(parked.void_op, op_id, "Hồ sơ nhập trùng")
    exchange_unit(hall.place, line)

    assert hall.place.desk.ask(sent) == [("dossier.receive", 1, "void"), ("noop", 1, "acked")]
    assert str(instead) in {op["op_id"] for op in held_by(city)["ops"]}
    assert hall.place.desk.ask(dossier, hall.place.desk.ask(code_of, dossier_id)).id == dossier_id, "kept here"


def code_of(asking: Asking, dossier_id: UUID) -> str:
    from counter_app.dossiers.lookup import dossier_by_id

    return dossier_by_id(asking, dossier_id).code


def test_an_op_nobody_knows_is_said_to_be_unknown(hall: Hall) -> None:
    with pytest.raises(NotFound) as told:
        hall.place.desk.do(parked.resend, new_id())
    assert "việc gửi thành phố" in sentence(told.value)
