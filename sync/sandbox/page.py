"""The operator's first page: the dossiers, the ratings, and beside them what can be made to happen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from sync.messages import CataloguePage, RemoteDossier, RemoteRating
from sync.sandbox.faults import Faults
from sync.sandbox.markup import document, field, moment, moment_of, row, state_mark, text_of, wrong
from sync.sandbox.panel import fault_panel, in_words

_RATINGS_VI = {5: "Rất hài lòng", 4: "Hài lòng", 3: "Bình thường", 2: "Chưa hài lòng", 1: "Rất không hài lòng"}
_THREE_VI = {3: "Rất hài lòng", 2: "Hài lòng", 1: "Chưa hài lòng"}
SHOWN = 200
"""Dossiers and ratings on the page, the newest."""


@dataclass(frozen=True)
class CitySeen:
    """What stands in the city, for the page; ``catalogue`` without its procedures, ``backup`` the day of the copy."""

    dossiers: Sequence[RemoteDossier]
    ratings: Sequence[RemoteRating]
    units: Sequence[str]
    catalogue: CataloguePage
    procedures: int
    faults: Faults
    backup: date | None
    like_vxp: bool = False
    """Whether the city has neither a feed nor a catalogue to publish."""
    shares: Sequence[Mapping[str, str]] = ()
    """The shares of ratings told by month and procedure."""


def page(seen: CitySeen, said: str = "") -> str:
    """Make the whole page; ``said``: why the last press did nothing."""
    left = f"<h2>Hồ sơ đã nhận ({len(seen.dossiers)})</h2>{_dossier_table(seen.dossiers[:SHOWN])}{_ratings(seen)}"
    catalogue = "" if seen.like_vxp else f"<h2>Danh mục thủ tục</h2>{_catalogue(seen)}"
    right = (
        f"<h2>Hồ sơ trực tuyến</h2>{_online(seen.units)}{catalogue}"
        f"<h2>Sự cố</h2>{fault_panel(seen.faults, seen.backup, has_feed=not seen.like_vxp)}"
    )
    return document("Bàn điều hành", f"{wrong(said)}<div>{left}</div><div>{right}</div>", in_words(seen.faults))


def rating_in_words(level: int | None, scale: int) -> str:
    """Say a rating in words: on a scale of three faces or of five; None is a citizen who declined."""
    if level is None:
        return "Không đánh giá"
    return (_THREE_VI if scale == len(_THREE_VI) else _RATINGS_VI).get(level, str(level))


def _dossier_table(dossiers: Sequence[RemoteDossier]) -> str:
    if not dossiers:
        return '<div class="box empty">Chưa có hồ sơ nào.</div>'
    head = row("th", "Hồ sơ", "Chủ hồ sơ", "Nhận lúc", "Hẹn trả", "Trạng thái", "")
    return f'<div class="box"><table>{head}{"".join(map(_dossier_row, dossiers))}</table></div>'


def _dossier_row(found: RemoteDossier) -> str:
    note = f'<div class="note">{escape(found.note)}</div>' if found.note else ""
    owner = (found.body.get("people") or {}).get("owner") or {}
    name, code = text_of(found.body, "procedure_name"), text_of(found.body, "procedure_code")
    return row(
        "td",
        f'<a class="code" href="/dossiers/{found.id}">{escape(found.code)}</a><div class="note">{escape(name)} ({escape(code)})</div>',
        escape(text_of(owner, "name")),
        moment(found.taken_at),
        moment_of(text_of(found.body, "due")) or "–",
        f'<div class="wide">{state_mark(found.city_state)}{note}</div>',
        f'<a class="button quiet" href="/dossiers/{found.id}">Xử lý</a>',
    )


def _ratings(seen: CitySeen) -> str:
    """The answers one by one, or the shares where only those are told."""
    if not seen.like_vxp:
        return f"<h2>Đánh giá ({len(seen.ratings)})</h2>{_rating_table(seen.ratings[:SHOWN])}"
    return f"<h2>Tổng hợp đánh giá ({len(seen.shares)})</h2>{_share_table(seen.shares[:SHOWN])}"


def _share_table(shares: Sequence[Mapping[str, str]]) -> str:
    if not shares:
        return '<div class="box empty">Chưa có tổng hợp đánh giá nào.</div>'
    head = row("th", "Tháng", "Thủ tục", "Số người", "Rất hài lòng", "Hài lòng", "Chưa hài lòng")
    fields = ("NgayTongHop", "MaThuTuc", "TongSoNguoiDanhGia")
    levels = ("RatHaiLong", "HaiLong", "ChuaHaiLong")
    wanted = (*fields, *(f"PhanTramDanhGia{level}" for level in levels))
    rows = (row("td", *(escape(one.get(field, "")) or "–" for field in wanted)) for one in shares)
    return f'<div class="box"><table>{head}{"".join(rows)}</table></div>'


def _rating_table(ratings: Sequence[RemoteRating]) -> str:
    if not ratings:
        return '<div class="box empty">Chưa có đánh giá nào.</div>'
    head = row("th", "Mức", "Quầy", "Nhận lúc", "Ghi chú")
    return f'<div class="box"><table>{head}{"".join(map(_rating_row, ratings))}</table></div>'


def _rating_row(found: RemoteRating) -> str:
    scale = found.body.get("scale")
    words = rating_in_words(found.level, scale if isinstance(scale, int) else len(_RATINGS_VI))
    again = "lần hai của cùng một lượt, không tính · " if found.again else ""
    remark = escape(again + text_of(found.body, "reason"))
    return row("td", escape(words), escape(text_of(found.body, "counter")), moment(found.taken_at), remark)


def _online(units: Sequence[str]) -> str:
    """The form a citizen fills in at the portal, filled with made-up words."""
    unit = units[0] if units else "H26.016.26"
    fields = (
        field("Đơn vị nhận", "unit", unit, required="", list="units"),
        field("Mã thủ tục", "procedure_code", "2.000815", required=""),
        field("Tên thủ tục", "procedure_name", "Chứng thực bản sao từ bản chính"),
        field("Chủ hồ sơ", "name", "Hoàng Thị Mẫu", required=""),
        field("Số định danh", "number", "001190000777", pattern="[0-9]{12}"),
        field("Điện thoại", "phone", "0987654321"),
    )
    known = "".join(f'<option value="{escape(one)}">' for one in units)
    return (
        '<form class="box padded" method="post" action="/online" id="online">'
        f'{"".join(fields)}<datalist id="units">{known}</datalist><button>Nộp hồ sơ này</button></form>'
    )


def _catalogue(seen: CitySeen) -> str:
    """The newest decision, and a button for the next."""
    if seen.catalogue.rev:
        stands = f"{seen.catalogue.decision}, hiệu lực {seen.catalogue.effective_from:%d/%m/%Y}. Có {_dotted(seen.procedures)} thủ tục."
    else:
        stands = "Chưa công bố danh mục nào."
    first = "" if seen.catalogue.rev else _press("/catalogue/first", "Công bố danh mục đầu (2.100)", "quiet")
    return (
        f'<div class="box padded"><p style="margin: 0 0 12px" id="catalogue">{escape(stands)}</p>'
        f'<div class="side-by-side">{first}{_press("/catalogue/next", "Ra quyết định: thêm 55, bỏ 10")}</div></div>'
    )


def _press(action: str, words: str, look: str = "") -> str:
    return f'<form method="post" action="{action}"><button class="{look}">{escape(words)}</button></form>'


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
