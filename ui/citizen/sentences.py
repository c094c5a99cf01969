"""What the citizen's screen says, in Vietnamese and English: the ticket carries the language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from counter_app.moments import local
from counter_app.ratings import FACES, REASONS
from ui.wording import appointment


@dataclass(frozen=True)
class Sentences:
    """One language."""

    rate: str
    faces: dict[int, tuple[str, ...]]
    decline: str
    received: str
    fee: str
    why: str
    reasons: tuple[str, ...]
    skip: str
    not_kept: str
    check: str
    mending: str
    right: str
    mend: str
    sign: str
    sign_first: str
    """Said to who is done without having signed."""
    sign_again: str
    sign_done: str
    facts: tuple[str, str, str, str, str, str]
    """Labels: owner, who hands in, procedure, phone, way of return, appointment."""
    none_yet: str
    unknown: str
    ways: dict[str, str]
    moment: Callable[[datetime], str]


VIETNAMESE: Final = Sentences(
    rate="Ông/bà hài lòng với lần phục vụ này?",
    faces=FACES,
    decline="Không đánh giá",
    received="Đã nhận hồ sơ",
    fee="Phí",
    why="Ông/bà chưa hài lòng về điều gì?",
    reasons=REASONS,
    skip="Bỏ qua",
    not_kept="Chưa ghi được, mời ông/bà bấm lại.",
    check="Mời ông/bà kiểm tra",
    mending="Mời ông/bà nói cán bộ chỗ cần sửa, rồi xem lại",
    right="Đúng",
    mend="Cần sửa",
    sign="Ký nhận kết quả",
    sign_first="Mời ông/bà ký bằng ngón tay vào khung",
    sign_again="Ký lại",
    sign_done="Xong",
    facts=("Họ tên", "Người nộp", "Thủ tục", "Điện thoại", "Nhận kết quả", "Hẹn trả"),
    none_yet="Chưa có",
    unknown="Chưa xác định",
    ways={},
    moment=appointment,
)
ENGLISH: Final = Sentences(
    rate="Were you content with the service today?",
    faces={
        3: ("Not content", "Content", "Very content"),
        5: ("Not at all content", "Not content", "Neither", "Content", "Very content"),
    },
    decline="No answer",
    received="Received",
    fee="Fee",
    why="What were you not content with?",
    reasons=(
        "Long wait",
        "Had to come several times",
        "Unclear guidance",
        "Manner of the staff",
        "Result came late",
        "Something else",
    ),
    skip="Skip",
    not_kept="Not saved yet, please press again.",
    check="Please check",
    mending="Please tell the officer what to correct, then look again",
    right="Correct",
    mend="To be corrected",
    sign="Please sign for your result",
    sign_first="Please sign in the frame with your finger",
    sign_again="Once more",
    sign_done="Done",
    facts=("Name", "Handed in by", "Procedure", "Phone", "Result", "Ready on"),
    none_yet="None",
    unknown="Not known yet",
    ways={"Tại quầy": "At the counter", "Qua bưu chính": "By post", "Bản điện tử": "Electronic copy"},
    moment=lambda moment: f"{local(moment):%a %d/%m/%Y, %H:%M}",
)


def sentences_in(language: str) -> Sentences:
    """The sentences of a ticket's language."""
    return ENGLISH if language == "en" else VIETNAMESE
