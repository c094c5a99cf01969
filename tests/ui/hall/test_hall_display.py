"""The display through its real window: calls, recalls, undoing, a restart, the records away, the next morning."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot
from sqlalchemy import text

from counter_app.place import Place
from counter_app.queue import tickets, undoing
from counter_app.queue.issuing import issue
from counter_app.settings import change_setting
from counter_app.store import Act, Asking
from tests.clock import SetClock
from tests.ui.hall.wall import QUICK, Ear, Opened, called, looked_again
from ui.hall.announcer import Pace
from ui.hall.window import HallWindow
from ui.work import Workers

LOST_SOON = Pace(shown=1, longest=60_000, blink=1, look=20, lost=120)


def shows(qtbot: QtBot, display: HallWindow, large: str) -> None:
    qtbot.waitUntil(lambda: display.large.text == large)


def quiet(qtbot: QtBot, display: HallWindow) -> None:
    """Everything that was to be announced has been."""
    looked_again(qtbot, display)
    qtbot.waitUntil(lambda: display.announcer.current is None and not display.announcer.line.waiting)


def test_in_the_morning_the_display_invites(hall: Opened) -> None:
    display = hall()

    assert display.large.text == "Mời ông/bà lấy số và chờ gọi ở màn hình này"
    assert display.last.texts == ()
    assert display.waiting.texts[:2] == ("Đang chờ 0", "A Hộ tịch 0")
    assert display.head.hour.text == "08:30"
    assert display.notice.text == "Xin ông/bà theo dõi số trên màn hình."
    assert display.lost.isHidden()


def test_a_call_is_large_blinks_and_is_heard_once(qtbot: QtBot, hall: Opened, place: Place, ear: Ear) -> None:
    display = hall(Pace(shown=60_000, longest=60_000, blink=5, look=20))
    lit: list[bool] = []
    beat = display.large._beat
    beat.timeout.connect(lambda: lit.append(display.large.lit))

    ticket = called(place, 3)
    shows(qtbot, display, f"Mời số {ticket.number} Quầy 3")
    qtbot.waitUntil(lambda: len(lit) > 0 and not display.large.blinking)

    assert lit == [False, True, False, True, False, False], "lit from the start, and twice more"
    assert display.last.texts == (f"{ticket.number} Quầy 3 mời vào",)
    looked_again(qtbot, display)
    assert ear.heard == ["chime", f"{ticket.number} 3"]


def test_two_calls_in_one_moment_are_both_shown_and_both_heard_in_order(
    qtbot: QtBot, hall: Opened, place: Place
) -> None:
    display = hall()
    large: list[str] = []
    display.announcer.begins.connect(lambda _call: large.append(display.large.text))

    first, second = called(place, 1), called(place, 2, "HT")
    quiet(qtbot, display)

    assert large == [f"Mời số {first.number} Quầy 1", f"Mời số {second.number} Quầy 2"]
    assert display.last.texts == (f"{second.number} Quầy 2 mời vào", f"{first.number} Quầy 1 mời vào")
    assert display.large.text == f"Mời số {second.number} Quầy 2"


def test_a_recall_blinks_and_is_heard_again(
    qtbot: QtBot, hall: Opened, place: Place, ear: Ear, clock: SetClock
) -> None:
    display = hall()
    ticket, other = called(place, 1), called(place, 2)
    quiet(qtbot, display)
    clock.forward(seconds=20)

    place.office.do(tickets.recall, ticket.id)
    quiet(qtbot, display)

    assert ear.words == [f"{ticket.number} 1", f"{other.number} 2", f"{ticket.number} 1"]
    assert display.large.text == f"Mời số {ticket.number} Quầy 1"


def test_the_display_follows_the_clerk_from_the_call_to_the_end(qtbot: QtBot, hall: Opened, place: Place) -> None:
    display = hall()
    ticket = called(place, 3)
    shows(qtbot, display, f"Mời số {ticket.number} Quầy 3")
    quiet(qtbot, display)

    place.office.do(tickets.begin, ticket.id)
    shows(qtbot, display, f"Đang phục vụ {ticket.number} Quầy 3")
    place.office.do(tickets.finish, ticket.id)
    shows(qtbot, display, "Mời ông/bà theo dõi số tiếp theo")

    assert display.last.texts == (f"{ticket.number} Quầy 3 đã xong",)


def test_an_undone_call_is_taken_from_the_wall_and_out_of_the_line(qtbot: QtBot, hall: Opened, place: Place) -> None:
    display = hall(Pace(shown=60_000, longest=60_000, look=20))
    heard: list[str] = []
    display.announcer.begins.connect(lambda call: heard.append(call.number))
    first, wrong = called(place, 1), called(place, 2)
    shows(qtbot, display, f"Mời số {first.number} Quầy 1")
    qtbot.waitUntil(lambda: [one.number for one in display.announcer.line.waiting] == [wrong.number])

    place.office.do(undoing.undo, 2)
    qtbot.waitUntil(lambda: display.last.texts == (f"{first.number} Quầy 1 mời vào",))
    assert display.announcer.line.waiting == ()
    display.announcer._shown_long_enough()

    assert heard == [first.number]


def test_undone_while_it_is_large_it_goes_at_once(qtbot: QtBot, hall: Opened, place: Place) -> None:
    display = hall(Pace(shown=60_000, longest=60_000, look=20))
    wrong = called(place, 2)
    shows(qtbot, display, f"Mời số {wrong.number} Quầy 2")

    place.office.do(undoing.undo, 2)

    shows(qtbot, display, "Mời ông/bà lấy số và chờ gọi ở màn hình này")
    assert not display.large.blinking


def test_after_a_restart_the_young_calls_are_announced_and_the_old_ones_only_shown(
    qtbot: QtBot, hall: Opened, place: Place, ear: Ear, clock: SetClock
) -> None:
    old = called(place, 1)
    clock.forward(seconds=61)
    came, young = called(place, 2), called(place, 3)
    place.office.do(tickets.begin, came.id)

    display = hall()
    quiet(qtbot, display)

    assert ear.words == [f"{young.number} 3"]
    assert display.last.texts == (
        f"{young.number} Quầy 3 mời vào",
        f"{came.number} Quầy 2 đang phục vụ",
        f"{old.number} Quầy 1 mời vào",
    )


def test_who_waits_is_counted_and_the_fields_stay(qtbot: QtBot, hall: Opened, place: Place) -> None:
    display = hall()
    fields = display.waiting.fields

    for service in ("CT", "CT", "KQ"):
        place.office.do(issue, service)

    qtbot.waitUntil(lambda: display.waiting.texts[0] == "Đang chờ 3")
    assert {"B Chứng thực 2", "K Nhận kết quả 1"} <= set(display.waiting.texts)
    assert display.waiting.fields == fields


def test_the_notice_changes_while_it_is_open_and_an_empty_one_takes_no_room(
    qtbot: QtBot, hall: Opened, place: Place
) -> None:
    display = hall()

    place.office.do(change_setting, "hall.notice", "Chiều nay nghỉ họp.")
    qtbot.waitUntil(lambda: display.notice.text == "Chiều nay nghỉ họp.")
    place.office.do(change_setting, "hall.notice", "")

    qtbot.waitUntil(display.notice.isHidden)


def test_while_the_office_hangs_the_last_state_stays_with_a_line_and_it_goes_on_by_itself(
    qtbot: QtBot, hall: Opened, workers: Workers, place: Place, clock: SetClock
) -> None:
    display = hall(LOST_SOON)
    ticket = called(place, 3)
    shows(qtbot, display, f"Mời số {ticket.number} Quầy 3")
    quiet(qtbot, display)
    hanging, back = threading.Event(), threading.Event()

    def hangs(_asking: Asking) -> bool:
        hanging.set()
        return back.wait(60)

    workers.office.ask(hangs)
    qtbot.waitUntil(hanging.is_set)
    clock.forward(minutes=2)
    qtbot.waitUntil(lambda: display.lost.text.startswith("Mất kết nối từ 08:30."))
    assert display.lost.isVisible()
    assert display.large.text == f"Mời số {ticket.number} Quầy 3"
    qtbot.waitUntil(lambda: display.head.hour.text == "08:32")

    back.set()
    qtbot.waitUntil(display.lost.isHidden)


def lose(act: Act) -> None:
    act.connection.execute(text("ALTER TABLE ticket_event RENAME TO away"))


def find(act: Act) -> None:
    act.connection.execute(text("ALTER TABLE away RENAME TO ticket_event"))


def test_while_the_office_refuses_to_answer_nothing_is_blank(
    qtbot: QtBot, hall: Opened, place: Place, ear: Ear, clock: SetClock
) -> None:
    ticket = called(place, 3)
    display = hall(LOST_SOON)
    quiet(qtbot, display)

    place.office.do(lose)
    qtbot.waitUntil(display.lost.isVisible)
    assert display.last.texts == (f"{ticket.number} Quầy 3 mời vào",)
    assert len(display.waiting.texts) == 10

    clock.forward(minutes=1, seconds=30)
    place.office.do(find)
    qtbot.waitUntil(display.lost.isHidden)
    quiet(qtbot, display)
    assert ear.words == [f"{ticket.number} 3"], "nothing is said a second time"


def test_what_was_called_while_the_office_was_away_is_shown_and_said_only_if_young(
    qtbot: QtBot, hall: Opened, workers: Workers, place: Place, ear: Ear, clock: SetClock
) -> None:
    display = hall(LOST_SOON)
    back = threading.Event()

    def hangs(_asking: Asking) -> bool:
        return back.wait(60)

    workers.office.ask(hangs)
    old = called(place, 1)
    clock.forward(seconds=70)
    young = called(place, 2)
    back.set()
    quiet(qtbot, display)

    assert ear.words == [f"{young.number} 2"]
    assert len(display.last.texts) == 2
    assert old.number in display.last.texts[1]


def test_the_next_morning_yesterdays_calls_are_not_on_the_wall(
    qtbot: QtBot, hall: Opened, place: Place, ear: Ear, clock: SetClock
) -> None:
    display = hall()
    called(place, 3)
    qtbot.waitUntil(lambda: bool(display.last.texts))

    clock.forward(days=1)

    shows(qtbot, display, "Mời ông/bà lấy số và chờ gọi ở màn hình này")
    assert display.last.texts == ()
    qtbot.waitUntil(lambda: display.head.day.text == "Thứ Bảy, 21/11/2026")
    assert len(ear.words) == 1


def test_in_a_rush_every_call_is_heard_once_and_in_order(qtbot: QtBot, hall: Opened, place: Place, ear: Ear) -> None:
    display = hall(QUICK)

    made = [called(place, counter) for counter in range(1, 11)]
    quiet(qtbot, display)

    assert ear.words == [f"{one.number} {one.counter}" for one in made]
    assert len(display.last.texts) == 5
