"""A hall with real encrypted records, whose dossiers are put in by hand: only the exchange is looked at here."""

from __future__ import annotations

import shutil
from copy import copy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from counter_app.ids import new_id
from counter_app.keys import make_key
from counter_app.outbox import SyncLine, sync_line
from counter_app.place import open_place, write_layout
from counter_app.records.desk import Dossier
from counter_app.records.shared import Device, Outbox, Setting, Unit
from counter_app.store import Act, Asking, By

UNIT = "H26.016.26"
NINE = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


class SetClock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = NINE) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def goes_on(self, **by: float) -> None:
        self.now += timedelta(**by)


class Hall:
    """A PC of a unit: its records, its clock, what is done there."""

    def __init__(self, folder: Path, *, two_files: bool) -> None:
        folder.mkdir()
        make_key(folder)
        write_layout(folder, two_files=two_files)
        self.clock = SetClock()
        self.place = open_place(folder, by=By("cb01"), clock=self.clock)
        for store in self.place.stores:
            store.do(_enrol)
        self._codes = 0

    def restored_later(self, folder: Path) -> Hall:
        """Copy the records as they are now, to be opened as a restored backup."""
        self.place.close()
        shutil.copytree(self.place.folder, folder)
        self.place = open_place(self.place.folder, by=By("cb01"), clock=self.clock)
        copied = copy(self)
        copied.place = open_place(folder, by=By("cb01"), clock=self.clock)
        return copied

    def receives(self, owner: str = "Nguyễn Văn An") -> UUID:
        self._codes += 1
        return self.place.desk.do(_receive, f"{UNIT}-261120-{self._codes:04}", owner)

    def rates(self, visit: UUID, level: int | None) -> None:
        self.place.desk.do(_rate, visit, level)

    def prints_receipt(self, dossier: UUID) -> None:
        self.place.desk.do(_printed, dossier)

    def sends_to(self, url: str) -> None:
        for store in self.place.stores:
            store.do(_set_city, url)

    @property
    def line(self) -> SyncLine:
        return self.place.desk.ask(sync_line)

    def dossier(self, dossier_id: UUID) -> tuple[str, int | None, int | None]:
        """How far it has reached, the city's state, the city's revision."""
        return self.place.desk.ask(_reach, dossier_id)

    def states(self) -> list[str]:
        """The states of all ops, oldest first."""
        return self.place.desk.ask(_states)


def _enrol(act: Act) -> None:
    who = {"device_id": new_id(), "incarnation": new_id(), "device_seq": 0, "protocol": 1, "name": "máy 1"}
    act.connection.execute(insert(Device).values(id=1, slice_index=0, slice_count=1, **who))
    unit = {"code": UNIT, "name": "Phường mẫu", "training": True, "made_at": act.now}
    act.connection.execute(insert(Unit).values(id=1, reference_rev=1, reference_at=act.now, **unit))


def _receive(act: Act, code: str, owner: str) -> UUID:
    dossier = new_id()
    row: dict[str, Any] = {
        "code": code,
        "code_kind": "final",
        "unit": UNIT,
        "procedure_code": "2.000815",
        "procedure_version": "1",
    }
    row |= {"procedure_name": "Chứng thực bản sao", "channel": "direct", "state": 2, "business_day": act.business_day}
    row |= {"received_at": act.now, "due_basis": "", "sets": 1, "return_way": "counter", "return_address": ""}
    row |= {"note": "", "fee_total": 0, "staff": act.by.staff, "client_rev": 1, "sync_state": "local"}
    act.connection.execute(insert(Dossier).values(id=dossier, **row))
    body = {"code": code, "procedure": "2.000815", "procedure_name": "Chứng thực bản sao", "owner": {"name": owner}}
    act.record("dossier.receive", f"dossier:{dossier}", body | {"received_at": act.now.isoformat(), "due": None})
    return dossier


def _rate(act: Act, visit: UUID, level: int | None) -> None:
    act.record("rating.given", f"visit:{visit}", {"level": level, "scale": 3})


def _printed(act: Act, dossier: UUID) -> None:
    act.record("fact.receipt_printed", f"dossier:{dossier}", {"copy_no": 1})


def _set_city(act: Act, url: str) -> None:
    act.connection.execute(insert(Setting).values(key="city.url", value={"value": url}))


def _reach(asking: Asking, dossier_id: UUID) -> tuple[str, int | None, int | None]:
    columns = (Dossier.sync_state, Dossier.city_state, Dossier.city_rev)
    row = asking.connection.execute(select(*columns).where(Dossier.id == dossier_id)).one()
    return row.sync_state, row.city_state, row.city_rev


def _states(asking: Asking) -> list[str]:
    return list(asking.connection.execute(select(Outbox.state).order_by(Outbox.seq)).scalars())
