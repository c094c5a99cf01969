"""Filling up an upstream that was restored from a backup: it begins a new epoch, and everything it had taken goes again.

What it still knows it answers as before and takes no second time; what it had forgotten it takes in its order. Its own
revisions may begin lower than those seen here, so whatever it shows next counts as news.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select, update

from counter_app.attachments.queue import look_again
from counter_app.outbox import SAID_BY_HAND
from counter_app.records.desk import Dossier, DossierShadow
from counter_app.records.shared import Device, Outbox
from counter_app.store import Act, Asking

_AT_ONCE = 500
"""Dossiers named in one statement."""


def know_epoch(act: Act, epoch: int) -> int:
    """Note in which life of its records upstream is; a new one gets every kept op again. Gives how many go again."""
    anew = begins_anew(act, epoch)
    act.connection.execute(update(Device).values(upstream_epoch=epoch))
    return _send_all_again(act) if anew else 0


def begins_anew(asking: Asking, epoch: int) -> bool:
    """Whether upstream lives another life than the one known: it may have forgotten what ops of now build on."""
    known = asking.connection.execute(select(Device.upstream_epoch)).scalar_one()
    return known is not None and known != epoch


def _send_all_again(act: Act) -> int:
    # What a person typed into the city's own form is not sent beside it: it would be there twice.
    by_hand = select(Outbox.lane).where(*SAID_BY_HAND)
    again = (Outbox.state == "acked", Outbox.lane.not_in(by_hand))
    taken = select(Outbox.lane).where(*again, Outbox.lane.startswith("dossier:", autoescape=True))
    lanes = act.connection.execute(taken.distinct()).scalars()
    ids = [UUID(lane.partition(":")[2]) for lane in lanes]
    for at in range(0, len(ids), _AT_ONCE):
        reached = (Dossier.id.in_(ids[at : at + _AT_ONCE]), Dossier.sync_state == "city")
        act.connection.execute(update(Dossier).where(*reached).values(sync_state="local"))
    act.connection.execute(update(DossierShadow).values(rev=0))
    look_again(act)
    waits = {"state": "pending", "batch_id": None, "next_at": None}
    return act.connection.execute(update(Outbox).where(*again).values(**waits)).rowcount
