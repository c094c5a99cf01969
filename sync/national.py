"""The national messages of a city's system, built from what a counter sent: DongBoHoSoMC, CapNhatTienDoHoSoMC, DongBoDanhGia.

Values are text, moments ``yyyyMMddHHmmss`` on the clock of Hà Nội, what is not known is ``""``. The field lists are from
public adapters of 2020 to 2025; a newer circular may have changed them. The status is the dossier's own, never a later one
that would look on time. The code of the field (lĩnh vực) comes from the city's catalogue of procedures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from counter_app.moments import local
from counter_app.ratings import SKIPPED, in_three
from sync.messages import RemoteDossier, RemoteRating

_CHANNELS = {"direct": "1", "online": "2", "post": "3"}
_SUBJECTS = {"citizen": "1", "foreigner": "1", "organisation": "2"}
_NUMBERS = {"cccd": "1", "cmnd": "2"}
_PROVINCIAL = "2"
"""NoiNopHoSo: handed in at a province's own system."""
_NOT_ONLINE = "3"
"""DuocThanhToanTrucTuyen: money was taken at the counter."""
_LONGEST_ABSTRACT, _LONGEST_NOTE, _LONGEST_OFFICER = 1000, 2000, 50
_RECEIVED, _REFUSED, _WAITING, _DONE, _HANDED_OVER = 2, 3, 5, 9, 10
_ENDED = (_REFUSED, 7, 8, _DONE, _HANDED_OVER)
DOING = {
    1: "Mới đăng ký",
    2: "Tiếp nhận hồ sơ",
    3: "Không tiếp nhận",
    4: "Chuyển xử lý",
    5: "Yêu cầu bổ sung giấy tờ",
    6: "Yêu cầu thực hiện nghĩa vụ tài chính",
    7: "Công dân yêu cầu rút hồ sơ",
    8: "Dừng xử lý",
    9: "Đã xử lý xong",
    10: "Đã trả kết quả",
}
"""The national list of statuses as the words of a line of progress."""
_SATISFACTION = ("ChuaHaiLong", "HaiLong", "RatHaiLong")

Message = dict[str, Any]


def dossier_message(found: RemoteDossier) -> Message:
    """One H of DongBoHoSoMC."""
    return {**_what(found), **_when(found), **_how(found), **_lists(found.body, _steps(found))}


def _what(found: RemoteDossier) -> Message:
    """Which dossier, of which procedure, whose."""
    body = found.body
    owner: Mapping[str, Any] = body["people"]["owner"]
    abstract = f"{body['procedure_name']}: {owner['name']}"
    return {
        "MaHoSo": found.code,
        "MaTTHC": _text(body, "procedure_code"),
        "TenTTHC": _text(body, "procedure_name"),
        "MaLinhVuc": _text(body, "field_code"),
        "TenLinhVuc": _text(body, "field"),
        "KenhThucHien": _CHANNELS.get(_text(body, "channel"), "1"),
        "SoBienNhan": found.code,
        "SoGiayToChuHoSo": _text(owner, "number"),
        "ChuHoSo": _text(owner, "name"),
        "LoaiDoiTuong": _SUBJECTS.get(_text(owner, "kind"), "1"),
        "MaDoiTuong": None,
        "ThongTinKhac": "",
        "Email": _text(owner, "email"),
        "Fax": "",
        "SoDienThoai": _text(owner, "phone"),
        "TrichYeuHoSo": abstract[:_LONGEST_ABSTRACT],
        "DinhDanhCHS": _numbers(owner),
    }


def _when(found: RemoteDossier) -> Message:
    """Its moments, and where it stands."""
    body, steps = found.body, _steps(found)
    return {
        "NgayTiepNhan": in_digits(_text(body, "received_at")),
        "NgayNopHoSo": in_digits(_handed_in(body)),
        "NgayHenTra": in_digits(_text(body, "due")),
        "TrangThaiHoSo": str(found.city_state),
        "NgayTra": _reached(steps, (_HANDED_OVER,)),
        "ThongTinTra": _note_of(steps, _HANDED_OVER),
        "NgayKetThucXuLy": _reached(steps, _ENDED),
        "NgayTuChoi": _reached(steps, (_REFUSED,)),
    }


