"""A citizen hands in a dossier at the city's portal: it arrives with a code of the city's own slice and waits for the unit."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from counter_app.dossiers.codes import checked_unit, format_code
from counter_app.errors import BadDocument
from counter_app.ids import new_id
from counter_app.moments import business_day
from sync.messages import RemoteDossier
from sync.sandbox.bodies import ReceivedDossier, demand
from sync.sandbox.feed import announce
from sync.sandbox.kinds import REGISTERED, Effect, dossier_change
from sync.sandbox.problems import CityRefusal
from sync.sandbox.reading import dossier

FIRST, LAST = 7000, 9999
"""The sequences of a day the city keeps for itself; a unit's PCs share those below."""


@dataclass(frozen=True)
class OnlineForm:
    """What a citizen typed at the portal, made up."""

    unit: str
    procedure_code: str
    procedure_name: str
    name: str
    number: str
    phone: str


def hand_in(db: sqlite3.Connection, form: OnlineForm, now: datetime) -> RemoteDossier:
    """Keep the dossier and tell its unit's feed.

    Raises ``CityRefusal`` "bad-request" for a form that lacks something, "code-taken" when the day's slice is used up.
    """
    try:
        unit = checked_unit(form.unit)
    except BadDocument:
        raise CityRefusal("bad-request", "Mã đơn vị cần dạng H26.016.26.") from None
    if not form.name.strip() or not form.procedure_code.strip():
        raise CityRefusal("bad-request", "Cần tên chủ hồ sơ và thủ tục.")
    code = _next_code(db, unit, now)
    body = _body(form, unit, code, now)
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    demand(ReceivedDossier, text)
    at, made = now.isoformat(), new_id()
    row = {"id": str(made), "unit": unit, "code": code, "rev": 1, "state": REGISTERED, "note": ""}
    row |= {"taken_at": at, "changed_at": at, "body": text}
    db.execute(
        "INSERT INTO dossier VALUES (:id, :unit, :code, :rev, :state, :note, :taken_at, :changed_at, :body)", row
    )
    announce(db, unit, "dossier.register", Effect(str(made), 1, dossier_change(row)), now)
    return dossier(db, made)


def _next_code(db: sqlite3.Connection, unit: str, now: datetime) -> str:
    """The next free code of the city's slice of the day."""
    day = business_day(now)
    begins = f"{unit}-{day:%y%m%d}-"
    held = db.execute("SELECT code FROM dossier WHERE unit = ? AND code LIKE ?", (unit, f"{begins}%")).fetchall()
    given = [int(row["code"].removeprefix(begins)) for row in held if row["code"].removeprefix(begins).isdigit()]
    sequence = max((one for one in given if FIRST <= one <= LAST), default=FIRST - 1) + 1
    if sequence > LAST:
        raise CityRefusal("code-taken", "Hết số trực tuyến của ngày.")
    return format_code(unit, day, sequence)


def _body(form: OnlineForm, unit: str, code: str, now: datetime) -> dict[str, Any]:
    owner = {"name": form.name.strip(), "kind": "citizen", "phone": form.phone.strip()}
    if form.number.strip():
        owner |= {"number": form.number.strip(), "number_kind": "cccd"}
    return {
        "code": code,
        "unit": unit,
        "procedure_code": form.procedure_code.strip(),
        "procedure_name": form.procedure_name.strip() or form.procedure_code.strip(),
        "channel": "online",
        "people": {"owner": owner},
        "received_at": now.isoformat(),
        "due": None,
        "papers": [{"name": "Tệp đính kèm trên cổng dịch vụ công", "copies": 1}],
    }
