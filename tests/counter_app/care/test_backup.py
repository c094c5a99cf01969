"""Backup and restore: one file, made while the hall works; whatever is wrong with it is found before anything changes."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from counter_app.care.backup import MANIFEST, SEAL, BackupCard, back_up, seal_of
from counter_app.care.checkup import notes, problems
from counter_app.care.restore import Restored, restore
from counter_app.dossiers.lookup import dossier, dossiers
from counter_app.dossiers.receive import receive
from counter_app.errors import BadBackup, BadDocument, DiskFull, RecordsInUse, RecordsTooNew, Refused
from counter_app.keys import open_key
from counter_app.place import Place, open_place
from counter_app.records.shared import Device
from counter_app.store import Asking, By
from counter_app.unit import make_unit
from counter_app.wording import sentence
from tests.clock import SetClock
from tests.documents import intake
from tests.faults.processes import Child

LAN = By("lan", 3)


@dataclass
class Safe:
    """A unit, the code in its safe, and a backup of it."""

    folder: Path
    code: str
    clock: SetClock
    file: Path

    def opened(self, folder: Path | None = None) -> Place:
        return open_place(folder or self.folder, by=LAN, clock=self.clock)

    def backed_up(self) -> BackupCard:
        with closing(self.opened()) as place:
            return back_up(place, self.file, self.clock())

    def restored(self, folder: Path, code: str | None = None, last_code: str = "") -> Restored:
        return restore(self.file, folder, code, self.clock, by=LAN, last_code=last_code)


@pytest.fixture(params=["one_file", "two_files"])
def safe(request: pytest.FixtureRequest, tmp_path: Path, clock: SetClock) -> Safe:
    made = make_unit(
        tmp_path / "unit", "Một cửa", "H26.016.26", training=True, two_files=request.param == "two_files", clock=clock
    )
    return Safe(tmp_path / "unit", made.recovery_code, clock, tmp_path / "đơn vị.saoluu")


def received(safe: Safe) -> str:
    with closing(safe.opened()) as place:
        return place.desk.do(receive, intake()).code


def incarnation(asking: Asking) -> Any:
    from sqlalchemy import select

    return asking.connection.execute(select(Device.incarnation)).scalar_one()


def whole(folder: Path) -> dict[str, bytes]:
    """Every file of a folder of records, as it is."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_a_backup_opens_on_another_pc_with_the_code_from_the_safe(safe: Safe, tmp_path: Path) -> None:
    code = received(safe)
    card = safe.backed_up()
    assert (card.unit, card.name, card.made_at, card.size) == (
        "H26.016.26", "Một cửa", safe.clock(), safe.file.stat().st_size,
    )  # fmt: skip
    assert b"Nguy" not in safe.file.read_bytes(), "nobody reads it without a key"

    done = safe.restored(tmp_path / "another", safe.code)

    assert (done.unit, done.aside, done.problems) == ("H26.016.26", (), ())
    with closing(safe.opened()) as here, closing(safe.opened(tmp_path / "another")) as there:
        assert there.desk.ask(dossier, code).id == here.desk.ask(dossier, code).id
        assert there.desk.ask(incarnation) != here.desk.ask(incarnation)
        assert there.desk.do(receive, intake()).code == f"{code[:-1]}2"


def test_on_the_same_pc_no_code_is_needed_and_what_was_there_is_kept(safe: Safe) -> None:
    first = received(safe)
    safe.backed_up()
    second = received(safe)

    done = safe.restored(safe.folder)

    with closing(safe.opened()) as place:
        assert [one.code for one in place.desk.ask(dossiers)] == [first]
    assert {name.partition(".")[0] for name in done.aside} >= {"desk", "keys", "place"}
    aside = safe.folder.parent / "aside"
    shutil.copytree(safe.folder, aside)
    for name in done.aside:
        stem, _, suffix = name.partition(".before-restore-")
        shutil.copy2(aside / name, aside / f"{stem}.{suffix.partition('.')[2]}")
    with closing(safe.opened(aside)) as before:
        assert {one.code for one in before.desk.ask(dossiers)} == {first, second}


