"""What is typed into the city's own form, field by field, in the order of that form. Values, no screen.

A dossier the city does not have is typed whole, and where it stands if it has moved on since it came in. Of one it has,
the city's code and where it stands now; a correction has every field again, as nobody can tell which one the city shows
wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from counter_app.by_hand import BEGINNINGS, Unentered, unentered_one
from counter_app.dossiers.lookup import DossierCard, PaperCard, dossier_by_id
from counter_app.errors import ScreenStale
from counter_app.moments import local
from counter_app.store import Asking
from counter_app.wording import DOSSIER_STATES_VI
from counter_app.wording_city import op_words

_PAPER_KINDS = (("originals", "chính"), ("certified", "chứng thực"), ("copies", "sao"))

_SAID_BY_THE_FORM = (*BEGINNINGS, "dossier.correct")
"""What the form itself says of a new dossier; any other step has moved it on."""


@dataclass(frozen=True)
class FormField:
    """A field of the city's form: what it is called, what is pasted into it, and words shown beside that."""

    caption: str
    text: str
    beside: str = ""


@dataclass(frozen=True)
class ToType:
    """A dossier and the fields to type, in order; fields without text are passed over when copying."""

    line: Unentered
    fields: tuple[FormField, ...]


def to_type(asking: Asking, dossier_id: UUID) -> ToType:
    """A dossier that waits, with its fields. NotFound; ScreenStale where it does not wait any more."""
    card = dossier_by_id(asking, dossier_id)
    line = unentered_one(asking, dossier_id)
    if line is None:
        raise ScreenStale("dossier", card.code, str(card.state))
    if line.new:
        moved_on = any(kind not in _SAID_BY_THE_FORM for kind in line.kinds)
        return ToType(line, (*whole_form(card), *(_standing(line, card)[1:3] if moved_on else ())))
    again = whole_form(card)[1:] if "dossier.correct" in line.kinds else ()
    return ToType(line, (*_standing(line, card), *again))


def whole_form(card: DossierCard) -> tuple[FormField, ...]:
    """Code, procedure, owner, number, birth date, address, phone, papers, due (pure)."""
    who = card.owner
    born = "" if who.birth_date is None else f"{who.birth_date:%d/%m/%Y}"
    return (
        FormField("Mã hồ sơ", card.code),
        FormField("Mã thủ tục", card.procedure, card.procedure_name),
        FormField("Chủ hồ sơ", who.name),
        FormField("Số giấy tờ", who.number or ""),
        FormField("Ngày sinh", born),
        FormField("Địa chỉ", who.lives_at),
        FormField("Điện thoại", who.phone),
        FormField("Giấy tờ", "; ".join(paper_words(paper) for paper in card.papers)),
        FormField("Hẹn trả", "" if card.due is None else f"{local(card.due):%d/%m/%Y %H:%M}"),
    )


def paper_words(paper: PaperCard) -> str:
    """``Tờ khai (1 chính, 2 sao)``."""
    counts = ((getattr(paper, field), words) for field, words in _PAPER_KINDS)
    said = ", ".join(f"{count} {words}" for count, words in counts if count)
    return f"{paper.name} ({said})" if said else paper.name


def _standing(line: Unentered, card: DossierCard) -> tuple[FormField, ...]:
    """Where the dossier stands now, for one the city has."""
    made = "; ".join(dict.fromkeys(op_words(kind) for kind in line.kinds))
    note = next((step.note for step in reversed(card.events) if step.note), "")
    due = "" if card.due is None else f"{local(card.due):%d/%m/%Y %H:%M}"
    return (
        FormField("Mã của TP", line.city_code or card.code),
        FormField("Trạng thái", DOSSIER_STATES_VI[card.state], made),
        FormField("Nội dung", note),
        FormField("Hẹn trả", due),
    )
