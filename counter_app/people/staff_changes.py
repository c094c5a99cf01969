"""Changes to the staff (cán bộ): name, role, password, leaving and coming back. Nobody is ever deleted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import func, select, update

from counter_app.documents import Line, Strict, read_document
from counter_app.errors import BadDocument, NotAllowed
from counter_app.people.roles import ADMINISTRATORS, role_named
from counter_app.people.staff import StaffCard, new_password, password_hash, staff_member
from counter_app.records.shared import Staff
from counter_app.settings import raise_reference
from counter_app.store import Act

SHORTEST_PASSWORD = 8
"""Letters a password has at least (NIST SP 800-63B, 5.1.1.1)."""


@dataclass(frozen=True)
class NewPassword:
    """A password was set; ``first_password`` where the machine made it, to be shown this once."""

    login: str
    name: str
    first_password: str | None


def rename_staff(act: Act, login: str, name: str) -> StaffCard:
    """Write somebody's name anew; the login stays, for past work bears it. NotFound, BadDocument."""
    found = staff_member(act, login)
    wanted = read_document(_Name, {"staff_name": name})
    return _changed(act, found, "staff.renamed", name=wanted.staff_name)


def set_role(act: Act, login: str, role: str) -> StaffCard:
    """Give somebody another role. NotFound, BadDocument; somebody who may administer has to remain."""
    found = staff_member(act, login)
    if role_named(role) not in ADMINISTRATORS:
        _another_administrator(act, found, "role")
    return _changed(act, found, "staff.role_changed", role=role)


def change_staff(act: Act, login: str, name: str, role: str) -> StaffCard:
    """Name and role at once, as a form sends them; only what differs is written. NotFound, BadDocument."""
    found = staff_member(act, login)
    if name != found.name:
        found = rename_staff(act, login, name)
    return set_role(act, login, role) if role != found.role else found


def set_password(act: Act, login: str, password: str | None = None) -> NewPassword:
    """Give somebody a new password; without one the machine makes it. NotFound, BadDocument."""
    found = staff_member(act, login)
    if password is not None and len(password) < SHORTEST_PASSWORD:
        raise BadDocument("password", f"cần ít nhất {SHORTEST_PASSWORD} ký tự")
    made = new_password() if password is None else None
    _changed(act, found, "staff.password_set", password_hash=password_hash(password or made or ""))
    return NewPassword(login, found.name, made)


def let_go(act: Act, login: str) -> StaffCard:
    """Somebody signs in no more; what they did stays theirs. NotFound, NotAllowed, BadDocument."""
    found = staff_member(act, login)
    if login == act.by.staff:
        raise NotAllowed(login, "ngừng chính tài khoản đang dùng")
    _another_administrator(act, found, "login")
    return _changed(act, found, "staff.left", active=False)


def take_back(act: Act, login: str) -> StaffCard:
    """Somebody who left may sign in again. NotFound."""
    return _changed(act, staff_member(act, login), "staff.returned", active=True)


class _Name(Strict):
    staff_name: Annotated[Line, Field(max_length=80)]


def _another_administrator(act: Act, found: StaffCard, field: str) -> None:
    """Without anybody who may administer, the window would stay shut for good."""
    if not found.active or found.role not in ADMINISTRATORS:
        return
    others = select(func.count()).where(Staff.active, Staff.role.in_(ADMINISTRATORS), Staff.login != found.login)
    if not act.connection.execute(others).scalar_one():
        raise BadDocument(field, "đây là người quản trị cuối cùng, cần thêm người khác trước")


def _changed(act: Act, found: StaffCard, kind: str, **columns: Any) -> StaffCard:
    act.connection.execute(update(Staff).where(Staff.id == found.id).values(**columns))
    raise_reference(act)
    act.record(kind, f"staff:{found.id}")
    return staff_member(act, found.login)
