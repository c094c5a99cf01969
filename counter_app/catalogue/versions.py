"""Procedures as the unit uses them: installing a catalogue, finding a procedure. Old versions stay for old dossiers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


@dataclass(frozen=True)
class Prepared:
    """A catalogue as the tables take it: what takes time is done, and the records' lock is needed for writing only."""

    version: str
    services: tuple[Service, ...]
    rows: tuple[dict[str, Any], ...]


def prepared(catalogue: Catalogue) -> Prepared:
    """A catalogue as the tables take it (pure)."""
    return Prepared(catalogue.version, catalogue.services, tuple(_row(one) for one in catalogue.procedures))


def install(act: Act, catalogue: Catalogue) -> Installed:
    """Put a catalogue into use, all of it in this transaction. BadDocument as ``install_prepared``."""
    return install_prepared(act, prepared(catalogue))


def install_prepared(act: Act, found: Prepared) -> Installed:
    """Put a catalogue into use, all of it in this transaction. A procedure that changed becomes a new version.

    BadDocument where a new service's letter is another's.
    """
    for service in found.services:
        _put_service(act, service)
    changed = _put_procedures(act, found.rows)
    raise_reference(act)
    act.record("catalogue.imported", f"catalogue:{found.version}", {"changed": changed})
    return Installed(found.version, len(found.services), len(found.rows), changed)


def put_out_of_use(act: Act, codes: Iterable[str]) -> None:
    """These procedures are taken in no more; their versions stay for dossiers under way."""
    wanted = [{"of": code} for code in codes]
    if wanted:
        act.connection.execute(_NO_MORE, wanted)


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
_NO_MORE = update(ProcedureRow).where(ProcedureRow.code == bindparam("of"), ProcedureRow.current).values(current=False)
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


def _row(found: Procedure) -> dict[str, Any]:
    body: dict[str, Any] = _BODY.dump_python(found, mode="json")
    names = {"service": found.service, "name": found.name, "name_fold": fold(found.name)}
    return {"code": found.code, "version": found.version, **names, "body": body}


def _put_procedures(act: Act, rows: Sequence[dict[str, Any]]) -> int:
    """Rows by the thousand in three statements; how many were new or other than they are."""
    columns = (ProcedureRow.code, ProcedureRow.version, ProcedureRow.body, ProcedureRow.current)
    named = select(*columns).where(ProcedureRow.version.in_({row["version"] for row in rows}))
    kept = {(one.code, one.version): one for one in act.connection.execute(named)}
    fresh = [row for row in rows if (row["code"], row["version"]) not in kept]
    known = [(row, kept[row["code"], row["version"]]) for row in rows if (row["code"], row["version"]) in kept]
    again = [row for row, one in known if not one.current or one.body != row["body"]]
    put_out_of_use(act, [row["code"] for row in (*fresh, *again)])
    if fresh:
        act.connection.execute(insert(ProcedureRow), [{**row, "current": True} for row in fresh])
    for row in again:
        same = (ProcedureRow.code == row["code"], ProcedureRow.version == row["version"])
        act.connection.execute(update(ProcedureRow).where(*same).values(**row, current=True))
    return len(fresh) + len(again)
