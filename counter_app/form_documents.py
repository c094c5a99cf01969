"""What the unit's forms 02 to 07 say, as data; ``printing.forms`` decides how they look.

The forms are those of TT 03/2025/TT-VPCP, Phụ lục I (forms 02, 03, 04, 06 and 07 field by field as reprinted in
QĐ 3621/QĐ-BYT); form 01 is ``papers.Receipt``. Form 05 has a title there and no layout that we know: its fields are
ours, from NĐ 118/2025/NĐ-CP Đ.19.5 and Đ.21 and TT 03/2025 Đ.7. A text left empty is a dotted line to be written on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal

Outcome = Literal["", "early", "on_time", "late"]
"""Kết quả of a hand-over in form 06: trước hạn, đúng hạn, quá hạn; empty: not yet known."""


@dataclass(frozen=True)
class Holder:
    """Whose dossier it is (chủ hồ sơ): the block that forms 02 to 05 share."""

    name: str
    number: str = ""
    """The identity or enterprise number as this paper may show it (số định danh)."""
    address: str = ""
    phone: str = ""
    email: str = ""
    organisation: bool = False
    """An organisation is addressed as such, a person as Ông/Bà."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """What stands around every form: who issues it, its number and day, and what marks it."""

    symbol: ClassVar[str]
    """The form's mark in its number (ký hiệu): ``PBS``."""
    of_office: ClassVar[bool] = True
    """Whether the number names the office too (``…/PXL`` of form 04 does not)."""

    parent: str
    """The body above (đơn vị chủ quản): the ward's People's Committee; empty: no line."""
    office: str
    """Who issues it: the one-stop office or centre, by its whole name."""
    place: str
    """Where it is issued (địa danh, NĐ 30/2020 Phụ lục I): the ward's name."""
    issued_at: datetime
    number: int | None = None
    """The number within the form's own series of the year; None: a gap to be filled in."""
    office_mark: str = "BPTNTKQ"
    """The office's mark in the number: ``BPTNTKQ``, or ``TTPVHCC`` of a centre."""
    sample: bool = False
    """True for a training unit or a sample procedure: the paper says MẪU."""
    copy_no: int = 1
    reprinted_at: datetime | None = None
    reprinted_by: str = ""

    @property
    def number_text(self) -> str:
        """Số, ký hiệu: ``07/PBS-BPTNTKQ`` (numbers below 10 begin with 0, NĐ 30/2020 Phụ lục I)."""
        number = "……" if self.number is None else f"{self.number:02}"
        return f"{number}/{self.symbol}" + (f"-{self.office_mark}" if self.of_office else "")


@dataclass(frozen=True, kw_only=True)
class SupplementRequest(Form):
    """Form 02, phiếu yêu cầu bổ sung, hoàn thiện hồ sơ."""

    symbol: ClassVar[str] = "PBS"
    holder: Holder
    procedure: str
    items: tuple[str, ...]
    """What has to be completed, one thing each."""
    reason: str
    contact: str
    """Whom to ask, in words."""
    contact_phone: str
    officer: str
    """Who guides the citizen (người hướng dẫn)."""
    code: str = ""
    """Empty where nothing has been received yet."""
    complete_by: date | None = None
    """The last day to complete it, where the law sets one (NĐ 118/2025 Đ.19.5); no field of the form, ours."""


@dataclass(frozen=True, kw_only=True)
class Refusal(Form):
    """Form 03, phiếu từ chối tiếp nhận giải quyết hồ sơ."""

    symbol: ClassVar[str] = "PTC"
    holder: Holder
    procedure: str
    reasons: tuple[str, ...]
    officer: str
    submitter: str = ""
    """Who brought it and signs; empty: the holder."""
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class Apology(Form):
    """Form 04, phiếu xin lỗi và đề nghị gia hạn thời gian giải quyết (NĐ 118/2025 Đ.19.6)."""

    symbol: ClassVar[str] = "PXL"
    of_office: ClassVar[bool] = False
    holder: Holder
    procedure: str
    code: str
    agency: str
    """The agency that handles the dossier and apologises."""
    received_at: datetime
    due: datetime
    """The appointment that will be missed."""
    new_due: datetime
    reason: str
    head: str
    """Who signs: the agency's head (thủ trưởng cơ quan, đơn vị)."""


@dataclass(frozen=True, kw_only=True)
class StopNotice(Form):
    """Form 05, thông báo dừng giải quyết hồ sơ. Its fields are ours."""

    symbol: ClassVar[str] = "TB"
    holder: Holder
    procedure: str
    code: str
    agency: str
    received_at: datetime
    stopped_at: datetime
    reason: str
    """Why it stops, with its ground: asked for by the citizen (Đ.21), or not completed in time (Đ.19.5)."""
    head: str
    given_back: tuple[str, ...] = ()
    """Papers given back to the citizen."""
    contact: str = ""
    contact_phone: str = ""


@dataclass(frozen=True)
class HandOver:
    """One block of form 06: a dossier goes from one unit to the next."""

    giver: str
    taker: str
    given_at: datetime | None = None
    taken_at: datetime | None = None
    outcome: Outcome = ""
    """Told by the side that takes it: whether the giver was in time."""
    note: str = ""
    given_by: str = ""
    """The person, for the signature."""
    taken_by: str = ""


@dataclass(frozen=True, kw_only=True)
class ControlSheet(Form):
    """Form 06, phiếu kiểm soát quá trình giải quyết hồ sơ."""

    symbol: ClassVar[str] = "PKS"
    code: str
    agency: str
    """Who handles it (cơ quan, bộ phận giải quyết)."""
    cooperating: tuple[str, ...]
    received_at: datetime
    due: datetime | None
    steps: tuple[HandOver, ...]


@dataclass(frozen=True)
class RegisterRow:
    """One dossier in form 07."""

    code: str
    procedure: str
    holder: str
    address: str
    phone: str
    agency: str
    """The agency in charge (cơ quan chủ trì giải quyết)."""
    received_at: datetime
    due: datetime | None
    returned_at: datetime | None = None
    return_way: str = ""
    signed: str = ""
    """Who took the result, or how it was confirmed; empty: room for a signature."""


@dataclass(frozen=True, kw_only=True)
class Register(Form):
    """Form 07, sổ theo dõi hồ sơ: the dossiers of a period, its last day included. ``issued_at``: when it was made."""

    symbol: ClassVar[str] = "STD"
    first: date
    last: date
    rows: tuple[RegisterRow, ...]
    made_by: str = ""


FormDocument = SupplementRequest | Refusal | Apology | StopNotice | ControlSheet | Register
"""Forms 02 to 07."""
