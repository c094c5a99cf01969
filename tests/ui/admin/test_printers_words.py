"""What is said of a printer: what nobody knows is never said to be in order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.printers import Learned, PrinterCard
from printing.condition import Condition
from printing.delivery import Delivered
from ui.admin.printers.draft import Draft, draft_of
from ui.printer_words import UNKNOWN, differences, facts, outcome, roll, summary

FACT = st.sampled_from([True, False, None])
CARD = PrinterCard("Sảnh", "tcp", {"host": "192.168.1.50"}, answers_status=True)


@given(st.builds(Condition, st.just("Sảnh"), FACT, FACT, FACT, FACT, FACT))
def test_ready_is_only_what_says_everything_is_in_order(said: Condition) -> None:
    every = (said.online, said.paper, said.cover, said.cutter)

    assert (summary(said).words == "sẵn sàng") == (all(every) and said.paper_low is False)
    assert (summary(said).role == "bad") == (False in every)
    assert [one.words == UNKNOWN for one in facts(said)] == [
        one is None for one in (said.online, said.paper, said.paper_low, said.cover, said.cutter)
    ]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (None, "đang hỏi …"),
        (Condition("x", busy=True), "đang in"),
        (Condition("x"), "không rõ: máy không báo"),
        (Condition("x", online=False), "không trả lời"),
        (Condition("x", False, paper=False, cover=True, paper_low=True, cutter=True), "hết giấy"),
        (Condition("x", False, paper=True, cover=False, paper_low=False, cutter=True), "nắp đang mở"),
        (Condition("x", False, paper=True, cover=True, paper_low=False, cutter=False), "kẹt dao cắt"),
        (Condition("x", False, paper=True, cover=True, paper_low=False, cutter=True), "đang ngắt"),
        (Condition("x", True, paper=True, cover=True, paper_low=True, cutter=True), "sắp hết giấy"),
    ],
)
def test_the_cause_is_said_and_not_what_follows_from_it(said: Condition | None, words: str) -> None:
    assert summary(said).words == words


def test_only_a_printer_that_says_so_has_printed() -> None:
    assert outcome(Delivered("printed"))[0] == "Máy báo đã in xong."
    assert "không báo lại" in outcome(Delivered("sent"))[0]
    assert outcome(Delivered("unconfirmed", "paper")) == (
        "Chưa rõ đã ra đủ: hết giấy. Lắp cuộn giấy mới, rồi in lại.",
        "bad",
    )


def test_a_file_says_what_it_would_change() -> None:
    assert differences(None, CARD).startswith("thêm mới: Mạng · 192.168.1.50")
    assert differences(CARD, CARD) == "giữ nguyên"
    assert differences(CARD, replace(CARD, width=384)) == "sửa khổ: 576 chấm · cuộn 80 mm → 384 chấm · cuộn 58 mm"
    moved = differences(CARD, replace(CARD, address={"host": "192.168.1.51", "port": 9101}, answers_status=None))
    assert "địa chỉ: Mạng · 192.168.1.50 → Mạng · 192.168.1.51:9101" in moved
    assert "chưa thử" in moved


def test_another_address_is_another_device_of_which_nothing_is_known() -> None:
    tried = Draft("tcp", {"host": "a"}, learned=Learned(True, "gs_r"), tried=Delivered("printed"), proof=True)

    assert tried.at("tcp", {"host": "a"}) == tried
    elsewhere = tried.at("tcp", {"host": "b"})
    assert (elsewhere.learned, elsewhere.tried, elsewhere.proof) == (None, None, None)
    assert elsewhere.card().answers_status is None


def test_a_queue_of_the_system_never_promises_an_answer() -> None:
    assert Draft("cups", {"queue": "q"}, name=" Quầy   4 ").card() == PrinterCard(
        "Quầy 4", "cups", {"queue": "q"}, ack="none"
    )


@given(st.integers(128, 1024), FACT, st.sampled_from(["gs_h", "gs_r", "none"]))
def test_mending_without_changing_changes_nothing(width: int, status: bool | None, ack: str) -> None:
    card = replace(CARD, width=width, answers_status=status, ack=ack if status is not None else "gs_h")  # type: ignore[arg-type]

    assert draft_of(card).card() == card
    assert roll(width).startswith(f"{width} chấm")
