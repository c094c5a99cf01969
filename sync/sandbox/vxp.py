"""A city that behaves like the real ones seen in the field (VXP adapters of 2020 to 2025), on the sandbox city's records.

A session to log in for, which runs out and of which an account has one at a time; a name of a service for each call;
HTTP 200 and ``error_code`` whatever happens; no key by which it would know a call again: what comes twice is done twice,
only a code can't be inserted twice. No feed: a list by the time of the last change. Calls are answered one by one.
"""

from __future__ import annotations

import hmac
import json
import secrets
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from counter_app.moments import Clock
from sync.sandbox.records import CityRecords
from sync.sandbox.vxp_answers import SAID_OF_FAULTS, SESSION_OVER, Document, VxpRefusal, demand_fields, done, only_text
from sync.sandbox.vxp_dossiers import Asking, list_changed, look_up, take_dossiers, take_progress

LOG_IN = "DangNhap"
SESSION_LIFE = timedelta(minutes=30)
CHANGING = ("DongBoHoSoMC", "CapNhatTienDoHoSoMC", "DongBoDanhGia")
"""The services that change something."""


def _take_shares(asking: Asking, asked: Mapping[str, Any]) -> Document:
    """DongBoDanhGia: the shares of a month and procedure, the last that came. Raises ``VxpRefusal``."""
    data = asked.get("data")
    if not isinstance(data, list) or not data:
        raise VxpRefusal("Thiếu trường bắt buộc: data")
    for shares in data:
        demand_fields(shares, ("NgayTongHop", "TongSoNguoiDanhGia", "Madonvi"))
        row = (asking.unit, shares["NgayTongHop"], shares.get("MaThuTuc", ""), asking.now.isoformat())
        text = json.dumps(shares, ensure_ascii=False, sort_keys=True)
        asking.db.execute("INSERT OR REPLACE INTO rating_share VALUES (?, ?, ?, ?, ?)", (*row, text))
    return done("Đồng bộ đánh giá")


def _no_service(_asking: Asking, _asked: Mapping[str, Any]) -> Document:
    raise VxpRefusal("Không tồn tại dịch vụ này")


_SERVICES: Mapping[str, Callable[[Asking, Mapping[str, Any]], Document]] = {
    "DongBoHoSoMC": take_dossiers,
    "CapNhatTienDoHoSoMC": take_progress,
    "DongBoDanhGia": _take_shares,
    "TraCuuHoSo": look_up,
    "DanhSachHoSo": list_changed,
}


@dataclass(frozen=True)
class _Session:
    name: str
    until: datetime


class VxpCity:
    """Such a city. ``password`` None: any will do. Sessions end with the program, as they do where it is started anew."""

    def __init__(self, records: CityRecords, clock: Clock, password: str | None = None) -> None:
        self._records, self._clock, self._password = records, clock, password
        self._sessions: dict[str, _Session] = {}

    def answer(self, service: str, asked: Mapping[str, Any]) -> Document:
        """Answer a call; the session is looked at in the very transaction that does the work."""
        try:
            with self._records.transaction() as db:
                only_text(asked)
                if service == LOG_IN:
                    return self._log_in(asked)
                return _SERVICES.get(service, _no_service)(self._asking(db, asked), asked)
        except VxpRefusal as refusal:
            return refusal.answer

    def _log_in(self, asked: Mapping[str, Any]) -> Document:
        """A new session for an account; the one it had is over."""
        account, password = str(asked.get("username", "")), str(asked.get("password", ""))
        right = hmac.compare_digest(password.encode(), (self._password or password).encode())
        if not account or not password or not right:
            code, words = SAID_OF_FAULTS["no-token"]
            raise VxpRefusal(words, code)
        session = _Session(secrets.token_hex(16), self._clock() + SESSION_LIFE)
        self._sessions[account] = session
        return done("Đăng nhập", session=session.name)

    def _asking(self, db: sqlite3.Connection, asked: Mapping[str, Any]) -> Asking:
        now, unit = self._clock(), str(asked.get("madonvi", ""))
        mine = str(asked.get("session", ""))
        if not any(hmac.compare_digest(one.name, mine) and now < one.until for one in self._sessions.values()):
            raise VxpRefusal("Phiên làm việc không hợp lệ hoặc đã hết hạn", SESSION_OVER)
        if not unit:
            raise VxpRefusal("Thiếu trường bắt buộc: madonvi")
        row = (f"vxp:{unit}", "", 0, unit, now.isoformat())
        db.execute("INSERT OR REPLACE INTO sender VALUES (?, ?, ?, ?, ?)", row)
        return Asking(db, unit, now)
