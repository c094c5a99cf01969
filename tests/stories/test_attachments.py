"""A clerk attaches a scan to a dossier, looks at it, takes a wrong one off; what the city did not take is settled."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QBuffer, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QFileDialog, QPushButton
from sqlalchemy import select

from counter_app.attachments import queue
from counter_app.attachments.vault import vault_of
from counter_app.place import Place
from counter_app.records.attachments import Attachment
from counter_app.records.shared import Audit
from counter_app.store import Asking
from tests.counter_app.dossier_story import marriage
from tests.scans import attaches, files_of, scan
from tests.stories.city_desk import sees_attention
from tests.stories.dossier_desk import begins, does_it, enters, opens
from tests.stories.queue_steps import says
from ui.demo.pilot import ClerkPilot, wait_until


def picture(folder: Path, name: str = "căn cước.png") -> Path:
    image = QImage(QSize(600, 380), QImage.Format.Format_RGB32)
    image.fill(QColor("#DDEEFF"))
    image.save(str(folder / name))
    return folder / name


def pdf(folder: Path, name: str = "tờ khai.pdf", pages: int = 2) -> Path:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(writer)
    for page in range(pages):
        if page:
            writer.newPage()
        painter.fillRect(100, 100, 4000, 2000, QColor("#335577"))
    painter.end()
    (folder / name).write_bytes(bytes(buffer.data().data()))
    return folder / name


def chooses(clerk: ClerkPilot, *paths: Path) -> None:
    """T, then these files in the system's window."""
    clerk.presses(Qt.Key.Key_T, "t")
    dialog = clerk.work.dossiers.files.dialog
    assert dialog is not None
    assert dialog.fileMode() == QFileDialog.FileMode.ExistingFiles
    dialog.filesSelected.emit([str(path) for path in paths])
    dialog.reject()
    clerk.window.activateWindow()


def buttons(clerk: ClerkPilot) -> list[str]:
    return [one.text() for one in clerk.work.dossier.steps.findChildren(QPushButton) if one.isVisible()]


def views(asking: Asking) -> list[tuple[str, str]]:
    rows = asking.connection.execute(select(Audit.who, Audit.object).where(Audit.action == "attachment.viewed"))
    return [(row.who, row.object) for row in rows]


def parks(place: Place, attachment: UUID, problem: str) -> None:
    def content(asking: Asking) -> str:
        return asking.connection.execute(select(Attachment.sha256).where(Attachment.id == attachment)).scalar_one()

    place.desk.do(queue.park_file, place.desk.ask(content), {"type": f"urn:motcua:{problem}", "status": 422})


def test_scans_are_attached_and_listed_with_where_they_stand(clerk: ClerkPilot, staffed: Place, tmp_path: Path) -> None:
    taken = marriage(staffed)
    pane = opens(clerk, taken.code)
    wait_until(lambda: "T   Đính kèm tệp…" in buttons(clerk), "files can be attached")
    assert "V   Xem tệp" not in buttons(clerk)

    chooses(clerk, pdf(tmp_path), picture(tmp_path))
    says(clerk, "Đã đính kèm 2 tệp")

    wait_until(lambda: len(pane.timeline.files) == 2, "both are listed")
    assert [name for name, _, _ in pane.timeline.files] == ["1. tờ khai.pdf", "2. căn cước.png"]
    assert pane.timeline.files[0][1].endswith("chờ gửi")
    assert [card.who for card in files_of(staffed, taken.id)] == ["lan", "lan"]
    wait_until(lambda: "V   Xem tệp" in buttons(clerk), "they can be looked at")
    assert clerk.work.dossiers.files.dialog is None


def test_what_is_no_scan_is_refused_in_the_notice_line(clerk: ClerkPilot, staffed: Place, tmp_path: Path) -> None:
    taken = marriage(staffed)
    opens(clerk, taken.code)
    wrong = tmp_path / "to-khai.pdf"
    wrong.write_bytes(b"MZ not a scan")

    chooses(clerk, wrong)
    says(clerk, "không phải PDF, JPEG, PNG")
    chooses(clerk, tmp_path / "không có.pdf")
    says(clerk, "Không đọc được tệp «không có.pdf»")

    assert files_of(staffed, taken.id) == ()


