"""Identities: UUID version 7 (RFC 9562 §5.7), in order of making, never guessed from a printed number."""

from __future__ import annotations

import secrets
import time
import uuid


def new_id() -> uuid.UUID:
    """A new UUIDv7: 48 bits of milliseconds, 12 of their fraction (§6.2, method 3), then chance."""
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76 | (rest << 12) // 1_000_000 << 64
    value |= 0b10 << 62 | secrets.randbits(62)
    return uuid.UUID(int=value)


def derived_id(parent: uuid.UUID, step: str) -> uuid.UUID:
    """The identity of a step that follows from another, the same however often it is asked for (RFC 9562 §5.5)."""
    return uuid.uuid5(parent, step)
