"""An op as such a city's messages: the dossier as it is after it, and its line of progress. Pure.

What the message has no field for is not told: addresses, birth dates, the kinds of copies. Where a correction changes
only such things, the city hears that there was one and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from counter_app.city_memory import Known
from counter_app.merging import changed, merged
from counter_app.wording_city import op_words
from sync.messages import OpMessage, RemoteDossier
from sync.national import DOING, dossier_message, in_digits, result_paper, supplement_asked
from sync.national_reading import Body, dossier_body, textual

RECEIPTS = ("dossier.receive", "dossier.register")
HANDED_OVER = "fact.result_handed_over"
TOLD_FACTS = (HANDED_OVER, "fact.papers_returned")
"""Facts that have a line of progress; other facts have no place in these messages."""
FILES = ("dossier.attach", "dossier.detach")
"""Such a city wants an address where each file can be fetched; this program serves none."""
_AS_IT_WAS = ("dossier.correct", "dossier.extend", "fact.papers_returned")
_SETS_DUE = ("dossier.accept", "dossier.supplement", "dossier.complete", "dossier.extend")
_STARTS_ANEW = ("dossier.accept", "dossier.complete")
_REFUSED, _DONE, _GIVEN = 3, 9, 10
_ENDED = (_REFUSED, 7, 8, _DONE)
_MARK = "(bước {})"
"""Closes each line of progress this program tells: its number among the steps of the dossier at the counter."""
_LONGEST_WORDS, _LONGEST_OFFICER = 1900, 50

FIELDS: Mapping[str, str] = {
    "owner.name": "ChuHoSo",
    "owner.number": "SoGiayToChuHoSo",
    "owner.phone": "SoDienThoai",
    "owner.email": "Email",
    "note": "GhiChu",
}
"""Fields of a correction that come back from the city as they were told: only of these can be said that both changed them."""
_CORRECTED = (
    *FIELDS.values(),
    *("DinhDanhCHS", "LoaiDoiTuong", "TrichYeuHoSo", "HinhThuc", "TaiKhoanDuocXacThucVoiVNeID"),
    *("DanhSachTepDinhKemKhac", "DanhSachLePhi"),
)
_TOLD_TOO = ("owner.kind", "owner.number_kind", "owner.eid_account", "return_way", "papers", "fees", "fee_total")

Message = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """A dossier as the city has it: H, and the lines of progress behind it."""

    message: Message
    progress: tuple[Mapping[str, Any], ...] = ()
    updated: str = ""
    """When it last changed there; empty once more was told than what was shown."""

    def has(self, line: Mapping[str, Any]) -> bool:
        """Whether this line of progress stands there already."""
        return any(_key(one) == _key(line) for one in self.progress)


def read_found(result: Mapping[str, Any]) -> Found:
    """What TraCuuHoSo shows of a dossier."""
    message = {key: value for key, value in result.items() if key not in ("TienDo", "NgayCapNhat")}
    return Found(message, tuple(result.get("TienDo") or ()), str(result.get("NgayCapNhat") or ""))


def receipt(op: OpMessage, unit: str) -> Message:
    """H of a dossier just received or written down. KeyError, TypeError, ValueError for a body that lacks something."""
    state = 1 if op.kind == "dossier.register" else 2
    if not str(op.body["code"]).strip() or not op.body["people"]["owner"]["name"]:
        raise ValueError("code")
    return message_of(dict(op.body), str(op.body["code"]), unit, state)


def progress(op: OpMessage, found: Found) -> Message:
    """The line of progress of a step; a step that leaves the dossier where it stands says where the city has it."""
    body, stands = op.body, op.kind in _AS_IT_WAS
    state = str(found.message.get("TrangThaiHoSo")) if stands else str(body["state"])
    what = op_words(op.kind) if stands else DOING[int(body["state"])]
    words = " – ".join(filter(None, (what, str(body.get("note") or ""))))[:_LONGEST_WORDS]
    at = in_digits(str(body["at"]))
    line = {
        "MaHoSo": found.message["MaHoSo"],
        "NguoiXuLy": str(body.get("officer") or op.staff)[:_LONGEST_OFFICER],
        "ChucDanh": "",
        "ThoiDiemXuLy": at,
        "PhongBanXuLy": str(body.get("agency") or ""),
        "NoiDungXuLy": f"{words} {_MARK.format(op.client_rev)}",
        "TrangThai": state,
        "NgayBatDau": at,
        "NgayKetThucTheoQuyDinh": in_digits(str(body.get("due") or "")),
    }
    told: Message = textual(line)
    return told


def after(op: OpMessage, found: Found) -> Message:
    """H as it is after a step. KeyError, TypeError, ValueError for a body that lacks something."""
    message, body = dict(found.message), op.body
    if op.kind == "dossier.correct":
        return message | _corrected(op, found)[1]
    at = in_digits(str(body["at"]))
    if op.kind not in _AS_IT_WAS and message.get("TrangThaiHoSo") != str(_GIVEN):
        message["TrangThaiHoSo"] = str(body["state"])
        message |= _moments(int(body["state"]), at, str(body.get("note") or ""))
    if op.kind in _SETS_DUE:
        message["NgayHenTra"] = in_digits(str(body.get("due") or ""))
    if op.kind in _STARTS_ANEW and body.get("received_at"):
        message["NgayTiepNhan"] = in_digits(str(body["received_at"]))
    told: Message = textual(message | _lists(op, found))
    return told


def meeting(op: OpMessage, found: Found) -> dict[str, Any]:
    """The fields a correction meets somebody else's in, with what the city has; empty where nothing meets."""
    was, now = _corrected(op, found)
    body = dossier_body(found.message)
    said = {"note": body["note"], **{f"owner.{key}": value for key, value in body["people"]["owner"].items()}}
    return {
        field: said[field]
        for field, key in FIELDS.items()
        if key in now and found.message.get(key) not in (was[key], now[key])
    }


