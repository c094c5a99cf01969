"""The look into the sandbox city for people: its dossiers and ratings, in Vietnamese, escaped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from typing import Any

from counter_app.moments import local
from counter_app.wording import DOSSIER_STATES_VI
from sync.messages import RemoteDossier, RemoteRating

_STYLE = """
:root { --ink: #1d2733; --soft: #5b6878; --line: #dde3ea; --blue: #1a5fb4; --ground: #f4f6f9; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
       font: 15px/1.5 "Be Vietnam Pro", "Segoe UI", "Noto Sans", sans-serif; }
header { background: var(--blue); color: white; padding: 18px 32px; }
header h1 { margin: 0; font-size: 22px; font-weight: 600; }
header p { margin: 2px 0 0; opacity: .85; }
main { max-width: 1180px; margin: 24px auto; padding: 0 24px; }
h2 { font-size: 17px; margin: 28px 0 10px; }
.box { background: white; border: 1px solid var(--line); border-radius: 10px; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; font-weight: 600; font-size: 13px; color: var(--soft); }
th, td { padding: 10px 16px; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child td { border-bottom: 0; }
.code { font-variant-numeric: tabular-nums; white-space: nowrap; font-weight: 600; }
.time { white-space: nowrap; color: var(--soft); font-variant-numeric: tabular-nums; }
.state { display: inline-block; padding: 1px 10px; border-radius: 99px; background: #e6eefb; color: #174e96;
         white-space: nowrap; }
.s9, .s10 { background: #e0f4e6; color: #14622f; } .s3, .s7, .s8 { background: #fbe5e4; color: #8f1d17; }
.s5, .s6 { background: #fdf1d6; color: #7a5200; }
td .note { max-width: 260px; } .wide { min-width: 240px; }
.note, .empty { color: var(--soft); } .empty { padding: 22px 16px; }
form { display: flex; gap: 6px; margin: 8px 0 0; }
select { width: 215px; } th { white-space: nowrap; }
select, button { font: inherit; font-size: 13px; padding: 3px 8px; border: 1px solid #b9c4d0; border-radius: 6px; background: white; }
button { background: var(--blue); color: white; border-color: var(--blue); cursor: pointer; }
"""

_RATINGS_VI = {5: "Rất hài lòng", 4: "Hài lòng", 3: "Bình thường", 2: "Chưa hài lòng", 1: "Rất không hài lòng"}
_THREE_VI = {3: "Rất hài lòng", 2: "Hài lòng", 1: "Chưa hài lòng"}


def page(dossiers: Sequence[RemoteDossier], ratings: Sequence[RemoteRating]) -> str:
    """Make the whole page."""
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width"><title>Thành phố mẫu</title><style>{_STYLE}</style></head><body>'
        "<header><h1>Hệ thống giải quyết thủ tục hành chính · thành phố mẫu</h1>"
        "<p>Dùng để tập huấn và kiểm thử. Mọi dữ liệu ở đây là giả định.</p></header><main>"
        f"<h2>Hồ sơ đã nhận ({len(dossiers)})</h2>{_dossier_table(dossiers)}"
        f"<h2>Đánh giá ({len(ratings)})</h2>{_rating_table(ratings)}"
        "</main></body></html>"
    )


def rating_in_words(level: int | None, scale: int) -> str:
    """Say a rating in words: on a scale of three faces or of five; None is a citizen who declined."""
    if level is None:
        return "Không đánh giá"
    return (_THREE_VI if scale == len(_THREE_VI) else _RATINGS_VI).get(level, str(level))


def _dossier_table(dossiers: Sequence[RemoteDossier]) -> str:
    if not dossiers:
        return '<div class="box empty">Chưa có hồ sơ nào.</div>'
    head = _row("th", "Mã hồ sơ", "Thủ tục", "Chủ hồ sơ", "Nhận lúc", "Hẹn trả", "Trạng thái")
    return f'<div class="box"><table>{head}{"".join(map(_dossier_row, dossiers))}</table></div>'


def _dossier_row(found: RemoteDossier) -> str:
    state = DOSSIER_STATES_VI[found.city_state]
    note = f'<div class="note">{escape(found.note)}</div>' if found.note else ""
    owner = (found.body.get("people") or {}).get("owner") or {}
    return _row(
        "td",
        f'<span class="code">{escape(found.code)}</span>',
        f'<div class="wide">{escape(_text(found.body, "procedure_name"))}</div><div class="note">{escape(_text(found.body, "procedure_code"))}</div>',
        escape(_text(owner, "name")),
        _time(found.taken_at),
        _time_text(_text(found.body, "due")),
        f'<span class="state s{found.city_state}">{escape(state)}</span>{note}{_form(found)}',
    )


def _form(found: RemoteDossier) -> str:
    options = "".join(
        f'<option value="{number}"{" selected" if number == found.city_state else ""}>{number} · {escape(name)}</option>'
        for number, name in DOSSIER_STATES_VI.items()
    )
    action = f"/dossiers/{found.id}"
    return (
        f'<form method="post" action="{action}"><select name="state">{options}</select><button>Chuyển</button></form>'
    )


def _rating_table(ratings: Sequence[RemoteRating]) -> str:
    if not ratings:
        return '<div class="box empty">Chưa có đánh giá nào.</div>'
    head = _row("th", "Mức", "Quầy", "Nhận lúc", "Ghi chú")
    return f'<div class="box"><table>{head}{"".join(map(_rating_row, ratings))}</table></div>'


def _rating_row(found: RemoteRating) -> str:
    scale = found.body.get("scale")
    words = rating_in_words(found.level, scale if isinstance(scale, int) else len(_RATINGS_VI))
    again = "lần hai của cùng một lượt, không tính · " if found.again else ""
    remark = escape(again + _text(found.body, "reason"))
    return _row("td", escape(words), escape(_text(found.body, "counter")), _time(found.taken_at), remark)


def _row(cell: str, *contents: str) -> str:
    return "<tr>" + "".join(f"<{cell}>{content}</{cell}>" for content in contents) + "</tr>"


def _text(body: dict[str, Any], key: str) -> str:
    value = body.get(key)
    return "" if value is None else str(value)


def _time(moment: datetime) -> str:
    return f'<span class="time">{local(moment):%H:%M}<br>{local(moment):%d/%m/%Y}</span>'


def _time_text(text: str) -> str:
    try:
        return _time(datetime.fromisoformat(text))
    except ValueError:
        return escape(text)
