"""Sentences whose next step depends on what happened."""

from __future__ import annotations

import pytest

from counter_app.errors import BadDocument, CounterBusy, NotFound, Refused, WrongPassword
from counter_app.reaches import reach_of_states
from counter_app.wording import sentence
from counter_app.wording_city import SYNC_STATES_VI


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (WrongPassword("lan", "đăng nhập", 0), "Sai tên hoặc mật khẩu. Mời nhập lại."),
        (WrongPassword("lan", "đăng nhập", 30), "Sai tên hoặc mật khẩu. Chờ 30 giây rồi thử lại."),
        (CounterBusy("visit", "A001", "serving"), "Quầy đang phục vụ số A001. Kết thúc lượt này (F12) rồi gọi tiếp."),
        (
            CounterBusy("visit", "không số", "serving"),
            "Quầy đang phục vụ người không lấy số. Kết thúc lượt này (F12) rồi gọi tiếp.",
        ),
        (
            CounterBusy("counter", "A001", "called"),
            "Quầy đã gọi số A001: bắt đầu phục vụ, hoặc bấm F4 gọi lại / Vắng mặt. Xong số này rồi gọi tiếp.",
        ),
        (
            NotFound("calendar", "2029"),
            "Chưa biết ngày nghỉ năm 2029 nên không tính được hạn. Kiểm tra thời hạn, hoặc cập nhật chương trình.",
        ),
    ],
)
def test_a_sentence_names_the_step_that_helps(refusal: Refused, said: str) -> None:
    assert sentence(refusal) == said
    assert "{" not in sentence(refusal, "en")


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("owner.birth_date", "«người – ngày sinh»"),
        ("calendar.morning", "«calendar.morning»"),
        ("/hồ sơ/một.json", "«/hồ sơ/một.json»"),
    ],
)
def test_a_field_is_said_in_words_a_file_or_setting_as_it_stands(field: str, said: str) -> None:
    assert said in sentence(BadDocument(field, "sai"))


def test_every_way_a_dossier_may_stand_towards_the_city_has_its_words() -> None:
    states = [["parked", "acked"], ["pending", "passed"], ["passed", "acked"], ["acked"]]
    reaches = [reach_of_states(one) for one in states]

    assert reaches == ["attention", "local", "office", "city"]
    assert set(SYNC_STATES_VI) == set(reaches)
    assert len(set(SYNC_STATES_VI.values())) == len(reaches)
