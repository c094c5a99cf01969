"""The money of a dossier goes its own way: taken, given back, no more asked for; each with its number or its reason."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from counter_app.dossiers.lookup import dossier_by_id
from counter_app.dossiers.money import cancel_fee, cancel_receipt, money_of, pay, refund
from counter_app.dossiers.receive import receive, register
from counter_app.dossiers.steps.endings import refuse
from counter_app.dossiers.steps.supplement import accept
from counter_app.dossiers.timeline import timeline
from counter_app.errors import BadDocument, ScreenStale, WrongMoment
from counter_app.place import Place
from counter_app.records.money import MoneyMove
from counter_app.records.shared import Outbox
from counter_app.step_errors import StepRefused
from counter_app.store import Asking
from counter_app.wording import sentence
from tests.clock import SetClock
from tests.counter_app.dossier_story import REFUSAL
from tests.documents import intake

LINES = [{"paper": "Bằng tốt nghiệp", "pages": 2, "copies": 3}]


def received(place: Place, way: str = "cash") -> UUID:
    return place.desk.do(receive, intake(procedure="2.000815", lines=LINES, fee={"way": way, "ground": ""})).id


def registered(place: Place) -> UUID:
    return place.desk.do(register, intake(procedure="2.000815", lines=LINES, fee={"way": "cash", "ground": ""})).id


def told(asking: Asking) -> list[str]:
    of_money = Outbox.kind.startswith("fact.money") | (Outbox.kind == "fact.receipt_cancelled")
    kinds = select(Outbox.kind).where(of_money).order_by(Outbox.op_id)
    return list(asking.connection.execute(kinds).scalars())


def state(place: Place, dossier_id: UUID) -> str:
    return place.desk.ask(dossier_by_id, dossier_id).money_state


def test_cash_taken_with_the_dossier_has_a_receipt_number_of_the_year(place: Place, clock: SetClock) -> None:
    first, second = received(place), received(place)
    clock.forward(days=60)
    third = received(place)

    numbers = [place.desk.ask(money_of, one)[0].receipt for one in (first, second, third)]

    assert numbers == ["BL-2026-000001", "BL-2026-000002", "BL-2027-000001"]
    assert [one.amount for one in place.desk.ask(money_of, first)] == [12_000]
    assert state(place, first) == "paid"


def test_a_transfer_is_due_until_it_has_come(place: Place) -> None:
    dossier_id = received(place, "transfer")
    assert (state(place, dossier_id), place.desk.ask(money_of, dossier_id)) == ("due", ())

    done = place.desk.do(pay, dossier_id, "transfer")

    assert (state(place, dossier_id), done.receipt, done.way) == ("paid", "BL-2026-000001", "transfer")
    assert place.desk.ask(told) == ["fact.money_taken"]
    assert "paid" in [step.kind for step in place.desk.ask(timeline, dossier_id).steps]
    with pytest.raises(WrongMoment):
        place.desk.do(pay, dossier_id, "transfer")


@pytest.mark.parametrize(("asked", "given"), [(None, 12_000), (5_000, 5_000)])
def test_money_goes_back_with_a_reason(place: Place, asked: int | None, given: int) -> None:
    dossier_id = received(place)

    done = place.desk.do(refund, dossier_id, "Công dân rút hồ sơ", asked)

    assert (done.amount, done.receipt, done.reason) == (given, "BL-2026-000002", "Công dân rút hồ sơ")
    assert state(place, dossier_id) == "refunded"
    assert place.desk.ask(told) == ["fact.money_taken", "fact.money_refunded"]


def test_what_is_not_asked_for_any_more_has_no_number(place: Place) -> None:
    dossier_id = received(place, "transfer")

    done = place.desk.do(cancel_fee, dossier_id, "Được miễn theo xác nhận mới")

    assert (done.receipt, state(place, dossier_id)) == ("", "cancelled")
    with pytest.raises(WrongMoment):
        place.desk.do(pay, dossier_id, "cash")


def test_a_fee_no_more_asked_for_is_not_taken_at_acceptance(place: Place) -> None:
    dossier_id = registered(place)
    place.desk.do(cancel_fee, dossier_id, "Được miễn theo xác nhận mới")

    place.desk.do(accept, dossier_id)

    assert state(place, dossier_id) == "cancelled"
    assert place.desk.ask(told) == ["fact.money_cancelled"]


def test_cash_paid_before_acceptance_is_taken_once(place: Place) -> None:
    dossier_id = registered(place)
    place.desk.do(pay, dossier_id, "cash")

    place.desk.do(accept, dossier_id)

    assert state(place, dossier_id) == "paid"
    assert place.desk.ask(told) == ["fact.money_taken"]


def test_nothing_is_taken_for_what_was_refused(place: Place) -> None:
    dossier_id = registered(place)
    place.desk.do(refuse, dossier_id, REFUSAL)

    with pytest.raises(WrongMoment):
        place.desk.do(pay, dossier_id, "cash")
    place.desk.do(cancel_fee, dossier_id, "Hồ sơ bị từ chối")

    assert (state(place, dossier_id), place.desk.ask(told)) == ("cancelled", ["fact.money_cancelled"])


def test_a_receipt_is_cancelled_on_its_own_day_alone(place: Place, clock: SetClock) -> None:
    first, second = received(place), received(place)

    gone = place.desk.do(cancel_receipt, first, "Chưa nhận tiền")

    assert (gone.kind, gone.receipt, state(place, first)) == ("cancelled", "BL-2026-000001", "due")
    assert place.desk.ask(told)[-1] == "fact.receipt_cancelled"
    assert place.desk.do(pay, first, "cash").receipt == "BL-2026-000003"
    clock.forward(days=1)
    with pytest.raises(StepRefused) as refused:
        place.desk.do(cancel_receipt, second, "Chưa nhận tiền")
    assert "Hoàn phí" in sentence(refused.value)
    assert state(place, second) == "paid"


@pytest.mark.parametrize(
    ("way", "act", "facts"),
    [
        ("cash", refund, ("",)),
        ("cash", cancel_receipt, (" ",)),
        ("cash", refund, ("lý do", 0)),
        ("cash", refund, ("lý do", 12_001)),
        ("transfer", cancel_fee, ("  ",)),
    ],
    ids=["no reason", "no reason for a receipt", "nothing", "too much", "blank"],
)
def test_what_makes_no_sense_is_refused_and_nothing_moves(place: Place, way: str, act: Any, facts: Any) -> None:
    dossier_id = received(place, way)
    before = place.desk.ask(money_of, dossier_id)

    with pytest.raises(BadDocument):
        place.desk.do(act, dossier_id, *facts)

    assert place.desk.ask(money_of, dossier_id) == before


def test_of_two_windows_the_second_looks_again(place: Place) -> None:
    dossier_id = received(place, "transfer")
    seen = place.desk.ask(dossier_by_id, dossier_id).rev
    place.desk.do(pay, dossier_id, "cash", seen)

    with pytest.raises(ScreenStale):
        place.desk.do(cancel_fee, dossier_id, "lý do", seen)

    assert state(place, dossier_id) == "paid"


def test_what_moved_is_never_changed(place: Place) -> None:
    received(place)
    for words in ("UPDATE money_move SET amount = 1", "DELETE FROM money_move"):
        with pytest.raises(IntegrityError, match="append-only"), place.desk.database.acts.begin() as connection:
            connection.exec_driver_sql(words)
    assert place.desk.ask(lambda asking: len(asking.connection.execute(select(MoneyMove.seq)).all())) == 1