def untold(op: OpMessage) -> list[str]:
    """The fields of a correction that have no place in the message, by name."""
    if op.kind != "dossier.correct":
        return []
    fields = changed(op.body.get("was", {}), op.body.get("changes", {}))
    return sorted(field for field in fields if field not in FIELDS and field not in _TOLD_TOO)


def same_dossier(message: Mapping[str, Any], known: Known | None) -> bool:
    """Whether the city's dossier of this code is the one known here: procedure and moment it was handed in; unknown is."""
    if known is None or known.begun_at is None:
        return True
    begun = in_digits(known.begun_at.isoformat())
    return message.get("MaTTHC") == known.procedure_code and begun in (
        message.get("NgayNopHoSo"),
        message.get("NgayTiepNhan"),
    )


def same_receipt(found: Found, mine: Mapping[str, Any]) -> bool:
    """Whether what the city has under this code is what is being told: same procedure, same moment, same owner or our steps."""
    there = found.message
    if any(there.get(key) != mine.get(key) for key in ("MaTTHC", "NgayNopHoSo")):
        return False
    owner = any(there.get(key) == mine.get(key) for key in ("ChuHoSo", "SoGiayToChuHoSo"))
    return owner or any(is_ours(one) for one in found.progress)


def is_ours(line: Mapping[str, Any]) -> bool:
    """Whether a line of progress was told by a counter's program."""
    return str(line.get("NoiDungXuLy", "")).rstrip().endswith(")") and "(bước " in str(line.get("NoiDungXuLy", ""))


def _corrected(op: OpMessage, found: Found) -> tuple[Message, Message]:
    """What the message's fields said before a correction as the counter knew it, and those that say something else after."""
    body = dossier_body(found.message)
    was = _of_body(merged(body, {}, op.body.get("was", {})), found)
    now = _of_body(merged(body, {}, op.body["changes"]), found)
    return was, {key: now[key] for key in _CORRECTED if was[key] != now[key]}


def _of_body(body: Body, found: Found) -> Message:
    state = int(str(found.message.get("TrangThaiHoSo")))
    return message_of(body, str(found.message["MaHoSo"]), "", state)


def message_of(body: Mapping[str, Any], code: str, unit: str, state: int) -> Message:
    """H of a body: what there is of it in the national message, everything text."""
    never = datetime.fromtimestamp(0, UTC)
    whole = RemoteDossier(
        id=UUID(int=0),
        code=code,
        unit_code=unit,
        rev=0,
        city_state=state,
        note="",
        taken_at=never,
        changed_at=never,
        body=dict(body),
    )
    told: Message = textual(dossier_message(whole))
    return told


def _moments(state: int, at: str, note: str) -> Message:
    ended = {"NgayKetThucXuLy": at} if state in _ENDED else {}
    refused = {"NgayTuChoi": at} if state == _REFUSED else {}
    given = {"NgayTra": at, "ThongTinTra": note} if state == _GIVEN else {}
    return {**ended, **refused, **given}


def _lists(op: OpMessage, found: Found) -> Message:
    """What a step adds to the lists of H: a request for supplement, its answer, the papers of the result."""
    if op.kind == "dossier.return_result":
        return {"DanhSachGiayToKetQua": [result_paper(one) for one in op.body.get("papers") or ()]}
    key = "DanhSachHoSoBoSung"
    asked = [dict(one) for one in found.message.get(key) or ()]
    if op.kind == "dossier.supplement":
        mine = textual(supplement_asked(len(asked) + 1, op.body))
        again = any(one.get("NgayBoSung") == mine["NgayBoSung"] for one in asked)
        return {} if again else {key: [*asked, mine]}
    if op.kind in ("dossier.complete", "dossier.accept") and asked:
        due = in_digits(str(op.body.get("due") or ""))
        answered = {
            "NgayTiepNhanBoSung": in_digits(str(op.body["at"])),
            "TrangThaiBoSung": "True",
            "NgayHenTraMoi": due,
        }
        who = {"NguoiTiepNhanBoSung": op.body.get("officer"), "ThongTinTiepNhan": op.body.get("note")}
        return {key: [*asked[:-1], {**asked[-1], **answered, **who}]}
    return {}


def _key(line: Mapping[str, Any]) -> tuple[str, str]:
    """A step is known again by its moment and its words, which end with its number."""
    return str(line.get("ThoiDiemXuLy", "")), str(line.get("NoiDungXuLy", "")).strip()
