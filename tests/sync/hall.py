"""A PC of a unit, as the exchange sees it: real encrypted records, real acts."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from counter_app import ratings
from counter_app.dossiers.intake import read_intake
from counter_app.dossiers.receive import Received, receive
from counter_app.moments import business_day
from counter_app.outbox import SyncLine, sync_line
from counter_app.place import Place, open_place
from counter_app.queue import visits
from counter_app.records.desk import Dossier, DossierShadow
from counter_app.records.shared import Outbox
from counter_app.settings import change_setting
from counter_app.store import Act, Asking, By
from tests.clock import SetClock

INTAKE = {
    "procedure": "2.000815",
    "owner": {
        "kind": "citizen",
        "number": "001085012345",
        "number_kind": "cccd",
        "name": "Nguyễn Văn An",
        "birth_date": "1985-03-15",
        "sex": "nam",
        "address": "Số 1 ngõ 2, phường Long Biên, Hà Nội",
        "phone": "0912345678",
        "eid_account": "has",
    },
    "papers": [{"name": "Bản chính giấy tờ", "originals": 1}],
}


@dataclass
class Hall:
    """The records, the clock, and what is done at the counter."""

    place: Place
    clock: SetClock

    def receives(self, **changes: object) -> Received:
        intake = read_intake(INTAKE | changes, business_day(self.clock()))
        return self.place.desk.do(receive, intake)

    def serves(self, number: str = "A001") -> UUID:
        visit = self.place.desk.do(visits.begin, 3, number)
        return self.place.desk.do(visits.end, visit.id, "received").id

    def rates(self, visit: UUID, level: int | None) -> None:
        self.place.desk.do(ratings.give, visit, level)

    def prints_receipt(self, dossier: UUID) -> None:
        self.place.desk.do(_printed, dossier)

    def sends_to(self, url: str) -> None:
        self.place.office.do(change_setting, "city.url", url)

    def restored_later(self, folder: Path) -> Hall:
        """The records as they are now, opened elsewhere as a restored backup would be."""
        shutil.copytree(self.place.folder, folder)
        return Hall(open_place(folder, by=By("lan", 3), clock=self.clock), self.clock)

    @property
    def line(self) -> SyncLine:
        return self.place.desk.ask(sync_line)

    def reach(self, dossier: UUID) -> tuple[str, int | None, int | None]:
        """How far a dossier has reached, the city's state, the city's revision."""
        return self.place.desk.ask(_reach, dossier)

    def shadow(self, dossier: UUID) -> tuple[int, dict[str, Any]]:
        """The last copy of a dossier the city showed, and its revision."""
        return self.place.desk.ask(_shadow, dossier)

    def states(self) -> list[str]:
        """The states of all ops, oldest first; what only the office has is on its way as well."""
        return ["pending" if state == "passed" else state for state in self.place.desk.ask(_states)]

    @property
    def nearest(self) -> str:
        """How far everything gets while the city is away: this desk, or the office."""
        return "local" if self.place.one_file else "office"


def _printed(act: Act, dossier: UUID) -> None:
    act.record("fact.receipt_printed", f"dossier:{dossier}", {"copy_no": 1})


def _reach(asking: Asking, dossier: UUID) -> tuple[str, int | None, int | None]:
    columns = (Dossier.sync_state, Dossier.city_state, Dossier.city_rev)
    row = asking.connection.execute(select(*columns).where(Dossier.id == dossier)).one()
    return row.sync_state, row.city_state, row.city_rev


def _shadow(asking: Asking, dossier: UUID) -> tuple[int, dict[str, Any]]:
    columns = select(DossierShadow.rev, DossierShadow.body).where(DossierShadow.dossier_id == dossier)
    row = asking.connection.execute(columns).one()
    return row.rev, row.body


def _states(asking: Asking) -> list[str]:
    return list(asking.connection.execute(select(Outbox.state).order_by(Outbox.seq)).scalars())
