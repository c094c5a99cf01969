"""What a sending store keeps beside its outbox, and so what an exchange changes in it. The outbox itself is the same everywhere.

A desk keeps its dossiers, the office the unit's (``relay.city_side``); each says here what it does with what upstream answers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row

from counter_app.attachments.queue import look_again
from counter_app.feed import Change, apply_page, desk_feed_name, feed_name
from counter_app.reaches import forget_reaches, settle_reaches
from counter_app.store import Act, Asking


@dataclass(frozen=True)
class Side:
    """One store's part in an exchange."""

    feed: Callable[[Asking], str]
    """The name of the feed it reads; how far is kept under it."""
    take_page: Callable[[Act, str, Sequence[Change], str, str], int]
    """Take in a page of that feed and the cursor behind it; how many dossiers have news."""
    settled: Callable[[Act, Sequence[Row[Any]]], None]
    """Ops of the outbox, as they were sent, were settled."""
    all_again: Callable[[Act, Collection[str]], None]
    """Upstream has forgotten, and all that it had taken goes again; the lanes of dossiers among it."""


def _reaches_settled(act: Act, rows: Sequence[Row[Any]]) -> None:
    settle_reaches(act, {row.lane for row in rows})


def _city_forgot(act: Act, lanes: Collection[str]) -> None:
    forget_reaches(act, lanes)
    look_again(act)


DESK = Side(feed_name, apply_page, _reaches_settled, _city_forgot)
"""A desk whose upstream is the city."""
DESK_OF_OFFICE = replace(DESK, feed=desk_feed_name, all_again=forget_reaches)
"""A desk whose upstream is the office."""
