"""What has been typed of a dossier code and the last digits (pure): three fields, one of them being typed into."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from counter_app.dossiers.codes import parse_code
from counter_app.errors import BadDocument

Field = Literal["unit", "number", "digits"]

FIELDS: tuple[Field, ...] = ("unit", "number", "digits")
DATE = 6
"""Digits of the date; the others are the sequence, four at least."""
_LONGEST: dict[Field, int] = {"unit": 24, "number": 18, "digits": 4}
_USUAL = 10
TEMPORARY = "T"
"""What stands before the date in a temporary code, without a dash."""


@dataclass(frozen=True)
class CodeEntry:
    """The fields as typed."""

    unit: str
    number: str = ""
    """Date and sequence, digits alone."""
    digits: str = ""
    field: Field = "number"

    @property
    def code(self) -> str | None:
        """The code as dossiers are kept under; None while it is not whole."""
        dash = "" if self.unit == TEMPORARY else "-"
        try:
            return parse_code(f"{self.unit}{dash}{self.number[:DATE]}-{self.number[DATE:]}").text
        except BadDocument:
            return None

    @property
    def whole(self) -> bool:
        """Whether there is all it takes to look up."""
        return self.code is not None and len(self.digits) == _LONGEST["digits"]

    def typed(self, letter: str) -> CodeEntry:
        """One more letter in the field; one that does not belong there changes nothing.

        After the ten digits of most codes the next field follows; who has a longer code goes back and types on.
        """
        letter = letter.upper()
        fits = letter.isascii() and (
            letter.isdecimal() or (self.field == "unit" and (letter.isalpha() or letter == "."))
        )
        now = self.text(self.field)
        if len(letter) != 1 or not fits or len(now) >= _LONGEST[self.field]:
            return self
        after = self._with(now + letter)
        return after.following() if self.field == "number" and len(after.number) == _USUAL else after

    def erased(self) -> CodeEntry:
        """Without the last letter; at the beginning of a field, in the field before."""
        now = self.text(self.field)
        return self._with(now[:-1]) if now else self.at(FIELDS[max(0, FIELDS.index(self.field) - 1)])

    def at(self, field: Field) -> CodeEntry:
        """Typing into this field from now on."""
        return replace(self, field=field)

    def following(self) -> CodeEntry:
        """Typing into the next field."""
        return self.at(FIELDS[min(len(FIELDS) - 1, FIELDS.index(self.field) + 1)])

    def text(self, field: Field) -> str:
        """What has been typed into a field."""
        return {"unit": self.unit, "number": self.number, "digits": self.digits}[field]

    def shown(self, field: Field) -> str:
        """A field as the screen shows it, with a stroke for each digit that is missing."""
        if field == "unit":
            return self.unit or "_"
        if field == "digits":
            return " ".join(self.digits.ljust(_LONGEST["digits"], "_"))
        filled = self.number.ljust(_USUAL, "_")
        return f"{filled[:DATE]}-{filled[DATE:]}"

    def _with(self, text: str) -> CodeEntry:
        if self.field == "unit":
            return replace(self, unit=text)
        return replace(self, number=text) if self.field == "number" else replace(self, digits=text)
