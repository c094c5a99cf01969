"""The printers of one PC as a file for the next one: JSON, made to be read by people too."""

from __future__ import annotations

import json
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from counter_app.errors import BadDocument
from counter_app.printers import PrinterCard, checked

FORMAT = 1


@dataclass(frozen=True)
class PrinterFile:
    """What stands in the file."""

    format: int
    printers: tuple[PrinterCard, ...]


_FILE = TypeAdapter(PrinterFile)


def as_file(cards: tuple[PrinterCard, ...]) -> bytes:
    """The bytes of the file."""
    said = _FILE.dump_python(PrinterFile(FORMAT, cards), mode="json")
    return json.dumps(said, ensure_ascii=False, indent=2).encode() + b"\n"


def from_file(text: str) -> tuple[PrinterCard, ...]:
    """The printers in a file; BadDocument with the place of what is wrong."""
    try:
        read = _FILE.validate_json(text, strict=True)
    except ValidationError as error:
        wrong = error.errors()[0]
        raise BadDocument(".".join(map(str, wrong["loc"])) or "file", "không đúng dạng tệp máy in") from error
    if read.format != FORMAT:
        raise BadDocument("format", f"chỉ nhận {FORMAT}")
    return tuple(checked(card) for card in read.printers)
