"""Restoring a backup (khôi phục): checked whole before anything is touched; what stood here before stays beside it.

The restored records are a new incarnation: upstream does not take them for the PC it knew, tells them first what they
have forgotten, and takes each op once whoever sends it.
"""

from __future__ import annotations

import hmac
import json
import os
import shutil
import tempfile
import zipfile
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from counter_app.attachments.keeping import note_not_restored
from counter_app.attachments.vault import FOLDER
from counter_app.care.backup import (
    FORMAT,
    KEY_SLOT,
    MANIFEST,
    SEAL,
    is_attached,
    refuse_unreadable,
    seal_of,
    sha256_of,
)
from counter_app.care.checkup import problems
from counter_app.dossiers.codes import parse_code
from counter_app.dossiers.given_codes import pass_over_code
from counter_app.errors import BadBackup, BadDocument, DiskFull, RecordsInUse, Refused, WrongKey
from counter_app.keys import KEY_FILES, keep_key, key_by_recovery, open_key
from counter_app.migrate import refuse_unknown
from counter_app.moments import Clock
from counter_app.outbox import begin_anew
from counter_app.place import LAYOUT_FILE, open_place, opening, read_layout
from counter_app.store import Act, By
from counter_app.unit_card import unit

_LARGEST_NOTE = 1 << 20
"""Bytes of a manifest or a layout at most; the records themselves are not read into memory."""


@dataclass(frozen=True)
class Restored:
    """What was restored, and what was kept aside."""

    unit: str
    name: str
    made_at: datetime
    """When the backup was made: what was done here since is not in it."""
    aside: tuple[str, ...]
    problems: tuple[str, ...]
    """What a check of the restored records found."""


def restore(
    file: Path, folder: Path, code: str | None, clock: Clock, *, by: By | None = None, last_code: str = ""
) -> Restored:
    """Put a backup in the place of the records of this folder. ``code`` None: with this PC's own key.

    ``last_code`` is the last dossier code known to be printed after the backup; it and those before it are not given
    again. BadBackup, BadDocument for a wrong recovery code, RecordsTooNew, RecordsInUse: then nothing has changed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".restoring-") as work:
            staged = _Staged(Path(work), file)
            key = staged.checked(folder, code)
            _refuse_other_unit(folder, staged.manifest["unit"])
            if last_code and parse_code(last_code).unit != staged.manifest["unit"]:
                raise BadDocument("last_code", f"cần mã hồ sơ của đơn vị {staged.manifest['unit']}")
            with opening(folder):
                aside = _exchange(folder, staged, f"before-restore-{clock():%Y%m%d-%H%M%S}")
        if code is not None:
            keep_key(folder, key, staged.slot)
    except OSError as trouble:
        raise DiskFull from trouble
    with closing(open_place(folder, by=by, clock=clock)) as place:
        place.desk.do(_begin_anew, last_code)
        if not place.one_file:
            place.office.do(begin_anew)
        note_not_restored(place)
        found = problems(place, clock())
    made_at = datetime.fromisoformat(staged.manifest["made_at"])
    return Restored(staged.manifest["unit"], staged.manifest["name"], made_at, aside, found)


def _begin_anew(act: Act, last_code: str) -> None:
    begin_anew(act)
    act.record("records.restored", "place:desk")
    if last_code:
        pass_over_code(act, last_code)


class _Staged:
    """A backup unpacked beside the records, and what it says of itself."""

    def __init__(self, work: Path, file: Path) -> None:
        self.work = work
        try:
            with zipfile.ZipFile(file) as packed:
                self._seal = _small(packed, SEAL).decode()
                self._text = _small(packed, MANIFEST)
                self.manifest: dict[str, Any] = json.loads(self._text)
                self.files = tuple(self.manifest["files"])
                for name in self.files:
                    self._unpack(packed, name)
            self.slot = str(json.loads((work / KEY_SLOT).read_text())["recovery"])
        except FileNotFoundError as error:
            raise BadDocument(str(file), "không có tệp này") from error
        except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
            raise BadBackup("damaged") from error

    def _unpack(self, packed: zipfile.ZipFile, name: str) -> None:
        if Path(name).name != name or name.startswith("."):
            raise BadBackup("damaged")
        with packed.open(name) as source, (self.work / name).open("wb") as target:
            shutil.copyfileobj(source, target)
            target.flush()
            os.fsync(target.fileno())

    def checked(self, folder: Path, code: str | None) -> bytes:
        """The key, once the seal, every file and the tables' versions are found right."""
        try:
            key = open_key(folder) if code is None else key_by_recovery(self.slot, code)
        except WrongKey as error:
            if code is None:
                raise BadBackup("other key") from error
            raise BadDocument("mã khôi phục", "không mở được bản sao lưu này") from error
        if not hmac.compare_digest(seal_of(key, self._text), self._seal):
            raise BadBackup("other key" if code is None else "damaged")
        if self.manifest["format"] != FORMAT:
            raise BadBackup("newer")
        for name, said in self.manifest["files"].items():
            if sha256_of(self.work / name) != said["sha256"]:
                raise BadBackup("damaged")
        for store, version in self.manifest["versions"].items():
            refuse_unknown(store, version)
        for name in self.stores:
            refuse_unreadable(self.work / name, key)
        return key

    @property
    def stores(self) -> tuple[str, ...]:
        """The stores' files."""
        return tuple(name for name in self.files if name not in (LAYOUT_FILE, KEY_SLOT) and not is_attached(name))

    @property
    def attached(self) -> tuple[str, ...]:
        """Attached files."""
        return tuple(name for name in self.files if is_attached(name))


