"""What each slip and form says, as data; ``printing`` decides how it looks.

A document is kept with its print job, so that a reprint says the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True)
class Slip:
    """A queue slip (phiếu số thứ tự)."""

    office: str
    number: str
    service: str
    priority: str | None
    """The priority class in words (``Người cao tuổi``), or None."""
    ahead: int
    """How many are before this ticket in its service."""
    counters: tuple[int, ...]
    """The counters that serve it."""
    issued_at: datetime
    code: str = ""
    """What the slip's QR says (``queue.slip_code``); empty: the number."""
    low: int | None = None
    high: int | None = None
    """The wait it tells, in minutes; None where too little is known."""
    opens: datetime | None = None
    """For a number of a later day: when it comes first."""
    language: Literal["vi", "en"] = "vi"
    """English adds a second line to each."""
    priority_class: str = ""
    """The code of the priority class."""
    service_code: str = ""


@dataclass(frozen=True)
class PaperLine:
    """One paper of a dossier (thành phần hồ sơ)."""

    name: str
    originals: int
    certified: int
    copies: int


@dataclass(frozen=True)
class FeeLine:
    """One fee (phí, lệ phí), in đồng."""

    name: str
    amount: int


@dataclass(frozen=True)
class Receipt:
    """A receipt with appointment (giấy tiếp nhận hồ sơ và hẹn trả kết quả)."""

    office: str
    unit_code: str
    code: str
    code_kind: str
    """``final`` or ``temporary``."""
    procedure: str
    procedure_code: str
    owner: str
    owner_number: str
    """The identity number as this paper may show it (masked on the thermal slip)."""
    owner_address: str
    phone: str
    submitter: str | None
    """Who brought it when the owner did not come."""
    papers: tuple[PaperLine, ...]
    sets: int
    received_at: datetime
    due: datetime | None
    days_text: str
    """The time the procedure takes, in words (``03 ngày làm việc``)."""
    return_way: str
    fees: tuple[FeeLine, ...]
    fee_total: int
    clerk: str
    counter: int | None
    note: str = ""
    sample: bool = False
    """True for a training unit or a sample procedure: the paper says MẪU."""
    copy_no: int = 1
    """1 for the first paper; a reprint counts on and is marked BẢN IN LẠI."""
    exemption: str = ""
    """Why no fee is taken (căn cứ miễn) where there would be one; then ``fees`` is empty."""


@dataclass(frozen=True)
class TestStrip:
    """A test print: ruler, all Vietnamese letters, codes, cut."""

    printer: str
    printed_at: datetime


Document = Slip | Receipt | TestStrip
"""Anything a thermal printer of the unit prints."""
