"""The admin's page about the city: how the way stands, here and on today's page; what waits for a person, by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt

from counter_app.attention import attention
from counter_app.errors import CityAway
from counter_app.feed import note_contact, note_trouble
from counter_app.place import Place
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from tests.clock import SetClock
from tests.counter_app.dossier_story import marriage
from tests.stories.city_desk import refused, renamed
from tests.ui.admin.pilot import PASSWORD, AdminPilot, letters
from ui.admin.city_page import CityPage
from ui.admin.today_page import TodayPage

FEED = "office:H26.016.26"


def opens(admin: AdminPilot, lines: int) -> CityPage:
    page = admin.opens(CityPage)
    admin.qtbot.waitUntil(lambda: page.pane.list.count() == lines)
    page.enter()
    return page


def test_how_the_way_stands_is_on_todays_page_too(admin: AdminPilot, staffed: Place, clock: SetClock) -> None:
    staffed.office.do(change_setting, "city.url", "http://127.0.0.1:9")
    refresh_desk(staffed)
    staffed.desk.do(note_contact, FEED)
    marriage(staffed)
    clock.forward(minutes=20)
    staffed.desk.do(note_trouble, FEED, CityAway())

    today, page = admin.opens(TodayPage), admin.opens(CityPage)

    for line in (today.city, page.line):
        admin.qtbot.waitUntil(lambda line=line: line.words.text() == "TP: mất liên lạc, 1 chờ từ 08:30")  # type: ignore[misc]
        assert line.dot.tone == "amber"


def test_what_the_city_refused_is_sent_again_from_here(admin: AdminPilot, staffed: Place) -> None:
    taken = marriage(staffed)
    refused(staffed, taken, "code-taken")
    page = opens(admin, 1)
    assert taken.code in page.pane.list.item(0).text()
    assert not page.pane.steps["open"].isVisible(), "dossiers are opened at a counter"

    admin.presses(Qt.Key.Key_G)

    admin.qtbot.waitUntil(lambda: page.notice.text == "Đã xếp gửi lại, đi ở lượt trao đổi tới.")
    admin.qtbot.waitUntil(lambda: page.pane.list.count() == 0)
    assert staffed.desk.ask(attention).count == 0


def test_a_correction_is_made_at_a_counter_then_sent_from_here(admin: AdminPilot, staffed: Place) -> None:
    taken = marriage(staffed)
    refused(staffed, taken, "invalid-body")
    page = opens(admin, 1)
    admin.presses(Qt.Key.Key_S)
    assert "Đính chính hồ sơ ở cửa sổ quầy" in page.notice.text

    renamed(staffed, taken, "Nguyễn Văn Ân")
    admin.qtbot.waitUntil(lambda: "1 việc chờ sau" in page.pane.list.item(0).text())
    admin.presses(Qt.Key.Key_S)

    admin.qtbot.waitUntil(lambda: "theo hồ sơ đã đính chính" in page.notice.text)


def test_it_takes_two_to_give_up_from_here_too(admin: AdminPilot, staffed: Place) -> None:
    refused(staffed, marriage(staffed), "dossier-exists")
    page = opens(admin, 1)
    admin.presses(Qt.Key.Key_B)
    form = page.pane.form
    for field, text in ((form.reason, "Đã có"), (form.login, "lan"), (form.password, PASSWORD)):
        letters(field, text)
        admin.presses(Qt.Key.Key_Return, field)
    admin.qtbot.waitUntil(lambda: "phụ trách" in page.notice.text)
    assert staffed.desk.ask(attention).count == 1, "neither IT nor a clerk is in charge"

    form.login.selectAll()
    letters(form.login, "truong")
    page.save()

    admin.qtbot.waitUntil(lambda: page.notice.text.startswith("Đã bỏ việc này"))
    assert staffed.desk.ask(attention).count == 0
