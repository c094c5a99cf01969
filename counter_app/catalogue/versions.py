"""Procedures as the unit uses them: installing a catalogue, finding a procedure. Old versions stay for old dossiers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import bindparam, func, insert, select, update

from counter_app.catalogue.procedures import Catalogue, Procedure, Service
from counter_app.errors import BadDocument, NotFound
from counter_app.people.folding import fold
from counter_app.records.shared import Procedure as ProcedureRow
from counter_app.records.shared import Service as ServiceRow
from counter_app.settings import raise_reference
from counter_app.store import Act, Asking

CITY_MARK = "tp-"
"""Begins the version of a procedure that was taken from the city; its revision follows."""
_BODY = TypeAdapter(Procedure)
_OPEN = {"daily_limit": 0, "windows": "", "at_kiosk": True}
"""How a new service begins: no limit, the hall's hours, offered at the kiosk."""


@dataclass(frozen=True)
class Installed:
    """What an import changed."""

    version: str
    services: int
    procedures: int
    changed: int


def install(act: Act, catalogue: Catalogue) -> Installed:
    """Put a catalogue into use, all of it in this transaction. A procedure that changed becomes a new version.

    BadDocument where a new service's letter is another's.
    """
    for service in catalogue.services:
        _put_service(act, service)
    changed = sum(_put_procedure(act, procedure) for procedure in catalogue.procedures)
    raise_reference(act)
    act.record("catalogue.imported", f"catalogue:{catalogue.version}", {"changed": changed})
    return Installed(catalogue.version, len(catalogue.services), len(catalogue.procedures), changed)


@dataclass(frozen=True)
class InUse:
    """How large the catalogue in use is, and which revision of the city's it holds; 0 where none was taken."""

    procedures: int
    city_rev: int


def in_use(asking: Asking) -> InUse:
    """The catalogue in use, in figures."""
    many = select(func.count()).select_from(ProcedureRow).where(ProcedureRow.current)
    return InUse(asking.connection.execute(many).scalar_one(), known_rev(asking))


def known_rev(asking: Asking) -> int:
    """The city's revision taken last; 0 where none was."""
    versions = asking.connection.execute(
        select(ProcedureRow.version).where(ProcedureRow.version.like(f"{CITY_MARK}%")).distinct()
    )
    found = (one.removeprefix(CITY_MARK) for one in versions.scalars())
    return max((int(rev) for rev in found if rev.isdigit()), default=0)


def procedures(asking: Asking, service: str | None = None) -> tuple[Procedure, ...]:
    """The procedures in use, by code; of one service when asked."""
    wanted = select(ProcedureRow.body).where(ProcedureRow.current).order_by(ProcedureRow.code)
    if service is not None:
        wanted = wanted.where(ProcedureRow.service == service)
    return tuple(_BODY.validate_python(body) for body in asking.connection.execute(wanted).scalars())


def procedure(asking: Asking, code: str, version: str | None = None) -> Procedure:
    """One procedure: in use, or the version a dossier came in under; NotFound."""
    wanted = {"code": code} if version is None else {"code": code, "version": version}
    body = asking.connection.execute(_IN_USE if version is None else _AS_IT_WAS, wanted).scalar_one_or_none()
    if body is None:
        raise NotFound("procedure", code)
    return _BODY.validate_python(body)


_OF_CODE = select(ProcedureRow.body).where(ProcedureRow.code == bindparam("code"))
_IN_USE = _OF_CODE.where(ProcedureRow.current)
_AS_IT_WAS = _OF_CODE.where(ProcedureRow.version == bindparam("version"))


def matching(found: tuple[Procedure, ...], text: str) -> tuple[Procedure, ...]:
    """Those whose code or name holds every word of a text typed without marks (pure).

    A code that is, or begins with, what was typed comes first, then names that begin so. A code may carry what other
    systems put behind it (``2.000815.000.00.00.H55``).
    """
    words = fold(text).split()
    if not words:
        return found
    typed = words[0]
    hits = [one for one in found if all(_holds(one, word) for word in words)]
    return tuple(sorted(hits, key=lambda one: (*_nearness(one, typed), len(one.name), one.code)))


def _holds(one: Procedure, word: str) -> bool:
    code = one.code.lower()
    return word in f"{code} {fold(one.name)}" or word.startswith(f"{code}.")


def _nearness(one: Procedure, typed: str) -> tuple[bool, bool, bool]:
    """False comes first: the very code, a code that begins so, a name that begins so."""
    code = one.code.lower()
    return typed != code, not (typed[0].isdigit() and code.startswith(typed)), not fold(one.name).startswith(typed)


def _put_service(act: Act, service: Service) -> None:
    """A service the unit has keeps the unit's own words, order and letter; a new one may not take another's letter."""
    rows = act.connection.execute(select(ServiceRow.code, ServiceRow.series)).all()
    if any(row.code == service.code for row in rows):
        return
    holder = next((row.code for row in rows if row.series == service.series), None)
    if holder is not None:
        raise BadDocument("series", f"chữ {service.series} của nhóm {service.code} đã dùng cho nhóm {holder}")
    values = {"name": service.name, "series": service.series, "position": service.position, "hint": service.hint}
    act.connection.execute(insert(ServiceRow).values(code=service.code, **values, **_OPEN))


def _put_procedure(act: Act, found: Procedure) -> bool:
    body: dict[str, Any] = _BODY.dump_python(found, mode="json")
    same = (ProcedureRow.code == found.code, ProcedureRow.version == found.version)
    kept = act.connection.execute(select(ProcedureRow.body, ProcedureRow.current).where(*same)).one_or_none()
    if kept is not None and kept.current and kept.body == body:
        return False
    act.connection.execute(update(ProcedureRow).where(ProcedureRow.code == found.code).values(current=False))
    values = {"service": found.service, "name": found.name, "name_fold": fold(found.name), "body": body}
    if kept is None:
        row = insert(ProcedureRow).values(code=found.code, version=found.version, current=True, **values)
        act.connection.execute(row)
    else:
        act.connection.execute(update(ProcedureRow).where(*same).values(current=True, **values))
    return True
