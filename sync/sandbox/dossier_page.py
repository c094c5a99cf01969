"""A dossier on the operator's page: what it says, what has happened, and a form for each decision that makes sense."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from html import escape

from counter_app.moments import local
from counter_app.wording import DOSSIER_STATES_VI
from sync.messages import RemoteDossier
from sync.sandbox.markup import choice, document, field, moment, row, state_mark, text_of, wrong
from sync.sandbox.operator import Decision, offered

_MORE_DAYS = 5
_HEADS: dict[Decision, tuple[str, str]] = {
    "accept": ("Tiếp nhận", "Nhận hồ sơ về để xử lý"),
    "supplement": ("Yêu cầu bổ sung", "Công dân cần nộp thêm"),
    "approve": ("Phê duyệt", "Lãnh đạo đồng ý với kết quả"),
    "extend": ("Gia hạn", "Hẹn trả sang ngày khác"),
    "refuse": ("Từ chối", "Không giải quyết, có lý do"),
    "result": ("Có kết quả", "Kết quả chuyển về một cửa"),
}
_WORDS: dict[Decision, tuple[str, str]] = {
    "accept": ("Ghi chú", ""),
    "supplement": ("Cần bổ sung gì", "Bản sao giấy chứng nhận có chứng thực"),
    "approve": ("Số văn bản", "Số 123/QĐ-UBND"),
    "extend": ("Lý do", "Cần xác minh thêm tại cơ sở"),
    "refuse": ("Lý do", "Không thuộc thẩm quyền giải quyết"),
    "result": ("Ghi chú", "Bản giấy gửi về một cửa trong ngày"),
}


def dossier_page(found: RemoteDossier, today: date, said: str = "", alarm: str = "") -> str:
    """Make the whole page; ``said``: why the last press did nothing."""
    forms = "".join(_form(found, decision, today) for decision in offered(found))
    ended = '<div class="box empty">Hồ sơ đã kết thúc, không còn việc gì phải quyết định.</div>'
    body = (
        f'{wrong(said)}<div class="one"><h2><span class="code">{escape(found.code)}</span> {state_mark(found.city_state)}</h2>'
        f'<div class="box padded">{_facts(found)}</div>'
        f"<h2>Quyết định</h2>{f'<div class=grid>{forms}</div>' if forms else ended}"
        f"<h2>Đã xảy ra</h2>{_steps(found)}"
        f'<h2>Đặt trạng thái khác</h2><div class="grid">{_any_state(found)}</div></div>'
    )
    return document(found.code, body, alarm)


def _facts(found: RemoteDossier) -> str:
    owner = (found.body.get("people") or {}).get("owner") or {}
    due = text_of(found.body, "due")
    facts = (
        ("Thủ tục", f"{text_of(found.body, 'procedure_name')} ({text_of(found.body, 'procedure_code')})"),
        ("Chủ hồ sơ", text_of(owner, "name")),
        ("Điện thoại", text_of(owner, "phone") or "–"),
        ("Đơn vị", found.unit_code),
        ("Nhận lúc", f"{local(found.taken_at):%H:%M ngày %d/%m/%Y}"),
        ("Hẹn trả", f"{local(datetime.fromisoformat(due)):%H:%M ngày %d/%m/%Y}" if due else "–"),
        ("Tệp đính kèm", _files(found)),
        ("Nói với đơn vị", found.note or "–"),
    )
    return "<dl>" + "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in facts) + "</dl>"


def _files(found: RemoteDossier) -> str:
    """Each file by its name, and whether it is still on its way."""
    said = (
        f"{file['name']}{' (chưa tới)' if file['sha256'] in found.awaiting_files else ''}"
        for file in found.body.get("files", [])
    )
    return ", ".join(said) or "–"


def _form(found: RemoteDossier, decision: Decision, today: date) -> str:
    head, explained = _HEADS[decision]
    label, words = _WORDS[decision]
    must = {"required": ""} if decision in ("supplement", "extend", "refuse") else {}
    day = (
        field("Hẹn trả ngày", "due", _next_due(found, today), type="date", required="") if decision == "extend" else ""
    )
    look = "hard" if decision == "refuse" else ""
    return (
        f'<form class="box padded" method="post" action="/dossiers/{found.id}/{decision}" id="{decision}"><h3>{head}</h3>'
        f'<p class="note" style="margin: 0 0 10px">{explained}</p>{day}{field(label, "note", words, maxlength="500", **must)}'
        f'<button class="{look}">{head}</button></form>'
    )


def _next_due(found: RemoteDossier, today: date) -> str:
    due = text_of(found.body, "due")
    before = local(datetime.fromisoformat(due)).date() if due else today
    return (max(before, today) + timedelta(days=_MORE_DAYS)).isoformat()


def _steps(found: RemoteDossier) -> str:
    steps = found.body.get("steps", [])
    if not steps:
        return '<div class="box empty">Chưa có bước nào sau khi nhận.</div>'
    rows = "".join(
        row(
            "td",
            moment(datetime.fromisoformat(step["at"])),
            state_mark(step["state"]),
            escape(f"{text_of(step, 'agency')} · {text_of(step, 'officer')}"),
            escape(text_of(step, "note")),
        )
        for step in reversed(steps)
    )
    head = row("th", "Lúc", "Trạng thái", "Ai", "Nội dung")
    return f'<div class="box"><table>{head}{rows}</table></div>'


def _any_state(found: RemoteDossier) -> str:
    options = ((str(number), f"{number} · {name}") for number, name in DOSSIER_STATES_VI.items())
    chosen = choice("Trạng thái theo danh mục quốc gia", "state", options, str(found.city_state))
    return (
        f'<form class="box padded" method="post" action="/dossiers/{found.id}" id="state">{chosen}'
        '<button class="quiet">Chuyển</button></form>'
    )
