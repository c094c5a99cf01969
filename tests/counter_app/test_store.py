from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import DatabaseError

from counter_app import database
from counter_app.database import Database, open_database, refuse_network_share, safe_for_wal
from counter_app.errors import (
    CounterBusy,
    DiskFull,
    NotFound,
    RecordsTooNew,
    ScreenStale,
    SharedFolder,
    StoreBusy,
    UnitExists,
    WrongKey,
    WrongMoment,
)
from counter_app.ids import new_id
from counter_app.keys import make_key, open_key, recover_key
from counter_app.place import Place, open_place
from counter_app.queue import issuing
from counter_app.queue.board import tickets_today
from counter_app.records.office import Call
from counter_app.records.shared import Audit, Device, Setting
from counter_app.settings import change_setting, value_of
from counter_app.store import Act, Asking, TryAgain
from counter_app.unit import make_unit
from tests.clock import SetClock


@dataclass(frozen=True)
class Answer:
    number: int
    id: UUID
    names: tuple[str, ...]


def lines_in_audit(asking: Asking) -> int:
    return asking.connection.execute(select(func.count()).select_from(Audit)).scalar_one()


def answer_once(act: Act, number: int) -> Answer:
    change_setting(act, "rating.seconds", str(number))
    return Answer(number, act.request, ("một", "hai"))


def fail_half_way(act: Act) -> None:
    change_setting(act, "rating.seconds", "99")
    raise NotFound("ticket", "A001")


def issue_until_refused(place: Place) -> int:
    """How many tickets there are when the disk takes no more."""
    for issued in range(1, 2_000):
        try:
            place.office.do(issuing.issue, "HT")
        except DiskFull:
            return issued
    raise AssertionError("the disk never became full")


def test_the_same_request_gets_the_first_answer_and_changes_nothing(place: Place) -> None:
    request = new_id()

    first = place.office.do_once(request, answer_once, 70)
    lines = place.office.ask(lines_in_audit)
    again = place.office.do_once(request, answer_once, 80)

    assert again == first == Answer(70, request, ("một", "hai"))
    assert place.office.ask(value_of, "rating.seconds") == 70
    assert place.office.ask(lines_in_audit) == lines


def test_a_request_id_belongs_to_one_act(place: Place) -> None:
    request = new_id()
    place.office.do_once(request, answer_once, 70)

    with pytest.raises(WrongMoment):
        place.office.do_once(request, issuing.issue, "HT")

    assert place.office.ask(tickets_today) == ()


def test_a_refusal_in_the_middle_leaves_nothing(place: Place) -> None:
    with pytest.raises(NotFound):
        place.office.do(fail_half_way)

    assert place.office.ask(value_of, "rating.seconds") == 60


def test_a_question_cannot_write(place: Place) -> None:
    def sneak(asking: Asking) -> None:
        asking.connection.execute(delete(Setting))

    with pytest.raises(DatabaseError, match="readonly"):
        place.office.database.questions.connect().execute(delete(Setting))
    with pytest.raises(DiskFull):
        place.office.ask(sneak)


def test_a_change_is_noticed_by_whoever_watches(place: Place) -> None:
    watch = place.office.watch()

    assert not watch.changed()
    place.office.do(change_setting, "rating.seconds", "45")
    assert watch.changed()
    assert not watch.changed()

    watch.close()


def test_the_file_is_unreadable_without_its_key(place: Place) -> None:
    place.office.do(change_setting, "receipt.printer", "Máy Long Biên")
    files = list(place.folder.glob("*.db*"))

    assert files
    for file in files:
        content = file.read_bytes()
        assert b"SQLite format 3" not in content
        assert "Máy Long Biên".encode() not in content
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(files[0]).execute("SELECT * FROM unit")


def test_a_wrong_key_is_refused_with_a_sentence_of_ours(place: Place) -> None:
    file = place.desk.database
    assert isinstance(file, Database)

    with pytest.raises(WrongKey):
        open_database(file.path, bytes(32))


def test_the_recovery_code_opens_the_records_and_makes_a_new_device_slot(tmp_path: Path) -> None:
    made = make_key(tmp_path)
    (tmp_path / "device.key").unlink()
    with pytest.raises(WrongKey):
        open_key(tmp_path)

    assert recover_key(tmp_path, made.recovery_code.lower()) == made.key
    assert open_key(tmp_path) == made.key