def test_v_shows_one_file_after_the_other_and_each_look_is_written_down(
    clerk: ClerkPilot, staffed: Place, tmp_path: Path
) -> None:
    taken = marriage(staffed)
    pane = opens(clerk, taken.code)
    clerk.presses(Qt.Key.Key_V, "v")
    says(clerk, "chưa có tệp đính kèm")
    chooses(clerk, pdf(tmp_path), picture(tmp_path))
    wait_until(lambda: len(pane.timeline.files) == 2, "both are listed")

    clerk.presses(Qt.Key.Key_V, "v")
    wait_until(lambda: "tờ khai.pdf" in pane.preview.title.text() and pane.preview.isVisible(), "the first")
    assert len(pane.preview.pages) == 2
    clerk.presses(Qt.Key.Key_V, "v")
    wait_until(lambda: "căn cước.png" in pane.preview.title.text(), "the second")
    assert len(pane.preview.pages) == 1
    clerk.presses(Qt.Key.Key_Escape)

    assert pane.preview.isHidden()
    assert pane.preview.pages == [], "somebody's paper is not kept in the window"
    ids = [card.id for card in files_of(staffed, taken.id)]
    assert staffed.desk.ask(views) == [("lan", f"attachment:{one}") for one in ids]


def test_a_file_that_can_t_be_drawn_is_said(clerk: ClerkPilot, staffed: Place) -> None:
    taken = marriage(staffed)
    attaches(staffed, taken.id, scan())
    opens(clerk, taken.code)

    clerk.presses(Qt.Key.Key_V, "v")

    says(clerk, "Không đọc được tệp «to-khai.pdf»")


def test_a_wrong_file_is_taken_off_with_a_reason(clerk: ClerkPilot, staffed: Place, tmp_path: Path) -> None:
    taken = marriage(staffed)
    pane = opens(clerk, taken.code)
    clerk.presses(Qt.Key.Key_X, "x")
    says(clerk, "chưa có tệp đính kèm")
    chooses(clerk, pdf(tmp_path), picture(tmp_path))
    wait_until(lambda: len(pane.timeline.files) == 2, "both are listed")

    begins(clerk, "x")
    enters(clerk, "7", "Nhầm hồ sơ")
    does_it(clerk, "chọn số của một tệp")
    enters(clerk, "2")
    does_it(clerk, "Đã gỡ tệp «căn cước.png»")

    wait_until(lambda: len(pane.timeline.files) == 1, "one is left")
    wait_until(lambda: len(list(vault_of(staffed).folder.iterdir())) == 1, "and its content has left the disk")
    assert [card.name for card in files_of(staffed, taken.id)] == ["tờ khai.pdf"]


@pytest.mark.parametrize(
    ("problem", "words", "key"), [("damaged-body", "không đúng nguyên bản", "g"), ("file-damaged", "Đính kèm lại", "")]
)
def test_what_the_city_did_not_take_is_on_the_list_of_what_is_to_be_settled(
    clerk: ClerkPilot, staffed: Place, problem: str, words: str, key: str
) -> None:
    taken = marriage(staffed)
    card = attaches(staffed, taken.id, scan())
    parks(staffed, card.id, problem)
    pane = sees_attention(clerk, 1)
    assert "«to-khai.pdf»" in pane.list.item(0).text()
    assert words.lower() in pane.says.text().lower()
    if key:
        clerk.presses(Qt.Key.Key_G, key)
        says(clerk, "Đã xếp gửi lại")
        wait_until(lambda: pane.list.count() == 0, "it goes again")
        assert files_of(staffed, taken.id)[0].standing == "waiting"
    else:
        assert not pane.steps["resend"].isVisible()
        clerk.presses(Qt.Key.Key_Return, "\r")
        wait_until(clerk.work.dossier.isVisible, "its dossier is opened")