def test_the_codes_printed_after_the_backup_are_not_given_again_where_the_last_is_known(safe: Safe) -> None:
    safe.backed_up()
    last = [received(safe) for _ in range(3)][-1]

    safe.restored(safe.folder, last_code=last)

    assert received(safe) == f"{last[:-1]}4"


def test_a_last_code_of_another_unit_is_refused_before_anything_changes(safe: Safe) -> None:
    safe.backed_up()
    before = whole(safe.folder)

    with pytest.raises(BadDocument):
        safe.restored(safe.folder, last_code="H26.016.99-261120-0001")

    assert whole(safe.folder) == before


def test_a_backup_while_four_processes_write_restores_to_a_unit_that_passes_check(safe: Safe, tmp_path: Path) -> None:
    children = [Child("tests.faults.intake_child", str(safe.folder), "25") for _ in range(4)]
    for child in children:
        child.hear_until("acknowledged")
    card = safe.backed_up()
    at_work = [child.process.poll() is None for child in children]
    for child in children:
        assert child.hear_until("closed")[-1] == "closed"
        assert child.end() == 0

    done = safe.restored(tmp_path / "another", safe.code)

    assert (done.problems, done.made_at) == ((), card.made_at)
    with closing(safe.opened(tmp_path / "another")) as place:
        assert at_work == [True] * 4
        assert 4 <= len(place.desk.ask(dossiers)) < 100
        assert problems(place, safe.clock()) == ()


def test_records_that_are_open_are_not_replaced(safe: Safe) -> None:
    safe.backed_up()
    code = received(safe)
    with closing(safe.opened()) as place:
        assert place.desk.ask(dossier, code)
        with pytest.raises(RecordsInUse) as told:
            safe.restored(safe.folder)
        assert "Đóng mọi cửa sổ" in sentence(told.value)
        assert place.desk.ask(dossier, code)
    assert received(safe) == f"{code[:-1]}2", "nothing has changed"


Change = Callable[[Safe], None]


