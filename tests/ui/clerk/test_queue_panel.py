"""The panel of those who wait: the light at its limits, who is put aside, whose slip failed, who is left towards closing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from counter_app.place import Place
from counter_app.queue import issuing, tickets
from counter_app.queue.closing import Closing, still_here
from counter_app.settings import change_setting
from tests.clock import SetClock
from tests.counter_app.calling import call
from tests.ui.kiosk.hall import for_real
from tests.windows import let_go
from ui.clerk.queue_panel import QueuePanel, closing_words, light_of, slips_words
from ui.work import Workers

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
AMBER, RED = timedelta(minutes=15), timedelta(minutes=30)


@pytest.fixture
def panel(qtbot: QtBot, workers: Workers) -> Iterator[QueuePanel]:
    """The panel of counter 3."""
    shown = QueuePanel(workers, 3)
    shown.resize(240, 680)
    shown.show()
    qtbot.waitUntil(lambda: bool(shown.total.text()))
    yield shown
    let_go(shown)


def said(panel: QueuePanel) -> str:
    return " | ".join(one.text() for one in panel.findChildren(QLabel) if one.isVisible() and one.text())


def shows(qtbot: QtBot, panel: QueuePanel, words: str) -> None:
    qtbot.waitUntil(lambda: words in said(panel))


@pytest.mark.parametrize(
    ("waited", "light"),
    [
        (timedelta(0), "good"),
        (AMBER - timedelta(seconds=1), "good"),
        (AMBER, "warn"),
        (RED - timedelta(seconds=1), "warn"),
        (RED, "bad"),
        (timedelta(hours=9), "bad"),
        (timedelta(minutes=-5), "good"),
    ],
)
def test_the_light_turns_at_the_minute_that_was_set(waited: timedelta, light: str) -> None:
    assert light_of(NOW - waited, NOW, AMBER, RED) == light


def test_with_nobody_waiting_the_light_is_green() -> None:
    assert light_of(None, NOW, AMBER, RED) == "good"


def test_the_light_follows_the_longest_wait_and_says_so_in_words(
    qtbot: QtBot, panel: QueuePanel, place: Place, clock: SetClock
) -> None:
    place.office.do(change_setting, "queue.light_amber_minutes", "5")
    place.office.do(change_setting, "queue.light_red_minutes", "10")
    place.office.do(issuing.issue, "HT")
    qtbot.waitUntil(lambda: panel.light.accessibleName() == "Chờ ít")

    clock.forward(minutes=5)
    place.office.do(issuing.issue, "HT")
    qtbot.waitUntil(lambda: panel.light.accessibleName() == "Chờ lâu")
    clock.forward(minutes=5)
    place.office.do(issuing.issue, "CT")

    qtbot.waitUntil(lambda: panel.light.accessibleName() == "Chờ quá lâu")
    shows(qtbot, panel, "3 người chờ, lâu nhất 10'")


def test_who_is_put_aside_stands_there_with_where_and_why_three_by_name(
    qtbot: QtBot, panel: QueuePanel, place: Place, clock: SetClock
) -> None:
    for _ in range(5):
        place.office.do(issuing.issue, "HT")
        clock.forward(seconds=1)
        place.office.do(tickets.hold, call(place).id, "đi photo")

    shows(qtbot, panel, "Tạm gác ở sảnh 5")
    shows(qtbot, panel, "A003 · quầy 3, lan: đi photo")
    shows(qtbot, panel, "… và 2 số nữa")
    assert "A004" not in said(panel)


@pytest.mark.parametrize(
    ("failed", "words"),
    [
        (1, "Phiếu chưa ra giấy: A001. Gọi bằng lời."),
        (3, "Phiếu chưa ra giấy: A001, A002, A003. Gọi bằng lời."),
        (4, "Phiếu chưa ra giấy: A001, A002, A003 … và 1 số nữa. Gọi bằng lời."),
        (7, "Phiếu chưa ra giấy: A001, A002, A003 … và 4 số nữa. Gọi bằng lời."),
    ],
)
def test_failed_slips_are_named_up_to_three_and_the_rest_counted(
    qtbot: QtBot, panel: QueuePanel, place: Place, clock: SetClock, failed: int, words: str
) -> None:
    for _ in range(failed):
        issued = place.office.do(issuing.issue, "HT")
        place.office.do(issuing.note_slip, issued.id, "failed")
        clock.forward(seconds=1)

    shows(qtbot, panel, words)


def test_a_sentence_of_one_number_counts_nobody_more() -> None:
    assert "nữa" not in slips_words(("A001",))


def test_who_is_left_is_told_in_the_last_hour_and_not_before(
    qtbot: QtBot, panel: QueuePanel, place: Place, clock: SetClock
) -> None:
    place.office.do(for_real)
    place.office.do(issuing.issue, "HT")
    shows(qtbot, panel, "1 người chờ")
    assert "Đóng cửa" not in said(panel)

    clock.forward(hours=7, minutes=35)
    called = call(place, 5)
    shows(qtbot, panel, "Đóng cửa 17:00, cả sảnh còn 1 người")
    place.office.do(tickets.finish, called.id)

    shows(qtbot, panel, "Chưa có ai chờ")
    qtbot.waitUntil(lambda: "Đóng cửa" not in said(panel))


@pytest.mark.parametrize(("near", "more"), [(False, ""), (True, " Phụ trách cấp số hôm sau ở trang Cuối ngày.")])
def test_the_closing_line_says_when_how_many_and_until_when(place: Place, *, near: bool, more: str) -> None:
    ends = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    for _ in range(4):
        place.office.do(issuing.issue, "HT")
    left = place.office.ask(still_here)

    known = Closing(ends, ends, left, ends + timedelta(minutes=25), near)
    unknown = Closing(None, ends, left[:2], None, near)

    assert closing_words(known) == f"Đóng cửa 17:00, cả sảnh còn 4 người; phục vụ hết khoảng 17:25.{more}"
    assert closing_words(unknown) == f"Cả sảnh còn 2 người.{more}"
