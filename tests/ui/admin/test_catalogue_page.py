"""The city's decision on the catalogue in the admin's window: heard of, looked at, taken from its day on."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer

from counter_app.catalogue.from_city import Decision
from counter_app.catalogue.importing import SAMPLE
from counter_app.catalogue.versions import procedures
from counter_app.catalogue.waiting_decision import keep_decision, waiting
from counter_app.place import Place
from tests.clock import SetClock
from tests.ui.admin.pilot import AdminPilot
from ui.admin.catalogue_page import _LOOK_EVERY_MS, CataloguePage
from ui.admin.today_page import TodayPage

TODAY = date(2026, 11, 20)
SHIPPED: list[dict[str, Any]] = json.loads(SAMPLE.read_text(encoding="utf-8"))["procedures"]


def made(number: int) -> dict[str, Any]:
    return {**SHIPPED[0], "code": f"9.{number:06}", "name": f"Thủ tục mới số {number}"}


def decided(place: Place, rev: int, on: date = TODAY, **says: Any) -> None:
    says = {"procedures": (), "abolished": ()} | says
    assert place.office.do(keep_decision, Decision(rev, False, f"QĐ {rev}/QĐ-UBND", on, **says))


def opens(admin: AdminPilot) -> CataloguePage:
    page = admin.opens(CataloguePage)
    admin.qtbot.waitUntil(lambda: bool(page.used.text()))
    return page


def test_a_decision_is_shown_whole_and_taken_by_a_key(admin: AdminPilot, staffed: Place) -> None:
    before = len(staffed.office.ask(procedures))
    renamed = {**SHIPPED[1], "name": "Tên mới của thủ tục"}
    decided(staffed, 1, procedures=(*map(made, range(55)), renamed), abolished=(SHIPPED[2]["code"],))
    page = opens(admin)

    admin.qtbot.waitUntil(page.take.isEnabled)
    assert page.decision.text() == "QĐ 1/QĐ-UBND"
    assert page.step.text().startswith("Thêm 55, đổi 1, bãi bỏ 1 thủ tục; có hiệu lực từ 20/11/2026.")
    assert [one.heading.text() for one in page.lists] == ["Thêm mới: 55", "Thay đổi: 1", "Bãi bỏ: 1"]
    assert [one.table.rowCount() for one in page.lists] == [55, 1, 1]
    assert len(staffed.office.ask(procedures)) == before, "nothing has changed yet"
    today = next(one for one in admin.desk.pages.values() if isinstance(one, TodayPage))
    admin.qtbot.waitUntil(lambda: today.decided.text().startswith("Danh mục mới chờ nhận: QĐ 1/QĐ-UBND"))

    page.enter()
    admin.presses(Qt.Key.Key_Space)

    admin.qtbot.waitUntil(lambda: page.notice.text.startswith("Đã nhận: 56 thủ tục mới hoặc đổi."))
    admin.qtbot.waitUntil(lambda: not page.take.isVisible())
    assert page.used.text() == f"Đang dùng {before + 54} thủ tục (bản 1 của thành phố)."
    assert staffed.office.ask(waiting) is None


def test_before_its_day_it_is_shown_and_can_not_be_taken(admin: AdminPilot, staffed: Place, clock: SetClock) -> None:
    decided(staffed, 1, date(2026, 12, 1), procedures=(made(1),))
    page = opens(admin)
    admin.qtbot.waitUntil(lambda: "đến ngày đó mới nhận được" in page.step.text())
    assert not page.take.isEnabled()

    clock.forward(days=11)
    decided(staffed, 2, date(2026, 12, 1), procedures=(made(1), made(2)))

    admin.qtbot.waitUntil(page.take.isEnabled)
    assert page.decision.text() == "QĐ 2/QĐ-UBND", "the newer one takes its place"


def test_of_a_whole_catalogue_as_much_is_shown_as_can_be_read(admin: AdminPilot, staffed: Place) -> None:
    decided(staffed, 1, procedures=tuple(map(made, range(2_100))))
    page = opens(admin)

    admin.qtbot.waitUntil(page.take.isEnabled)
    assert page.lists[0].heading.text() == "Thêm mới: 2100"
    assert page.lists[0].table.rowCount() == 200
    assert "và 1900 thủ tục nữa" in page.lists[0].more.text()


def test_with_nothing_new_the_page_says_so(admin: AdminPilot, staffed: Place) -> None:
    page = opens(admin)

    admin.qtbot.waitUntil(lambda: "Không có quyết định nào" in page.step.text())
    assert not page.take.isVisible()
    assert f"Đang dùng {len(staffed.office.ask(procedures))} thủ tục" in page.used.text()


def test_a_page_left_open_notices_that_the_decision_s_day_has_come(
    admin: AdminPilot, staffed: Place, clock: SetClock
) -> None:
    decided(staffed, 1, on=date(2026, 11, 21), procedures=(made(1),))
    page = opens(admin)
    admin.qtbot.waitUntil(lambda: "đến ngày đó mới nhận được" in page.step.text())
    (timer,) = (one for one in page.findChildren(QTimer) if one.isActive() and one.interval() == _LOOK_EVERY_MS)

    clock.forward(days=1)
    timer.timeout.emit()

    admin.qtbot.waitUntil(page.take.isEnabled)
