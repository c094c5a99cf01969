"""How long files stay on this PC, and what backup, restore and support bundle do with them."""

from __future__ import annotations

import shutil
import zipfile
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, update

from counter_app.attachment_errors import FileNotHere, FileSent
from counter_app.attachments import keeping, queue
from counter_app.attachments.attaching import take_off_file
from counter_app.attachments.listing import FilesLine, attachment, files_line
from counter_app.attachments.vault import vault_of
from counter_app.attachments.viewing import read_back
from counter_app.by_hand import note_entered, unentered_one
from counter_app.care import backup
from counter_app.care.backup import back_up, is_attached
from counter_app.care.checkup import notes, problems
from counter_app.care.restore import restore
from counter_app.care.support import write_support_bundle
from counter_app.database import Database
from counter_app.dossiers.receive import receive
from counter_app.parked import mend, void_op
from counter_app.place import Place, open_place
from counter_app.records.attachments import Attachment
from counter_app.records.shared import Outbox
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from counter_app.store import Act, Asking
from counter_app.wording_files import standing_words
from tests.clock import SetClock
from tests.documents import intake
from tests.scans import attaches, files_of, scan


@pytest.fixture
def dossier(place: Place) -> UUID:
    return place.desk.do(receive, intake()).id


def content_of(asking: Asking, attachment: UUID) -> str:
    return asking.connection.execute(select(Attachment.sha256).where(Attachment.id == attachment)).scalar_one()


def stored(place: Place, attachment: UUID) -> None:
    place.desk.do(queue.note_stored, place.desk.ask(content_of, attachment))


def test_some_days_after_the_city_has_it_a_file_leaves_this_pc_and_its_row_stays(
    place: Place, dossier: UUID, clock: SetClock
) -> None:
    first, second = attaches(place, dossier, scan()), attaches(place, dossier, scan(seed=2))
    stored(place, first.id)
    clock.forward(days=6, hours=23)
    assert keeping.clear(place) == 0

    clock.forward(hours=1)

    assert keeping.clear(place) == 1
    assert keeping.clear(place) == 0
    assert [(card.id, card.standing, card.here) for card in files_of(place, dossier)] == [
        (first.id, "stored", False),
        (second.id, "waiting", True),
    ]
    with pytest.raises(FileNotHere):
        read_back(place, first.id)
    assert read_back(place, second.id).content == scan(seed=2)
    assert problems(place, clock()) == ()


def test_a_removed_file_attached_again_is_here_again_for_as_long(place: Place, dossier: UUID, clock: SetClock) -> None:
    card = attaches(place, dossier, scan())
    stored(place, card.id)
    clock.forward(days=8)
    keeping.clear(place)

    attaches(place, dossier, scan())

    assert read_back(place, card.id).content == scan()
    assert keeping.clear(place) == 0


def test_a_file_left_by_a_crash_while_it_was_cleared_is_swept(place: Place, dossier: UUID, clock: SetClock) -> None:
    card = attaches(place, dossier, scan())
    stored(place, card.id)
    clock.forward(days=8)
    place.desk.do(keeping.clear_stored)

    assert keeping.sweep(place) == 1


def test_a_backup_holds_the_files_the_city_does_not_have_and_a_new_pc_reads_them(
    place: Place, dossier: UUID, clock: SetClock, tmp_path: Path
) -> None:
    with_city, alone = attaches(place, dossier, scan()), attaches(place, dossier, scan(seed=2))
    stored(place, with_city.id)
    file = tmp_path / "a.saoluu"
    back_up(place, file, clock())
    with zipfile.ZipFile(file) as packed:
        assert len([name for name in packed.namelist() if is_attached(name)]) == 1
    place.close()
    for path in vault_of(place).folder.iterdir():
        path.unlink()

    restored = restore(file, place.folder, None, clock)

    with closing(open_place(place.folder, clock=clock)) as again:
        assert read_back(again, alone.id).content == scan(seed=2)
        with pytest.raises(FileNotHere):  # what the city has is not in the backup
            read_back(again, with_city.id)
    assert restored.problems == ()


def test_records_that_went_aside_keep_their_files_whatever_is_swept(
    place: Place, dossier: UUID, clock: SetClock, tmp_path: Path
) -> None:
    back_up(place, tmp_path / "a.saoluu", clock())
    card = attaches(place, dossier, scan())
    place.close()

    done = restore(tmp_path / "a.saoluu", place.folder, None, clock)
    with closing(open_place(place.folder, clock=clock)) as now:
        assert keeping.sweep(now) == 1

    assert any(name.startswith("attachments.before-restore-") for name in done.aside)
    for name in done.aside:  # back to what there was
        kept, _, rest = name.partition(".before-restore-")
        there = place.folder / (kept + Path(rest).suffix)
        if there.is_dir():
            shutil.rmtree(there)
        shutil.move(place.folder / name, there)
    with closing(open_place(place.folder, clock=clock)) as again:
        assert read_back(again, card.id).content == scan()


