"""A place: this PC's folder of records, opened. One or two stores, their key, and where everything lies.

``place.json`` says how the folder is laid out: office and desk in one file, or the office in a file of its own. Nothing
above this module may tell the difference.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from counter_app.database import open_database
from counter_app.errors import LayoutBroken, NoUnit
from counter_app.keys import audit_key, open_key
from counter_app.locks import held_lock
from counter_app.migrate import StoreName, bring_up_to_date
from counter_app.moments import Clock, machine_clock
from counter_app.store import By, Store
from counter_app.whole_file import write_whole

LAYOUT_FILE = "place.json"
FORMAT = 1


@dataclass(frozen=True)
class Layout:
    """The files of both stores; the same one where both are one file."""

    desk: str = "desk.db"
    office: str = "desk.db"


ONE_FILE, TWO_FILES = Layout(), Layout(office="office.db")


@dataclass(frozen=True)
class Place:
    """The desk and the office as one PC sees them. ``office is desk`` where both are one file."""

    folder: Path
    desk: Store
    office: Store
    clock: Clock

    def acting_as(self, by: By) -> Place:
        """The same place, for another person."""
        return replace(self, desk=self.desk.acting_as(by), office=self.office.acting_as(by))

    @property
    def stores(self) -> tuple[Store, ...]:
        """Every store once."""
        return (self.desk,) if self.one_file else (self.desk, self.office)

    @property
    def one_file(self) -> bool:
        """Whether office and desk are one file."""
        return self.desk.database is self.office.database

    def lock_path(self, what: str) -> Path:
        """The file whose lock says who does a thing on this PC (``sync``, ``printer-…``)."""
        locks = self.folder / "locks"
        locks.mkdir(exist_ok=True)
        return locks / f"{what}.lock"

    def close(self) -> None:
        """Close every connection."""
        for store in self.stores:
            store.close()


def default_folder() -> Path:
    """Where this PC's records are kept when nobody says otherwise: ``COUNTER_DATA``, else the platform's own place."""
    from platformdirs import user_data_path

    given = os.environ.get("COUNTER_DATA")
    return Path(given) if given else user_data_path("one-stop-counter", appauthor=False)


def open_place(folder: Path, *, by: By | None = None, clock: Clock = machine_clock) -> Place:
    """Open the records of this PC. NoUnit, LayoutBroken, WrongKey, RecordsTooNew, SharedFolder as they come."""
    return open_laid_out(folder, read_layout(folder), by=by, clock=clock)


def open_laid_out(folder: Path, layout: Layout, *, by: By | None = None, clock: Clock = machine_clock) -> Place:
    """Open the records of a folder whose layout is known: of a new unit it is not written down yet."""
    key = open_key(folder)
    seal, who = audit_key(key), by or By("system")

    def opened(file: str, stores: tuple[StoreName, ...]) -> Store:
        with opening(folder):
            database = open_database(folder / file, key)
            bring_up_to_date(database, stores, clock())
        return Store(stores[0], database, seal, who, clock)

    if layout.office == layout.desk:
        desk = opened(layout.desk, ("desk", "office"))
        return Place(folder, desk, replace(desk, name="office"), clock)
    return Place(folder, opened(layout.desk, ("desk",)), opened(layout.office, ("office",)), clock)


@contextmanager
def opening(folder: Path) -> Iterator[None]:
    """Nobody opens records while they are being replaced; waits for whoever does either."""
    locks = folder / "locks"
    locks.mkdir(exist_ok=True)
    with held_lock(locks / "opening.lock"):
        yield


def read_layout(folder: Path) -> Layout:
    """How a folder is laid out. NoUnit without the file, LayoutBroken where it can't be understood."""
    try:
        said = json.loads((folder / LAYOUT_FILE).read_text(encoding="utf-8"))
        return Layout(desk=_file_name(said["desk"]), office=_file_name(said["office"]))
    except FileNotFoundError as error:
        raise NoUnit(str(folder)) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LayoutBroken(str(folder)) from error


def write_layout(folder: Path, layout: Layout) -> None:
    """Say how a folder is laid out; from now on there is a unit in it."""
    said = {"format": FORMAT, "desk": layout.desk, "office": layout.office}
    write_whole(folder / LAYOUT_FILE, json.dumps(said).encode())


def _file_name(said: object) -> str:
    if not isinstance(said, str) or not said or Path(said).name != said:
        raise ValueError(said)
    return said
