"""What the operator's pages are made of: one style, rows, fields, moments. Everything from outside is escaped here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import Any

from counter_app.moments import local
from counter_app.wording import DOSSIER_STATES_VI

FONTS = {400: "BeVietnamPro-Regular.ttf", 600: "BeVietnamPro-SemiBold.ttf"}
"""The typeface of the product by its weight, in ``resources/fonts``."""

STYLE = """
@font-face { font-family: "Be Vietnam Pro"; font-weight: 400; src: url("/font/400"); }
@font-face { font-family: "Be Vietnam Pro"; font-weight: 600; src: url("/font/600"); }
:root { --ink: #1d2733; --soft: #566373; --line: #dde3ea; --blue: #1a5fb4; --ground: #f4f6f9; --red: #a3231c; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
       font: 15px/1.5 "Be Vietnam Pro", "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; }
header { background: var(--blue); color: white; padding: 18px 32px; }
header h1 { margin: 0; font-size: 22px; font-weight: 600; } header a { color: white; text-decoration: none; }
header p { margin: 2px 0 0; opacity: .9; }
.alarm { background: #fbe5e4; color: #7c1711; padding: 10px 32px; border-bottom: 1px solid #efc2bf; font-weight: 600; }
main { max-width: 1500px; margin: 0 auto; padding: 8px 32px 48px; display: grid; gap: 0 32px;
       grid-template-columns: minmax(0, 1fr) 360px; align-items: start; }
@media (max-width: 1100px) { header, .alarm { padding-left: 16px; padding-right: 16px; } main { grid-template-columns: minmax(0, 1fr); padding: 8px 16px 48px; } }
h2 { font-size: 17px; margin: 24px 0 10px; } h3 { font-size: 15px; margin: 0 0 2px; }
.box { background: white; border: 1px solid var(--line); border-radius: 10px; overflow-x: auto; }
.box.padded { padding: 16px; } .box + .box { margin-top: 12px; }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; font-weight: 600; font-size: 13px; color: var(--soft); white-space: nowrap; }
th, td { padding: 10px 14px; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child > td, tr:last-child > th { border-bottom: 0; }
.code { font-variant-numeric: tabular-nums; white-space: nowrap; font-weight: 600; color: inherit; }
.time { white-space: nowrap; color: var(--soft); font-variant-numeric: tabular-nums; }
.state { display: inline-block; padding: 1px 10px; border-radius: 99px; background: #e6eefb; color: #174e96; }
.where { white-space: nowrap; }
.s9, .s10 { background: #e0f4e6; color: #14622f; } .s3, .s7, .s8 { background: #fbe5e4; color: #8f1d17; }
.s5, .s6 { background: #fdf1d6; color: #7a5200; }
.wide { min-width: 190px; } .note { color: var(--soft); max-width: 420px; } .empty { color: var(--soft); padding: 22px 16px; }
.wrong { background: #fbe5e4; color: #7c1711; border-radius: 10px; padding: 12px 16px; margin: 20px 0 0; grid-column: 1 / -1; }
form { margin: 0; } label { display: block; margin: 0 0 10px; font-size: 13px; color: var(--soft); }
label.tick { display: flex; gap: 8px; align-items: center; color: var(--ink); font-size: 14px; }
input, select, textarea { font: inherit; font-size: 14px; color: var(--ink); padding: 6px 10px; background: white;
  border: 1px solid #8a97a6; border-radius: 6px; width: 100%; display: block; margin-top: 2px; }
label.tick input { width: auto; margin: 0; }
button, .button { font: inherit; font-size: 14px; font-weight: 600; padding: 7px 16px; border-radius: 6px; cursor: pointer;
  border: 1px solid var(--blue); background: var(--blue); color: white; text-decoration: none; text-align: left; }
.button { white-space: nowrap; }
button.quiet, .button.quiet { background: white; color: var(--blue); }
button.hard { background: white; color: var(--red); border-color: var(--red); }
:focus-visible { outline: 3px solid #f0a830; outline-offset: 2px; }
.side-by-side { display: flex; gap: 8px; flex-wrap: wrap; }
.grid { display: grid; gap: 12px; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); }
.grid .box { margin: 0; display: flex; flex-direction: column; align-items: stretch; }
.grid .box button { margin-top: auto; align-self: flex-start; } .one { grid-column: 1 / -1; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 6px 20px; margin: 0; } dt { color: var(--soft); } dd { margin: 0; }
"""


def document(title: str, body: str, alarm: str = "") -> str:
    """Make a whole page; ``alarm`` is one line under the head, in words."""
    warned = f'<div class="alarm" id="alarm">{escape(alarm)}</div>' if alarm else ""
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width"><title>{escape(title)} · Thành phố mẫu</title><style>{STYLE}</style></head><body>'
        '<header><h1><a href="/">Hệ thống giải quyết thủ tục hành chính · thành phố mẫu</a></h1>'
        f"<p>Dùng để tập huấn và kiểm thử. Mọi dữ liệu ở đây là giả định.</p></header>{warned}<main>{body}</main></body></html>"
    )


def wrong(text: str) -> str:
    """Say what could not be done, beside what was tried."""
    return f'<div class="wrong" id="wrong">{escape(text)}</div>' if text else ""


def row(cell: str, *contents: str) -> str:
    """Make a row of a table from cells that are markup already."""
    return "<tr>" + "".join(f"<{cell}>{content}</{cell}>" for content in contents) + "</tr>"


def field(label: str, name: str, value: str = "", **more: str) -> str:
    """Make a field to type in; ``more`` are attributes (``type``, ``required``)."""
    attributes = "".join(f' {key}="{escape(said)}"' for key, said in more.items())
    return f'<label>{escape(label)}<input name="{name}" value="{escape(value)}"{attributes}></label>'


def choice(label: str, name: str, options: Iterable[tuple[str, str]], chosen: str) -> str:
    """Make a choice of one of several; a chosen value that is not among them stands as it is."""
    known = list(options)
    if chosen not in (value for value, _ in known):
        known.append((chosen, chosen))
    made = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(text)}</option>'
        for value, text in known
    )
    return f'<label>{escape(label)}<select name="{name}">{made}</select></label>'


def tick(label: str, name: str, *, on: bool) -> str:
    """Make a box to tick."""
    ticked = " checked" if on else ""
    return f'<label class="tick"><input type="checkbox" name="{name}" value="1"{ticked}>{escape(label)}</label>'


def state_mark(state: int) -> str:
    """A dossier's state, in words and colour."""
    return f'<span class="state s{state}">{escape(DOSSIER_STATES_VI[state])}</span>'


def text_of(body: dict[str, Any], key: str) -> str:
    """A member of a body as text, empty without it."""
    value = body.get(key)
    return "" if value is None else str(value)


def moment(at: datetime) -> str:
    """A moment on the clock of the hall."""
    return f'<span class="time">{local(at):%H:%M}<br>{local(at):%d/%m/%Y}</span>'


def moment_of(text: str) -> str:
    """A moment given as text; what is none is shown as it came."""
    try:
        return moment(datetime.fromisoformat(text))
    except ValueError:
        return escape(text)
