"""Where staff type dossiers into the city's own form: what waits, what is typed, who said it stands there."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from counter_app.by_hand import backlog, last_entered, note_entered, unentered, unentered_one
from counter_app.city_form import to_type
from counter_app.dossiers.finding import search
from counter_app.dossiers.lookup import dossier, dossier_by_id
from counter_app.dossiers.receive import Received
from counter_app.dossiers.steps.correct import correct
from counter_app.dossiers.steps.forward import forward
from counter_app.dossiers.steps.hand_over import hand_over
from counter_app.dossiers.steps.result import result
from counter_app.dossiers.steps.values import Correction
from counter_app.dossiers.worklists import work_counts, work_list
from counter_app.errors import BadDocument, Refused, ScreenStale
from counter_app.hand_errors import SentByProgram
from counter_app.outbox import sync_line
from counter_app.people.staff import add_staff
from counter_app.place import Place
from counter_app.records.shared import Outbox
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from counter_app.store import Asking
from counter_app.verdicts import _earlier_go_again
from counter_app.wording import sentence
from tests.clock import SetClock
from tests.counter_app.dossier_story import HANDED, RESULT, audited, forwarding, marriage

CITY = "000.00.16.H26-261120-0007"


@pytest.fixture
def typed(place: Place) -> Place:
    """A unit whose staff type everything into the city's form."""
    place.office.do(add_staff, "Nguyễn Thị Lan", "lan", "mật khẩu")
    place.office.do(change_setting, "city.way", "hand")
    refresh_desk(place)
    return place


def enters(place: Place, taken: Received, code: str = CITY) -> None:
    line = place.desk.ask(unentered_one, taken.id)
    assert line is not None
    place.desk.do(note_entered, taken.id, line.upto, code)


def reach(place: Place, taken: Received) -> str:
    return place.desk.ask(dossier_by_id, taken.id).sync_state


def refusal(place: Place, taken: Received, code: str, upto: int = 10_000) -> Refused:
    with pytest.raises(Refused) as told:
        place.desk.do(note_entered, taken.id, upto, code)
    return told.value


def test_a_dossier_waits_until_somebody_gives_the_code_of_the_city(typed: Place, clock: SetClock) -> None:
    taken = marriage(typed)
    (line,) = typed.desk.ask(unentered)
    assert (line.code, line.name, line.new, line.city_code) == (taken.code, "Nguyễn Văn An", True, "")
    assert typed.desk.ask(backlog).since == line.since
    assert typed.desk.ask(work_counts).unsent == 1

    enters(typed, taken, " 000.00.16.h26-261120-0007 ")

    assert (typed.desk.ask(unentered), reach(typed, taken)) == ((), "city")
    assert typed.desk.ask(dossier, CITY).id == taken.id, "found by the city's code"
    assert [row.id for row in typed.desk.ask(search, CITY)] == [taken.id]
    said = typed.desk.ask(last_entered, taken.id)
    assert said is not None
    assert (said.code, said.by, said.at) == (CITY, "lan", clock())
    assert audited(typed, taken.id)[-1] == "dossier.entered_by_hand"


def test_what_a_person_said_is_counted_apart_from_what_a_machine_acknowledged(typed: Place) -> None:
    enters(typed, marriage(typed))

    line = typed.desk.ask(sync_line)
    assert (line.acked, line.by_hand, line.pending) == (0, 1, 0)


def test_what_is_typed_follows_the_order_of_the_citys_form(typed: Place) -> None:
    taken = marriage(typed)

    fields = typed.desk.ask(to_type, taken.id).fields

    assert [(one.caption, one.text) for one in fields] == [
        ("Mã hồ sơ", taken.code),
        ("Mã thủ tục", "1.000894"),
        ("Chủ hồ sơ", "Nguyễn Văn An"),
        ("Số giấy tờ", "001085012345"),
        ("Ngày sinh", "15/03/1985"),
        ("Địa chỉ", "Số 1 ngõ 2, phường Long Biên, Hà Nội"),
        ("Điện thoại", "0912345678"),
        (
            "Giấy tờ",
            (
                "Tờ khai đăng ký kết hôn (1 chính); Giấy xác nhận tình trạng hôn nhân (2 chính); "
                "Căn cước của hai bên (2 sao)"
            ),
        ),
        ("Hẹn trả", "30/11/2026 08:30"),
    ]


