"""The posted procedures: found by service and by name; what nobody confirmed is said to be unknown."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from counter_app.catalogue.procedures import Catalogue, FeeRule, FeeStep, PaperNeed, Procedure, TimeLimit
from counter_app.catalogue.versions import install, procedures
from counter_app.place import Place
from tests.ui.finger import Finger
from tests.ui.lookup.hall import Opened, press, ready, touch
from ui.lookup.posted import posted_said
from ui.lookup.sentences import Sentences
from ui.lookup.window import LookupWindow

VI, EN = Sentences("vi"), Sentences("en")
WHOLE = Procedure(
    code="2.000815",
    name="Chứng thực bản sao từ bản chính",
    service="CT",
    field="Chứng thực",
    version="1",
    sample=False,
    time=TimeLimit(3, "working_days"),
    papers=(PaperNeed(None, "Bản chính", 1, 0, 2), PaperNeed(None, "Giấy ra viện", 0, 1, 0, required=False)),
    fees=(FeeRule("per_page_steps", "Phí chứng thực", steps=(FeeStep(2, 2000), FeeStep(None, 1000)), cap=200_000),),
    legal_basis="Nghị định 23/2015/NĐ-CP",
    unknown=(),
)


def opens_services(qtbot: QtBot, window: LookupWindow, finger: Finger) -> None:
    touch(qtbot, window, finger, lambda: window.face.home.tiles[1])
    qtbot.waitUntil(lambda: window.page is window.face.list and window.ready)


def titles(window: LookupWindow) -> list[str]:
    return [choice.title for choice in window.face.list.choices]


def test_a_procedure_is_found_by_its_service_in_three_touches(qtbot: QtBot, screen: Opened, finger: Finger) -> None:
    window = screen()
    before = finger.touches
    opens_services(qtbot, window, finger)
    assert titles(window) == [
        "Hộ tịch",
        "Chứng thực",
        "Cư trú",
        "Bảo trợ xã hội",
        "Hộ kinh doanh",
        "Tôn giáo",
        "Tìm theo tên, mã",
    ], "services one only collects at are not among them"

    touch(qtbot, window, finger, lambda: window.face.list.tiles[0])
    qtbot.waitUntil(lambda: "Đăng ký kết hôn" in titles(window))
    touch(qtbot, window, finger, lambda: window.face.list.tiles[titles(window).index("Đăng ký kết hôn")])
    qtbot.waitUntil(lambda: window.page is window.face.procedure)

    page = window.face.procedure
    assert finger.touches - before == 3
    assert (page.name.text, page.code.text) == ("Đăng ký kết hôn", "Mã thủ tục 1.000894")
    assert page.sample.text.startswith("MẪU")
    assert [fact.value.text for fact in page.facts] == ["5 ngày làm việc", "Không thu", "Luật Hộ tịch"]
    assert page.papers.texts[0] == ("1", "Tờ khai đăng ký kết hôn", "1 bản chính")


def test_every_procedure_in_use_is_posted_and_can_be_reached(
    qtbot: QtBot, screen: Opened, place: Place, finger: Finger
) -> None:
    window = screen()
    opens_services(qtbot, window, finger)
    reached: set[str] = set()
    for at in range(1, 7):
        ready(qtbot, window)
        window.face.list.tap(at)
        ready(qtbot, window)
        reached |= {choice.means.partition(":")[2] for choice in window.face.list.choices}
        window.go_back()

    assert reached == {one.code for one in place.desk.ask(procedures)}


def test_more_procedures_than_fit_are_turned_to(qtbot: QtBot, screen: Opened, finger: Finger) -> None:
    window = screen()
    opens_services(qtbot, window, finger)
    touch(qtbot, window, finger, lambda: window.face.list.tiles[0])
    qtbot.waitUntil(lambda: len(window.face.list.choices) == 7)
    first = window.face.list.tiles[0].text()

    touch(qtbot, window, finger, lambda: window.face.list.turner.after)
    assert [tile.text() for tile in window.face.list.tiles] == [titles(window)[6]]
    press(qtbot, window, Qt.Key.Key_Plus)

    assert window.face.list.tiles[0].text() == first, "beyond the last page the first follows"


def test_a_few_letters_without_marks_find_it(qtbot: QtBot, screen: Opened, finger: Finger) -> None:
    window = screen()
    opens_services(qtbot, window, finger)
    touch(qtbot, window, finger, lambda: window.face.list.tiles[6])
    qtbot.waitUntil(lambda: window.page is window.face.search)
    assert window.face.search.question.text == "Gõ tên thủ tục không dấu, hoặc mã"
    for key in "KAI":
        touch(qtbot, window, finger, lambda key=key: window.face.search.pad.keys[key])  # type: ignore[misc]
    assert window.face.search.question.text == "Không có thủ tục nào như vậy"
    for key in ("erase", "erase", "erase", *"KHAI TU"):
        touch(qtbot, window, finger, lambda key=key: window.face.search.pad.keys[key])  # type: ignore[misc]
    assert window.face.search.text.text == "KHAI TU_"

    touch(qtbot, window, finger, lambda: window.face.search.tiles[0])

    qtbot.waitUntil(lambda: window.page is window.face.procedure)
    assert window.face.procedure.name.text == "Đăng ký khai tử"
    window.go_back()
    ready(qtbot, window)
    assert window.face.search.text.text == "KHAI TU_", "back to what was found"


def test_the_figures_of_a_code_find_it_too(qtbot: QtBot, screen: Opened, finger: Finger) -> None:
    window = screen()
    opens_services(qtbot, window, finger)
    touch(qtbot, window, finger, lambda: window.face.list.tiles[6])
    qtbot.waitUntil(lambda: window.page is window.face.search)
    for key in ("turn", *"1.000656"):
        touch(qtbot, window, finger, lambda key=key: window.face.search.pad.keys[key])  # type: ignore[misc]
    assert window.face.search.text.text == "1.000656_"

    touch(qtbot, window, finger, lambda: window.face.search.tiles[0])

    qtbot.waitUntil(lambda: window.page is window.face.procedure)
    assert window.face.procedure.name.text == "Đăng ký khai tử"


def test_what_nobody_confirmed_is_said_to_be_unknown(qtbot: QtBot, screen: Opened, place: Place) -> None:
    unknown = next(one for one in place.desk.ask(procedures) if one.code == "2.000908")

    said = posted_said(VI, unknown)

    assert [value for _, value in said.facts] == ["Chưa xác định"] * 3
    assert [paper.name for paper in said.papers] == ["Chưa xác định. Mời hỏi cán bộ."]
    assert said.sample == "", "it says nothing that could be taken for the law"


def test_fees_time_and_papers_are_said_by_their_rules() -> None:
    said = posted_said(VI, WHOLE)

    assert [value for _, value in said.facts] == [
        "3 ngày làm việc",
        "Phí chứng thực: 2.000 đ/trang đến trang 2, 1.000 đ/trang các trang sau, tối đa 200.000 đ/bản",
        "Nghị định 23/2015/NĐ-CP",
    ]
    assert [(paper.name, paper.counts) for paper in said.papers] == [
        ("Bản chính", "1 bản chính, 2 bản sao"),
        ("Giấy ra viện", "1 bản chứng thực, có thể nộp sau"),
    ]
    assert said.sample == ""


def test_half_days_hours_and_one_price_are_said_too() -> None:
    whole = replace(
        WHOLE,
        time=TimeLimit(0.5, "working_days"),
        fees=(FeeRule("per_page_steps", "Phí", steps=(FeeStep(None, 500),)), FeeRule("per_copy", "Lệ phí", 8000)),
        papers=(),
    )
    assert [value for _, value in posted_said(VI, whole).facts][:2] == [
        "0,5 ngày làm việc",
        "Phí: 500 đ/trang; Lệ phí: 8.000 đ mỗi bản",
    ]
    assert posted_said(VI, whole).papers[0].name == "Không cần giấy tờ nào"
    hours = replace(whole, time=TimeLimit(10, "hours"), fees=())
    assert [value for _, value in posted_said(EN, hours).facts][:2] == ["10 working hours", "Free of charge"]


def test_a_new_version_is_posted_at_once(qtbot: QtBot, screen: Opened, place: Place, finger: Finger) -> None:
    window = screen()
    place.desk.do(install, Catalogue("2", (), (replace(WHOLE, version="2", name="Chứng thực bản sao (mới)"),)))

    opens_services(qtbot, window, finger)
    window.face.list.tap(2)

    qtbot.waitUntil(lambda: "Chứng thực bản sao (mới)" in titles(window))
