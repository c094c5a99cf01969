"""The page «Máy in»: printers as they are just now, papers that have not come out, a printer that goes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton

from counter_app import print_jobs
from counter_app.place import Place
from counter_app.print_jobs import Job
from counter_app.printers import PrinterCard, add_printer, printers
from printing.samples import RECEIPT, SLIP
from printing.spool import print_waiting
from printing.virtual import VirtualPrinter
from tests.printing.hurry import UNHURRIED
from tests.printing.spooling import card_of
from tests.ui.admin.pilot import AdminPilot
from tests.ui.admin.printers_pilot import PrintersPilot
from ui.admin.today_page import TodayPage
from ui.printer_words import UNKNOWN

pytestmark = pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)


@pytest.fixture
def box() -> Iterator[VirtualPrinter]:
    with VirtualPrinter() as running:
        yield running


@pytest.fixture
def other() -> Iterator[VirtualPrinter]:
    with VirtualPrinter() as running:
        yield running


def waiting(place: Place, *, printer: str | None = "Sảnh", about: str = "dossier:1") -> Job:
    return place.desk.do(print_jobs.enqueue, "receipt", about, RECEIPT, printer)


def unconfirmed(place: Place) -> Job:
    job = place.desk.do(print_jobs.enqueue, "slip", "ticket:1", SLIP, "Sảnh")
    place.desk.do(print_jobs.begin, job.id, b"", "Sảnh")
    return place.desk.do(print_jobs.settle, job.id, "unconfirmed", "paper")


def state_of(place: Place, job: Job) -> str:
    return place.desk.ask(print_jobs.job, job.id).state


def test_a_pc_without_printers_says_what_to_press(admin: AdminPilot) -> None:
    it = PrintersPilot(admin)

    it.qtbot.waitUntil(lambda: any("Bấm «Thêm máy in»" in words for words in it.words()))
    assert not it.page.overview.take_out.isEnabled()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "sẵn sàng"),
        ({"paper_low": True}, "sắp hết giấy"),
        ({"paper_rows": 0}, "hết giấy"),
        ({"cover_open": True}, "nắp đang mở"),
        ({"cutter_stuck": True}, "kẹt dao cắt"),
        ({"offline": True}, "đang ngắt"),
        ({"door": "closed"}, "không trả lời"),
        ({"answers_status": False}, "không rõ: máy không báo"),
    ],
)
def test_a_printer_is_said_to_be_as_it_says(
    admin: AdminPilot, staffed: Place, box: VirtualPrinter, facts: dict[str, object], said: str
) -> None:
    staffed.desk.do(add_printer, card_of("Sảnh", box))
    it = PrintersPilot(admin)
    it.waits_for_state("sẵn sàng")

    box.change(**facts)

    it.waits_for_state(said)
    told = [one.text() for one in it.page.overview.sheet.facts.values()]
    assert (UNKNOWN in told) == (said in ("không trả lời", "không rõ: máy không báo"))


def test_nobody_is_asked_for_a_page_that_is_not_seen(admin: AdminPilot, staffed: Place, box: VirtualPrinter) -> None:
    it = PrintersPilot(admin)
    admin.opens(TodayPage)
    staffed.desk.do(add_printer, card_of("Sảnh", box))
    it.qtbot.waitUntil(lambda: it.page.overview.list.count() == 1)

    assert it.page.errands.idle
    assert it.page.live.condition("Sảnh") is None
    PrintersPilot(admin)
    it.qtbot.waitUntil(lambda: it.page.live.condition("Sảnh") is not None)


def test_a_waiting_paper_goes_to_another_printer_or_is_given_up(
    admin: AdminPilot, staffed: Place, box: VirtualPrinter, other: VirtualPrinter
) -> None:
    for name, one in (("Sảnh", box), ("Quầy", other)):
        staffed.desk.do(add_printer, card_of(name, one))
    first, second = waiting(staffed), waiting(staffed, about="dossier:2")
    it = PrintersPilot(admin)
    it.looks_at("Sảnh")
    rows = it.page.overview.sheet.papers

    it.presses("Sang «Quầy»", rows)
    it.says("Đã giao cho «Quầy»")
    it.qtbot.waitUntil(
        lambda: sum(one.isVisible() and one.text() == "Bỏ" for one in rows.findChildren(QPushButton)) == 1
    )
    it.presses("Bỏ", rows)
    it.says("Đã bỏ.")

    print_waiting(staffed, UNHURRIED)
    assert (len(box.papers), len(other.papers)) == (0, 1)
    assert {state_of(staffed, first), state_of(staffed, second)} == {"printed", "cancelled"}


def test_all_papers_of_a_printer_that_is_away_go_at_once(
    admin: AdminPilot, staffed: Place, box: VirtualPrinter, other: VirtualPrinter
) -> None:
    for name, one in (("Sảnh", box), ("Quầy", other)):
        staffed.desk.do(add_printer, card_of(name, one))
    for number in range(3):
        waiting(staffed, about=f"dossier:{number}")
    it = PrintersPilot(admin)
    it.looks_at("Sảnh")

    it.presses("Chuyển cả 3 tờ sang «Quầy»")
    it.qtbot.waitUntil(lambda: "Không có tờ nào đợi." in it.words())

    print_waiting(staffed, UNHURRIED)
    assert (len(box.papers), len(other.papers)) == (0, 3)


@pytest.mark.parametrize(("button", "state", "papers"), [("Đã ra đủ", "printed", 0), ("In lại", "unconfirmed", 1)])
def test_a_paper_that_may_have_come_out_is_settled_by_a_person(
    admin: AdminPilot, staffed: Place, box: VirtualPrinter, button: str, state: str, papers: int
) -> None:
    staffed.desk.do(add_printer, card_of("Sảnh", box))
    job = unconfirmed(staffed)
    it = PrintersPilot(admin)
    it.qtbot.waitUntil(lambda: "chưa rõ đã ra giấy: hết giấy" in it.words())

    it.presses(button, it.page.overview.sheet.papers)
    it.qtbot.waitUntil(lambda: "chưa rõ đã ra giấy: hết giấy" not in it.words())

    print_waiting(staffed, UNHURRIED)
    assert state_of(staffed, job) == state
    assert len(box.papers) == papers, "once for one press"


def test_a_paper_settled_by_somebody_else_meanwhile_is_refused_in_a_sentence(
    admin: AdminPilot, staffed: Place, box: VirtualPrinter
) -> None:
    staffed.desk.do(add_printer, card_of("Sảnh", box))
    job = waiting(staffed)
    it = PrintersPilot(admin)
    it.qtbot.waitUntil(lambda: it.button("Bỏ", it.page.overview.sheet.papers) is not None)
    shown = it.page.overview.sheet.papers
    staffed.desk.do(print_jobs.cancel, job.id)

    it.page.steps.take(job, "cancel", None)

    it.qtbot.waitUntil(lambda: bool(it.page.notice.text))
    it.qtbot.waitUntil(lambda: it.button("Bỏ", shown) is None)


def test_a_paper_that_came_out_meanwhile_is_not_printed_again(
    admin: AdminPilot, staffed: Place, box: VirtualPrinter, other: VirtualPrinter
) -> None:
    for name, one in (("Sảnh", box), ("Quầy", other)):
        staffed.desk.do(add_printer, card_of(name, one))
    seen, lost = waiting(staffed), unconfirmed(staffed)
    it = PrintersPilot(admin)
    print_waiting(staffed, UNHURRIED)
    staffed.desk.do(print_jobs.confirm, lost.id)

    it.page.steps.take(seen, "move", "Quầy")
    it.qtbot.waitUntil(lambda: bool(it.page.notice.text))
    it.page.steps.take(lost, "again", "Quầy")
    it.says("không in thêm")

    print_waiting(staffed, UNHURRIED)
    assert (len(box.papers), len(other.papers)) == (1, 0)


def test_a_printer_goes_after_a_second_press_and_its_papers_find_another(
    admin: AdminPilot, staffed: Place, box: VirtualPrinter, other: VirtualPrinter
) -> None:
    for name, one in (("Sảnh", box), ("Quầy", other)):
        staffed.desk.do(add_printer, card_of(name, one))
    waiting(staffed)
    it = PrintersPilot(admin)
    it.looks_at("Sảnh")

    it.presses("Bỏ máy in này …")
    assert "1 tờ đang đợi" in it.page.notice.text
    assert len(staffed.desk.ask(printers)) == 2
    it.presses("Bỏ máy in")

    it.says("Đã bỏ «Sảnh».")
    assert [card.name for card in staffed.desk.ask(printers)] == ["Quầy"]
    print_waiting(staffed, UNHURRIED)
    assert len(other.papers) == 1


def test_papers_without_a_printer_are_shown_until_one_is_added(
    admin: AdminPilot, staffed: Place, box: VirtualPrinter
) -> None:
    waiting(staffed, printer=None)
    it = PrintersPilot(admin)
    it.qtbot.waitUntil(lambda: f"Giấy tiếp nhận {RECEIPT.code}" in it.words())

    staffed.desk.do(add_printer, card_of("Sảnh", box))

    it.qtbot.waitUntil(lambda: not it.page.overview.homeless.isVisible())
    it.qtbot.waitUntil(lambda: bool(print_waiting(staffed, UNHURRIED)))
    assert len(box.papers) == 1


def test_a_bad_file_is_one_sentence_and_changes_nothing(admin: AdminPilot, staffed: Place, tmp_path: object) -> None:
    file = tmp_path / "máy in.json"  # type: ignore[operator]
    file.write_text('{"format": 1, "printers": [{"name": "x"}]}', encoding="utf-8")
    it = PrintersPilot(admin)

    it.picks_file(it.page.overview.take_in, file)

    it.says("không đúng dạng tệp máy in")
    assert staffed.desk.ask(printers) == ()


def test_leaving_the_window_in_the_middle_of_a_set_up_is_a_warning_first(
    admin: AdminPilot, staffed: Place, box: VirtualPrinter
) -> None:
    staffed.desk.do(add_printer, card_of("Sảnh", box))
    it = PrintersPilot(admin)
    it.presses("Sửa …")
    assert it.page.unsaved == 0
    it.wizard.setup.put(width=384)

    assert it.page.unsaved == 1
    assert not admin.desk.may_leave("Thoát")
    assert "«Máy in»" in admin.desk.notice.text


def test_a_printer_that_was_mended_keeps_what_was_not_touched(
    admin: AdminPilot, staffed: Place, box: VirtualPrinter
) -> None:
    card = PrinterCard("Sảnh", "tcp", {"host": "127.0.0.1", "port": box.port}, 512, "gs_r", ("slip",), True, 100)
    staffed.desk.do(add_printer, card)
    it = PrintersPilot(admin)
    it.presses("Sửa …")
    for _ in range(3):
        it.goes_on()
    it.keeps()

    assert staffed.desk.ask(printers) == (card,)
