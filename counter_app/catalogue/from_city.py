"""The catalogue of the city (danh mục của thành phố): what a decision adds, changes and abolishes is shown before it is taken.

The city's revision is kept in the versions of the procedures taken from it (``tp-7``). A procedure stays in the unit's own
group of services; a new one joins that of its field. Old versions stay for dossiers under way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, update

from counter_app.catalogue.importing import checked_catalogue
from counter_app.catalogue.procedures import Catalogue, Procedure
from counter_app.catalogue.versions import CITY_MARK, Installed, install, known_rev, procedures
from counter_app.errors import BadDocument
from counter_app.records.shared import Procedure as ProcedureRow
from counter_app.records.shared import Service as ServiceRow
from counter_app.store import Act, Asking


@dataclass(frozen=True)
class Decision:
    """What the city says: procedures as a catalogue file has them, and the codes that are no more."""

    rev: int
    whole: bool
    """All of its procedures, or only what changed since the revision that was asked for."""
    name: str
    effective_from: date
    procedures: tuple[Mapping[str, Any], ...]
    abolished: tuple[str, ...]


@dataclass(frozen=True)
class Named:
    """A procedure in a list."""

    code: str
    name: str


@dataclass(frozen=True)
class Offer:
    """What taking a decision would do here."""

    rev: int
    decision: str
    effective_from: date
    added: tuple[Named, ...]
    changed: tuple[Named, ...]
    abolished: tuple[Named, ...]


def offer(asking: Asking, decision: Decision) -> Offer:
    """What taking it would do. BadCatalogue names the first fault in it."""
    new = {one.code: one for one in _read(asking, decision).procedures}
    here = {one.code: one for one in procedures(asking)}
    gone = (
        [code for code in here if code not in new] if decision.whole else [c for c in decision.abolished if c in here]
    )
    return Offer(
        decision.rev,
        decision.name,
        decision.effective_from,
        _named(one for code, one in new.items() if code not in here),
        _named(one for code, one in new.items() if code in here and _content(here[code]) != _content(one)),
        _named(here[code] for code in gone),
    )


def take_decision(act: Act, decision: Decision) -> Installed:
    """Put a decision into use, all of it at once. BadCatalogue; BadDocument before its day, and for one taken already."""
    if decision.effective_from > act.business_day:
        raise BadDocument("effective_from", f"quyết định có hiệu lực từ {decision.effective_from:%d/%m/%Y}")
    if decision.rev <= known_rev(act):
        raise BadDocument("rev", "danh mục này đã nhận rồi")
    wanted = offer(act, decision)
    done = install(act, _read(act, decision))
    for one in wanted.abolished:
        act.connection.execute(update(ProcedureRow).where(ProcedureRow.code == one.code).values(current=False))
    return done


def _read(asking: Asking, decision: Decision) -> Catalogue:
    services = asking.connection.execute(select(ServiceRow.__table__).order_by(ServiceRow.position)).all()
    present = procedures(asking)
    by_code = {one.code: one.service for one in present}
    by_field = {one.field: one.service for one in present if one.field}
    known = {row.code for row in services}
    version = f"{CITY_MARK}{decision.rev}"

    def placed(one: Mapping[str, Any]) -> dict[str, Any]:
        said = one.get("service")
        own = (
            by_code.get(str(one.get("code")))
            or (said if said in known else None)
            or by_field.get(str(one.get("field")))
        )
        return {**one, "service": own or services[0].code, "version": version}

    keys = ("code", "name", "series", "position", "hint")
    document = {
        "version": version,
        "services": [{key: getattr(row, key) for key in keys} for row in services],
        "procedures": [placed(one) for one in decision.procedures],
    }
    return checked_catalogue(document, f"thành phố, bản {decision.rev}")


def _content(one: Procedure) -> dict[str, Any]:
    """What a procedure says, whichever version it is."""
    return {key: value for key, value in vars(one).items() if key != "version"}


def _named(found: Any) -> tuple[Named, ...]:
    return tuple(sorted((Named(one.code, one.name) for one in found), key=lambda one: one.code))
