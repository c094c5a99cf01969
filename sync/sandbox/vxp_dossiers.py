"""Dossiers as a city like the real one takes and shows them: H of DongBoHoSoMC, progress, look-up by code, list by time.

The records behind are those of the sandbox city, so that a person can play the city on the same pages.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from counter_app.ids import new_id
from sync.messages import RemoteDossier
from sync.national import dossier_message, in_digits
from sync.national_reading import dossier_body, said, step_of, textual
from sync.sandbox.feed import announce
from sync.sandbox.kinds import Effect, dossier_change
from sync.sandbox.reading import dossiers
from sync.sandbox.steps import HANDED_OVER
from sync.sandbox.vxp_answers import Document, VxpRefusal, demand_fields, done

PAGE = 100
"""Lines of a list at most."""
_DEMANDED = (
    *("MaHoSo", "MaTTHC", "TenTTHC", "KenhThucHien", "ChuHoSo", "LoaiDoiTuong", "TrichYeuHoSo", "NgayTiepNhan"),
    *("NgayNopHoSo", "TrangThaiHoSo", "HinhThuc", "DonViXuLy", "NoiNopHoSo"),
)
_LISTS = ("DanhSachHoSoBoSung", "DanhSachGiayToKetQua")
"""Lists of H that say more than the steps do: kept as they came."""
_DEMANDED_OF_PROGRESS = ("MaHoSo", "NguoiXuLy", "ThoiDiemXuLy", "NoiDungXuLy", "TrangThai")
_ADD = "INSERT INTO dossier VALUES (:id, :unit, :code, :rev, :state, :note, :taken_at, :changed_at, :body)"
_STATES = range(1, 11)


@dataclass(frozen=True)
class Asking:
    """Who asks such a city, and when: the unit (madonvi) and the city's clock."""

    db: sqlite3.Connection
    unit: str
    now: datetime


def take_dossiers(asking: Asking, asked: Mapping[str, Any]) -> Document:
    """DongBoHoSoMC: insert or, with ``isUpdating`` True, overwrite. Raises ``VxpRefusal``; then nothing of it is done."""
    updating = asked.get("isUpdating")
    if updating not in ("True", "False"):
        raise VxpRefusal("Thiếu trường bắt buộc: isUpdating")
    for message in _data(asked):
        demand_fields(message, _DEMANDED)
        _write(asking, message, updating=updating == "True")
    return done("Đồng bộ hồ sơ")


def take_progress(asking: Asking, asked: Mapping[str, Any]) -> Document:
    """CapNhatTienDoHoSoMC: each line is one more step of its dossier, also one that came before. Raises ``VxpRefusal``."""
    for line in _data(asked):
        demand_fields(line, _DEMANDED_OF_PROGRESS)
        row = _row(asking, said(line, "MaHoSo"))
        if row is None:
            raise VxpRefusal(f"Không tồn tại hồ sơ {line['MaHoSo']}")
        _add_step(asking, row, line)
    return done("Cập nhật tiến độ")


def look_up(asking: Asking, asked: Mapping[str, Any]) -> Document:
    """TraCuuHoSo: the dossier with its progress, or an empty result."""
    found = [one for one in dossiers(asking.db, str(asked.get("mahoso", ""))) if one.unit_code == asking.unit]
    return done("Tra cứu hồ sơ", [_shown(one) for one in found])


