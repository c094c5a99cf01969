"""The catalogue of the city (danh mục của thành phố): what a decision adds, changes and abolishes is shown before it is taken.

The city's revision is kept in the versions of the procedures taken from it (``tp-7``). A procedure stays in the unit's own
group of services; a new one joins that of its field. Old versions stay for dossiers under way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from counter_app.catalogue.importing import checked_catalogue
from counter_app.catalogue.procedures import Catalogue, Procedure
from counter_app.catalogue.versions import (
    CITY_MARK,
    Installed,
    Prepared,
    install_prepared,
    known_rev,
    prepared,
    procedures,
    put_out_of_use,
)
from counter_app.errors import BadDocument
from counter_app.records.shared import Service as ServiceRow
from counter_app.records.shared import Unit
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
    catalogue = _read(asking, decision)
    new = {one.code: one for one in catalogue.procedures}
    here = {one.code: one for one in procedures(asking)}
    return Offer(
        decision.rev,
        decision.name,
        decision.effective_from,
        _named(one for code, one in new.items() if code not in here),
        _named(one for code, one in new.items() if code in here and _content(here[code]) != _content(one)),
        _named(_abolished(decision, catalogue, tuple(here.values()))),
    )


@dataclass(frozen=True)
class Ready:
    """A decision that was looked through, as the tables take it."""

    rev: int
    effective_from: date
    catalogue: Prepared
    abolished: tuple[str, ...]
    built_on: int
    """The revision of the office's reference data on which it was looked through."""


def make_ready(asking: Asking, decision: Decision) -> Ready:
    """All of taking a decision that takes time (with 2,100 procedures half a second): nobody who writes waits for it.

    BadCatalogue names the first fault in it.
    """
    catalogue, here = _read(asking, decision), procedures(asking)
    gone = tuple(one.code for one in _abolished(decision, catalogue, here))
    return Ready(decision.rev, decision.effective_from, prepared(catalogue), gone, _reference(asking))


def take_ready(act: Act, ready: Ready) -> Installed:
    """Put a decision into use, all of it at once. BadDocument before its day, and for one taken already.

    BadDocument also where the office's own data changed since it was looked through.
    """
    if ready.effective_from > act.business_day:
        raise BadDocument("effective_from", f"quyết định có hiệu lực từ {ready.effective_from:%d/%m/%Y}")
    if ready.rev <= known_rev(act):
        raise BadDocument("rev", "danh mục này đã nhận rồi")
    if ready.built_on != _reference(act):
        raise BadDocument("rev", "dữ liệu của đơn vị vừa đổi: xem lại rồi nhận")
    done = install_prepared(act, ready.catalogue)
    put_out_of_use(act, ready.abolished)
    return done


def take_decision(act: Act, decision: Decision) -> Installed:
    """Look through a decision and put it into use in one act. BadCatalogue; BadDocument as ``take_ready``."""
    return take_ready(act, make_ready(act, decision))


def _reference(asking: Asking) -> int:
    found: int = asking.connection.execute(select(Unit.reference_rev)).scalar_one()
    return found


def _abolished(decision: Decision, new: Catalogue, here: Sequence[Procedure]) -> Iterator[Procedure]:
    named = {one.code for one in new.procedures} if decision.whole else set(decision.abolished)
    return (one for one in here if (one.code in named) != decision.whole)


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
