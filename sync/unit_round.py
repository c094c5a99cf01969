"""One round of exchange for the unit: one hop where desk and office are one file, else desk → office → city, all in this program.

The second hop belongs to the unit: of several PCs the one that holds the office's lock sends for all. The first hop is each
desk's own, and goes on while the city is away or another PC sends.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from counter_app import feed
from counter_app.attachments.queue import look_again
from counter_app.database import Database
from counter_app.errors import AnotherSender, UpstreamTrouble
from counter_app.locks import FileLock
from counter_app.place import Place
from counter_app.relay import joining
from counter_app.relay.changes import epoch
from counter_app.relay.city_side import OFFICE
from counter_app.relay.said_by_hand import ops_waiting, said_by_hand, set_aside
from counter_app.sides import DESK_OF_OFFICE
from counter_app.store import By
from sync.exchange import Round, exchange
from sync.messages import MAX_OPS
from sync.upstreams import Upstream
from sync.upstreams.office import OfficeUpstream

NOTHING = Round(0, 0, 0)
_AT_ONCE = 200
"""Ops or dossiers told to the office in one act."""


def exchange_unit(place: Place, city: Upstream, most: int = MAX_OPS, office: Upstream | None = None) -> Round:
    """Bring what waits to the city and what is new to this desk. Raises as ``exchange``, after all that could go has gone.

    The round counts what the city took, what waits for a person now, and dossiers with news at this desk. ``office``: the way
    to the office, where it is another than its records.
    """
    if place.one_file:
        return exchange(place.desk, city, most)
    if not _join(place):
        return exchange(place.desk, city, most)
    troubles: list[UpstreamTrouble] = []
    up = _tried(lambda: hand_in(place, most, office), troubles)
    onward = _tried(lambda: pass_on(place, city, most), troubles)
    down = _tried(lambda: hand_in(place, most, office), troubles)
    note_line(place, troubles[0] if troubles else None)
    if troubles:
        raise troubles[0]
    return Round(onward.acked, up.parked + onward.parked + down.parked, up.changed + down.changed)


def hand_in(place: Place, most: int = MAX_OPS, office: Upstream | None = None) -> Round:
    """The first hop: this desk and the office. Nothing to do where both are one file."""
    if place.one_file or not _join(place):
        return NOTHING
    _leave_out_what_was_typed(place)
    return exchange(place.desk, office or OfficeUpstream(place.office), most, DESK_OF_OFFICE)


def pass_on(place: Place, city: Upstream, most: int = MAX_OPS) -> Round:
    """The second hop: the office and the city. Nothing where another program of the unit is at it just now."""
    lock = FileLock(_office_lock(place))
    if not lock.take():
        return NOTHING
    try:
        return exchange(place.office, city, most, OFFICE)
    finally:
        lock.release()


def note_line(place: Place, trouble: UpstreamTrouble | None) -> None:
    """Let the desk know how the office stands with the city: the line at the top of its windows says so."""
    name = place.office.ask(feed.feed_name)
    known = place.office.ask(feed.line_state, name)
    said = known if trouble is None or isinstance(trouble, AnotherSender) else known | feed.trouble_words(trouble)
    before = place.desk.ask(feed.line_state, name)
    if before.get("feed_epoch") and before["feed_epoch"] != known.get("feed_epoch"):
        # The city begins anew, and files go there from the desk itself.
        place.desk.do(look_again)
    if said != before:
        place.desk.do(feed.note_line, name, said)


def _tried(hop: Callable[[], Round], troubles: list[UpstreamTrouble]) -> Round:
    try:
        return hop()
    except UpstreamTrouble as trouble:
        troubles.append(trouble)
        return NOTHING


def _office_lock(place: Place) -> Path:
    """The file whose lock says who sends for the unit: beside the office's records, wherever those are."""
    records = place.office.database
    if not isinstance(records, Database):
        return place.lock_path("city")
    folder = records.path.parent / "locks"
    folder.mkdir(exist_ok=True)
    return folder / "city.lock"


def _join(place: Place) -> bool:
    """Whether this desk tells the office. One that told the city itself so far goes over, once nothing of it is under way."""
    desk, office = (store.acting_as(By("sync")) for store in (place.desk, place.office))
    if desk.ask(joining.has_joined):
        return True
    if desk.ask(joining.unknown_outcomes):
        return False
    ops_to, shown_to = 0, None
    while ops := desk.ask(joining.acked_ops, ops_to, _AT_ONCE):
        office.do(joining.learn_ops, ops)
        ops_to = ops[-1].seq
    while shown := desk.ask(joining.shown_dossiers, shown_to, _AT_ONCE):
        office.do(joining.learn_dossiers, shown)
        shown_to = shown[-1].id
    office.do(joining.learn_city, desk.ask(joining.city_known))
    desk.do(joining.turn, office.ask(epoch))
    return True


def _leave_out_what_was_typed(place: Place) -> None:
    """What staff of this desk typed into the city's form while it waited in the office is not sent beside it."""
    if not place.desk.ask(said_by_hand, None):
        return
    waiting = place.office.ask(ops_waiting)
    for at in range(0, len(waiting), _AT_ONCE):
        typed = place.desk.ask(said_by_hand, waiting[at : at + _AT_ONCE])
        if typed:
            place.office.do(set_aside, typed)