def _how(found: RemoteDossier) -> Message:
    """Where and how it was handed in and goes back."""
    body = found.body
    owner: Mapping[str, Any] = body["people"]["owner"]
    return {
        "GhiChu": _text(body, "note")[: _LONGEST_NOTE - 1],
        "HinhThuc": "1" if _text(body, "return_way") == "post" else "0",
        "DonViXuLy": _text(body, "unit_name") or found.unit_code,
        "NoiNopHoSo": _PROVINCIAL,
        "HoSoCoThanhPhanSoHoa": "0",
        "TaiKhoanDuocXacThucVoiVNeID": "1" if _text(owner, "eid_account") in ("has", "helped") else "0",
        "DuocThanhToanTrucTuyen": _NOT_ONLINE,
    }


def _file(file: Message) -> Message:
    """A file of the dossier. From where it may be fetched is the city's to say."""
    return {
        "TepDinhKemId": file["id"],
        "TenTepDinhKem": file["name"],
        "IsDeleted": "False",
        "MaThanhPhanHoSo": "",
        "DuongDanTaiTepTin": "",
    }


def _lists(body: Mapping[str, Any], steps: list[Message]) -> Message:
    """Papers, fees, supplements, papers of the result."""
    return {
        "DSKetNoiCSDL": [],
        "TaiLieuNop": [_file(file) for file in body.get("files", [])],
        "DanhSachLePhi": [_fee(fee) for fee in body.get("fees", [])],
        "DanhSachTepDinhKemKhac": [_paper(paper) for paper in body.get("papers", [])],
        "DanhSachHoSoBoSung": _supplements(steps),
        "DanhSachGiayToKetQua": [
            result_paper(paper) for step in steps if step["state"] == _DONE for paper in step.get("papers") or ()
        ],
    }


def _fee(fee: Mapping[str, Any]) -> Message:
    unknown = {"MaPhiLePhi": "", "HinhThucThu": "", "LoaiPhiLePhi": ""}
    return {"TenPhiLePhi": fee["name"], "Gia": str(fee["amount"]), **unknown}


def result_paper(paper: Mapping[str, Any]) -> Message:
    """One paper of DanhSachGiayToKetQua."""
    unknown = {"MaThanhPhanHoSo": "", "GiayToId": "", "DuongDanTepTinKetQua": "", "MaGiayToKetQua": ""}
    return {"TenGiayTo": paper["name"], **unknown}


def progress_messages(found: RemoteDossier) -> list[Message]:
    """The data of CapNhatTienDoHoSoMC: every step of a dossier in order, the receipt first."""
    body = found.body
    first = {"state": 1 if body.get("state") == 1 else _RECEIVED, "at": _handed_in(body)}
    first |= {"officer": _text(body, "officer") or _text(body, "staff"), "agency": _text(body, "unit_name")}
    return [
        {
            "MaHoSo": found.code,
            "NguoiXuLy": _text(step, "officer")[:_LONGEST_OFFICER],
            "ChucDanh": "",
            "ThoiDiemXuLy": in_digits(_text(step, "at")),
            "PhongBanXuLy": _text(step, "agency"),
            "NoiDungXuLy": _doing(DOING[step["state"]], _text(step, "note")),
            "TrangThai": str(step["state"]),
            "NgayBatDau": in_digits(_text(step, "at")),
            "NgayKetThucTheoQuyDinh": in_digits(_text(step, "due") or _text(body, "due")),
        }
        for step in (first, *_steps(found))
    ]


def rating_messages(
    ratings: Iterable[RemoteRating], dossiers: Iterable[RemoteDossier], unit_name: str
) -> list[Message]:
    """The data of DongBoDanhGia, with the procedures as these dossiers have them."""
    return rating_shares(ratings, {one.code: _text(one.body, "procedure_code") for one in dossiers}, unit_name)


