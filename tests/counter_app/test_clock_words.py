"""What is said of a clock that is off: by how much, beside what, and what to do."""

from __future__ import annotations

import pytest

from counter_app.clock_check import ClockOff
from counter_app.wording_care import clock_sentence, clock_words


@pytest.mark.parametrize(
    ("off", "vi"),
    [
        (ClockOff(3 * 86_400, "records"), "Đồng hồ máy chậm 3 ngày so với dữ liệu đã ghi: chỉnh lại giờ"),
        (ClockOff(-2 * 3_600, "city"), "Đồng hồ máy nhanh 2 giờ so với giờ thành phố: chỉnh lại giờ"),
        (ClockOff(180, "city"), "Đồng hồ máy chậm 3 phút so với giờ thành phố: chỉnh lại giờ"),
    ],
)
def test_a_wrong_clock_in_one_sentence(off: ClockOff, vi: str) -> None:
    assert clock_sentence(off)[0] == vi
    assert vi.startswith(clock_words(off)[0])


def test_the_same_in_english() -> None:
    assert clock_sentence(ClockOff(-60 * 5, "city"))[1] == (
        "This PC's clock is fast by 5 min against the city's clock: set it right"
    )