def test_what_reaches_the_city_while_a_backup_is_made_is_in_it_all_the_same(
    place: Place, dossier: UUID, clock: SetClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The records were copied before: they say that the city does not have it."""
    card = attaches(place, dossier, scan())
    usual = backup._copy

    def slowly(database: Database, work: Path) -> Path:
        copied = usual(database, work)
        if place.desk.ask(attachment, card.id).standing != "stored":
            stored(place, card.id)
        return copied

    monkeypatch.setattr(backup, "_copy", slowly)
    back_up(place, tmp_path / "a.saoluu", clock())
    place.close()
    for path in vault_of(place).folder.iterdir():
        path.unlink()

    assert restore(tmp_path / "a.saoluu", place.folder, None, clock).problems == ()


def test_a_support_bundle_never_has_a_file_or_its_name(place: Place, dossier: UUID, tmp_path: Path) -> None:
    attaches(place, dossier, scan(), "căn cước Nguyễn Văn An.pdf")
    target = tmp_path / "goi.zip"

    held = write_support_bundle(place, target, place.clock())

    assert not any("attach" in name for name in held)
    with zipfile.ZipFile(target) as packed:
        told = "".join(packed.read(name).decode() for name in packed.namelist())
    assert "căn cước" not in told
    assert '"files": {\n    "local": 1' in told


def test_a_file_whose_op_was_given_up_waits_for_nothing(place: Place, dossier: UUID) -> None:
    card = attaches(place, dossier, scan())
    assert place.desk.ask(files_line).waiting == 1
    place.desk.do(parks_op, card.id)

    place.desk.do(void_op, place.desk.ask(op_of, card.id), "Thành phố không nhận tệp")

    assert place.desk.ask(files_line) == FilesLine(0, 0, 0)
    assert not any("chưa lên thành phố" in note for note in notes(place, place.clock()))
    attaches(place, place.desk.do(receive, intake()).id, scan())
    assert place.desk.ask(files_line).waiting == 1, "another dossier has it, and it goes for that"


def test_a_file_whose_dossier_was_typed_in_by_hand_waits_for_no_program(place: Place, dossier: UUID) -> None:
    place.office.do(change_setting, "city.way", "hand")
    refresh_desk(place)
    card = attaches(place, dossier, scan())
    assert place.desk.ask(files_line).waiting == 1

    line = place.desk.ask(unentered_one, dossier)
    assert line is not None
    place.desk.do(note_entered, dossier, line.upto, "G01.899.108-261120-0042")

    (found,) = files_of(place, dossier)
    assert (found.id, found.standing, standing_words(found)) == (card.id, "given_up", "giữ ở máy này, không gửi")
    assert place.desk.ask(files_line) == FilesLine(0, 0, 0)
    assert place.desk.ask(queue.next_file) is None
    assert read_back(place, card.id).content == scan()


def op_of(asking: Asking, attachment: UUID) -> UUID:
    return asking.connection.execute(select(Attachment.op_id).where(Attachment.id == attachment)).scalar_one()


def parks_op(act: Act, attachment: UUID) -> None:
    this = Outbox.op_id == op_of(act, attachment)
    act.connection.execute(update(Outbox).where(this).values(state="parked"))


def test_a_file_that_was_sent_for_a_mended_op_can_t_be_taken_off_either(place: Place, dossier: UUID) -> None:
    card = attaches(place, dossier, scan())
    place.desk.do(parks_op, card.id)
    place.desk.do(corrected, dossier)
    mended = place.desk.do(mend, place.desk.ask(op_of, card.id))
    place.desk.do(acked, mended)
    assert place.desk.ask(queue.next_file) is not None
    stored(place, card.id)

    with pytest.raises(FileSent):
        take_off_file(place, card.id, "Nhầm")


def corrected(act: Act, dossier: UUID) -> None:
    act.record("dossier.correct", f"dossier:{dossier}", {"changes": {"note": "khác"}})


def acked(act: Act, op_id: UUID) -> None:
    act.connection.execute(update(Outbox).where(Outbox.op_id == op_id).values(state="acked"))


def test_what_waits_and_what_is_left_over_is_noted(place: Place, dossier: UUID) -> None:
    attaches(place, dossier, scan(1_500_000))
    (vault_of(place).folder / "left.new").touch()

    said = notes(place, place.clock())

    assert "1 tệp đính kèm chưa lên thành phố (1,5 MB)" in said
    assert any(line.startswith("1 tệp thừa") for line in said)
