"""The machine of the exchange with an office in between: the same rules over two hops, and trouble on the first one as well."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule
from sqlalchemy import select

from counter_app.records.relay import RelayedOp
from counter_app.records.shared import Outbox
from counter_app.store import Asking
from sync.unit_round import exchange_unit
from tests.faults.office_at_hand import OfficeAtHand
from tests.faults.protocol_machine import TROUBLE, Protocol


class TwoHops(Protocol):
    """``unit`` has two files. ``forgetful_office`` takes the office's idempotency out."""

    forgetful_office: ClassVar[bool] = False

    @initialize()
    def begin(self) -> None:
        super().begin()
        self._reach_the_office()

    @rule(trouble=st.lists(st.sampled_from(TROUBLE), min_size=1, max_size=3))
    def the_way_to_the_office_has_trouble(self, trouble: list[str]) -> None:
        self.office.trouble = trouble

    @rule()
    def what_was_late_for_the_office_arrives(self) -> None:
        self.office.late_ones_arrive()
        self._note()

    def drains(self) -> None:
        """On good lines everything arrives, and the office has passed on each op of each desk once."""
        self.office.trouble = []
        self.office.late_ones_arrive()
        super().drains()
        desk, office = self.place.desk.ask(_kept), self.place.office.ask(_kept)
        assert desk.keys() <= office.keys(), "nothing is lost between desk and office"
        assert max(office.values(), default=1) == 1, "nothing is passed on twice"
        assert self.place.office.ask(_onward) == self.place.office.ask(_relayed), (
            "each op of a desk has one of the office"
        )

    def _round(self, most: int) -> None:
        exchange_unit(self.place, self.city, most, self.office)

    def _open(self) -> None:
        late = self.office._late
        super()._open()
        self._reach_the_office()
        self.office._late = late

    def _reach_the_office(self) -> None:
        self.office = OfficeAtHand(self.place.office, forgetful=self.forgetful_office)


def _kept(asking: Asking) -> Counter[tuple[str, str]]:
    """Lanes and fingerprints of the ops that hold their place here."""
    holds = Outbox.state.not_in(("superseded", "void"))
    return Counter(
        (row[0], row[1]) for row in asking.connection.execute(select(Outbox.lane, Outbox.body_sha256).where(holds))
    )


def _relayed(asking: Asking) -> int:
    return len(asking.connection.execute(select(RelayedOp.op_id)).all())


def _onward(asking: Asking) -> int:
    return len(asking.connection.execute(select(RelayedOp.op_id).join(Outbox, Outbox.op_id == RelayedOp.onward)).all())
