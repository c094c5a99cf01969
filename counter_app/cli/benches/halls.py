"""Halls to measure in: a unit with so many waiting, made once on an engine and copied for every measurement."""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from counter_app.catalogue.importing import read_catalogue
from counter_app.cli.trial_server import TrialServer
from counter_app.ids import new_id
from counter_app.place import open_place
from counter_app.postgres import open_office
from counter_app.queue import issuing
from counter_app.queue.waiting_time import Told
from counter_app.store import Act, By, Store
from counter_app.unit import SAMPLE_CATALOGUE, enrol_device, found_unit, make_unit
from counter_app.unit_card import UnitCard

AUDIT_KEY = bytes(range(32))
_NAME, _CODE = "Đơn vị đo", "H26.016.26"
_SERVICES = ("HT", "CT", "KQ")
_AT_ONCE = 250
_TOLD = Told(7, 20, 35)


@dataclass(frozen=True)
class Copy:
    """A hall's records of one's own: opened, reached by the bare driver, and named for other programs."""

    office: Store
    raw: Any
    address: str


class Hall(ABC):
    """A unit on one engine with tickets waiting in it; every copy begins as it stood."""

    engine: str
    begin: str
    """How its acts' transactions begin."""

    @abstractmethod
    def with_waiting(self, tickets: int) -> Hall:
        """Another hall in which so many wait."""

    @abstractmethod
    def copy(self) -> Any:
        """A context with a copy of these records."""


def open_hall(address: str, counter: int) -> Store:
    """The office of a copy, as the program at a counter opens it."""
    by = By(f"quay{counter}", counter)
    if address.startswith("postgresql:"):
        return open_office(address, AUDIT_KEY, new_id(), by=by)
    return open_place(Path(address), by=by).office


def issue_one(act: Act, number: int) -> issuing.Issued:
    """One more ticket as the kiosk gives it: of every service in turn, each seventh of a legal priority class.

    What the slip tells of the wait was asked before, by the question that the page shows it from.
    """
    priority = "elderly" if number % 7 == 0 else None
    return issuing.issue(act, _SERVICES[number % len(_SERVICES)], priority, told=_TOLD)


def _fill(office: Store, tickets: int) -> None:
    def some(act: Act, first: int) -> None:
        for number in range(first, min(first + _AT_ONCE, tickets)):
            issue_one(act, number)

    for first in range(0, tickets, _AT_ONCE):
        office.do(some, first)


@dataclass(frozen=True)
class FileHall(Hall):
    """A hall of one PC: an encrypted file."""

    folder: Path
    engine, begin = "sqlite", "BEGIN IMMEDIATE"

    def with_waiting(self, tickets: int) -> FileHall:  # noqa: D102 - see Hall
        folder = self.folder.with_name(f"{tickets}-waiting")
        make_unit(folder, _NAME, _CODE, training=True)
        with closing(open_hall(str(folder), 1)) as office:
            _fill(office, tickets)
        return FileHall(folder)

    @contextmanager
    def copy(self) -> Iterator[Copy]:  # noqa: D102 - see Hall
        folder = self.folder.with_name(f"{self.folder.name}-{new_id()}")
        shutil.copytree(self.folder, folder)
        with closing(open_hall(str(folder), 1)) as office, closing(office.database.acts.raw_connection()) as raw:
            # Below SQLAlchemy, with the key and the pragmas of every connection.
            yield Copy(office, raw.driver_connection, str(folder))
        shutil.rmtree(folder)


_COPIES = count(1)


@dataclass(frozen=True)
class ServerHall(Hall):
    """A hall of several PCs: a database on a server."""

    server: TrialServer
    database: str = ""
    engine, begin = "postgresql", "SELECT now(); BEGIN"

    def with_waiting(self, tickets: int) -> ServerHall:  # noqa: D102 - see Hall
        database = f"waiting_{tickets}"
        url = self.server.make_database(database)
        with closing(open_hall(url, 1)) as office:
            office.do(enrol_device, new_id(), "máy chủ")
            office.do(found_unit, UnitCard(_NAME, _CODE, training=True), read_catalogue(SAMPLE_CATALOGUE))
            _fill(office, tickets)
        return ServerHall(self.server, database)

    @contextmanager
    def copy(self) -> Iterator[Copy]:  # noqa: D102 - see Hall
        import psycopg

        url = self.server.make_database(f"{self.database}_{next(_COPIES)}", self.database)
        bare = partial(psycopg.connect, url, autocommit=True)
        with closing(open_hall(url, 1)) as office, closing(bare()) as raw:
            yield Copy(office, raw, url)