def rating_shares(ratings: Iterable[RemoteRating], procedures: Mapping[str, str], unit_name: str) -> list[Message]:
    """For each month and procedure how many answered and the shares of three levels; ``procedures`` by code of dossier.

    The first answer of a visit counts, once for each procedure of its dossiers; a visit without one goes without a code.
    """
    votes: dict[tuple[str, str, str], list[int]] = {}
    words: dict[tuple[str, str, str], list[str]] = {}
    for one in ratings:
        if one.again or one.level is None:
            continue
        at = local(datetime.fromisoformat(_text(one.body, "at")) if one.body.get("at") else one.taken_at)
        level = in_three(one.level, int(one.body.get("scale", 5)))
        of = {procedures.get(code, "") for code in one.body.get("dossiers", ())} or {""}
        said = _text(one.body, "reason")
        for procedure in of:
            key = (f"{at.month}-{at.year}", procedure, one.unit_code)
            votes.setdefault(key, []).append(level)
            words.setdefault(key, []).extend([said] if said and said != SKIPPED else [])
    return [
        {
            "NgayTongHop": month,
            "TongSoNguoiDanhGia": str(len(levels)),
            **{f"PhanTramDanhGia{name}": _share(levels, at) for at, name in enumerate(_SATISFACTION, start=1)},
            **{f"PhanTramDanhGiaDichVu{name}": "" for name in _SATISFACTION},
            "DanhSachNoiDungYKien": words[month, procedure, unit],
            "MaThuTuc": procedure,
            "NoiDung": "",
            "Madonvi": unit,
            "TenDonVi": unit_name,
        }
        for (month, procedure, unit), levels in sorted(votes.items())
    ]


def _doing(what: str, note: str) -> str:
    """What was done and why, in one line; a note that says what was done already says it alone."""
    return note if note.startswith(what) else " – ".join(filter(None, (what, note)))


def _handed_in(body: Mapping[str, Any]) -> str:
    """When it was first handed in; the time it was received is a later one where a supplement started the clock anew."""
    return _text(body, "handed_in_at") or _text(body, "received_at")


def _share(levels: list[int], level: int) -> str:
    return f"{100 * levels.count(level) / len(levels):.1f}%"


def _steps(found: RemoteDossier) -> list[Message]:
    return list(found.body.get("steps", []))


def _reached(steps: list[Message], states: Iterable[int]) -> str:
    """When a dossier first came to one of these states since it last left them; empty where it is in none."""
    moment = ""
    for step in steps:
        moment = (moment or in_digits(_text(step, "at"))) if step["state"] in states else ""
    return moment


def _note_of(steps: list[Message], state: int) -> str:
    return next((_text(step, "note") for step in reversed(steps) if step["state"] == state), "")


def _supplements(steps: list[Message]) -> list[Message]:
    """Each request for supplement with what answered it."""
    found: list[Message] = []
    for step in steps:
        if step["state"] == _WAITING:
            found.append(supplement_asked(len(found) + 1, step))
        elif found and not found[-1]["TrangThaiBoSung"]:
            done = step["state"] == _RECEIVED
            found[-1] |= {
                "NguoiTiepNhanBoSung": _text(step, "officer"),
                "ThongTinTiepNhan": _text(step, "note"),
                "NgayTiepNhanBoSung": in_digits(_text(step, "at")),
                "TrangThaiBoSung": done,
                "NgayHenTraMoi": in_digits(_text(step, "due")) if done else "",
            }
    return found


def supplement_asked(number: int, step: Mapping[str, Any]) -> Message:
    """One request for supplement of DanhSachHoSoBoSung that nothing has answered yet."""
    items = "; ".join(str(one) for one in step.get("items") or ())
    return {
        "HoSoBoSungId": number,
        "NguoiYeuCauBoSung": _text(step, "officer"),
        "NoiDungBoSung": ": ".join(filter(None, (_text(step, "note"), items))),
        "NgayBoSung": in_digits(_text(step, "at")),
        "NguoiTiepNhanBoSung": "",
        "ThongTinTiepNhan": "",
        "NgayTiepNhanBoSung": "",
        "TrangThaiBoSung": False,
        "DanhSachGiayToBoSung": [],
        "DanhSachLePhiBoSung": [],
        "NgayHenTraTruoc": in_digits(_text(step, "due")),
        "NgayHenTraMoi": "",
    }


def _numbers(owner: Mapping[str, Any]) -> list[dict[str, str]]:
    kind = _NUMBERS.get(_text(owner, "number_kind"))
    return [] if kind is None else [{"LoaiDinhDanh": kind, "SoDinhDanh": _text(owner, "number")}]


def _paper(paper: Mapping[str, Any]) -> dict[str, str]:
    count = sum(paper.get(key, 0) for key in ("originals", "certified", "copies"))
    return {"TenGiayTo": paper["name"], "SoLuong": str(count), "LoaiGiayTo": ""}


def in_digits(text: str) -> str:
    """A moment in ISO 8601 as these messages have it; empty stays empty."""
    return f"{local(datetime.fromisoformat(text)):%Y%m%d%H%M%S}" if text else ""


def _text(part: Mapping[str, Any], key: str) -> str:
    value = part.get(key)
    return "" if value is None else str(value)
