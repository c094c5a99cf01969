"""What is known of a printer, in words. What nobody knows is said to be unknown. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counter_app.moments import local
from counter_app.print_jobs import Job
from counter_app.printers import Learned, PrinterCard
from counter_app.wording import STATES_VI, printer_trouble
from printing.addresses import address_line
from printing.condition import Condition
from printing.delivery import Delivered
from printing.layouts.looks import WIDE_FROM

PURPOSES_VI = {"slip": "phiếu số", "receipt": "giấy tiếp nhận", "form": "biểu mẫu 02–07", "strip": "giấy in thử"}
WAYS_VI = {
    "tcp": "Mạng",
    "usb": "USB",
    "serial": "Cổng nối tiếp",
    "cups": "Hàng đợi CUPS",
    "winspool": "Hàng đợi Windows",
}
_ACKS_VI = {
    "gs_h": "có, theo từng tờ (GS ( H)",
    "gs_r": "có (GS r)",
    "none": "không: phiếu ghi «đã gửi, máy không báo lại»",
}
UNKNOWN = "không rõ"
_CALLED = "máy in "


@dataclass(frozen=True)
class Fact:
    """One fact of a printer: its label, what is said of it, and the role of the words (good, warn, bad, muted)."""

    label: str
    words: str
    role: str


def where(transport: str, address: dict[str, Any]) -> str:
    """Where a printer is, and the sheets of one that has any."""
    sheet = f" · trang {address['sheet']}" if address.get("sheet") else ""
    return f"{WAYS_VI.get(transport, transport)} · {address_line(transport, address)}{sheet}"


def short_name(name: str) -> str:
    """A printer's name as it follows «máy in»: many a name says already that it is one."""
    return name[len(_CALLED) :].lstrip() if name.casefold().startswith(_CALLED) else name


def prints(card: PrinterCard) -> str:
    """What it prints."""
    return ", ".join(PURPOSES_VI[one] for one in card.purposes) or "không in gì"


def roll(width: int) -> str:
    """The width of its head, and the paper that belongs to it."""
    return f"{width} chấm · cuộn {80 if width >= WIDE_FROM else 58} mm"


def paper(card: PrinterCard) -> str:
    """What it prints on."""
    return f"trang {card.sheet}" if card.sheet else roll(card.width)


def facts(condition: Condition | None) -> tuple[Fact, ...]:
    """Connected, paper, near its end, cover, cutter."""
    said = condition or Condition("")
    silent = (said.paper, said.cover, said.cutter) == (None, None, None)
    away = "không trả lời" if silent else "đang ngắt"
    if said.paused or said.rights:
        away = printer_trouble("paused" if said.paused else "rights")[0]
    return (
        Fact("Nối", "đang in", "good") if said.busy else _fact("Nối", said.online, "được", away),
        _fact("Giấy", said.paper, "còn", "hết"),
        _fact("Sắp hết", None if said.paper_low is None else not said.paper_low, "chưa", "sắp hết", wrong="warn"),
        _fact("Nắp", said.cover, "đóng", "đang mở"),
        _fact("Dao cắt", said.cutter, "bình thường", "kẹt"),
    )


def summary(condition: Condition | None) -> Fact:
    """How it is in a word or two: the first thing that is wrong, else whether that is known."""
    if condition is None:
        return Fact("", "đang hỏi …", "muted")
    if condition.busy:
        return Fact("", "đang in", "good")
    found = facts(condition)
    causes = [one for one in found[1:] if one.role == "bad"] or [one for one in found if one.role == "bad"]
    if causes:
        return Fact("", _wrong(causes[0]), "bad")
    if condition.paper_low:
        return Fact("", "sắp hết giấy", "warn")
    unknown = any(one.role == "muted" for one in found)
    return Fact("", "không rõ: máy không báo" if unknown else "sẵn sàng", "muted" if unknown else "good")


def abilities(learned: Learned | None) -> tuple[tuple[str, str], ...]:
    """What a printer was found able to do."""
    if learned is None:
        return (("Trả lời trạng thái", "chưa thử"), ("Báo đã in", "chưa thử"))
    return (
        ("Trả lời trạng thái", "có" if learned.answers_status else "không: hết giấy, mở nắp sẽ là «không rõ»"),
        ("Báo đã in", _ACKS_VI[learned.ack]),
    )


def learned_of(card: PrinterCard) -> Learned | None:
    """What a test found out about a printer; None while nobody has tried."""
    return None if card.answers_status is None else Learned(card.answers_status, card.ack)


def tried_at(card: PrinterCard) -> str:
    """When it was tried."""
    return "chưa" if card.learned_at is None else f"{local(card.learned_at):%H:%M ngày %d/%m/%Y}"


def paper_state(job: Job) -> str:
    """Why a paper is not there yet."""
    state = STATES_VI.get(job.state, job.state)
    return f"{state}: {printer_trouble(job.detail)[0]}" if job.detail else state


def outcome(done: Delivered) -> tuple[str, str]:
    """How a trial paper ended, and the role of the words."""
    if done.outcome == "printed":
        return "Máy báo đã in xong.", "good"
    if done.outcome == "sent":
        return "Đã gửi. Máy này không báo lại: mời nhìn giấy; không ra giấy thì sai máy hoặc máy treo.", "good"
    what, step = printer_trouble(done.detail)
    return f"Chưa rõ đã ra đủ: {what}. {step}, rồi in lại.", "bad"


def differences(old: PrinterCard | None, new: PrinterCard) -> str:
    """What taking ``new`` would change."""
    if old is None:
        return f"thêm mới: {where(new.transport, new.address)}, in {prints(new)}"
    before, after = _told(old), _told(new)
    changed = [f"{label}: {before[label]} → {after[label]}" for label in after if before[label] != after[label]]
    return "sửa " + "; ".join(changed) if changed else "giữ nguyên"


def _told(card: PrinterCard) -> dict[str, str]:
    status, ack = abilities(learned_of(card))
    return {
        "địa chỉ": where(card.transport, card.address),
        "in": prints(card),
        "khổ": paper(card),
        "trả lời trạng thái": status[1],
        "báo đã in": ack[1],
        "dải ảnh": f"{card.band_rows} dòng",
    }


def _fact(label: str, holds: bool | None, well: str, ill: str, *, wrong: str = "bad") -> Fact:  # noqa: FBT001 - the fact itself
    if holds is None:
        return Fact(label, UNKNOWN, "muted")
    return Fact(label, well, "good") if holds else Fact(label, ill, wrong)


def _wrong(fact: Fact) -> str:
    whole = {"Giấy": "hết giấy", "Nắp": "nắp đang mở", "Dao cắt": "kẹt dao cắt"}
    return whole.get(fact.label, fact.words)