def _small(packed: zipfile.ZipFile, name: str) -> bytes:
    if packed.getinfo(name).file_size > _LARGEST_NOTE:
        raise BadBackup("damaged")
    return packed.read(name)


def _refuse_other_unit(folder: Path, code: str) -> None:
    """Records of another unit are not replaced; records that can't be opened any more are."""
    if not (folder / LAYOUT_FILE).exists():
        return
    try:
        with closing(open_place(folder)) as place:
            here = place.office.ask(unit).code
    except Exception:  # noqa: BLE001 - damaged records are what a backup is for
        return
    if here != code:
        raise BadBackup("other unit")


def _exchange(folder: Path, staged: _Staged, mark: str) -> tuple[str, ...]:
    """The records here go aside, the staged ones take their names; the layout last."""
    _refuse_in_use(folder)
    kept = []
    for path in sorted({*folder.glob("*.db"), *(folder / name for name in (*KEY_FILES, LAYOUT_FILE))}):
        if path.exists() and "before-" not in path.name:
            beside = path.with_name(f"{path.stem}.{mark}{path.suffix}")
            shutil.copy2(path, beside)
            kept.append(beside.name)
    kept += _files_aside(folder, mark)
    # Before their rows: a file without a row does no harm, a row without its file does.
    (folder / FOLDER).mkdir(mode=0o700, exist_ok=True)
    for name in staged.attached:
        (staged.work / name).replace(folder / FOLDER / name.partition("-")[2])
    for name in (*staged.stores, LAYOUT_FILE):
        (staged.work / name).replace(folder / name)
        for left in ("-wal", "-shm"):
            (folder / f"{name}{left}").unlink(missing_ok=True)
    return tuple(kept)


def _files_aside(folder: Path, mark: str) -> list[str]:
    """The attached files stay with the records that go aside: nobody sweeps them from there. Links take no room."""
    files = [path for path in (folder / FOLDER).glob("*") if path.is_file()]
    if not files:
        return []
    aside = folder / f"{FOLDER}.{mark}"
    aside.mkdir(mode=0o700)
    for path in files:
        try:
            os.link(path, aside / path.name)
        except OSError:  # a file system without links
            shutil.copy2(path, aside / path.name)
    return [aside.name]


def _refuse_in_use(folder: Path) -> None:
    """RecordsInUse where a program has the records open: leaving WAL needs to be the only one (sqlite.org/wal.html)."""
    try:
        key, layout = open_key(folder), read_layout(folder)
    except Refused:
        return  # without a key or a layout nobody can have them open
    for name in {layout.desk, layout.office}:
        _leave_wal(folder / name, key)


def _leave_wal(path: Path, key: bytes) -> None:
    if not path.exists():
        return
    with closing(sqlcipher.connect(str(path), timeout=0.2, isolation_level=None)) as records:
        records.execute("PRAGMA cipher_log_level = NONE")
        records.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        try:
            mode = records.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        except sqlcipher.OperationalError as error:
            raise RecordsInUse from error
        except sqlcipher.DatabaseError:
            return  # damaged: what a backup is for
    if mode != "delete":
        raise RecordsInUse
