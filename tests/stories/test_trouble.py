"""Trouble at the counter: one clear sentence each, the work goes on, nothing is lost, and it mends itself."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from sqlalchemy import event

from counter_app.catalogue.importing import SAMPLE
from counter_app.catalogue.versions import procedures
from counter_app.dossiers.drafts import save_draft
from counter_app.dossiers.lookup import dossier, dossiers
from counter_app.errors import DiskFull
from counter_app.ids import new_id
from counter_app.place import Place
from counter_app.printers import PrinterCard, add_printer
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from counter_app.store import Store
from main import run
from printing.spool import Spool
from printing.virtual import VirtualPrinter
from sync.sandbox.server import SandboxCity
from sync.worker import SyncWorker
from tests.documents import CARD
from tests.printing.hurry import UNHURRIED
from ui.demo.pilot import ClerkPilot, wait_until

FULL = "Ổ đĩa đầy hoặc không ghi được. Chưa ghi gì; báo kỹ thuật dọn ổ đĩa rồi bấm lại."


class Disk:
    """The disk under a store: ``fill`` leaves no page free (``max_page_count``), ``clear`` gives room again."""

    def __init__(self, store: Store) -> None:
        self._store, self._most = store, 0
        event.listen(store.database.acts, "checkout", self._limit)

    def fill(self) -> None:
        self._most = 1
        with contextlib.suppress(DiskFull):
            while True:
                self._store.do(save_draft, new_id(), None, "filler", {"text": "x" * 20_000})

    def clear(self) -> None:
        self._most = 1_000_000

    def _limit(self, connection: Any, _record: Any, _proxy: Any) -> None:
        if self._most:
            connection.execute(f"PRAGMA max_page_count = {self._most}")


@pytest.fixture
def disk(staffed: Place) -> Disk:
    return Disk(staffed.desk)


@contextmanager
def printing_on(place: Place, port: int) -> Iterator[Spool]:
    """The counter's printer on a port of this machine, and the spool that prints on it."""
    place.desk.do(add_printer, PrinterCard("quầy", "tcp", {"host": "127.0.0.1", "port": port}))
    spool = Spool(place, UNHURRIED)
    spool.start()
    yield spool
    assert spool.stop(60)


@contextmanager
def sending(place: Place, url: str) -> Iterator[SyncWorker]:
    """The exchange with the city, with short waits."""
    place.office.do(change_setting, "city.url", url)
    refresh_desk(place)
    worker = SyncWorker(place, chance=lambda low, _high: low / 100)
    worker.start()
    yield worker
    assert worker.stop(60)


def receives_one(clerk: ClerkPilot) -> str:
    clerk.scans(CARD)
    clerk.presses(Qt.Key.Key_1, "1")
    return clerk.receives()


def to_do(clerk: ClerkPilot) -> list[str]:
    """What the right panel says, without its title."""
    return [one.text() for one in clerk.work.to_do.findChildren(QLabel) if not one.isHidden()][1:]


def closed_port() -> int:
    with VirtualPrinter() as box:
        return int(box.port)


def test_with_the_printer_off_receipts_wait_under_one_sentence_and_come_out_by_themselves(
    clerk: ClerkPilot, staffed: Place
) -> None:
    port = closed_port()
    with printing_on(staffed, port):
        codes = [receives_one(clerk)]
        wait_until(lambda: clerk.work.status.printer.text() == "Máy in: không trả lời, 1 chờ in", "the status line")
        codes.append(receives_one(clerk))
        wrong, step = "Máy in quầy: không trả lời.", "Kiểm tra nguồn và dây máy in, giấy sẽ tự in."
        waiting = f"{wrong} Đang chờ {codes[0]}, {codes[1]}. {step}"
        wait_until(lambda: clerk.work.papers.text == waiting, "one standing sentence for both")
        assert clerk.work.notice.text.startswith(f"Đã nhận {codes[1]}")
        clerk.ends()

        with VirtualPrinter(port=port) as box:
            wait_until(lambda: len(box.papers) == 2, "both receipts")
            wait_until(lambda: clerk.work.status.printer.text() == "Máy in: sẵn sàng", "the status line again")
        wait_until(lambda: not clerk.work.papers.text, "nothing to say about paper")
    assert len(staffed.desk.ask(dossiers)) == 2


@pytest.mark.parametrize(
    ("trouble", "status", "said"),
    [
        ({"paper_rows": 0}, "Máy in: hết giấy, 1 chờ in", "hết giấy. Đang chờ {code}. Lắp cuộn giấy"),
        ({"cover_open": True}, "Máy in: nắp đang mở, 1 chờ in", "nắp đang mở. Đang chờ {code}. Đóng"),
        ({"offline": True}, "Máy in: đang ngắt, 1 chờ in", "đang ngắt. Đang chờ {code}. Bấm nút nối"),
        ({"cutter_stuck": True}, "Máy in: kẹt dao cắt, 1 chờ in", "kẹt dao cắt. Đang chờ {code}. Gỡ"),
    ],
    ids=["paper", "cover", "offline", "cutter"],
)
def test_what_the_printer_says_of_itself_stands_in_words_with_the_next_step(
    clerk: ClerkPilot, staffed: Place, trouble: dict[str, Any], status: str, said: str
) -> None:
    with VirtualPrinter() as box, printing_on(staffed, box.port):
        box.change(**trouble)
        words = f"Máy in quầy: {said.format(code=receives_one(clerk))}"
        wait_until(lambda: clerk.work.status.printer.text() == status, status)
        wait_until(lambda: clerk.work.papers.text.startswith(words), words)

        box.change(paper_rows=None, cover_open=False, offline=False, cutter_stuck=False)
        wait_until(lambda: len(box.papers) == 1, "the receipt")
        wait_until(lambda: clerk.work.status.printer.text() == "Máy in: sẵn sàng", "the status line again")


