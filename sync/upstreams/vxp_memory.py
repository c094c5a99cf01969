"""What an upstream without a memory of its own asks of the store that sends.

Which store that is, is asked each time: a desk that spoke to the city itself may go over to its office between two rounds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from counter_app import city_memory
from counter_app.city_memory import CitySender, Known, Shadow, Vote
from counter_app.moments import Clock
from counter_app.ops import Op
from counter_app.place import Place
from counter_app.relay.city_memory import city_sender
from counter_app.unit_card import unit


class SenderMemory:
    """The questions, asked of whichever store ``sender`` gives."""

    def __init__(self, sender: Callable[[], CitySender], clock: Clock) -> None:
        self._sender, self.clock = sender, clock

    def known_by_code(self, code: str) -> Known | None:
        """The dossier that has this code here."""
        now = self._sender()
        return now.store.ask(now.memory.known_by_code, code)

    def known_by_id(self, dossier_id: UUID) -> Known | None:
        """The dossier with this identity."""
        now = self._sender()
        return now.store.ask(now.memory.known_by_id, dossier_id)

    def told_body(self, dossier_id: UUID) -> Mapping[str, Any] | None:
        """A dossier as the store would tell it whole."""
        now = self._sender()
        return now.store.ask(now.memory.told_body, dossier_id)

    def shadow_of(self, dossier_id: UUID) -> Shadow:
        """The copy upstream last showed of a dossier."""
        now = self._sender()
        return now.store.ask(now.memory.shadow_of, dossier_id)

    def newest_shadow(self) -> Mapping[str, Any] | None:
        """The copy with the latest change of all that was shown."""
        now = self._sender()
        return now.store.ask(now.memory.newest_shadow)

    def procedures_of(self, codes: frozenset[str]) -> dict[str, str]:
        """The procedures of dossiers by their codes."""
        now = self._sender()
        return now.store.ask(now.memory.procedures_of, codes)

    def last_told(self) -> Op | None:
        """The op about a dossier that was acknowledged last, with its number at the counter."""
        now = self._sender()
        op = now.store.ask(city_memory.last_told)
        return None if op is None else replace(op, client_rev=self.number_of(op.op_id) or op.client_rev)

    def number_of(self, op_id: UUID) -> int | None:
        """The number of an op at the counter that wrote it, where it is another than the sender's."""
        now = self._sender()
        return now.store.ask(now.memory.number_of, op_id)

    def votes_since(self, since: datetime) -> tuple[Vote, ...]:
        """The answers that count, given since a moment."""
        return self._sender().store.ask(city_memory.votes_since, since)

    def unit_name(self) -> str:
        """What the unit is called."""
        return self._sender().store.ask(unit).name

    def epoch(self) -> int:
        """In which life of its records the city was last heard."""
        return self._sender().store.ask(city_memory.epoch_known) or 1


def memory_of(place: Place) -> SenderMemory:
    """The memory of this PC's unit."""
    return SenderMemory(lambda: city_sender(place), place.clock)
