"""How this PC is known to the city's system: its enrolment code (mã đăng ký máy) and the token it was given last.

The code is a setting, typed in once by the IT person. The city changes it for a token of some hours, and each token for
the next; the last one is kept in these records, which are encrypted.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, insert, select

from counter_app.records.city_access import CityAccess
from counter_app.records.shared import Device
from counter_app.settings import value_of
from counter_app.store import Act, Asking


@dataclass(frozen=True)
class Enrolment:
    """Who this PC is to the city. ``token`` is what it says now: the last one given, before the first the code itself."""

    device_id: str
    code: str = field(repr=False)
    token: str = field(repr=False)


def enrolment(asking: Asking) -> Enrolment:
    """How this PC is enrolled; empty texts where no code is set."""
    code = str(value_of(asking, "city.token")).strip()
    device = str(asking.connection.execute(_DEVICE).scalar_one())
    kept = asking.connection.execute(
        select(CityAccess.token).where(CityAccess.code_sha256 == _mark(code))
    ).scalar_one_or_none()
    return Enrolment(device, code, kept or code)


def keep_token(act: Act, code: str, token: str, expires_at: datetime) -> None:
    """The city gave this PC its next token, on the strength of this enrolment code."""
    device = act.connection.execute(_DEVICE).scalar_one()
    act.connection.execute(delete(CityAccess))
    row = {"id": 1, "code_sha256": _mark(code), "token": token, "expires_at": expires_at}
    act.connection.execute(insert(CityAccess).values(row))
    act.record("city.token_kept", f"device:{device}", {"expires_at": expires_at.isoformat()})


_DEVICE = select(Device.device_id)


def _mark(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
