"""Signing in: who, at which counter."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal

from counter_app.people.staff import StaffCard, staff
from counter_app.queue.counters import CounterCard, counters
from counter_app.store import Asking
from counter_app.unit_card import UnitCard, unit
from ui.follow import follow
from ui.sign_in_page import SignInPage
from ui.widgets.arrow_combo import ArrowCombo
from ui.work import Workers


@dataclass(frozen=True)
class Door:
    """What the sign-in page offers."""

    unit: UnitCard
    counters: tuple[CounterCard, ...]
    staff: tuple[StaffCard, ...]


def door(asking: Asking) -> Door:
    """The unit, its counters, its staff."""
    return Door(unit(asking), counters(asking), staff(asking))


class SignIn(SignInPage):
    """Who sits down at which counter."""

    signed_in = Signal(object, int)
    """The person and the counter."""

    def __init__(self, workers: Workers, counter: int | None = None) -> None:
        super().__init__(workers, "Vào quầy")
        self._wanted, self.counter = counter, ArrowCombo()
        self.lay_out((("Cán bộ", self.who), ("Mật khẩu", self.password), ("Quầy", self.counter)))
        follow(self, workers.desk, door, self._show)

    def welcome(self, person: StaffCard) -> None:
        """They sit down."""
        self.notice.clear()
        self.signed_in.emit(person, int(self.counter.currentData()))

    def _show(self, found: Door) -> None:
        self.counter.clear()
        for card in found.counters:
            self.counter.addItem(card.name, card.number)
        self.counter.setCurrentIndex(max(0, self.counter.findData(self._wanted)))
        self.offer(found.unit.name, found.staff)
