"""Filling up an upstream that was restored from a backup: it begins a new epoch, and everything it had taken goes again.

What it still knows it answers as before and takes no second time; what it had forgotten it takes in its order. Its own
revisions may begin lower than those seen here, so whatever it shows next counts as news.
"""

from __future__ import annotations

from sqlalchemy import null, select, update

from counter_app.outbox import SAID_BY_HAND
from counter_app.records.shared import Device, Outbox
from counter_app.sides import DESK, Side
from counter_app.store import Act, Asking


def know_epoch(act: Act, epoch: int, side: Side = DESK) -> int:
    """Note in which life of its records upstream is; a new one gets every kept op again. Gives how many go again."""
    anew = begins_anew(act, epoch)
    act.connection.execute(update(Device).values(upstream_epoch=epoch))
    return _send_all_again(act, side) if anew else 0


def begins_anew(asking: Asking, epoch: int) -> bool:
    """Whether upstream lives another life than the one known: it may have forgotten what ops of now build on."""
    known = asking.connection.execute(select(Device.upstream_epoch)).scalar_one()
    return known is not None and known != epoch


def _send_all_again(act: Act, side: Side) -> int:
    # What a person typed into the city's own form is not sent beside it: it would be there twice.
    by_hand = select(Outbox.lane).where(*SAID_BY_HAND)
    again = (Outbox.state.in_(("acked", "passed")), Outbox.lane.not_in(by_hand))
    taken = select(Outbox.lane).where(*again, Outbox.lane.startswith("dossier:", autoescape=True))
    side.all_again(act, act.connection.execute(taken.distinct()).scalars().all())
    waits = {"state": "pending", "batch_id": None, "next_at": None, "last_problem": null()}
    return act.connection.execute(update(Outbox).where(*again).values(**waits)).rowcount
