"""What a procedure (thủ tục hành chính) is: its time, papers and fees, as values; no text here is law.

A field that nobody confirmed is empty and named in ``unknown``; screens show it as unknown instead of guessing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

TimeUnit = Literal["working_days", "calendar_days", "hours", "same_day"]
FeeKind = Literal["fixed", "per_case", "per_copy", "per_page_steps"]
Channel = Literal["direct", "online", "post"]
"""How a dossier is handed in: at the counter, online, by post (NĐ 118/2025/NĐ-CP, article 15)."""


@dataclass(frozen=True)
class TimeLimit:
    """How long a procedure may take (thời hạn giải quyết)."""

    value: float
    """Days or hours; half days and half hours are allowed except for calendar days; 1 for ``same_day``."""
    unit: TimeUnit
    then: tuple[TimeLimit, ...] = ()
    """Limits that begin where the one before ended («10 ngày, rồi 03 ngày làm việc»)."""

    @property
    def stages(self) -> tuple[TimeLimit, ...]:
        """Each limit by itself, in order; one where there are no others."""
        return (TimeLimit(self.value, self.unit), *self.then)


@dataclass(frozen=True)
class PaperNeed:
    """A paper the procedure asks for (thành phần hồ sơ), with how many of each form."""

    code: str | None
    """The national code of the component; None while unknown."""
    name: str
    originals: int
    certified: int
    copies: int
    required: bool = True


@dataclass(frozen=True)
class FeeStep:
    """What a page costs up to and with ``to_page``; None means every further page. In đồng."""

    to_page: int | None
    amount: int


@dataclass(frozen=True)
class FeeRule:
    """A fee (phí, lệ phí) as data; ``fees`` computes it. Amounts in đồng."""

    kind: FeeKind
    name: str
    amount: int = 0
    """Per dossier, case or copy; 0 for ``per_page_steps``."""
    steps: tuple[FeeStep, ...] = ()
    """For ``per_page_steps``: prices by page, the last one open."""
    cap: int | None = None
    """For ``per_page_steps``: the most one copy costs."""
    channels: tuple[Channel, ...] = ()
    """Only for what is handed in so; empty: however it comes."""
    case: str = ""
    """Only in this case of the procedure (trường hợp); empty: in every one."""
    since: date | None = None
    until: date | None = None
    """Only for what is received from and up to these days; None: without a bound."""


@dataclass(frozen=True)
class Exemption:
    """Whom a fee is not asked of (miễn phí, lệ phí), and by which ground."""

    who: str
    ground: str

    @property
    def words(self) -> str:
        """As the receipt says it."""
        return f"{self.who} ({self.ground})"


@dataclass(frozen=True)
class Service:
    """A group of procedures with its own ticket series (nhóm dịch vụ)."""

    code: str
    name: str
    series: str
    """The letter before its ticket numbers."""
    position: int
    """Place among the services, from 1."""
    hint: str
    """What it is for, in everyday words."""


@dataclass(frozen=True)
class Procedure:
    """One version of an administrative procedure; a dossier keeps the version it came in under."""

    code: str
    name: str
    service: str
    """The code of its service."""
    field: str | None
    """Lĩnh vực."""
    version: str
    sample: bool
    """A description for training (MẪU): its slips say so, and nobody may rely on it."""
    time: TimeLimit | None
    papers: tuple[PaperNeed, ...]
    fees: tuple[FeeRule, ...]
    """Empty and not in ``unknown``: free of charge."""
    legal_basis: str | None
    unknown: tuple[str, ...]
    """Names of the fields nobody confirmed (``time``, ``papers``, …)."""
    law_note: str = ""
    exemptions: tuple[Exemption, ...] = ()

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases its fees tell apart (trường hợp), as the catalogue orders them; empty where they tell none."""
        return tuple(dict.fromkeys(rule.case for rule in self.fees if rule.case))


@dataclass(frozen=True)
class Catalogue:
    """A catalogue as a file gives it (danh mục thủ tục)."""

    version: str
    services: tuple[Service, ...]
    procedures: tuple[Procedure, ...]


def time_in_words(limit: TimeLimit | None) -> str:
    """How long it takes, as slips and forms say it (``03 ngày làm việc``)."""
    if limit is None:
        return "chưa xác định"
    if limit.then:
        return ", rồi ".join(map(time_in_words, limit.stages))
    if limit.unit == "same_day":
        return "trong ngày làm việc"
    words = {"working_days": "ngày làm việc", "calendar_days": "ngày", "hours": "giờ làm việc"}[limit.unit]
    return f"{amount_in_words(limit.value)} {words}"


def amount_in_words(value: float) -> str:
    """A number of days or hours as forms write it: ``03``, ``12``, ``0,5``."""
    return f"{int(value):02d}" if value == int(value) else f"{value:g}".replace(".", ",")
