"""The bundle for whoever helps from afar (gói hỗ trợ): how the program is, without a word about anybody.

It holds ids, counts, versions, settings and the log, which never has names, numbers or what was typed. Attached files are
never in it.
"""

from __future__ import annotations

import json
import platform
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import func, select

from counter_app.care.checkup import notes, problems
from counter_app.errors import DiskFull
from counter_app.migrate import version_of
from counter_app.place import Place
from counter_app.printers import printers
from counter_app.records.attachments import Blob
from counter_app.records.desk import Dossier
from counter_app.records.printing import PrintJob
from counter_app.records.shared import Outbox
from counter_app.settings import all_settings, without_secret
from counter_app.store import Asking
from counter_app.unit_card import unit

_COUNTED: Mapping[str, Any] = {
    "dossiers": Dossier.sync_state,
    "ops": Outbox.state,
    "papers": PrintJob.state,
    "files": Blob.state,
}


def write_support_bundle(place: Place, target: Path, now: datetime) -> tuple[str, ...]:
    """Write the bundle; the names of what is in it. DiskFull."""
    told = {
        "machine.json": _machine(place, now),
        "check.json": {"problems": problems(place, now), "notes": notes(place, now)},
        "counts.json": place.desk.ask(_counts),
        "settings.json": {one.key: one.value for one in map(without_secret, place.office.ask(all_settings))},
        "printers.json": [
            {"transport": one.transport, "width": one.width, "ack": one.ack, "purposes": one.purposes}
            for one in place.desk.ask(printers)
        ],
    }
    logs = sorted(place.folder.glob("counter.log*"))
    try:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, content in told.items():
                packed.writestr(name, json.dumps(content, ensure_ascii=False, indent=2, default=str))
            for log in logs:
                packed.write(log, log.name)
    except OSError as trouble:
        target.unlink(missing_ok=True)
        raise DiskFull from trouble
    return (*told, *(log.name for log in logs))


def _machine(place: Place, now: datetime) -> dict[str, Any]:
    return {
        "at": now.isoformat(),
        "unit": place.office.ask(unit).code,
        "system": platform.platform(),
        "python": platform.python_version(),
        "sqlite": sqlcipher.sqlite_version,
        "desk": version_of(place.desk.database, "desk"),
        "office": version_of(place.office.database, "office"),
        "files": {path.name: path.stat().st_size for path in sorted(place.folder.glob("*.db*"))},
    }


def _counts(asking: Asking) -> dict[str, dict[str, int]]:
    found = {}
    for name, state in _COUNTED.items():
        rows = asking.connection.execute(select(state, func.count()).group_by(state))
        found[name] = {str(row[0]): int(row[1]) for row in rows}
    return found
