"""What the standing line says of papers that do not come out: words and answers, without a window."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from counter_app.ids import new_id
from counter_app.print_jobs import Job
from counter_app.stuck_papers import Stuck
from ui.clerk.papers_left import troubles_of

NOW = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)


def a_paper(state: str, detail: str, code: str, **facts: Any) -> Stuck:
    shown: dict[str, Any] = {"kind": "receipt", "printer": "quầy", "others": ("sảnh", "kho", "phòng họp"), "part": ""}
    shown |= facts
    job = Job(new_id(), shown["kind"], "dossier:x", state, 1, shown["printer"], 1, 0, detail, NOW, NOW)
    return Stuck(job, shown["others"], code, shown["part"])


def answers_to(paper: Stuck) -> list[str]:
    (trouble,) = troubles_of([paper])
    return [answer.words for answer in trouble.answers]


def test_questions_come_first_and_papers_of_one_printer_are_one_line() -> None:
    found = troubles_of(
        [
            a_paper("queued", "paper", "1"),
            a_paper("queued", "", "2"),
            a_paper("queued", "", "3"),
            a_paper("queued", "cover", "A042", kind="slip", printer="Máy in sảnh"),
            a_paper("failed", "layout 1F2E3D", "4"),
            a_paper("unconfirmed", "broken", "5"),
        ]
    )

    assert [one.words for one in found] == [
        "Giấy tiếp nhận 5 đã ra đủ chưa? Máy in quầy: đứt kết nối khi đang in.",
        "Giấy tiếp nhận 4: không dựng được phiếu. Báo kỹ thuật.",
        "Máy in quầy: hết giấy. Đang chờ 1, 2 và 1 tờ nữa. Lắp cuộn giấy mới, giấy sẽ tự in.",
        "Máy in sảnh: nắp đang mở. Đang chờ A042. Đóng nắp máy in, giấy sẽ tự in.",
    ]
    assert [len(one.papers) for one in found] == [1, 1, 3, 1]


def test_each_kind_of_trouble_has_its_answers() -> None:
    others = ["Máy in khác: sảnh", "Máy in khác: kho"]
    assert answers_to(a_paper("unconfirmed", "paper", "1")) == ["Đã ra", "In lại", *others]
    assert answers_to(a_paper("queued", "paper", "1")) == ["In lại", *others]
    assert answers_to(a_paper("failed", "layout 1", "1")) == ["In lại", "Bỏ tờ này"]
    assert answers_to(a_paper("queued", "paper", "1", others=())) == ["In lại"]


def test_without_a_printer_nothing_can_be_pressed() -> None:
    (trouble,) = troubles_of([a_paper("queued", "", "1", printer=None, others=())])

    assert trouble.words == "Chưa có máy in cho 1. Báo kỹ thuật thêm máy in, giấy sẽ tự in."
    assert trouble.answers == ()


def test_which_of_a_dossier_s_papers_it_is_stands_in_the_question() -> None:
    words = [troubles_of([a_paper("unconfirmed", "paper", "1", part=part)])[0].words for part in ("file", "claim")]

    assert [one.partition(" 1 ")[0] for one in words] == ["Giấy tiếp nhận (liên lưu)", "Phiếu giữ bản gốc"]


def test_papers_of_which_nothing_is_heard_say_so_and_one_being_sent_can_t_be_answered() -> None:
    (sent,) = troubles_of([a_paper("sending", "", "1")])
    assert sent.words == "Máy in quầy: chưa in xong. Đang chờ 1. Kiểm tra máy in."
    assert sent.answers == ()

    kho = ("kho",)
    (both,) = troubles_of([a_paper("sending", "", "1", others=kho), a_paper("queued", "", "2", others=kho)])
    assert both.words == "Máy in quầy: chưa in xong. Đang chờ 1, 2. Kiểm tra máy in, giấy sẽ tự in."
    assert [answer.words for answer in both.answers] == ["In lại", "Máy in khác: kho"]


def test_what_another_printer_can_take_is_a_line_of_its_own() -> None:
    found = troubles_of(
        [
            a_paper("queued", "paper", "1"),
            a_paper("queued", "paper", "2", kind="form", others=()),
        ]
    )

    assert [len(one.papers) for one in found] == [1, 1]
    assert [[answer.words for answer in one.answers] for one in found] == [
        ["In lại", "Máy in khác: sảnh", "Máy in khác: kho"],
        ["In lại"],
    ]
