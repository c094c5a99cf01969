"""Reading a catalogue file: all of it right, or refused with the line and the field of the first fault."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from counter_app.catalogue.document import NULLABLE, CatalogueModel, ProcedureModel, catalogue_of, fee_rule
from counter_app.catalogue.lines import KeyTwice, line_of, lines_of
from counter_app.catalogue.procedures import Catalogue
from counter_app.documents import Location, in_words, path
from counter_app.errors import BadCatalogue, NotFound
from counter_app.fees import clash

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "catalogue" / "sample.json"
"""The sample catalogue that ships, for training."""

_NOT_UTF8 = "tệp không phải UTF-8; lưu lại bằng UTF-8"


def read_catalogue(file: Path) -> Catalogue:
    """The catalogue of a JSON file (UTF-8, with or without byte order mark).

    NotFound without the file; BadCatalogue names the first fault by its line.
    """
    text = _text(file)
    try:
        document = json.loads(text)
        lines = lines_of(text)
    except json.JSONDecodeError as error:
        raise BadCatalogue(file.name, error.lineno, f"cột {error.colno}", "không đúng cú pháp JSON") from None
    except KeyTwice as twice:
        raise BadCatalogue(file.name, twice.line, path(twice.location), "mục này có hai lần") from None
    except (ValueError, RecursionError):
        raise BadCatalogue(file.name, 1, path(()), "không phải JSON đọc được") from None
    return _checked(document, file.name, lines)


def checked_catalogue(document: Any, source: str) -> Catalogue:
    """The catalogue in a document that came otherwise than as a file; BadCatalogue names the first fault."""
    return _checked(document, source, {(): 1})


def _text(file: Path) -> str:
    try:
        content = file.read_bytes()
    except OSError:
        raise NotFound("file", str(file)) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadCatalogue(file.name, line, path(()), _NOT_UTF8) from None


def _checked(document: Any, file: str, lines: dict[Location, int]) -> Catalogue:
    try:
        model = CatalogueModel.model_validate(document)
    except ValidationError as error:
        faults = [(line_of(one["loc"], lines), one) for one in error.errors(include_url=False)]
        line, first = min(faults, key=lambda fault: fault[0])
        raise BadCatalogue(file, line, path(first["loc"]), in_words(first)) from None
    found = [(line_of(location, lines), location, problem) for location, problem in _contradictions(model)]
    if found:
        line, location, problem = min(found, key=lambda fault: fault[0])
        raise BadCatalogue(file, line, path(location), problem)
    return catalogue_of(model)


def _contradictions(model: CatalogueModel) -> Iterator[tuple[Location, str]]:
    """What is right by itself but not together: codes twice, services nobody has, fields empty and not unknown."""
    services = model.services
    yield from _twice([one.code for one in services], "services", "code")
    yield from _twice([one.series for one in services], "services", "series")
    yield from _twice([one.position for one in services], "services", "position")
    yield from _twice([one.code for one in model.procedures], "procedures", "code")
    known = {one.code for one in services}
    for place, procedure in enumerate(model.procedures):
        if procedure.service not in known:
            yield ("procedures", place, "service"), f"không có nhóm dịch vụ {procedure.service}"
        papers = [paper.code for paper in procedure.papers or () if paper.code is not None]
        if len(set(papers)) < len(papers):
            yield ("procedures", place, "papers"), "hai giấy tờ cùng một mã"
        yield from _fees_twice(place, procedure)
        for name in NULLABLE:
            if (getattr(procedure, name) is None) != (name in procedure.unknown):
                yield ("procedures", place, name), "để null khi và chỉ khi unknown có tên mục này"


def _fees_twice(place: int, procedure: ProcedureModel) -> Iterator[tuple[Location, str]]:
    """Two rules of one fee that hold at once: it would be asked for twice."""
    rules = [fee_rule(one) for one in procedure.fees or ()]
    for at, rule in enumerate(rules):
        if any(clash(rule, earlier) for earlier in rules[:at]):
            yield ("procedures", place, "fees", at), f"«{rule.name}» đã có mức cho kênh, trường hợp, ngày này ở trên"


def _twice(values: list[Any], group: str, key: str) -> Iterator[tuple[Location, str]]:
    seen = set()
    for place, value in enumerate(values):
        if value in seen:
            yield (group, place, key), f"{value} đã có ở trên"
        seen.add(value)