def list_changed(asking: Asking, asked: Mapping[str, Any]) -> Document:
    """DanhSachHoSo: code, state and moment of what changed from ``tungay`` on, oldest first, a page at a time."""
    rows = asking.db.execute("SELECT code, state, changed_at FROM dossier WHERE unit = ?", (asking.unit,))
    lines = [
        {"MaHoSo": row["code"], "TrangThaiHoSo": str(row["state"]), "NgayCapNhat": in_digits(row["changed_at"])}
        for row in rows
    ]
    since, page = str(asked.get("tungay", "")), _page(asked)
    wanted = sorted((one["NgayCapNhat"], one["MaHoSo"], one) for one in lines if one["NgayCapNhat"] >= since)
    shown = [one for _, _, one in wanted[(page - 1) * PAGE : page * PAGE]]
    return done("Lấy danh sách", shown, sotrang=str(-(-len(wanted) // PAGE)))


def _data(asked: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    data = asked.get("data")
    if not isinstance(data, list) or not data or not all(isinstance(one, Mapping) for one in data):
        raise VxpRefusal("Thiếu trường bắt buộc: data")
    return data


def _page(asked: Mapping[str, Any]) -> int:
    text = str(asked.get("trang", "1"))
    if not text.isascii() or not text.isdigit() or not 1 <= len(text) <= 6:  # noqa: PLR2004 - nobody has a million pages
        raise VxpRefusal("Sai kiểu dữ liệu: trang")
    return max(1, int(text))


def _row(asking: Asking, code: str) -> sqlite3.Row | None:
    wanted = "SELECT * FROM dossier WHERE code = ? AND unit = ?"
    found: sqlite3.Row | None = asking.db.execute(wanted, (code, asking.unit)).fetchone()
    return found


def _write(asking: Asking, message: Mapping[str, Any], *, updating: bool) -> None:
    try:
        body, state = dossier_body(message), int(said(message, "TrangThaiHoSo"))
    except ValueError as wrong:
        raise VxpRefusal(f"Sai định dạng dữ liệu hồ sơ: {wrong}") from None
    if state not in _STATES:
        raise VxpRefusal("Sai định dạng dữ liệu hồ sơ: TrangThaiHoSo")
    body |= {"unit": asking.unit, "lists": {key: message.get(key, []) for key in _LISTS}}
    if updating:
        _overwrite(asking, body, state)
        return
    if asking.db.execute("SELECT 1 FROM dossier WHERE code = ?", (body["code"],)).fetchone():
        raise VxpRefusal(f"Hồ sơ {body['code']} đã tồn tại")
    at = asking.now.isoformat()
    row = {"id": str(new_id()), "unit": asking.unit, "code": body["code"], "rev": 1, "state": state, "note": ""}
    row |= {"taken_at": at, "changed_at": at, "body": _text(body)}
    asking.db.execute(_ADD, row)
    announce(asking.db, asking.unit, "dossier.receive", Effect(str(row["id"]), 1, dossier_change(row)), asking.now)


def _overwrite(asking: Asking, body: dict[str, Any], state: int) -> None:
    row = _row(asking, body["code"])
    if row is None:
        raise VxpRefusal(f"Không tồn tại hồ sơ {body['code']}")
    held = json.loads(row["body"])
    _keep(asking, row, held | body, row["state"] if row["state"] == HANDED_OVER else state)


def _add_step(asking: Asking, row: sqlite3.Row, line: Mapping[str, Any]) -> None:
    try:
        step = step_of(line)
    except ValueError as wrong:
        raise VxpRefusal(f"Sai định dạng dữ liệu tiến độ: {wrong}") from None
    if step["state"] not in _STATES:
        raise VxpRefusal("Sai định dạng dữ liệu tiến độ: TrangThai")
    held = json.loads(row["body"])
    if step.get("due") == held.get("due"):
        step.pop("due", None)
    held.setdefault("steps", []).append(step)
    _keep(asking, row, held, row["state"] if row["state"] == HANDED_OVER else step["state"])


def _keep(asking: Asking, row: sqlite3.Row, body: Mapping[str, Any], state: int) -> None:
    values = (state, row["rev"] + 1, asking.now.isoformat(), _text(body), row["id"])
    asking.db.execute("UPDATE dossier SET state = ?, rev = ?, changed_at = ?, body = ? WHERE id = ?", values)
    after = asking.db.execute("SELECT * FROM dossier WHERE id = ?", (row["id"],)).fetchone()
    effect = Effect(row["id"], after["rev"], dossier_change(after))
    announce(asking.db, asking.unit, "dossier.state", effect, asking.now)


def _shown(found: RemoteDossier) -> Document:
    """H as the city has it now, with the lines of progress and the moment of the last change."""
    steps = found.body.get("steps", [])
    message = {**dossier_message(found), **found.body.get("lists", {})}
    more = {"TienDo": [_progress(found.code, step) for step in steps]}
    shown: Document = textual({**message, **more, "NgayCapNhat": in_digits(found.changed_at.isoformat())})
    return shown


def _progress(code: str, step: Mapping[str, Any]) -> Document:
    return {
        "MaHoSo": code,
        "NguoiXuLy": step.get("officer"),
        "ThoiDiemXuLy": in_digits(step["at"]),
        "PhongBanXuLy": step.get("agency"),
        "NoiDungXuLy": step.get("note"),
        "TrangThai": step["state"],
        "NgayKetThucTheoQuyDinh": in_digits(step.get("due") or ""),
    }


def _text(body: Mapping[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, sort_keys=True)
