"""Reading the national messages back: what a city says of a dossier in DongBoHoSoMC, as a body and steps of this program. Pure.

``dossier_message`` of what ``dossier_body`` gives is the same message again, but for what is computed from the steps.
Less comes back than was sent: the message has no address, no birth date, no kinds of copies, no lines.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from counter_app.moments import HANOI

_CHANNELS = {"2": "online", "3": "post"}
_NUMBERS = {"1": "cccd", "2": "cmnd"}
_MOMENT = "%Y%m%d%H%M%S"

Body = dict[str, Any]


def dossier_body(message: Mapping[str, Any]) -> Body:
    """One H as the body of a dossier, without its steps. ValueError for what is not the text it must be."""
    return {
        "code": said(message, "MaHoSo"),
        "unit_name": said(message, "DonViXuLy"),
        "procedure_code": said(message, "MaTTHC"),
        "procedure_name": said(message, "TenTTHC"),
        "field_code": said(message, "MaLinhVuc"),
        "field": said(message, "TenLinhVuc"),
        "channel": _CHANNELS.get(said(message, "KenhThucHien"), "direct"),
        "people": {"owner": _owner(message)},
        "received_at": moment_text(said(message, "NgayTiepNhan")),
        "handed_in_at": moment_text(said(message, "NgayNopHoSo") or said(message, "NgayTiepNhan")),
        "due": moment_text(said(message, "NgayHenTra")) or None,
        "note": said(message, "GhiChu"),
        "return_way": "post" if said(message, "HinhThuc") == "1" else "counter",
        "papers": [_paper(one) for one in _list(message, "DanhSachTepDinhKemKhac")],
        "fees": [_fee(one) for one in _list(message, "DanhSachLePhi")],
    }


def step_of(progress: Mapping[str, Any]) -> Body:
    """A line of progress (CapNhatTienDoHoSoMC) as a step. ValueError for what is not the text it must be."""
    step: Body = {
        "state": int(said(progress, "TrangThai")),
        "at": moment_text(said(progress, "ThoiDiemXuLy")),
        "agency": said(progress, "PhongBanXuLy"),
        "officer": said(progress, "NguoiXuLy"),
        "note": said(progress, "NoiDungXuLy"),
    }
    due = moment_text(said(progress, "NgayKetThucTheoQuyDinh"))
    return step | ({"due": due} if due else {})


def textual(value: Any) -> Any:
    """A value as such systems want it: everything text, ``"True"`` and ``"False"``, nothing is ``""``."""
    if isinstance(value, Mapping):
        return {str(key): textual(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [textual(one) for one in value]
    return "" if value is None else str(value)


def moment_text(text: str) -> str:
    """``yyyyMMddHHmmss`` on the clock of Hà Nội as ISO 8601; empty stays empty. ValueError for anything else."""
    return datetime.strptime(text, _MOMENT).replace(tzinfo=HANOI).isoformat() if text else ""


def said(part: Mapping[str, Any], key: str) -> str:
    """A field's text in NFC, empty where there is none. ValueError for a list or a document."""
    value = part.get(key)
    if isinstance(value, Mapping | list):
        raise ValueError(key)  # noqa: TRY004 - what is wrong is the document, as everywhere here
    return "" if value is None else unicodedata.normalize("NFC", str(value)).strip()


def _owner(message: Mapping[str, Any]) -> Body:
    number = said(message, "SoGiayToChuHoSo") or None
    kinds = [_NUMBERS.get(said(one, "LoaiDinhDanh")) for one in _list(message, "DinhDanhCHS")]
    return {
        "name": said(message, "ChuHoSo"),
        "kind": "organisation" if said(message, "LoaiDoiTuong") == "2" else "citizen",
        "number": number,
        "number_kind": kinds[0] if number and kinds else None,
        "phone": said(message, "SoDienThoai"),
        "email": said(message, "Email") or None,
        "eid_account": "has" if said(message, "TaiKhoanDuocXacThucVoiVNeID") == "1" else None,
    }


def _paper(one: Mapping[str, Any]) -> Body:
    return {"name": said(one, "TenGiayTo"), "originals": 0, "certified": 0, "copies": int(said(one, "SoLuong") or 0)}


def _fee(one: Mapping[str, Any]) -> Body:
    return {"name": said(one, "TenPhiLePhi"), "amount": int(said(one, "Gia") or 0)}


def _list(message: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = message.get(key) or []
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise ValueError(key)
    return found