def test_without_a_printer_the_receipt_waits_for_the_first_one(clerk: ClerkPilot, staffed: Place) -> None:
    receives_one(clerk)

    assert clerk.work.status.printer.text() == "Máy in: chưa có"
    wait_until(lambda: clerk.work.papers.text.startswith("Chưa có máy in cho "), "the sentence")
    with VirtualPrinter() as box, printing_on(staffed, box.port):
        wait_until(lambda: len(box.papers) == 1, "the receipt")


def test_with_the_city_away_dossiers_are_received_and_arrive_when_it_is_back(
    clerk: ClerkPilot, staffed: Place, tmp_path: Path
) -> None:
    with SandboxCity(tmp_path / "city") as city:
        url, port = city.url, city.port
    with sending(staffed, url) as worker:
        code = receives_one(clerk)
        worker.wake()
        wait_until(lambda: clerk.work.status.city.text().startswith("TP: mất liên lạc, "), "the status line")
        wait_until(lambda: any(said.startswith("Chưa kết nối được hệ thống") for said in to_do(clerk)), "the sentence")
        assert clerk.work.notice.text.startswith(f"Đã nhận {code}")
        nearest = "local" if staffed.one_file else "office"
        assert staffed.desk.ask(dossier, code).sync_state == nearest

        with SandboxCity(tmp_path / "city", port=port):
            wait_until(lambda: staffed.desk.ask(dossier, code).sync_state == "city", "the dossier in the city")
            wait_until(lambda: clerk.work.status.city.text() == "TP: 0 chờ, 08:30", "the status line again")
            wait_until(lambda: not any("thành phố" in said for said in to_do(clerk)), "nothing to do about it")


def test_a_full_disk_is_one_sentence_the_form_keeps_everything_and_f9_works_again_with_room(
    clerk: ClerkPilot, staffed: Place, disk: Disk
) -> None:
    disk.fill()
    received: list[str] = []
    for _ in range(20):
        clerk.scans(CARD)
        clerk.presses(Qt.Key.Key_1, "1")
        clerk.presses(Qt.Key.Key_F9)
        before = len(received)
        wait_until(lambda: len(clerk.work.flow.desk.received) > before or clerk.work.notice.text == FULL, "an answer")  # noqa: B023
        if clerk.work.notice.text == FULL:
            break
        received = [row.code for row in clerk.work.flow.desk.received]
    assert clerk.work.notice.text == FULL
    assert sorted(row.code for row in staffed.desk.ask(dossiers)) == received
    assert clerk.work.form.person.name.text() == "Nguyễn Văn An"
    assert clerk.work.form.procedure.procedure is not None

    disk.clear()
    code = clerk.receives()

    assert code not in received
    assert sorted(row.code for row in staffed.desk.ask(dossiers)) == [*received, code]


def test_what_is_typed_while_the_disk_is_full_is_saved_as_soon_as_there_is_room(clerk: ClerkPilot, disk: Disk) -> None:
    clerk.scans(CARD)
    note = "ế" * 2_000
    disk.fill()
    clerk.work.form.giving_back.note.insert(note)
    wait_until(lambda: clerk.work.notice.text == FULL, "the sentence")
    clerk.work.notice.clear()
    clerk.presses(Qt.Key.Key_F8)
    wait_until(lambda: clerk.work.notice.text == FULL and not clerk.work.flow.steps.busy, "the sentence again")
    assert not clerk.work.flow.desk.parked, "nothing is put aside half"

    disk.clear()
    wait_until(lambda: clerk.work.notice.text == "Đã lưu lại được những gì đã gõ.", "the good news")
    clerk.presses(Qt.Key.Key_F8)
    wait_until(lambda: bool(clerk.work.flow.desk.parked), "the parked visit")
    clerk.work.receiving.resume(clerk.work.flow.desk.parked[0].id)
    wait_until(lambda: clerk.work.form.giving_back.note.text() == note, "every letter")


def test_a_catalogue_with_a_wrong_field_is_refused_by_file_line_and_field_and_the_old_one_serves_on(
    clerk: ClerkPilot, staffed: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = json.loads(SAMPLE.read_text(encoding="utf-8"))
    document["procedures"][3]["service"] = "ZZ"
    text = json.dumps(document, ensure_ascii=False, indent=2)
    file = tmp_path / "danh-muc.json"
    file.write_text(text, encoding="utf-8")
    line = text[: text.index('"ZZ"')].count("\n") + 1
    before = staffed.desk.ask(procedures)

    assert run(["--data", str(staffed.folder), "catalogue", "import", str(file)]) == 2

    said = capsys.readouterr().err
    assert said.startswith(f"Tệp danh-muc.json, dòng {line}, mục «procedures.3.service»: không có nhóm dịch vụ ZZ.")
    assert said.endswith("danh mục cũ vẫn giữ nguyên.\n")
    assert staffed.desk.ask(procedures) == before
    assert receives_one(clerk)
