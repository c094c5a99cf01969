"""Making a unit (đơn vị) on this PC."""

from __future__ import annotations

import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert

from counter_app.catalogue.importing import read_catalogue
from counter_app.catalogue.procedures import Catalogue
from counter_app.catalogue.versions import install
from counter_app.errors import BadDocument, DiskFull, UnitExists
from counter_app.ids import new_id
from counter_app.keys import KEY_FILES, drop_key, make_key
from counter_app.moments import Clock, machine_clock
from counter_app.place import LAYOUT_FILE, ONE_FILE, TWO_FILES, Place, open_laid_out, write_layout
from counter_app.queue.counters import set_counter
from counter_app.records.shared import Device, Unit
from counter_app.reference import refresh_desk
from counter_app.store import Act, By
from counter_app.unit_card import UnitCard

SAMPLE_CATALOGUE = Path(__file__).parents[1] / "resources" / "catalogue" / "sample.json"
_UNIT_CODE = re.compile(r"[A-Y]\d{2}(\.[0-9A-Z]{1,4}){0,4}")
_COUNTERS = 10


@dataclass(frozen=True)
class UnitMade:
    """A unit just made; the recovery code is shown this once."""

    name: str
    code: str
    procedures: int
    recovery_code: str


def make_unit(
    folder: Path,
    name: str,
    code: str,
    *,
    catalogue: Path = SAMPLE_CATALOGUE,
    training: bool = False,
    two_files: bool = False,
    own_pc: bool = False,
    by: By | None = None,
    clock: Clock = machine_clock,
) -> UnitMade:
    """Make a new unit in a folder. UnitExists, BadDocument, BadCatalogue, DiskFull: then nothing is left behind.

    Any trace of a unit is one: a new key beside old records would shut them for ever. The layout is written last, so
    that a folder is a unit whole or not at all.
    """
    if _traces(folder):
        raise UnitExists(str(folder))
    if not name.strip():
        raise BadDocument("name", "tên đơn vị trống")
    if not _UNIT_CODE.fullmatch(code):
        raise BadDocument("unit-code", "mã định danh dạng H26.016.26")
    content = read_catalogue(catalogue)
    card, layout = UnitCard(name.strip(), code, training), TWO_FILES if two_files else ONE_FILE
    with _whole_or_nothing(folder):
        made = make_key(folder, own_pc=own_pc)
        place = open_laid_out(folder, layout, by=by, clock=clock)
        try:
            _fill(place, card, content)
        finally:
            place.close()
        write_layout(folder, layout)
    return UnitMade(card.name, code, len(content.procedures), made.recovery_code)


def found_unit(act: Act, card: UnitCard, content: Catalogue) -> UnitCard:
    """Write the unit, its catalogue and its counters into the office."""
    act.connection.execute(
        insert(Unit).values(
            id=1,
            code=card.code,
            name=card.name,
            training=card.training,
            made_at=act.now,
            reference_rev=1,
            reference_at=act.now,
        )
    )
    act.record("unit.made", f"unit:{card.code}", {"training": card.training})
    install(act, content)
    for number in range(1, _COUNTERS + 1):
        set_counter(act, number, tuple(service.code for service in content.services))
    return card


def enrol_device(act: Act, device_id: uuid.UUID, name: str, slice_index: int = 0, slice_count: int = 1) -> None:
    """Give a store its identity; on one PC its slice of every day's codes is all of it."""
    who = {"device_id": device_id, "incarnation": new_id(), "device_seq": 0, "protocol": 1, "name": name}
    share = {"slice_index": slice_index, "slice_count": slice_count}
    act.connection.execute(insert(Device).values(id=1, **who, **share))


def _traces(folder: Path) -> list[Path]:
    """Whatever in a folder belongs to a unit, or did."""
    named = [folder / name for name in (LAYOUT_FILE, *KEY_FILES)]
    return [*(one for one in named if one.exists()), *folder.glob("*.db")]


@contextmanager
def _whole_or_nothing(folder: Path) -> Iterator[None]:
    """Take away what was begun when making the unit fails, so that it can be made again. DiskFull for the disk's no."""
    was_there = folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException as trouble:
        with suppress(OSError):
            _take_away(folder)
            if not was_there:
                folder.rmdir()
        if isinstance(trouble, OSError):
            raise DiskFull from trouble
        raise


def _take_away(folder: Path) -> None:
    drop_key(folder)
    begun = [path for pattern in ("*.db", "*.db-*", "*.new", "*.migrating") for path in folder.glob(pattern)]
    for path in (*begun, folder / LAYOUT_FILE):
        path.unlink(missing_ok=True)
    shutil.rmtree(folder / "locks", ignore_errors=True)


def _fill(place: Place, card: UnitCard, content: Catalogue) -> None:
    device_id = new_id()
    for store in place.stores:
        store.do(enrol_device, device_id, "máy 1")
    place.office.do(found_unit, card, content)
    refresh_desk(place)
