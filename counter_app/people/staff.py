"""Staff (cán bộ) and their sign-in: argon2id (RFC 9106, low-memory profile), five failures, then a growing wait."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import bindparam, delete, insert, select

from counter_app.errors import BadDocument, NotFound, WrongPassword
from counter_app.ids import new_id
from counter_app.people.folding import fold
from counter_app.people.roles import role_named
from counter_app.records.desk import SignInFailure
from counter_app.records.shared import Staff
from counter_app.settings import raise_reference
from counter_app.store import Act, Asking

_HASHER = PasswordHasher()
_PLAIN_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits nobody mistakes for another when reading a note: no i, l, o, 0, 1."""
_FREE_TRIES = 5
_FIRST_WAIT = timedelta(seconds=30)


@dataclass(frozen=True)
class StaffCard:
    """A member of staff."""

    id: UUID
    login: str
    name: str
    role: str
    active: bool = True
    """Whether they may sign in; somebody who left stays in the records."""


@dataclass(frozen=True)
class NewStaff:
    """A member of staff just added, with the first password where none was given."""

    id: UUID
    login: str
    name: str
    role: str
    first_password: str | None


@dataclass(frozen=True)
class SignInTry:
    """How a sign-in ended: the person, or how many seconds until the next try (0 = at once)."""

    staff: StaffCard | None
    wait_seconds: int = 0


def add_staff(
    act: Act, name: str, login: str | None = None, password: str | None = None, role: str = "clerk"
) -> NewStaff:
    """Add a member of staff. Without a login one is made from the name; without a password one is made and shown once."""
    role_named(role)
    chosen = login or "".join(fold(name).split())
    if not chosen:
        raise BadDocument("name", "tên trống")
    if act.connection.execute(select(Staff.id).where(Staff.login == chosen)).first() is not None:
        raise BadDocument("login", f"«{chosen}» đã có người dùng")
    first = None if password else new_password()
    staff_id = new_id()
    who = {"id": staff_id, "login": chosen, "name": name, "role": role}
    act.connection.execute(
        insert(Staff).values(**who, password_hash=password_hash(password or first or ""), active=True)
    )
    raise_reference(act)
    act.record("staff.added", f"staff:{staff_id}")
    return NewStaff(staff_id, chosen, name, role, first)


def new_password() -> str:
    """A password made by the machine, to be shown once: ``k7mw-x2pd-9htc``, 59 random bits."""
    return "-".join("".join(secrets.choice(_PLAIN_LETTERS) for _ in range(4)) for _ in range(3))


def password_hash(password: str) -> str:
    """What is kept of a password."""
    return _HASHER.hash(password)


def try_sign_in(act: Act, login: str, password: str) -> SignInTry:
    """Try to sign in. A failure is an answer, not a refusal: its count must be kept."""
    blocked = act.connection.execute(
        select(SignInFailure.count.label("tries"), SignInFailure.until).where(SignInFailure.login == login)
    ).one_or_none()
    if blocked is not None and blocked.until > act.now:
        return SignInTry(None, int((blocked.until - act.now).total_seconds()) + 1)
    row = act.connection.execute(select(Staff.__table__).where(Staff.login == login, Staff.active)).one_or_none()
    act.connection.execute(delete(SignInFailure).where(SignInFailure.login == login))
    if _matches(_nobody() if row is None else row.password_hash, password) and row is not None:
        act.record("staff.signed_in", f"staff:{row.id}")
        return SignInTry(_card(row))
    count = (blocked.tries if blocked is not None else 0) + 1
    wait = timedelta() if count < _FREE_TRIES else _FIRST_WAIT * 2 ** (count - _FREE_TRIES)
    act.connection.execute(insert(SignInFailure).values(login=login, count=count, until=act.now + wait))
    return SignInTry(None, int(wait.total_seconds()))


def signed_in(tried: SignInTry, login: str) -> StaffCard:
    """The person who signed in; WrongPassword."""
    if tried.staff is None:
        raise WrongPassword(login, "đăng nhập", tried.wait_seconds)
    return tried.staff


def staff(asking: Asking) -> tuple[StaffCard, ...]:
    """Everybody who may sign in, by name."""
    rows = asking.connection.execute(select(Staff.__table__).where(Staff.active).order_by(Staff.name))
    return tuple(_card(row) for row in rows)


def all_staff(asking: Asking) -> tuple[StaffCard, ...]:
    """Everybody, those who may not sign in any more last; by name."""
    rows = asking.connection.execute(select(Staff.__table__).order_by(Staff.active.desc(), Staff.name, Staff.login))
    return tuple(_card(row) for row in rows)


def staff_member(asking: Asking, login: str) -> StaffCard:
    """The one of this login; NotFound."""
    row = asking.connection.execute(select(Staff.__table__).where(Staff.login == login)).one_or_none()
    if row is None:
        raise NotFound("staff", login)
    return _card(row)


def staff_name(asking: Asking, login: str) -> str:
    """The name behind a login, or the login itself when nobody bears it (``cli:lan``)."""
    name = asking.connection.execute(_NAME, {"login": login}).scalar_one_or_none()
    return name or login


_NAME = select(Staff.name).where(Staff.login == bindparam("login"))


@cache
def _nobody() -> str:
    """A hash no password fits, verified when the login is unknown, so that the answer takes as long."""
    return _HASHER.hash(secrets.token_hex(16))


def _matches(kept: str, password: str) -> bool:
    try:
        return _HASHER.verify(kept, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def _card(row: Any) -> StaffCard:
    return StaffCard(row.id, row.login, row.name, row.role, row.active)
