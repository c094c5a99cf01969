"""What the office says of its changes, and refuses."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select

from counter_app.errors import Refused
from counter_app.place import Place
from counter_app.records.office import TicketEvent
from counter_app.records.shared import Audit
from counter_app.store import Asking


def actions(place: Place) -> list[str]:
    def asked(asking: Asking) -> list[str]:
        return list(asking.connection.execute(select(Audit.action).order_by(Audit.seq)).scalars())

    return place.office.ask(asked)


def moves_of(place: Place, ticket_id: UUID) -> list[str]:
    """The kinds of everything that happened to a ticket, oldest first."""

    def asked(asking: Asking) -> list[str]:
        its = select(TicketEvent.kind).where(TicketEvent.ticket_id == ticket_id).order_by(TicketEvent.seq)
        return list(asking.connection.execute(its).scalars())

    return place.office.ask(asked)


def refused(place: Place, act: object, *args: object, **facts: object) -> Refused:
    with pytest.raises(Refused) as told:
        place.office.do(act, *args, **facts)  # type: ignore[arg-type]
    return told.value
