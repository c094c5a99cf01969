"""Before the look-up screen: with the slip, without it, wrong, over and over; and nothing is left for the next one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from counter_app.dossiers.public import Answer, look_up_by_slip
from counter_app.dossiers.receive import receive
from counter_app.dossiers.steps.forward import forward
from counter_app.dossiers.steps.supplement import supplement
from counter_app.dossiers.steps.values import SupplementAsked
from counter_app.errors import StoreBusy
from counter_app.people.staff import add_staff
from counter_app.place import Place
from counter_app.queue import visits
from counter_app.queue.slip_code import slip_code
from counter_app.ratings import rating_of
from counter_app.reference import refresh_desk
from tests.clock import SetClock
from tests.counter_app.dossier_story import forwarding, marriage
from tests.documents import CARD, document, intake
from tests.ui.finger import Finger
from tests.ui.lookup.hall import Opened, digits, press, ready, scan, touch, types_by_touch, words
from ui.kiosk.manner import Manner
from ui.kiosk.pace import Pace
from ui.lookup import window as lookup_window
from ui.lookup.code_entry import CodeEntry
from ui.lookup.views import dossier_view
from ui.lookup.window import LookupWindow

NUMBER, ID = "2611200001", "2345"


def opens_typing(qtbot: QtBot, window: LookupWindow, finger: Finger) -> None:
    touch(qtbot, window, finger, lambda: window.face.home.tiles[0])
    qtbot.waitUntil(lambda: window.page is window.face.type and window.ready)


def types(qtbot: QtBot, window: LookupWindow, last: str, number: str = NUMBER) -> None:
    """With the keys of a keypad, from the first page."""
    window.go_home()
    press(qtbot, window, Qt.Key.Key_1, *digits(number + last), Qt.Key.Key_Return)
    ready(qtbot, window)


def complaint(window: LookupWindow) -> str:
    return window.face.type.question.text


def test_the_slip_is_scanned_and_tells_where_the_dossier_stands(qtbot: QtBot, screen: Opened, place: Place) -> None:
    taken = marriage(place)
    place.desk.do(forward, taken.id, forwarding())
    window = screen()

    scan(qtbot, window, taken.code)

    qtbot.waitUntil(lambda: window.page is window.face.dossier)
    page = window.face.dossier
    assert (page.code.text, page.headline.text) == (f"Hồ sơ {taken.code}", "Đang giải quyết")
    assert [fact.value.text for fact in page.facts] == [
        "Thứ Hai 30/11/2026, 08:30",
        "Tại quầy. Mang giấy hẹn và căn cước.",
    ]
    assert page.steps.texts == (
        ("20/11/2026\n08:30", "Tiếp nhận hồ sơ", "Bộ phận Một cửa phường Long Biên"),
        ("20/11/2026\n08:30", "Chuyển đến Tư pháp – Hộ tịch", "Bộ phận Một cửa phường Long Biên"),
    )
    assert not page.rating.isVisible()


@pytest.mark.parametrize("scanned", ["https://hanoi.example/tra-cuu?ma={}", "h26.016.26-261120-0001", "Mã hồ sơ: {}"])
def test_a_code_is_found_in_whatever_real_slips_carry(qtbot: QtBot, screen: Opened, place: Place, scanned: str) -> None:
    taken = marriage(place)
    window = screen()

    scan(qtbot, window, scanned.format(taken.code))

    qtbot.waitUntil(lambda: window.page is window.face.dossier)


@pytest.mark.parametrize(
    ("scanned", "says"),
    [
        (CARD, "không tra bằng căn cước"),
        ("H26.016.26-261120-0777", "Không tìm thấy hồ sơ"),
        ("8934563138165", "Không tìm thấy hồ sơ"),
    ],
)
def test_any_other_code_is_answered_and_nothing_of_a_card_is_shown(
    qtbot: QtBot, screen: Opened, scanned: str, says: str
) -> None:
    window = screen()

    scan(qtbot, window, scanned)

    qtbot.waitUntil(lambda: says in window.face.home.text.text)
    assert "Nguyễn Văn An" not in words(window)
    assert "001085012345" not in words(window)
    assert window.way_back.running, "the sentence goes with who scanned"


def test_a_queue_ticket_is_sent_to_the_display(qtbot: QtBot, screen: Opened, place: Place) -> None:
    window = screen()

    scan(qtbot, window, slip_code(place.desk.ask(lambda asking: asking.business_day), "A042"))

    qtbot.waitUntil(lambda: "phiếu số thứ tự" in window.face.home.text.text)


def test_without_the_slip_date_number_and_four_digits_are_typed_by_touch(
    qtbot: QtBot, screen: Opened, place: Place, finger: Finger
) -> None:
    taken = marriage(place)
    window = screen()
    opens_typing(qtbot, window, finger)
    assert window.face.type.fields["unit"].value == "H26.016.26", "nobody has to type letters"

    for one in NUMBER + ID:
        touch(qtbot, window, finger, lambda one=one: window.face.type.digits.keys[one])  # type: ignore[misc]
    assert window.face.type.fields["number"].value == "261120-0001"
    touch(qtbot, window, finger, lambda: window.face.type.digits.keys["next"])

    qtbot.waitUntil(lambda: window.page is window.face.dossier)
    assert window.face.dossier.code.text == f"Hồ sơ {taken.code}"


def test_the_office_code_is_changed_on_letters_that_are_offered(qtbot: QtBot, screen: Opened, finger: Finger) -> None:
    window = screen()
    opens_typing(qtbot, window, finger)
    page = window.face.type
    touch(qtbot, window, finger, lambda: page.fields["unit"])
    for key in ("erase",) * 10:
        touch(qtbot, window, finger, lambda key=key: page.letters.keys[key])  # type: ignore[misc]
    for key in "H22.005":
        touch(qtbot, window, finger, lambda key=key: page.letters.keys[key])  # type: ignore[misc]
    touch(qtbot, window, finger, lambda: page.letters.keys["next"])
    types_by_touch(qtbot, window, finger, NUMBER)

    assert window.typing.entry.code == "H22.005-261120-0001"
    assert window.typing.entry.field == "digits"


def test_a_code_that_is_not_whole_or_three_digits_are_not_even_asked(
    qtbot: QtBot, screen: Opened, finger: Finger
) -> None:
    window = screen()
    opens_typing(qtbot, window, finger)

    types_by_touch(qtbot, window, finger, "261120")
    assert "chưa đủ" in complaint(window)
    types_by_touch(qtbot, window, finger, "0001234")
    assert complaint(window) == "Mời gõ đủ 4 số cuối."
    assert window.typing.entry == CodeEntry("H26.016.26", NUMBER, "234", "digits"), "nothing typed is lost"


def test_a_wrong_try_reads_the_same_whether_the_code_exists_or_not(qtbot: QtBot, screen: Opened, place: Place) -> None:
    marriage(place)
    window, heard = screen(), []
    for number in (NUMBER, "2611209999"):
        types(qtbot, window, "0000", number)
        qtbot.waitUntil(lambda: "chưa đúng" in complaint(window))
        heard.append(complaint(window))

    assert heard == ["Mã hồ sơ hoặc 4 số cuối chưa đúng. Mời xem lại."] * 2
    assert window.typing.entry.digits == "", "only the digits are typed again"
    assert window.typing.entry.number == "2611209999"


def test_after_five_wrong_tries_even_the_right_digits_wait_a_minute(
    qtbot: QtBot, screen: Opened, place: Place, clock: SetClock
) -> None:
    marriage(place)
    window = screen()
    for _ in range(5):
        types(qtbot, window, "0000")
    qtbot.waitUntil(lambda: "chờ 1 phút" in complaint(window))

    types(qtbot, window, ID)
    qtbot.waitUntil(lambda: "chờ 1 phút" in complaint(window))
    clock.forward(seconds=50)
    types(qtbot, window, ID)
    qtbot.waitUntil(lambda: "chờ 10 giây" in complaint(window))
    clock.forward(seconds=10)
    types(qtbot, window, ID)

    qtbot.waitUntil(lambda: window.page is window.face.dossier)


def test_who_is_idle_is_warned_and_then_nothing_of_them_is_left(
    qtbot: QtBot, screen: Opened, place: Place, finger: Finger
) -> None:
    taken = marriage(place)
    window = screen(Pace(lock=1, settle=1, ticket=60_000, notice=2, second=5))
    window.touch_tool("contrast")
    scan(qtbot, window, taken.code)
    qtbot.waitUntil(lambda: window.page is window.face.dossier)
    warned: list[str] = []
    window.way_back.notice.connect(lambda _left: warned.append(window.face.foot.text))

    window.way_back.start(1)
    qtbot.waitUntil(lambda: window.page is window.face.home)

    assert warned[:2] == ["Màn hình về trang đầu sau 2 giây.", "Màn hình về trang đầu sau 1 giây."]
    assert window.manner == Manner()
    qtbot.waitUntil(lambda: taken.code not in words(window) and "30/11" not in words(window))
    window.go_back()
    assert window.page is window.face.home, "there is no way back to what somebody else saw"


def test_a_typed_code_and_a_search_are_gone_with_who_typed_them(qtbot: QtBot, screen: Opened) -> None:
    window = screen()
    press(qtbot, window, Qt.Key.Key_1, *digits("2611200007999"))
    assert "261120-0007" in words(window)
    window.go_home()
    qtbot.waitUntil(lambda: "261120-0007" not in words(window))
    press(qtbot, window, *digits("27"), Qt.Key.Key_B, Qt.Key.Key_I)
    assert "BI_" in words(window)
    window.go_home()
    qtbot.waitUntil(lambda: "BI_" not in words(window))
    press(qtbot, window, Qt.Key.Key_1)

    assert window.typing.entry == CodeEntry("H26.016.26")


def test_the_next_scan_replaces_the_last_citizens_page_at_once(qtbot: QtBot, screen: Opened, place: Place) -> None:
    first, second = marriage(place), marriage(place)
    window = screen()
    scan(qtbot, window, first.code)
    qtbot.waitUntil(lambda: window.page is window.face.dossier)

    scan(qtbot, window, second.code)

    qtbot.waitUntil(lambda: second.code in words(window))
    qtbot.waitUntil(lambda: first.code not in words(window))
    window.go_back()
    assert window.page is window.face.home


SECRETS = {
    "name": "Trịnh Thị Ẩn Danh",
    "address": "Số 77 ngõ Kín, phường Long Biên",
    "email": "an.danh@example.vn",
    "phone": "0987650001",
}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_of_the_owner_is_anywhere_on_the_screen(
    qtbot: QtBot, screen: Opened, place: Place, language: str
) -> None:
    place.office.do(add_staff, "Lê Văn Cán Bộ", "canbo", "mật khẩu")
    refresh_desk(place)
    owner = document()["owner"] | SECRETS | {"number": "001185019999", "sex": "nữ"}
    taken = marriage(place, owner=owner, note="Ghi chú nội bộ của cán bộ")
    place.desk.do(
        supplement, taken.id, SupplementAsked("Thiếu giấy bí mật", ("Giấy bí mật",), "Chị Hoa", "02438720000")
    )
    window = screen()
    if language == "en":
        window.touch_tool("language")
    scan(qtbot, window, taken.code)
    qtbot.waitUntil(lambda: window.page is window.face.dossier)

    seen = words(window)

    assert taken.code in seen, "the search sees what is shown"
    hidden = (*SECRETS.values(), "001185019999", "Ghi chú nội bộ", "bí mật", "Chị Hoa", "02438720000", "kết hôn", "lan")
    assert [one for one in hidden if one in seen] == []


def test_a_visit_nobody_rated_is_rated_once_by_who_knows_the_digits(
    qtbot: QtBot, screen: Opened, place: Place, finger: Finger
) -> None:
    visit = place.desk.do(visits.begin, 3, "A001")
    place.desk.do(receive, intake(), visit_id=visit.id)
    place.desk.do(visits.end, visit.id, "received")
    window = screen()
    types(qtbot, window, ID)
    qtbot.waitUntil(lambda: window.page is window.face.dossier)

    touch(qtbot, window, finger, lambda: window.face.dossier.rating, lambda: window.face.rate.tiles[2])

    qtbot.waitUntil(lambda: window.page is window.face.say)
    assert window.face.say.text.text == "Cảm ơn ông/bà"
    kept = place.desk.ask(rating_of, visit.id)
    assert kept is not None
    assert (kept.level, kept.scale, kept.source) == (3, 3, "lookup")
    types(qtbot, window, ID)
    qtbot.waitUntil(lambda: window.page is window.face.dossier)
    assert not window.face.dossier.rating.isVisible(), "one answer per visit"


def test_no_rating_is_an_answer_too(qtbot: QtBot, screen: Opened, place: Place, finger: Finger) -> None:
    visit = place.desk.do(visits.begin, 3, "A001")
    place.desk.do(receive, intake(), visit_id=visit.id)
    place.desk.do(visits.end, visit.id, "received")
    window = screen()
    types(qtbot, window, ID)
    qtbot.waitUntil(lambda: window.page is window.face.dossier)

    touch(qtbot, window, finger, lambda: window.face.dossier.rating, lambda: window.face.rate.decline)

    qtbot.waitUntil(lambda: window.page is window.face.say)
    kept = place.desk.ask(rating_of, visit.id)
    assert kept is not None
    assert kept.level is None


def test_a_second_tap_does_not_press_what_came_under_the_finger(
    qtbot: QtBot, screen: Opened, place: Place, finger: Finger
) -> None:
    taken = marriage(place)
    window = screen(Pace(lock=60_000, settle=60_000, look=50))
    answer = place.desk.do(look_up_by_slip, taken.code)

    window.show_view(dossier_view(answer, can_rate=False))
    finger.tap(window.face.dossier.end)

    assert window.page is window.face.dossier


def test_trouble_with_the_records_is_one_sentence_and_nothing_typed_is_lost(
    qtbot: QtBot, screen: Opened, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_given: object) -> Answer:
        raise StoreBusy

    marriage(place)
    window = screen()
    monkeypatch.setattr(lookup_window, "look_up_by_digits", busy)
    types(qtbot, window, ID)

    qtbot.waitUntil(lambda: "Chưa tra cứu được" in complaint(window))
    assert "Dữ liệu đang bận" in window.face.foot.text
    monkeypatch.undo()
    press(qtbot, window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page is window.face.dossier)
