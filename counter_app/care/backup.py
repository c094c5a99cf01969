"""A backup (bản sao lưu): all records of this PC in one file, made in one step while the programs go on.

The file is a ZIP archive: the stores' files, each as encrypted as it is here; the records' key, wrapped with the recovery
code of the unit's safe; how the folder is laid out; and a manifest with the SHA-256 of each, sealed (HMAC) with a key made
of the records' own, so that whatever was changed later is found. Nobody reads it without that code or this PC.

Of the files attached to dossiers it holds, as encrypted as they are here, those the city does not have yet: they are
nowhere else. What the city has is left out; it would make every backup as large as a week of scans.
"""

from __future__ import annotations

import contextlib
import hashlib
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
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from counter_app.attachments.keeping import unsent
from counter_app.attachments.vault import FOLDER, vault_of
from counter_app.database import Database
from counter_app.errors import BadBackup, DiskFull
from counter_app.keys import open_key, recovery_slot
from counter_app.migrate import version_of
from counter_app.place import LAYOUT_FILE, Place
from counter_app.trouble import as_refusal
from counter_app.unit_card import unit
from counter_app.whole_file import flush_folder

MANIFEST, SEAL, KEY_SLOT = "manifest.json", "manifest.hmac", "recovery.json"
FORMAT = 1
SUFFIX = ".saoluu"
_ATTACHED = f"{FOLDER}-"
"""How attached files are named in a backup: there are no folders in it."""


@dataclass(frozen=True)
class BackupCard:
    """What a backup says of itself."""

    file: str
    unit: str
    name: str
    made_at: datetime
    size: int
    """Bytes."""
    versions: dict[str, str]
    """The version of each store's tables."""


def back_up(place: Place, target: Path, now: datetime) -> BackupCard:
    """Write a backup and read it once through. DiskFull, BadBackup where what was written can't be read; no file then."""
    beside = target.with_name(f".{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=place.folder, prefix=".backup-") as work:
            card = _write(place, Path(work), beside, now)
        beside.replace(target)
        flush_folder(target.parent)
    except OSError as trouble:
        raise DiskFull from trouble
    finally:
        beside.unlink(missing_ok=True)
    return BackupCard(**{**card, "file": str(target), "size": target.stat().st_size})


def seal_of(key: bytes, manifest: bytes) -> str:
    """The seal of a manifest, by the records' key."""
    own = HKDF(SHA256(), 32, None, b"one-stop-counter backup").derive(key)
    return hmac.new(own, manifest, hashlib.sha256).hexdigest()


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def refuse_unreadable(path: Path, key: bytes) -> None:
    """Read a copy through with its key. BadBackup where a page is damaged or the key does not open it."""
    try:
        with closing(sqlcipher.connect(str(path))) as copy:
            copy.execute("PRAGMA cipher_log_level = NONE")
            copy.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            damaged = copy.execute("PRAGMA cipher_integrity_check").fetchall()
            said = [row[0] for row in copy.execute("PRAGMA quick_check")]
    except sqlcipher.DatabaseError as trouble:
        raise BadBackup("damaged") from trouble
    if damaged or said != ["ok"]:
        raise BadBackup("damaged")


def is_attached(name: str) -> bool:
    """Whether a name in a backup is an attached file's."""
    return name.startswith(_ATTACHED)


def _write(place: Place, work: Path, archive: Path, now: datetime) -> dict[str, Any]:
    key = open_key(place.folder)
    alone = place.desk.ask(unsent)
    files = [_copy(store.database, work) for store in place.stores if isinstance(store.database, Database)]
    for file in files:
        refuse_unreadable(file, key)
    shutil.copy2(place.folder / LAYOUT_FILE, work / LAYOUT_FILE)
    (work / KEY_SLOT).write_text(json.dumps({"recovery": recovery_slot(place.folder)}))
    files += [work / LAYOUT_FILE, work / KEY_SLOT, *_attached(place, work, alone)]
    card = place.office.ask(unit)
    told = {"unit": card.code, "name": card.name, "made_at": now.isoformat(), "versions": _versions(place)}
    content = {file.name: {"sha256": sha256_of(file), "size": file.stat().st_size} for file in files}
    manifest = json.dumps({"format": FORMAT, **told, "files": content}, ensure_ascii=False, sort_keys=True).encode()
    with archive.open("wb") as out:
        os.chmod(archive, 0o600)  # noqa: PTH101 - before anything is in it
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
            packed.writestr(MANIFEST, manifest)
            packed.writestr(SEAL, seal_of(key, manifest))
            for file in files:
                packed.write(file, file.name)
        out.flush()
        os.fsync(out.fileno())
    return {**told, "made_at": now}


def _attached(place: Place, work: Path, alone: tuple[str, ...]) -> list[Path]:
    """Copies of what the city did not have before the records were copied or does not have since: it goes on meanwhile.

    One that is gone by now was taken off.
    """
    vault, copies = vault_of(place), []
    for sha256 in dict.fromkeys((*alone, *place.desk.ask(unsent))):
        copy = work / f"{_ATTACHED}{vault.name_of(sha256)}"
        with contextlib.suppress(FileNotFoundError):
            shutil.copy2(vault.path_of(sha256), copy)
            copies.append(copy)
    return copies


def _copy(database: Database, work: Path) -> Path:
    """VACUUM INTO keeps the key, sees one state and is one step: a stepped backup beside a writer never ends."""
    copy = work / database.path.name
    try:
        with database.acts.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.cursor().execute("VACUUM INTO ?", (str(copy),))
    except Exception as error:
        raise as_refusal(error) or error from error
    return copy


def _versions(place: Place) -> dict[str, str]:
    found = {"desk": version_of(place.desk.database, "desk"), "office": version_of(place.office.database, "office")}
    return {store: version for store, version in found.items() if version is not None}