def test_a_step_made_later_puts_it_on_the_list_again_and_needs_no_new_code(typed: Place) -> None:
    taken = marriage(typed)
    enters(typed, taken)
    typed.desk.do(forward, taken.id, forwarding())
    assert reach(typed, taken) == "local", "nobody has told the city"

    found = typed.desk.ask(to_type, taken.id)
    assert (found.line.new, found.line.city_code) == (False, CITY)
    assert [(one.caption, one.text) for one in found.fields[:2]] == [("Mã của TP", CITY), ("Trạng thái", "Đang xử lý")]
    assert found.fields[1].beside == "Chuyển xử lý"
    assert len(found.fields) == 4, "only its status is behind"

    enters(typed, taken, "")
    assert (reach(typed, taken), typed.desk.ask(unentered)) == ("city", ())


def test_a_correction_is_typed_with_every_field_again(typed: Place) -> None:
    taken = marriage(typed)
    enters(typed, taken)
    typed.desk.do(correct, taken.id, Correction("Ghi nhầm", note="Gọi buổi chiều"))

    captions = [one.caption for one in typed.desk.ask(to_type, taken.id).fields]

    assert captions[:2] == ["Mã của TP", "Trạng thái"]
    assert "Chủ hồ sơ" in captions


def test_handing_the_result_over_is_a_status_the_city_has_to_hear_of(typed: Place) -> None:
    taken = marriage(typed)
    typed.desk.do(result, taken.id, RESULT)
    enters(typed, taken)
    typed.desk.do(hand_over, taken.id, HANDED)

    (line,) = typed.desk.ask(unentered)

    assert (line.kinds, line.new) == (("fact.result_handed_over",), False)
    assert [one.id for one in typed.desk.ask(work_list, "unsent")] == [taken.id]
    enters(typed, taken, "")
    assert typed.desk.ask(unentered) == ()


def test_a_step_taken_while_somebody_typed_is_not_said_along(typed: Place) -> None:
    taken = marriage(typed)
    seen = typed.desk.ask(unentered_one, taken.id)
    assert seen is not None
    typed.desk.do(forward, taken.id, forwarding())

    typed.desk.do(note_entered, taken.id, seen.upto, CITY)

    assert reach(typed, taken) == "local"
    (line,) = typed.desk.ask(unentered)
    assert (line.new, line.kinds) == (False, ("dossier.forward",))


@pytest.mark.parametrize("code", ["", "001085012345", "Nguyễn Văn An", "001085012345|012345678|An", "H1"])
def test_what_can_not_be_a_code_of_the_city_is_refused(typed: Place, code: str) -> None:
    taken = marriage(typed)

    told = refusal(typed, taken, code)

    assert isinstance(told, BadDocument)
    assert "mã của thành phố" in sentence(told)
    assert reach(typed, taken) == "local"


def test_the_code_of_another_dossier_is_refused(typed: Place) -> None:
    first, second = marriage(typed), marriage(typed)
    enters(typed, first)

    for code in (CITY, first.code):
        assert "hồ sơ khác" in sentence(refusal(typed, second, code))


def test_the_city_may_keep_our_own_code(typed: Place) -> None:
    taken = marriage(typed)
    enters(typed, taken, taken.code)

    assert typed.desk.ask(dossier_by_id, taken.id).aliases == ()
    assert reach(typed, taken) == "city"


def test_the_second_of_two_who_say_it_hears_that_it_is_done(typed: Place) -> None:
    taken = marriage(typed)
    enters(typed, taken)

    assert isinstance(refusal(typed, taken, CITY), ScreenStale)


def test_where_the_program_sends_nobody_says_it_by_hand(place: Place) -> None:
    assert isinstance(refusal(place, marriage(place), CITY), SentByProgram)


def test_what_was_typed_in_is_never_sent_again_when_the_city_misses_it(typed: Place) -> None:
    taken = marriage(typed)
    enters(typed, taken)
    typed.desk.do(forward, taken.id, forwarding())

    def asked_for_from_the_start(asking: Asking) -> bool:
        newest = select(Outbox.__table__).where(Outbox.kind == "dossier.forward")
        return _earlier_go_again(asking, asking.connection.execute(newest).one(), 1)  # type: ignore[arg-type]

    assert typed.desk.do(asked_for_from_the_start) is False
    assert typed.desk.ask(sync_line).by_hand == 1
