"""What slips and kiosk screens say of a ticket, in Vietnamese and English: its class, its wait, its counters, its day."""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby

from counter_app.moments import WEEKDAYS, local
from counter_app.wording import PRIORITIES_VI, Language

SPELT_OUT = 3
"""Up to so many counters in a row are named one by one."""

WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

PRIORITIES_EN = {
    "elderly": "Aged 60 or over",
    "disabled": "Disability",
    "pregnant": "Pregnant",
    "child": "Small child",
    "merit": "War merit",
}

_SHORT = {
    "elderly": ("Cao tuổi", "Aged 60+"),
    "disabled": ("Khuyết tật", "Disabled"),
    "pregnant": ("Mang thai", "Pregnant"),
    "child": ("Trẻ nhỏ", "Child"),
    "merit": ("Có công", "Merit"),
}

_SERVICES_EN = {
    "HT": ("Civil status", "Births, marriages, deaths, extracts"),
    "CT": ("Certification", "Certified copies and signatures"),
    "CU": ("Residence", "Permanent and temporary residence"),
    "XH": ("Social support", "Disability, poor households"),
    "KD": ("Household business", "Business registration"),
    "TG": ("Religion", "Beliefs and religion"),
    "KQ": ("Collect a result", "With your receipt"),
    "TT": ("Online, booked, supplements", "Filed online, booked, or bringing papers"),
    "HD": ("Guidance", "Staff will help you"),
}
"""The services that ship; one a unit added itself keeps its Vietnamese name."""


def priority_text(code: str, language: Language = "vi") -> str:
    """The legal priority class in words."""
    return (PRIORITIES_VI if language == "vi" else PRIORITIES_EN)[code]


def priority_word(code: str, language: Language = "vi") -> str:
    """The class in a word or two, where letters have to be large."""
    return _SHORT[code][0 if language == "vi" else 1]


def service_text(code: str, name: str, language: Language = "vi") -> str:
    """The service's name."""
    return name if language == "vi" or code not in _SERVICES_EN else _SERVICES_EN[code][0]


def service_hint(code: str, hint: str, language: Language = "vi") -> str:
    """What one comes to the service for."""
    if language == "vi":
        return hint
    return _SERVICES_EN[code][1] if code in _SERVICES_EN else ""


def counters_text(counters: tuple[int, ...], language: Language = "vi") -> str:
    """The counters in short: ``Quầy 1, 2, 3``; longer rows as ``Quầy 1–10``."""
    if not counters:
        return "Xem bảng gọi số" if language == "vi" else "See the display"
    numbers = sorted(set(counters))
    rows = [[n for _, n in row] for _, row in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    texts = [
        f"{row[0]}–{row[-1]}" if len(row) > SPELT_OUT else ", ".join(str(number) for number in row) for row in rows
    ]
    word = "Quầy" if language == "vi" else "Counter" if len(numbers) == 1 else "Counters"
    return f"{word} " + ", ".join(texts)


def ahead_text(ahead: int, low: int | None, high: int | None, language: Language = "vi") -> str:
    """How many are before: ``Được gọi ngay``, ``Kế tiếp``, ``Còn 7 người``; ``7 người trước`` where no time is told."""
    vietnamese = language == "vi"
    if not ahead:
        if high == 0:
            return "Được gọi ngay" if vietnamese else "Called at once"
        # Nothing is known of the wait, or there is one: every counter may be busy.
        return "Kế tiếp" if vietnamese else "Next in line"
    if low is None:
        return f"{ahead} người trước" if vietnamese else f"{ahead} before you"
    return f"Còn {ahead} người" if vietnamese else f"{ahead} before you"


def wait_text(low: int | None, high: int | None, language: Language = "vi") -> str:
    """The wait as it is told, in minutes: ``15–25 phút``; empty where nothing is told, or nothing is to be waited."""
    if low is None or not high:
        return ""
    unit = "phút" if language == "vi" else "min"
    if not low:
        return f"dưới {high} {unit}" if language == "vi" else f"under {high} {unit}"
    return (
        f"{low}–{high} {unit}" if low < high else f"khoảng {low} {unit}" if language == "vi" else f"about {low} {unit}"
    )


def day_text(day: date, language: Language = "vi") -> str:
    """A day in words: ``Thứ Hai 23/11``, ``Monday 23/11``."""
    names = WEEKDAYS if language == "vi" else WEEKDAYS_EN
    return f"{names[day.weekday()]} {day:%d/%m}"


def opening_text(opens: datetime, language: Language = "vi") -> str:
    """When a number for a later day is called first: ``Thứ Hai 23/11, từ 07:30``."""
    there = local(opens)
    since = "từ" if language == "vi" else "from"
    return f"{day_text(there.date(), language)}, {since} {there:%H:%M}"