def test_a_wrong_recovery_code_changes_nothing(tmp_path: Path) -> None:
    made = make_key(tmp_path)

    with pytest.raises(WrongKey):
        recover_key(tmp_path, "AAAA-BBBB")

    assert open_key(tmp_path) == made.key


def test_neither_key_file_holds_the_key_itself(tmp_path: Path) -> None:
    made = make_key(tmp_path)

    for file in tmp_path.iterdir():
        assert made.key not in file.read_bytes()
        assert made.key.hex().encode() not in file.read_bytes()
        assert file.stat().st_mode & 0o007 == 0


def test_a_second_unit_in_the_same_folder_is_refused(place: Place) -> None:
    with pytest.raises(UnitExists):
        make_unit(place.folder, "Đơn vị khác", "H26.016.27")


def test_records_of_a_newer_program_are_refused(unit_folder: Path) -> None:
    opened = open_place(unit_folder, clock=SetClock())
    with opened.desk.database.acts.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version_desk SET version_num = '9999'")
    opened.close()

    with pytest.raises(RecordsTooNew):
        open_place(unit_folder, clock=SetClock())


def test_a_network_share_is_refused(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/share {tmp_path} nfs4 rw 0 0\n")

    with pytest.raises(SharedFolder):
        refuse_network_share(tmp_path, mounts)
    refuse_network_share(Path("/usr"), mounts)


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 50, 7), True),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
    ],
)
def test_wal_only_on_a_version_without_the_reset_bug(version: tuple[int, ...], *, safe: bool) -> None:
    assert safe_for_wal(version) is safe


def test_the_engine_in_use_is_safe_for_wal() -> None:
    assert safe_for_wal(sqlcipher.sqlite_version_info)


def test_a_full_disk_is_one_sentence_and_loses_nothing(place: Place) -> None:
    place.office.do(issuing.issue, "HT")
    with place.office.database.acts.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        cursor = raw.cursor()
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 1}")
        cursor.close()

    issued = issue_until_refused(place)

    numbers = [ticket.number for ticket in place.office.ask(tickets_today)]
    assert numbers == [f"A{number:03d}" for number in range(1, issued + 1)]


def test_a_store_held_by_another_program_is_refused_after_a_while(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "LOCK_LIMIT_SECONDS", 0.05)
    with place.office.database.acts.begin(), pytest.raises(StoreBusy):
        place.office.do(issuing.issue, "HT")


def open_call(act: Act, ticket: issuing.Issued, counter: int) -> None:
    row = {"id": new_id(), "ticket_id": ticket.id, "counter": counter, "staff": "lan", "called_at": act.now}
    act.connection.execute(insert(Call).values(**row, calls=1, reason=""))


def test_no_second_call_for_a_counter_or_a_ticket_whatever_an_act_forgot(place: Place) -> None:
    first, second = place.office.do(issuing.issue, "HT"), place.office.do(issuing.issue, "HT")
    place.office.do(open_call, first, 3)

    with pytest.raises(CounterBusy):
        place.office.do(open_call, second, 3)
    with pytest.raises(ScreenStale):
        place.office.do(open_call, first, 4)


def test_an_act_that_asks_to_be_done_again_is_and_not_for_ever(place: Place) -> None:
    tries: list[int] = []

    def wait_for_others(act: Act, until: int) -> int:
        tries.append(act.tries_left)
        change_setting(act, "rating.seconds", str(30 + act.tries_left))
        if act.tries_left > until:
            raise TryAgain
        return act.tries_left

    assert place.office.do(wait_for_others, 3) == 3
    assert tries == [4, 3]
    with pytest.raises(StoreBusy):
        place.office.do(wait_for_others, -1)
    assert place.office.ask(value_of, "rating.seconds") == 33, "of a try that was given up nothing stays"


def test_who_the_store_is_counts_only_once_it_is_committed(place: Place) -> None:
    mine = place.desk.do(lambda act: act.sender)
    other = new_id()

    def pretend(act: Act) -> None:
        act.connection.execute(update(Device).values(device_id=other))
        fail_half_way(act)

    opened = replace(place.desk, _senders=[])
    with pytest.raises(NotFound):
        opened.do(pretend)

    assert opened.do(lambda act: act.sender) == mine
