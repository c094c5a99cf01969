"""The display on a wide and on an upright screen, ordinary and high contrast: legible from the last row of chairs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from counter_app.queue.hall import HallBoard, LiveCall, WaitingFor, WallCall
from tests.ui.hall.wall import Ear
from tests.ui.legibility import missing_glyphs, seen, small_letters
from ui.hall.announcer import Pace
from ui.hall.calls import large_for
from ui.hall.colours import HIGH_CONTRAST, ORDINARY, Colours
from ui.hall.parts import lost_since
from ui.hall.waiting import columns_of
from ui.hall.window import HallWindow
from ui.widgets.fitting import FitText, fitted_px, unit_of
from ui.work import Workers

WIDE, UPRIGHT = (1920, 1080), (1080, 1920)
SERVICES = (
    ("A", "Hộ tịch", 12),
    ("B", "Chứng thực", 23),
    ("C", "Cư trú", 0),
    ("D", "Bảo trợ xã hội", 3),
    ("E", "Hộ kinh doanh", 1),
    ("G", "Tôn giáo", 0),
    ("K", "Nhận kết quả", 7),
    ("T", "Trực tuyến, có hẹn, bổ sung giấy", 104),
    ("H", "Hướng dẫn", 2),
)
FIVE = (
    WallCall("A042", 3, "called"),
    WallCall("B117", 10, "serving"),
    WallCall("K008", 1, "served"),
    WallCall("C021", 4, "serving"),
    WallCall("D003", 12, "called"),
)
NOTICE = (
    "Chiều thứ Sáu 27/11 bộ phận nghỉ họp từ 15 giờ 30; hồ sơ cần gấp xin nộp trước 15 giờ "
    "hoặc nộp trực tuyến tại nhà nhé ạ."
)
LEAST_FAR = 60
"""Letters of so many pixels have capitals 27 mm high on a 55-inch screen: at 10 m almost twice what good eyes need (5')."""


Shown = Callable[..., HallWindow]


@pytest.fixture
def shown(qtbot: QtBot, workers: Workers) -> Shown:
    def opened(colours: Colours, size: tuple[int, int], *, trouble: bool = False) -> HallWindow:
        ear = Ear()
        window = HallWindow(workers, colours, Pace(look=3_600_000), ear, ear)
        qtbot.addWidget(window)
        window.resize(*size)
        window.show()
        qtbot.waitUntil(lambda: bool(window.board.office))
        waiting = tuple(WaitingFor(*one) for one in SERVICES)
        office = "Trung tâm Phục vụ hành chính công phường Văn Miếu - Quốc Tử Giám"
        window.show_board(HallBoard(window.board.at, office, NOTICE, FIVE, (), waiting))
        if trouble:
            window.lost.say(lost_since(window.board.at))
        window.grab()
        return window

    return opened


@pytest.mark.parametrize("colours", [ORDINARY, HIGH_CONTRAST], ids=["ordinary", "contrast"])
@pytest.mark.parametrize("size", [WIDE, UPRIGHT], ids=["wide", "upright"])
def test_everything_fits_and_no_letter_is_missing(shown: Shown, size: tuple[int, int], colours: Colours) -> None:
    window = shown(colours, size, trouble=True)

    assert (window.width(), window.height()) == size
    assert small_letters(window, 20) == []
    assert missing_glyphs(window) == set()


@pytest.mark.parametrize("size", [WIDE, UPRIGHT], ids=["wide", "upright"])
def test_numbers_and_counters_are_read_from_ten_metres(shown: Shown, size: tuple[int, int]) -> None:
    window = shown(ORDINARY, size)

    assert px_of(window.large.below) >= 2 * LEAST_FAR
    assert window.large.number.height() >= 180
    for row in window.last.rows:
        assert px_of(row.number) >= LEAST_FAR
        assert px_of(row.counter) >= LEAST_FAR


def px_of(part: FitText) -> int:
    px = round(part._px * unit_of(part))
    return fitted_px(part.text, px, part._weight, part.width(), part.height())


@pytest.mark.parametrize("size", [(1024, 768), (1280, 1024), (1366, 768), (768, 1366), (3840, 2160)], ids=str)
def test_no_other_screen_is_too_small_for_the_window(shown: Shown, size: tuple[int, int]) -> None:
    window = shown(ORDINARY, size)

    assert (window.width(), window.height()) == size


def test_it_turns_with_the_screen(qtbot: QtBot, shown: Shown) -> None:
    window = shown(ORDINARY, WIDE)
    assert window.last.x() >= window.large.width()

    window.resize(*UPRIGHT)

    qtbot.waitUntil(lambda: window.last.x() == 0 and window.last.y() >= window.large.height())


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    drawn = QColor(colour)
    parts = (drawn.redF(), drawn.greenF(), drawn.blueF())
    linear = [part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4) for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(ground: str, ink: str) -> float:
    light, dark = sorted((luminance(ground), luminance(ink)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("colours", "least"), [(ORDINARY, 4.5), (HIGH_CONTRAST, 7.0)], ids=["ordinary", "contrast"])
def test_every_ink_stands_out_from_its_ground(colours: Colours, least: float) -> None:
    pairs = [value for value in vars(colours).values() if isinstance(value, tuple)]
    pairs.append((colours.row[0], colours.served))

    assert [pair for pair in pairs if contrast(*pair) < least] == []
    assert contrast("#777777", "#FFFFFF") < 4.5, "the check bites"


@pytest.mark.parametrize(
    ("fields", "upright", "longest", "columns"),
    [(10, False, 20, 5), (10, True, 20, 2), (9, False, 20, 5), (10, False, 40, 4), (4, False, 9, 4), (1, True, 0, 1)],
)
def test_the_fields_of_those_who_wait_leave_few_gaps(fields: int, upright: bool, longest: int, columns: int) -> None:
    assert columns_of(fields, upright=upright, longest=longest) == columns


def test_large_is_what_is_announced_then_the_newest_open_call(shown: Shown) -> None:
    board = shown(ORDINARY, WIDE).board
    announced = LiveCall(7, "D003", 12, came=False, fresh=True)
    standing = HallBoard(board.at, "", "", FIVE, (announced,), ())

    assert large_for(standing, announced).number == "D003"
    assert large_for(board, announced).number == "A042", "it no longer stands"
    assert large_for(standing, None).number == "A042"


def test_nothing_on_it_can_be_pressed_and_no_pointer_lies_on_it(shown: Shown) -> None:
    window = shown(ORDINARY, WIDE)

    assert window.cursor().shape().name == "BlankCursor"
    assert {type(one).__name__ for one in seen(window)} <= {
        "Head", "DayText", "FitText", "NumberText", "LargeCall", "LastCalls", "CallRow", "WaitingBoard", "WaitingField",
        "Plate", "Sentence",
    }  # fmt: skip
