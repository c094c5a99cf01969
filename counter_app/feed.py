"""What comes back from upstream: pages of changes, and when upstream was last heard.

A page and the cursor behind it are kept in one transaction. A change counts only when its revision is higher than the
one known, so that repeats and old pages do no harm. Of a dossier this desk has sent anything of, a change writes the
shadow, the columns the city owns, and what the city decided as steps (``dossiers.city_steps``), nothing else: what waits
here to be sent is never overwritten. Any other dossier of the unit is taken in and followed (``dossiers.from_upstream``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update

from counter_app.dossiers.city_steps import note_city_steps
from counter_app.dossiers.from_upstream import take_in
from counter_app.errors import CityRefused, UpstreamTrouble
from counter_app.records.desk import Dossier, DossierShadow
from counter_app.records.shared import Inbox, Unit
from counter_app.store import Act, Asking

_STATES = range(1, 11)

# Made once: making a statement costs several times what doing it costs.
_SHADOW_REV = select(DossierShadow.rev).where(DossierShadow.dossier_id == bindparam("dossier"))
_ADD_SHADOW = insert(DossierShadow.__table__)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Change:
    """One change upstream: of a dossier (or of nothing this store keeps), at a revision, with the whole news."""

    dossier_id: UUID | None
    rev: int
    at: datetime
    body: dict[str, Any]


@dataclass(frozen=True)
class ReadSoFar:
    """How far a feed has been read; ``cursor`` None: not at all."""

    feed: str
    cursor: str | None


def feed_name(asking: Asking) -> str:
    """Give the name of the unit's feed."""
    return f"office:{asking.connection.execute(select(Unit.code)).scalar_one()}"


def read_so_far(asking: Asking) -> ReadSoFar:
    """Give the unit's feed and how far it has been read."""
    feed = feed_name(asking)
    return ReadSoFar(
        feed, asking.connection.execute(select(Inbox.cursor).where(Inbox.feed == feed)).scalar_one_or_none()
    )


def apply_page(act: Act, feed: str, changes: Sequence[Change], cursor: str, epoch: str) -> int:
    """Take in a page of changes and the cursor behind it. Gives how many dossiers of this store changed.

    Each new revision tells the whole dossier: of several in a page the highest says all.
    """
    newest: dict[UUID, Change] = {}
    for change in changes:
        known = None if change.dossier_id is None else newest.get(change.dossier_id)
        if change.dossier_id is not None and (known is None or known.rev < change.rev):
            newest[change.dossier_id] = change
    changed = sum(_take_in(act, dossier_id, change) for dossier_id, change in newest.items())
    _note(act, feed, cursor=cursor, feed_epoch=epoch, last_pull_at=act.now)
    return changed


def start_again(act: Act, feed: str) -> None:
    """Read the feed from the start: it has begun anew."""
    _note(act, feed, cursor=None, feed_epoch=None)


def clock_offset(asking: Asking, feed: str) -> int | None:
    """Give by how many milliseconds upstream's clock is ahead, as last measured."""
    return asking.connection.execute(select(Inbox.clock_offset_ms).where(Inbox.feed == feed)).scalar_one_or_none()


def note_contact(act: Act, feed: str, clock_offset_ms: int | None = None) -> None:
    """Upstream answered, and its clock was so far ahead of ours."""
    _note(act, feed, last_contact_at=act.now, problem=None, clock_offset_ms=clock_offset_ms)


def note_trouble(act: Act, feed: str, trouble: UpstreamTrouble) -> None:
    """Upstream did not answer, or did not accept this PC."""
    problem = f"refused:{trouble.status}" if isinstance(trouble, CityRefused) else "away"
    _note(act, feed, problem=problem)


def _take_in(act: Act, dossier_id: UUID, change: Change) -> int:
    if not _newer_shadow(act, dossier_id, change):
        return 0
    columns: dict[str, Any] = {"city_rev": change.rev}
    state = change.body.get("city_state")
    if type(state) is int and state in _STATES:
        columns["city_state"] = state
        if take_in(act, dossier_id, change.rev, change.body):
            return 1
        note_city_steps(act, dossier_id, change.body)
    return act.connection.execute(update(Dossier).where(Dossier.id == dossier_id).values(**columns)).rowcount


def _newer_shadow(act: Act, dossier_id: UUID, change: Change) -> bool:
    """Keep the news as the last copy upstream showed, when it is newer than the one kept."""
    known = act.connection.execute(_SHADOW_REV, {"dossier": dossier_id}).scalar_one_or_none()
    news = {"rev": change.rev, "body": change.body, "at": change.at}
    if known is None:
        act.connection.execute(_ADD_SHADOW, {"dossier_id": dossier_id, **news})
    elif known < change.rev:
        act.connection.execute(update(DossierShadow).where(DossierShadow.dossier_id == dossier_id).values(**news))
    return known is None or known < change.rev


def _note(act: Act, feed: str, **values: Any) -> None:
    noted = act.connection.execute(update(Inbox).where(Inbox.feed == feed).values(**values))
    if not noted.rowcount:
        act.connection.execute(insert(Inbox).values(feed=feed, **values))
