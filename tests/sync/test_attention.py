"""What waits for a person: every refusal in words of ours, both sides of a collision, and two who give an op up."""

from __future__ import annotations

import inspect
import re
from uuid import UUID

import pytest
from sqlalchemy import select

from counter_app.attention import agree_to_give_up, attention, attention_count, give_up
from counter_app.dossiers.worklists import work_counts, work_list
from counter_app.errors import NotFound
from counter_app.ids import new_id
from counter_app.people.staff import add_staff
from counter_app.records.shared import Outbox
from counter_app.reference import refresh_desk
from counter_app.step_errors import SecondPersonNeeded
from counter_app.store import Asking
from counter_app.wording import sentence
from counter_app.wording_city import op_words, problem_words
from sync.sandbox import bodies, kinds, steps, taking
from sync.sandbox.problems import PREFIX, PROBLEMS
from sync.unit_round import exchange_unit
from sync.upstreams.city_http import CityHttp
from tests.sync.conftest import Sender
from tests.sync.hall import Hall
from tests.sync.test_parked import taken_code
from tests.sync.test_taken_in import shows, told

OF_THE_REQUEST = {"version", "device-rolled-back"}
"""Said of a whole batch; its sentences are those of ``errors``."""


def said_of_ops() -> set[str]:
    """The problems the sandbox city has for one op, where it takes ops."""
    found: set[str] = set()
    for module in (bodies, kinds, steps, taking):
        found |= set(re.findall(r'(?:CityRefusal|problem)\("([a-z-]+)"', inspect.getsource(module)))
    return found & set(PROBLEMS) - OF_THE_REQUEST


def problem(name: str, **members: object) -> dict[str, object]:
    return {"type": PREFIX + name, "status": PROBLEMS.get(name, (418, ""))[0], **members}


@pytest.mark.parametrize("name", sorted(said_of_ops()))
def test_everything_the_city_may_say_of_an_op_has_a_sentence_of_ours(name: str) -> None:
    words = problem_words(problem(name, title="Somebody's words", detail="Nguyễn Văn An"), 422)

    assert not words.startswith("Thành phố không nhận (mã")
    assert "words" not in words
    assert "Nguyễn" not in words, "the problem's own text is not repeated"


def test_a_wrong_field_is_named_as_people_name_it() -> None:
    pointers = [{"pointer": "/people/owner/name", "fault": "missing"}, {"pointer": "/papers/0/originals", "fault": "x"}]

    words = problem_words(problem("invalid-body", pointers=pointers), 422)

    assert "chủ hồ sơ – họ tên; giấy tờ – dòng 1" in words
    assert "không nói rõ" in problem_words(problem("invalid-body"), 422)


def test_what_nobody_has_heard_of_is_said_with_its_number() -> None:
    assert problem_words(problem("moon-phase"), 418) == "Thành phố không nhận (mã 418). Báo kỹ thuật."
    assert problem_words(None, None) == "Thành phố không nhận (mã không rõ). Báo kỹ thuật."
    assert op_words("dossier.receive") == "Tiếp nhận"


def test_a_refused_op_stands_on_the_list_with_its_dossier(hall: Hall, line: CityHttp, sender: Sender) -> None:
    dossier_id, op_id = taken_code(hall, line, sender)

    found = hall.place.desk.ask(attention)

    (one,) = found.refusals
    assert (one.op.op_id, one.dossier_id, one.name) == (op_id, dossier_id, "Nguyễn Văn An")
    (other,) = found.strangers
    assert other.ours_id == dossier_id
    assert other.ours is not None
    assert other.theirs is not None
    assert other.theirs.name == "Nguyễn Văn An"
    assert found.count == hall.place.desk.ask(attention_count) == hall.place.desk.ask(work_counts).attention == 2
    assert [row.id for row in hall.place.desk.ask(work_list, "attention")] == [dossier_id]


def test_what_can_not_be_understood_has_no_side_of_the_citys(hall: Hall) -> None:
    shows(hall, new_id(), 1, 2, told(people={}))

    (one,) = hall.place.desk.ask(attention).strangers
    assert (one.ours_id, one.ours, one.theirs) == (None, None, None)


@pytest.fixture
def staffed(hall: Hall) -> Hall:
    for name, login, role in (("Lan", "lan", "clerk"), ("Hoa", "hoa", "clerk"), ("Trưởng", "truong", "head")):
        hall.place.office.do(add_staff, name, login, "mật khẩu", role)
    refresh_desk(hall.place)
    return hall


def given_up(hall: Hall, op_id: UUID) -> dict[str, str] | None:
    def asked(asking: Asking) -> dict[str, str] | None:
        kept: dict[str, str] | None = asking.connection.execute(
            select(Outbox.result).where(Outbox.op_id == op_id)
        ).scalar_one()
        return kept

    return hall.place.desk.ask(asked)


def test_an_op_is_given_up_by_two_of_whom_one_is_in_charge(staffed: Hall, line: CityHttp, sender: Sender) -> None:
    _, op_id = taken_code(staffed, line, sender)
    desk = staffed.place.desk
    for login, words in (("lan", "một người khác"), ("hoa", "phụ trách")):
        with pytest.raises(SecondPersonNeeded) as alone:
            desk.do(give_up, op_id, "Nhập trùng", login)
        assert words in sentence(alone.value)
        assert "bỏ việc gửi thành phố" in sentence(alone.value)
    with pytest.raises(NotFound):
        desk.do(agree_to_give_up, "ai-đó", "mật khẩu")
    assert desk.do(agree_to_give_up, "truong", "sai").staff is None
    assert desk.do(agree_to_give_up, "truong", "mật khẩu").staff is not None

    desk.do(give_up, op_id, "Nhập trùng", "truong")
    exchange_unit(staffed.place, line)

    assert given_up(staffed, op_id) == {"void": "Nhập trùng", "by": "lan", "confirmed_by": "truong"}
    assert desk.ask(attention).refusals == ()
