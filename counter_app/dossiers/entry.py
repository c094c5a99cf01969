"""What stands in the receive form, in any state of completeness (pure); this is what a draft keeps.

``to_document`` turns a complete entry into the very document the command line takes, so that both receive alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter

from counter_app.catalogue.procedures import Procedure
from counter_app.fees import rule_by_pages
from counter_app.people.identity import Identity
from counter_app.people.numbers import NumberKind, problem_with
from counter_app.people.wards import proposals

DRAFT_KIND = "receive"


@dataclass(frozen=True)
class PersonEntry:
    """A person as typed or scanned; dates as ``dd/mm/yyyy``."""

    number: str = ""
    name: str = ""
    birth_date: str = ""
    sex: str = ""
    address: str = ""
    phone: str = ""
    eid_account: str = "unknown"
    address_now: str = ""
    """The address as it is called today, where the card has an older ward."""
    phone_of: str = "own"
    """Whose phone it is: ``own``, ``submitter`` or ``relative``."""
    nationality: str = ""
    """ISO 3166-1 alpha-2; asked for with a passport alone."""
    doubts: tuple[str, ...] = ()
    """Warnings of the scan (keys of ``IDENTITY_WARNINGS_VI``) the clerk has not yet looked at."""


@dataclass(frozen=True)
class PaperEntry:
    """A paper of the procedure: handed in or not, and how many."""

    given: bool
    originals: int
    certified: int
    copies: int


@dataclass(frozen=True)
class LineEntry:
    """A line of a copy certification, as typed; 0 is a number not typed yet."""

    paper: str = ""
    pages: int = 1
    copies: int = 1
    originals: int = 1
    """Originals that stay at the counter until the copies are handed over."""


@dataclass(frozen=True)
class Entry:
    """The whole form."""

    owner: PersonEntry = PersonEntry()
    submitter: PersonEntry | None = None
    authorisation: str = ""
    """Name or number of the paper by which the submitter acts (giấy uỷ quyền)."""
    authorisation_date: str = ""
    procedure: str = ""
    papers: tuple[PaperEntry, ...] = ()
    lines: tuple[LineEntry, ...] = ()
    way: str = "counter"
    way_address: str = ""
    sets: int = 1
    note: str = ""
    fee_way: str = "cash"
    fee_ground: str = ""
    channel: str = "direct"
    """How it was handed in: ``direct``, ``post`` or ``online``."""
    case: str = ""
    """The case of the procedure its fee depends on."""


_BODY = TypeAdapter(Entry)
_OLD_CARD_DIGITS, _TAX_DIGITS = 9, 10

DOUBTFUL_FIELDS: Mapping[str, tuple[str, ...]] = {
    "fields": ("name", "address"),
    "number": ("number",),
    "province": ("number",),
    "number_sex": ("number",),
    "number_year": ("number", "birth_date"),
    "name": ("name",),
    "typing": ("name",),
    "birth_date": ("birth_date",),
    "letters": ("name", "address"),
    "unmarked": ("name", "address"),
}
"""Which fields of the form a warning is about; editing one of them answers it."""


def to_body(entry: Entry) -> dict[str, Any]:
    """The entry as a draft keeps it."""
    body: dict[str, Any] = _BODY.dump_python(entry, mode="json")
    return body


def from_body(body: dict[str, Any]) -> Entry:
    """The entry a draft kept."""
    return _BODY.validate_python(body)


def from_identity(identity: Identity) -> PersonEntry:
    """A person from a scanned card; what the scan may have spoiled is marked.

    The ward of today is filled in where the card's belongs to one alone; a divided one is left to be asked.
    """
    now = proposals(identity.address)
    return PersonEntry(
        number=identity.number,
        name=identity.name,
        birth_date="" if identity.birth_date is None else f"{identity.birth_date:%d/%m/%Y}",
        sex=identity.sex or "",
        address=identity.address,
        address_now=now[0] if len(now) == 1 else "",
        doubts=identity.warnings,
    )


def papers_wanted(procedure: Procedure) -> tuple[PaperEntry, ...]:
    """The papers of a procedure, all taken as handed in: the clerk takes off what is missing."""
    return tuple(PaperEntry(True, need.originals, need.certified, need.copies) for need in procedure.papers)


def missing(entry: Entry, procedure: Procedure | None) -> tuple[str, ...]:
    """What still keeps the dossier from being received, in Vietnamese, in the order of the form."""
    found = [*_missing_of(entry.owner, ""), *_missing_of_submitter(entry)]
    if procedure is None:
        return (*found, "thủ tục")
    found += papers_lacking(entry, procedure)
    if procedure.cases and entry.case not in procedure.cases:
        found.append("trường hợp tính phí")
    if rule_by_pages(procedure) is not None:
        found += _missing_of_lines(entry.lines)
    return (*found, *_missing_ground(entry))


def missing_to_write_down(entry: Entry, procedure: Procedure | None) -> tuple[str, ...]:
    """What keeps a dossier from being written down at all, for form 02 or 03: who and what, never the papers."""
    found = [*_missing_of(entry.owner, ""), *_missing_of_submitter(entry)]
    return (*found, "thủ tục") if procedure is None else (*found, *_missing_ground(entry))


def papers_lacking(entry: Entry, procedure: Procedure) -> tuple[str, ...]:
    """The papers the law wants that did not come: what a request for supplement (form 02) asks for."""
    needed = zip(procedure.papers, entry.papers, strict=False)
    return tuple(need.name for need, paper in needed if need.required and not paper.given)


def copied_papers(entry: Entry) -> tuple[LineEntry, ...]:
    """The lines with a name each: one that was not named is told by its place."""
    named = enumerate(entry.lines, start=1)
    return tuple(replace(line, paper=line.paper.strip() or f"Giấy tờ {at}") for at, line in named)


def _missing_ground(entry: Entry) -> Iterator[str]:
    if entry.fee_way == "exempt" and not entry.fee_ground.strip():
        yield "căn cứ miễn"


def _missing_of_lines(lines: tuple[LineEntry, ...]) -> Iterator[str]:
    if not lines:
        yield "giấy tờ cần sao"
    for at, line in enumerate(lines, start=1):
        yield from (
            f"{what} dòng {at}" for what, count in (("số trang", line.pages), ("số bản", line.copies)) if not count
        )


def _missing_of(person: PersonEntry, whose: str) -> Iterator[str]:
    if not person.number.strip():
        yield f"số định danh{whose}"
    if not person.name.strip():
        yield f"họ tên{whose}"
    if known_number(person.number) == "passport" and not person.nationality.strip():
        yield f"quốc tịch{whose}"


def _missing_of_submitter(entry: Entry) -> Iterator[str]:
    """Somebody who brings it is named in full; their paper has a name and a day, or is none."""
    paper, day = entry.authorisation.strip(), entry.authorisation_date.strip()
    submitter = submitter_of(entry)
    if submitter is not None:
        yield from _missing_of(submitter, " người nộp thay")
    elif paper or day:
        yield "họ tên người nộp thay"
    if day and not paper:
        yield "tên hoặc số giấy uỷ quyền"
    if paper and not day:
        yield "ngày của giấy uỷ quyền"


def submitter_of(entry: Entry) -> PersonEntry | None:
    """Who brings it for the owner; rows that were opened and left empty are nobody."""
    who = entry.submitter
    return who if who is not None and any(text.strip() for text in (who.number, who.name, who.phone)) else None


def known_number(number: str) -> NumberKind:
    """Which kind of number this looks like.

    Letters are a passport's. 10 or 13 digits are an organisation's tax code when its check digit is right; any other
    digits are a căn cước, or an old CMND with 9: a slip of the finger must be told as what was meant.
    """
    plain = plain_number(number)
    if plain and not plain.isdecimal():
        return "passport"
    if problem_with("tax", tax_code(plain)) is None:
        return "tax"
    return "cmnd" if len(plain) == _OLD_CARD_DIGITS else "cccd"


def plain_number(number: str) -> str:
    """A number without what people put between its parts."""
    return "".join(letter for letter in number.upper() if letter not in " .-")


def tax_code(plain: str) -> str:
    """10 digits, or 10-3 for a dependent unit (Circular 86/2024/TT-BTC)."""
    return plain if len(plain) <= _TAX_DIGITS else f"{plain[:_TAX_DIGITS]}-{plain[_TAX_DIGITS:]}"
