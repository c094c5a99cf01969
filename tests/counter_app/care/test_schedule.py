"""Backups by themselves: as often as the unit wants, so many kept, and somebody is told where they lack."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.care.backup import SUFFIX
from counter_app.care.schedule import BackupKeeper, back_up_if_due, backup_note, last_backup
from counter_app.errors import BadDocument, DiskFull
from counter_app.locks import FileLock
from counter_app.place import Place
from counter_app.settings import change_settings
from tests.clock import SetClock


@pytest.fixture
def kept(place: Place, tmp_path: Path) -> Path:
    """Where the unit wants its backups: one an hour, three kept."""
    folder = tmp_path / "ổ ngoài"
    folder.mkdir()
    wanted = {"backup.folder": str(folder), "backup.every_hours": "1", "backup.keep": "3"}
    place.office.do(change_settings, wanted)
    return folder


def test_nothing_is_made_where_no_place_is_set_and_the_check_says_so(place: Place) -> None:
    assert back_up_if_due(place, place.clock()) is None
    assert "chưa đặt nơi sao lưu" in backup_note(place, place.clock())


def test_one_is_made_when_due_and_the_oldest_go(place: Place, clock: SetClock, kept: Path) -> None:
    (kept / f"của người khác{SUFFIX}").write_bytes(b"x")
    assert "chưa có bản sao lưu nào" in backup_note(place, clock())
    made = []
    for _ in range(10):
        card = back_up_if_due(place, clock())
        if card is not None:
            made.append(Path(card.file).name)
        clock.forward(minutes=30)

    assert made == [f"H26.016.26-20261120-{hour:02}3000{SUFFIX}" for hour in range(8, 13)]
    left = sorted(path.name for path in kept.iterdir())
    assert left == [*made[-3:], f"của người khác{SUFFIX}"]
    assert backup_note(place, clock()) == ""
    clock.forward(hours=2)
    assert "đã quá lâu" in backup_note(place, clock())


def test_two_programs_make_one(place: Place, clock: SetClock, kept: Path) -> None:
    with FileLock(place.lock_path("backup")):
        assert back_up_if_due(place, clock()) is None
    assert back_up_if_due(place, clock()) is not None
    assert last_backup(place, kept) == clock()


def test_a_disk_that_was_pulled_out_is_said_and_stops_nothing(place: Place, clock: SetClock, kept: Path) -> None:
    kept.rmdir()
    assert "không thấy nơi sao lưu" in backup_note(place, clock())
    with pytest.raises(DiskFull):
        back_up_if_due(place, clock())
    keeper = BackupKeeper(place)
    keeper.start()
    assert keeper.stop()


def test_a_keeper_makes_the_first_at_once(place: Place, kept: Path) -> None:
    keeper = BackupKeeper(place)
    keeper.start()
    assert keeper.stop(60)
    assert len(list(kept.iterdir())) == 1


def test_a_place_that_depends_on_where_a_program_was_started_is_refused(place: Place) -> None:
    with pytest.raises(BadDocument):
        place.office.do(change_settings, {"backup.folder": "sao-luu"})
