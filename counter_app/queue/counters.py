"""Counters (quầy) and services (nhóm dịch vụ): who and what there is."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from counter_app.errors import NotFound
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


@dataclass(frozen=True)
class CounterCard:
    """A counter and the services it serves, first choice first."""

    number: int
    name: str
    services: tuple[str, ...]


def services(asking: Asking) -> tuple[ServiceCard, ...]:
    """Every service in the order of the kiosk."""
    codes: dict[str, list[str]] = {}
    current = select(Procedure.service, Procedure.code).where(Procedure.current).order_by(Procedure.code)
    for row in asking.connection.execute(current):
        codes.setdefault(row.service, []).append(row.code)
    rows = asking.connection.execute(select(Service.__table__).order_by(Service.position))
    return tuple(ServiceCard(row.code, row.name, row.series, row.hint, tuple(codes.get(row.code, ()))) for row in rows)


def service_of(asking: Asking, code: str) -> tuple[ServiceCard, str | None]:
    """The service that a service's or a procedure's code means, and the procedure if it was one; NotFound."""
    for service in services(asking):
        if service.code == code:
            return service, None
        if code in service.procedures:
            return service, code
    raise NotFound("service", code)


def counters(asking: Asking) -> tuple[CounterCard, ...]:
    """Every counter."""
    served: dict[int, list[str]] = {}
    order = select(CounterService.counter, CounterService.service).order_by(CounterService.position)
    for row in asking.connection.execute(order):
        served.setdefault(row.counter, []).append(row.service)
    rows = asking.connection.execute(select(Counter.number, Counter.name).order_by(Counter.number))
    return tuple(CounterCard(row.number, row.name, tuple(served.get(row.number, ()))) for row in rows)


def counter_numbered(asking: Asking, number: int) -> CounterCard:
    """The counter of this number; NotFound."""
    found = next((card for card in counters(asking) if card.number == number), None)
    if found is None:
        raise NotFound("counter", str(number))
    return found


def counters_serving(asking: Asking, service: str) -> tuple[int, ...]:
    """The counters that serve a service, in order."""
    rows = asking.connection.execute(
        select(CounterService.counter).where(CounterService.service == service).order_by(CounterService.counter)
    )
    return tuple(rows.scalars())


def set_counter(act: Act, number: int, service_codes: tuple[str, ...], name: str | None = None) -> CounterCard:
    """Say what a counter serves, first choice first; makes the counter where there was none."""
    known = {service.code for service in services(act)}
    for code in service_codes:
        if code not in known:
            raise NotFound("service", code)
    act.connection.execute(delete(CounterService).where(CounterService.counter == number))
    if act.connection.execute(select(Counter.number).where(Counter.number == number)).first() is None:
        act.connection.execute(insert(Counter).values(number=number, name=name or f"Quầy {number}"))
    for position, code in enumerate(service_codes):
        act.connection.execute(
            insert(CounterService).values(counter=number, service=code, position=position, overflow=False)
        )
    raise_reference(act)
    act.record("counter.changed", f"counter:{number}", {"services": list(service_codes)})
    return counter_numbered(act, number)
