"""Backups by themselves (sao lưu định kỳ): where the unit wants them, as often as it wants, so many of them kept.

One program of this PC makes them, whichever holds the lock. They are named by unit and moment; only files so named are
ever taken away, the oldest first.
"""

from __future__ import annotations

import logging
import re
import threading
from datetime import datetime, timedelta
from pathlib import Path

from counter_app.care.backup import SUFFIX, BackupCard, back_up
from counter_app.errors import Refused
from counter_app.locks import FileLock
from counter_app.moments import HANOI, local
from counter_app.place import Place
from counter_app.settings import values_of
from counter_app.store import Asking
from counter_app.unit_card import unit

_LOG = logging.getLogger(__name__)

LOOK_EVERY = 600.0
"""Seconds between two looks whether a backup is due."""
LATE = 2
"""So many times the wanted span without a backup is late."""
_NAMED = re.compile(r"-(\d{8}-\d{6})" + re.escape(SUFFIX) + "$")
_KEYS = ("backup.folder", "backup.every_hours", "backup.keep")


def back_up_if_due(place: Place, now: datetime) -> BackupCard | None:
    """Make a backup where one is due; None where none is, or another program makes it. Refused as ``back_up``."""
    folder, every, keep = place.office.ask(_wanted)
    if folder is None:
        return None
    last = last_backup(place, folder)
    if last is not None and now - last < every:
        return None
    lock = FileLock(place.lock_path("backup"))
    if not lock.take():
        return None
    try:
        code = place.office.ask(unit).code
        card = back_up(place, folder / f"{code}-{local(now):%Y%m%d-%H%M%S}{SUFFIX}", now)
        for old in _ours(place, folder)[:-keep]:
            old.unlink(missing_ok=True)
        return card
    finally:
        lock.release()


def last_backup(place: Place, folder: Path) -> datetime | None:
    """When the newest backup in a folder was made, by its name; None without any."""
    found = _ours(place, folder)
    return _made(found[-1]) if found else None


def backup_note(place: Place, now: datetime) -> str:
    """What somebody should know of the backups; empty where they are as they should be."""
    folder, every, _ = place.office.ask(_wanted)
    if folder is None:
        return "chưa đặt nơi sao lưu tự động: «settings set backup.folder»"
    if not folder.is_dir():
        return f"không thấy nơi sao lưu {folder}: cắm lại ổ hoặc đặt nơi khác"
    last = last_backup(place, folder)
    if last is None:
        return f"chưa có bản sao lưu nào ở {folder}"
    late = now - last > LATE * every
    return f"bản sao lưu cuối từ {local(last):%H:%M %d/%m/%Y}, đã quá lâu" if late else ""


class BackupKeeper:
    """Looks now and then whether a backup is due, in a thread of its own. What keeps one from being made stops nothing."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="backup", daemon=True)

    def start(self) -> None:
        """Begin; the first look is at once."""
        self._thread.start()

    def wake(self) -> None:
        """Nothing of the day hurries a backup."""

    def stop(self, seconds: float = 5.0) -> bool:
        """End after the backup under way; True when it has ended in time."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while True:
            try:
                back_up_if_due(self._place, self._place.clock())
            except Refused as trouble:
                _LOG.warning("no backup could be made: %s", type(trouble).__name__)
            except Exception:  # noqa: BLE001 - the programs go on whatever happened; the log has it
                _LOG.exception("unforeseen while a backup was made")
            if self._over.wait(LOOK_EVERY):
                return


def _wanted(asking: Asking) -> tuple[Path | None, timedelta, int]:
    """Where to, how often, how many are kept; nowhere by default."""
    chosen = values_of(asking, *_KEYS)
    text = str(chosen["backup.folder"]).strip()
    span = timedelta(hours=int(chosen["backup.every_hours"]))
    return Path(text) if text else None, span, int(chosen["backup.keep"])


def _ours(place: Place, folder: Path) -> list[Path]:
    """This unit's backups in a folder, the oldest first."""
    code = place.office.ask(unit).code
    found = [path for path in folder.glob(f"{code}-*{SUFFIX}") if _NAMED.search(path.name)]
    return sorted(found, key=lambda path: path.name)


def _made(path: Path) -> datetime:
    named = _NAMED.search(path.name)
    assert named is not None
    return datetime.strptime(named[1], "%Y%m%d-%H%M%S").replace(tzinfo=HANOI)
