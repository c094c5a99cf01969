"""Roles (vai trò) of the staff and what they may do. Pure."""

from __future__ import annotations

from typing import Protocol

from counter_app.errors import BadDocument, NotAllowed

ROLES_VI = {"clerk": "Cán bộ tiếp nhận", "head": "Phụ trách một cửa", "it": "Kỹ thuật"}
"""Every role in words."""
ADMINISTRATORS = frozenset({"head", "it"})
"""Who may change services, counters, staff and settings."""


class Bearer(Protocol):
    """Somebody with a role."""

    @property
    def login(self) -> str:
        """The name they sign in with."""

    @property
    def role(self) -> str:
        """A key of ROLES_VI."""


def role_named(role: str) -> str:
    """The role, if there is such a one; BadDocument."""
    if role not in ROLES_VI:
        raise BadDocument("role", f"chỉ nhận {', '.join(ROLES_VI)}")
    return role


def may_administer(who: Bearer) -> bool:
    """Whether the admin's window is open to somebody."""
    return who.role in ADMINISTRATORS


def refuse_clerk(who: Bearer) -> None:
    """NotAllowed for somebody to whom the admin's window is not open."""
    if not may_administer(who):
        raise NotAllowed(who.login, "mở cửa sổ quản trị")
