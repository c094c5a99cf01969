"""The national message a city system has to build from what a counter sends: DongBoHoSoMC, one dossier.

Values are text, moments ``yyyyMMddHHmmss`` on the clock of Hà Nội, nothing is ``""``. The field list is from public
adapters of 2020 to 2025; a newer circular may have changed it. Code and name of the field (lĩnh vực) come from the city's
own catalogue of procedures, which a sandbox does not have.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from counter_app.moments import local
from sync.messages import RemoteDossier

_CHANNELS = {"direct": "1", "online": "2", "post": "3"}
_SUBJECTS = {"citizen": "1", "foreigner": "1", "organisation": "2"}
_NUMBERS = {"cccd": "1", "cmnd": "2"}
_PROVINCIAL = "2"
"""NoiNopHoSo: handed in at a province's own system."""
_NOT_ONLINE = "3"
"""DuocThanhToanTrucTuyen: money was taken at the counter."""
_LONGEST_ABSTRACT = 1000


def national_message(found: RemoteDossier) -> dict[str, Any]:
    """Build the message's H of one dossier."""
    body = found.body
    owner: Mapping[str, Any] = body["people"]["owner"]
    abstract = f"{body['procedure_name']}: {owner['name']}"
    return {
        "MaHoSo": found.code,
        "MaTTHC": _text(body, "procedure_code"),
        "TenTTHC": _text(body, "procedure_name"),
        "KenhThucHien": _CHANNELS.get(_text(body, "channel"), "1"),
        "SoGiayToChuHoSo": _text(owner, "number"),
        "ChuHoSo": _text(owner, "name"),
        "LoaiDoiTuong": _SUBJECTS.get(_text(owner, "kind"), "1"),
        "Email": _text(owner, "email"),
        "SoDienThoai": _text(owner, "phone"),
        "TrichYeuHoSo": abstract[:_LONGEST_ABSTRACT],
        "NgayTiepNhan": _moment(_text(body, "received_at")),
        "NgayNopHoSo": _moment(_text(body, "received_at")),
        "NgayHenTra": _moment(_text(body, "due")),
        "TrangThaiHoSo": str(found.city_state),
        "GhiChu": _text(body, "note"),
        "HinhThuc": "1" if _text(body, "return_way") == "post" else "0",
        "DonViXuLy": found.unit_code,
        "NoiNopHoSo": _PROVINCIAL,
        "HoSoCoThanhPhanSoHoa": "0",
        "TaiKhoanDuocXacThucVoiVNeID": "1" if _text(owner, "eid_account") in ("has", "helped") else "0",
        "DuocThanhToanTrucTuyen": _NOT_ONLINE,
        "DinhDanhCHS": _numbers(owner),
        "TaiLieuNop": [],
        "DanhSachLePhi": [{"TenPhiLePhi": fee["name"], "Gia": str(fee["amount"])} for fee in body.get("fees", [])],
        "DanhSachTepDinhKemKhac": [_paper(paper) for paper in body.get("papers", [])],
    }


def _numbers(owner: Mapping[str, Any]) -> list[dict[str, str]]:
    kind = _NUMBERS.get(_text(owner, "number_kind"))
    return [] if kind is None else [{"LoaiDinhDanh": kind, "SoDinhDanh": _text(owner, "number")}]


def _paper(paper: Mapping[str, Any]) -> dict[str, str]:
    count = sum(paper.get(key, 0) for key in ("originals", "certified", "copies"))
    return {"TenGiayTo": paper["name"], "SoLuong": str(count)}


def _moment(text: str) -> str:
    return f"{local(datetime.fromisoformat(text)):%Y%m%d%H%M%S}" if text else ""


def _text(part: Mapping[str, Any], key: str) -> str:
    value = part.get(key)
    return "" if value is None else str(value)
