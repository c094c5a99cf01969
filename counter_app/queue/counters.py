"""Counters (quầy) and services (nhóm dịch vụ): who and what there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field
from sqlalchemy import bindparam, delete, insert, select, update

from counter_app.documents import Line, Strict, read_document
from counter_app.errors import BadDocument, NotFound
from counter_app.records.shared import Counter, CounterService, Procedure, Service
from counter_app.settings import raise_reference
from counter_app.store import Act, Asking


@dataclass(frozen=True)
class ServiceCard:
    """A service with the codes of its procedures."""

    code: str
    name: str
    series: str
    hint: str
    procedures: tuple[str, ...]
    daily_limit: int = 0
    """How many tickets a day at most; 0: no limit."""
    windows: str = ""
    """When tickets are given (``07:30-11:00,13:30-16:30``); empty: in the hall's hours."""
    at_kiosk: bool = True
    """Whether the kiosk offers it."""


@dataclass(frozen=True)
class ServiceLine:
    """What a ticket has to know of its service."""

    code: str
    name: str
    series: str
    daily_limit: int
    windows: str


@dataclass(frozen=True)
class CounterCard:
    """A counter, its first choices (equal among themselves), and what it serves only when nobody waits for those."""

    number: int
    name: str
    services: tuple[str, ...]
    overflow: tuple[str, ...] = ()

    @property
    def every_service(self) -> tuple[str, ...]:
        """First choices and overflow."""
        return self.services + self.overflow

    @property
    def lines(self) -> dict[str, bool]:
        """What it calls from, the tickets sent to it alone included; True for overflow."""
        return {f"@{self.number}": False} | dict.fromkeys(self.services, False) | dict.fromkeys(self.overflow, True)


def services(asking: Asking) -> tuple[ServiceCard, ...]:
    """Every service in the order of the kiosk."""
    codes: dict[str, list[str]] = {}
    current = select(Procedure.service, Procedure.code).where(Procedure.current).order_by(Procedure.code)
    for row in asking.connection.execute(current):
        codes.setdefault(row.service, []).append(row.code)
    rows = asking.connection.execute(select(Service.__table__).order_by(Service.position, Service.code))
    return tuple(
        ServiceCard(
            code=row.code,
            name=row.name,
            series=row.series,
            hint=row.hint,
            procedures=tuple(codes.get(row.code, ())),
            daily_limit=row.daily_limit,
            windows=row.windows,
            at_kiosk=row.at_kiosk,
        )
        for row in rows
    )


def service_of(asking: Asking, code: str) -> tuple[ServiceLine, str | None]:
    """The service that a service's or a procedure's code means, and the procedure if it was one; NotFound."""
    row = asking.connection.execute(_SERVICE, {"code": code}).one_or_none()
    if row is not None:
        return ServiceLine(row.code, row.name, row.series, row.daily_limit, row.windows), None
    row = asking.connection.execute(_SERVICE_OF_PROCEDURE, {"code": code}).one_or_none()
    if row is None:
        raise NotFound("service", code)
    return ServiceLine(row.code, row.name, row.series, row.daily_limit, row.windows), code


# Asked by every ticket: made once, and no list of procedures is read for it.
_SERVICE = select(Service.__table__).where(Service.code == bindparam("code"))
_SERVICE_OF_PROCEDURE = (
    select(Service.__table__)
    .join(Procedure, Procedure.service == Service.code)
    .where(Procedure.code == bindparam("code"), Procedure.current)
)


def counters(asking: Asking) -> tuple[CounterCard, ...]:
    """Every counter."""
    return _cards(asking, None)


def counter_numbered(asking: Asking, number: int) -> CounterCard:
    """The counter of this number; NotFound."""
    found = _cards(asking, number)
    if not found:
        raise NotFound("counter", str(number))
    return found[0]


def counters_serving(asking: Asking, service: str) -> tuple[int, ...]:
    """The counters that serve a service, as first choice or overflow, in order."""
    rows = asking.connection.execute(
        select(CounterService.counter).where(CounterService.service == service).order_by(CounterService.counter)
    )
    return tuple(rows.scalars())


def set_counter(
    act: Act,
    number: int,
    service_codes: tuple[str, ...],
    name: str | None = None,
    overflow: tuple[str, ...] = (),
) -> CounterCard:
    """Say what a counter serves and what it is called; makes the counter where there was none. NotFound, BadDocument.

    Without services the counter stands still: it calls nobody.
    """
    _services_fit(act, service_codes + overflow)
    wanted = read_document(_CounterWords, {"counter": number, "counter_name": name})
    _put_counter(act, number, wanted.counter_name)
    act.connection.execute(delete(CounterService).where(CounterService.counter == number))
    for second, codes in ((False, service_codes), (True, overflow)):
        for position, code in enumerate(codes):
            row = insert(CounterService).values(counter=number, service=code, position=position, overflow=second)
            act.connection.execute(row)
    raise_reference(act)
    said = {"services": list(service_codes), "overflow": list(overflow)}
    act.record("counter.changed", f"counter:{number}", said)
    return counter_numbered(act, number)


class _CounterWords(Strict):
    counter: Annotated[int, Field(ge=1, le=99)]
    counter_name: Annotated[Line, Field(max_length=40)] | None


def _services_fit(act: Act, codes: tuple[str, ...]) -> None:
    """Every code is a service, and none is named twice."""
    known = set(act.connection.execute(select(Service.code)).scalars())
    for code in codes:
        if code not in known:
            raise NotFound("service", code)
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice is not None:
        raise BadDocument("services", f"nhóm {twice} có hai lần")


def _put_counter(act: Act, number: int, name: str | None) -> None:
    known = act.connection.execute(select(Counter.number).where(Counter.number == number)).first()
    if known is None:
        act.connection.execute(insert(Counter).values(number=number, name=name or f"Quầy {number}"))
    elif name is not None:
        act.connection.execute(update(Counter).where(Counter.number == number).values(name=name))


def _cards(asking: Asking, number: int | None) -> tuple[CounterCard, ...]:
    """All counters, or the one of a number."""
    rows = asking.connection.execute(_ALL) if number is None else asking.connection.execute(_ONE, {"at": number})
    names: dict[int, str] = {}
    served: dict[tuple[int, bool], list[str]] = {}
    for at, name, service, overflow in rows:
        names[at] = name
        if service is not None:
            served.setdefault((at, overflow), []).append(service)
    return tuple(
        CounterCard(at, name, tuple(served.get((at, False), ())), tuple(served.get((at, True), ())))
        for at, name in names.items()
    )


# Asked by every call: made once; a counter that serves nothing is a row without a service.
_ALL = (
    select(Counter.number, Counter.name, CounterService.service, CounterService.overflow)
    .join(CounterService, CounterService.counter == Counter.number, isouter=True)
    .order_by(Counter.number, CounterService.position, CounterService.service)
)
_ONE = _ALL.where(Counter.number == bindparam("at"))
