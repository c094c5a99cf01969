"""What each slip and form says, as data; ``printing`` decides how it looks.

A document is kept with its print job, so that a reprint says the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

ReceiptPart = Literal["", "citizen", "file"]
"""Whose copy it is where two are printed: given to the citizen (liên giao), kept with the dossier (liên lưu)."""


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
    large: bool = False
    """In larger letters (chữ to)."""


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
class Authoriser:
    """Who gave the authorisation, where that is not the owner (người uỷ quyền)."""

    name: str
    number: str
    address: str = ""
    phone: str = ""
    email: str = ""


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
    owner_email: str = ""
    authority: str = ""
    """The paper by which the submitter acts, with its date (giấy uỷ quyền)."""
    authoriser: Authoriser | None = None
    book: str = ""
    """Where it stands in the book of dossiers (Vào Sổ: quyển, số thứ tự), where a unit keeps one."""
    part: ReceiptPart = ""
    reprinted_at: datetime | None = None
    reprinted_by: str = ""
    """Who had it printed again, in words."""
    large: bool = False
    """In larger letters (chữ to)."""
    second_language: Literal["", "en"] = ""
    """English adds a second line to each label."""
    hide_numbers: bool = False
    """On a citizen's roll, which lies about, only the last four digits of identity numbers are shown.

    A form and the copy that stays in the file (liên lưu) show them whole: ``shown_hidden``.
    """
    version: int = 1
    """1 as received; each correction (đính chính) counts on, and its paper says so."""

    @property
    def shown_hidden(self) -> bool:
        """Whether identity numbers are hidden on this copy, where it is printed on a roll."""
        return self.hide_numbers and self.part != "file"


@dataclass(frozen=True)
class Original:
    """Originals of one paper that stay at the counter."""

    name: str
    count: int


@dataclass(frozen=True)
class ClaimSlip:
    """What was left at the counter and when it is given back (phiếu giữ bản gốc)."""

    office: str
    code: str
    owner: str
    """Who left it: the dossier's owner, or who came in their place."""
    originals: tuple[Original, ...]
    bring: tuple[str, ...]
    """What has to be brought to get them back."""
    due: datetime | None
    """When they can be fetched; None: it will be told."""
    left_at: datetime
    clerk: str
    counter: int | None
    sample: bool = False
    copy_no: int = 1
    reprinted_at: datetime | None = None
    reprinted_by: str = ""
    part: Literal["claim"] = "claim"
    """Sets it apart from the dossier's other papers."""
    large: bool = False
    second_language: Literal["", "en"] = ""


@dataclass(frozen=True)
class TestStrip:
    """A test print: ruler, all Vietnamese letters, codes, cut."""

    printer: str
    printed_at: datetime


Document = Slip | Receipt | ClaimSlip | TestStrip
"""Anything a thermal printer of the unit prints."""
