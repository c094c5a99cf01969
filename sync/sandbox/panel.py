"""The fault panel: what goes wrong in the city, as ticks and choices, and said in one line while it lasts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sync.sandbox.faults import Faults
from sync.sandbox.markup import choice, field, tick
from sync.sandbox.problems import CityRefusal

_SERVES = (
    ("yes", "Phục vụ bình thường"),
    ("away", "Ngừng phục vụ (503)"),
    ("busy", "Quá tải, hẹn gọi lại (429)"),
    ("refuse", "Không nhận máy của đơn vị (401)"),
)
_SLOW = (("0", "Nhanh"), ("2000", "Chậm 2 giây"), ("6000", "Chậm 6 giây"), ("25000", "Chậm 25 giây, quá giờ chờ"))
_LOST = (("0", "Trả lời đủ"), ("1", "Mất mọi câu trả lời"), ("3", "Cứ ba câu mất một"))
_LATE = (
    ("0", "Ngay khi làm xong"),
    ("2000", "Làm xong, 2 giây sau"),
    ("8000", "Làm xong, 8 giây sau"),
    ("25000", "Làm xong, 25 giây sau"),
)
_CLOCK = (("0", "Đúng giờ"), ("180", "Nhanh 3 phút"), ("-180", "Chậm 3 phút"))
_NUMBERS = ("retry_after", "delay_ms", "lose_answer_every", "answer_late_ms", "clock_off_s")


def fault_panel(faults: Faults, backup: date | None, *, has_feed: bool = True) -> str:
    """The panel as it stands; of a city without a feed nothing of one is offered."""
    feed = '<form method="post" action="/feed"><button class="hard">Bắt đầu dòng tin mới</button></form>'
    serves = next((name for name in ("away", "busy", "refuse") if getattr(faults, name)), "yes")
    fields = (
        choice("Phục vụ", "serves", _SERVES, serves),
        field("Hẹn gọi lại sau (giây)", "retry_after", str(faults.retry_after), type="number", min="0", max="3600"),
        choice("Tốc độ", "delay_ms", _SLOW, str(faults.delay_ms)),
        choice("Câu trả lời", "lose_answer_every", _LOST, str(faults.lose_answer_every)),
        choice("Báo kết quả", "answer_late_ms", _LATE, str(faults.answer_late_ms)),
        choice("Đồng hồ thành phố", "clock_off_s", _CLOCK, str(faults.clock_off_s)),
        tick("Mỗi gói gửi đến hai lần", "twice", on=faults.twice),
    )
    return (
        f'<form class="box padded" method="post" action="/faults" id="faults">{"".join(fields)}'
        '<div class="side-by-side"><button>Đặt sự cố</button>'
        '<button class="quiet" name="clear" value="1" formnovalidate>Hết sự cố</button></div></form>'
        f'<div class="box padded"><div class="side-by-side">{_restore(backup)}{feed if has_feed else ""}</div></div>'
    )


def ordered(form: Mapping[str, str]) -> Faults:
    """The faults a form orders. Raises ``CityRefusal`` "bad-request" for a number that is none or too large."""
    if form.get("clear"):
        return Faults()
    serves = form.get("serves", "yes")
    numbers = {name: form.get(name, "0") for name in _NUMBERS}
    try:
        read = {name: int(text) for name, text in numbers.items()}
        switches = {name: serves == name for name in ("away", "busy", "refuse")}
        return Faults.model_validate({**switches, "twice": bool(form.get("twice")), **read})
    except ValueError:  # what is no number, and what the model does not allow
        raise CityRefusal("bad-request", "Sự cố cần số hợp lệ.") from None


def in_words(faults: Faults) -> str:
    """What goes wrong just now, in one line; empty when nothing does."""
    clock = "nhanh" if faults.clock_off_s > 0 else "chậm"
    said = (
        (faults.away, "ngừng phục vụ"),
        (faults.busy and not faults.away, f"quá tải, hẹn gọi lại sau {faults.retry_after} giây"),
        (faults.refuse and not (faults.away or faults.busy), "không nhận máy của đơn vị"),
        (faults.delay_ms, f"trả lời chậm {faults.delay_ms / 1000:g} giây"),
        (faults.lose_answer_every == 1, "mất mọi câu trả lời"),
        (faults.lose_answer_every > 1, f"cứ {faults.lose_answer_every} câu trả lời mất một"),
        (faults.answer_late_ms, f"làm xong rồi {faults.answer_late_ms / 1000:g} giây sau mới trả lời"),
        (faults.twice, "mỗi gói đến hai lần"),
        (faults.clock_off_s, f"đồng hồ {clock} {abs(faults.clock_off_s) / 60:g} phút"),
    )
    words = [text for holds, text in said if holds]
    return f"Đang đặt sự cố: {'; '.join(words)}." if words else ""


def _restore(backup: date | None) -> str:
    if backup is None:
        return ""
    words = f"Phục hồi bản sao lưu đầu ngày {backup:%d/%m/%Y}"
    return f'<form method="post" action="/restore"><button class="hard">{words}</button></form>'
