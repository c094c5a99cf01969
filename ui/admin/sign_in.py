"""Signing in to the admin's window: a password, and a role that may."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal

from counter_app.people.roles import may_administer, refuse_clerk
from counter_app.people.staff import StaffCard, staff
from counter_app.store import Asking
from counter_app.unit_card import UnitCard, unit
from ui.follow import follow
from ui.sign_in_page import SignInPage
from ui.work import Workers

NOBODY = 'Chưa có tài khoản quản trị. Tạo bằng lệnh «staff add "Họ tên" --role it» rồi mở lại trang này.'


@dataclass(frozen=True)
class AdminDoor:
    """The unit, and who works there."""

    unit: UnitCard
    staff: tuple[StaffCard, ...]


def admin_door(asking: Asking) -> AdminDoor:
    """What the page offers: those who may administer first."""
    people = staff(asking)
    return AdminDoor(unit(asking), tuple(sorted(people, key=lambda one: not may_administer(one))))


class AdminSignIn(SignInPage):
    """A clerk is told in one sentence that the window is not theirs."""

    signed_in = Signal(object)
    """The person."""

    def __init__(self, workers: Workers) -> None:
        super().__init__(workers, "Vào quản trị")
        fields = (("Tài khoản", self.who), ("Mật khẩu", self.password))
        self.lay_out(fields, "Quản trị: nhóm dịch vụ, quầy, cán bộ, lịch, thiết lập.")
        follow(self, workers.desk, admin_door, self._show)

    def welcome(self, person: StaffCard) -> None:
        """Only who may administer; NotAllowed."""
        refuse_clerk(person)
        self.notice.clear()
        self.signed_in.emit(person)

    def _show(self, found: AdminDoor) -> None:
        if not any(may_administer(one) for one in found.staff):
            self.notice.say(NOBODY, "warn")
        elif self.notice.text == NOBODY:
            self.notice.clear()
        self.offer(found.unit.name, found.staff)