def _packed(safe: Safe, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(safe.file) as packed:
        held = {name: packed.read(name) for name in packed.namelist()}
    change(held)
    with zipfile.ZipFile(safe.file, "w") as again:
        for name, content in held.items():
            again.writestr(name, content)


def _one_byte_of(name: str) -> Change:
    def change(held: dict[str, bytes]) -> None:
        middle = len(held[name]) // 2
        held[name] = held[name][:middle] + bytes([held[name][middle] ^ 1]) + held[name][middle + 1 :]

    return lambda safe: _packed(safe, change)


def _without(name: str) -> Change:
    def change(held: dict[str, bytes]) -> None:
        del held[name]

    return lambda safe: _packed(safe, change)


def _cut_off(safe: Safe) -> None:
    safe.file.write_bytes(safe.file.read_bytes()[:-1000])


def _no_archive(safe: Safe) -> None:
    safe.file.write_bytes(b"xin chao" * 100)


def _told(safe: Safe, **says: Any) -> None:
    """The manifest says something else, and is sealed by whoever has the key."""

    def change(held: dict[str, bytes]) -> None:
        manifest = json.dumps({**json.loads(held[MANIFEST]), **says}).encode()
        held[MANIFEST], held[SEAL] = manifest, seal_of(open_key(safe.folder), manifest).encode()

    _packed(safe, change)


@pytest.mark.parametrize(
    "change",
    [
        _one_byte_of("desk.db"),
        _one_byte_of(MANIFEST),
        _one_byte_of(SEAL),
        _one_byte_of("place.json"),
        _without("desk.db"),
        _without(SEAL),
        _cut_off,
        _no_archive,
    ],
)
def test_a_backup_that_was_changed_or_damaged_is_refused_and_nothing_changes(safe: Safe, change: Change) -> None:
    received(safe)
    safe.backed_up()
    change(safe)
    before = whole(safe.folder)

    for code in (None, safe.code):
        with pytest.raises(BadBackup) as told:
            safe.restored(safe.folder, code)
        assert "dữ liệu đang có vẫn nguyên" in sentence(told.value)
    assert whole(safe.folder) == before


def test_the_wrong_recovery_code_is_refused(safe: Safe, tmp_path: Path) -> None:
    safe.backed_up()
    with pytest.raises(BadDocument) as told:
        safe.restored(tmp_path / "another", "ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567")
    assert "mã khôi phục" in sentence(told.value)
    assert list((tmp_path / "another").iterdir()) == []


def test_without_a_code_a_backup_of_another_key_is_refused(safe: Safe, tmp_path: Path) -> None:
    safe.backed_up()
    for make in (True, False):
        folder = tmp_path / f"another-{make}"
        if make:
            make_unit(folder, "Một cửa", "H26.016.26", clock=safe.clock)
        with pytest.raises(BadBackup) as told:
            safe.restored(folder)
        assert told.value.problem == "other key"


def test_another_units_records_are_not_replaced(safe: Safe, tmp_path: Path) -> None:
    safe.backed_up()
    make_unit(tmp_path / "bồ đề", "Một cửa Bồ Đề", "H26.016.27", clock=safe.clock)
    before = whole(tmp_path / "bồ đề")

    with pytest.raises(BadBackup) as told:
        safe.restored(tmp_path / "bồ đề", safe.code)

    assert told.value.problem == "other unit"
    assert whole(tmp_path / "bồ đề") == before


def test_tables_or_a_format_of_a_newer_program_are_refused(safe: Safe) -> None:
    safe.backed_up()
    _told(safe, versions={"desk": "9999"})
    with pytest.raises(RecordsTooNew):
        safe.restored(safe.folder)
    _told(safe, versions={}, format=2)
    with pytest.raises(BadBackup) as told:
        safe.restored(safe.folder)
    assert told.value.problem == "newer"


def test_where_no_file_can_be_written_one_sentence_says_so(safe: Safe, tmp_path: Path) -> None:
    safe.file = tmp_path / "không có" / "x.saoluu"
    with pytest.raises(DiskFull):
        safe.backed_up()
    with pytest.raises(BadDocument):
        safe.restored(tmp_path / "another", safe.code)


def test_damaged_records_are_replaced_by_their_backup(safe: Safe) -> None:
    code = received(safe)
    safe.backed_up()
    (safe.folder / "desk.db").write_bytes(b"\0" * 8192)

    assert safe.restored(safe.folder).problems == ()

    with closing(safe.opened()) as place:
        assert place.desk.ask(dossier, code)


@pytest.fixture
def wrong(safe: Safe) -> Iterator[Place]:
    with closing(safe.opened()) as place:
        yield place


def test_the_check_finds_what_is_wrong_and_tells_what_waits(wrong: Place, safe: Safe) -> None:
    from counter_app.records.shared import Outbox
    from counter_app.store import Act

    wrong.desk.do(receive, intake())
    assert problems(wrong, safe.clock()) == ()
    told = notes(wrong, safe.clock())
    assert told[0].startswith("1 việc chờ gửi thành phố") or told[0].startswith("2 việc chờ gửi thành phố")
    assert told[1] == "1 giấy chưa in ra: xem «jobs list»"
    assert "chưa đặt nơi sao lưu" in told[2]

    def torn(act: Act) -> None:
        from sqlalchemy import update

        act.connection.execute(update(Outbox).values(client_rev=Outbox.client_rev + 1))

    wrong.desk.do(torn)
    safe.clock.forward(hours=-1)
    found = problems(wrong, safe.clock())
    assert any("hộp gửi thiếu việc" in one for one in found)
    assert any("đồng hồ máy chạy sau" in one for one in found)


def test_no_refusal_is_without_its_sentence() -> None:
    for refusal in (*(BadBackup(key) for key in ("damaged", "newer", "other key", "other unit")), RecordsInUse()):
        assert isinstance(refusal, Refused)
        assert "{" not in sentence(refusal) + sentence(refusal, "en")
