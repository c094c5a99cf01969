"""What comes back from upstream: pages of changes, and when upstream was last heard.

Upstream is the city, or the office, which tells beside its own revision what the city said last and how far the unit's ops
have come (``fates``). A page and the cursor behind it are kept in one transaction. A change counts only when its revision is higher than the
one known, so that repeats and old pages do no harm. Of a dossier this desk has sent anything of, a change writes the
shadow, the columns the city owns, and what the city decided as steps (``dossiers.city_steps``), nothing else: what waits
here to be sent is never overwritten. What others did to it is taken over once upstream has all this desk said
(``dossiers.catching_up``). Any other dossier of the unit is taken in and followed (``dossiers.from_upstream``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update

from counter_app.dossiers.catching_up import catch_up
from counter_app.dossiers.city_steps import note_city_steps
from counter_app.dossiers.from_upstream import take_in, told_state
from counter_app.errors import CityRefused, UpstreamTrouble
from counter_app.fates import hear_fates
from counter_app.records.desk import Dossier, DossierShadow
from counter_app.records.shared import Device, Inbox, Unit
from counter_app.store import Act, Asking

_STATES = range(1, 11)

# Made once: making a statement costs several times what doing it costs.
_SHADOW = select(DossierShadow.rev, DossierShadow.body).where(DossierShadow.dossier_id == bindparam("dossier"))
_ADD_SHADOW = insert(DossierShadow.__table__)  # type: ignore[arg-type]
_CITY_SAID = select(Dossier.city_rev, Dossier.city_state).where(Dossier.id == bindparam("dossier"))


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


def desk_feed_name(asking: Asking) -> str:
    """Give the name of the feed in which the office tells this desk of the unit's dossiers and of its own ops."""
    return f"desk:{asking.connection.execute(select(Device.device_id)).scalar_one()}"


def read_so_far(asking: Asking, name: Callable[[Asking], str] = feed_name) -> ReadSoFar:
    """Give a feed and how far it has been read."""
    feed = name(asking)
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
    hear_fates(act, [change.body["op"] for change in changes if "op" in change.body])
    note_inbox(act, feed, cursor=cursor, feed_epoch=epoch, last_pull_at=act.now)
    return changed


def start_again(act: Act, feed: str) -> None:
    """Read the feed from the start: it has begun anew."""
    note_inbox(act, feed, cursor=None, feed_epoch=None)


def clock_offset(asking: Asking, feed: str) -> int | None:
    """Give by how many milliseconds upstream's clock is ahead, as last measured."""
    return asking.connection.execute(select(Inbox.clock_offset_ms).where(Inbox.feed == feed)).scalar_one_or_none()


def note_contact(act: Act, feed: str, clock_offset_ms: int | None = None) -> None:
    """Upstream answered, and its clock was so far ahead of ours."""
    note_inbox(act, feed, last_contact_at=act.now, problem=None, clock_offset_ms=clock_offset_ms)


def note_trouble(act: Act, feed: str, trouble: UpstreamTrouble) -> None:
    """Upstream did not answer, or did not accept this PC."""
    note_inbox(act, feed, **trouble_words(trouble))


def trouble_words(trouble: UpstreamTrouble) -> dict[str, Any]:
    """The trouble as it is kept beside a feed (pure)."""
    return {"problem": f"refused:{trouble.status}" if isinstance(trouble, CityRefused) else "away"}


def line_state(asking: Asking, feed: str) -> dict[str, Any]:
    """When a feed's upstream was heard and in which life, what is wrong, how far its clock is ahead; nothing before anybody asked."""
    columns = (Inbox.last_contact_at, Inbox.feed_epoch, Inbox.problem, Inbox.clock_offset_ms)
    row = asking.connection.execute(select(*columns).where(Inbox.feed == feed)).mappings().one_or_none()
    return {} if row is None else dict(row)


def note_line(act: Act, feed: str, said: dict[str, Any]) -> None:
    """Keep what another store of this unit knows of the line to the city."""
    if said:
        note_inbox(act, feed, **said)


def _take_in(act: Act, dossier_id: UUID, change: Change) -> int:
    known = act.connection.execute(_SHADOW, {"dossier": dossier_id}).one_or_none()
    if known is not None and known.rev >= change.rev:
        return 0
    _keep_shadow(act, dossier_id, change, anew=known is None)
    columns, told = _revisions(change), told_state(change.body) is not None
    if told and take_in(act, dossier_id, columns, change.body):
        return 1
    before = act.connection.execute(_CITY_SAID, {"dossier": dossier_id}).one_or_none()
    if before is None:
        return 0
    caught_up = told and _follow_own(act, dossier_id, change, None if known is None else known.body)
    act.connection.execute(update(Dossier).where(Dossier.id == dossier_id).values(**columns))
    return int(caught_up or _is_news(before, columns, columns.get("city_state")))


def _follow_own(act: Act, dossier_id: UUID, change: Change, shown: dict[str, Any] | None) -> bool:
    """A dossier of this desk: what the city decided, and what others did to it since upstream showed ``shown``."""
    note_city_steps(act, dossier_id, change.body)
    return catch_up(act, dossier_id, change.rev, shown, change.body)


def _is_news(before: Any, columns: dict[str, Any], state: object) -> bool:
    """Whether the city says something else now; of the office's own counting nobody need hear."""
    return before.city_rev != columns.get("city_rev", before.city_rev) or state not in (None, before.city_state)


def _revisions(change: Change) -> dict[str, Any]:
    """The columns that say how far upstream is: the city's revision and state; the office's revision where it is the office."""
    said: dict[str, Any] = {}
    if "reach" in change.body:
        said["office_rev"] = change.rev
        said |= {} if change.body.get("city_rev") is None else {"city_rev": change.body["city_rev"]}
    else:
        said["city_rev"] = change.rev
    state = change.body.get("city_state")
    return said | ({"city_state": state} if type(state) is int and state in _STATES else {})


def _keep_shadow(act: Act, dossier_id: UUID, change: Change, *, anew: bool) -> None:
    """Keep the news as the last copy upstream showed."""
    news = {"rev": change.rev, "body": change.body, "at": change.at}
    if anew:
        act.connection.execute(_ADD_SHADOW, {"dossier_id": dossier_id, **news})
    else:
        act.connection.execute(update(DossierShadow).where(DossierShadow.dossier_id == dossier_id).values(**news))


def note_inbox(act: Act, feed: str, **values: Any) -> None:
    """Keep what is known of a feed: how far it is read, when upstream was heard, what is wrong."""
    noted = act.connection.execute(update(Inbox).where(Inbox.feed == feed).values(**values))
    if not noted.rowcount:
        act.connection.execute(insert(Inbox).values(feed=feed, **values))
