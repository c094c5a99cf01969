"""A lane whose first ops upstream has under another origin's name: it answers them as known, and goes on waiting for their places.

That is so after the office was restored: what the desks told the office it forgot goes on under the office's new name, and
the city knows it by its op. Such ops leave the lane (they form one of their own, should the city ever need them again), and
those that follow take the places the city waits for. None of these has ever been applied, so none can count twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select, update

from counter_app.records.shared import Outbox
from counter_app.store import Act

_HOLDS = Outbox.state.not_in(("superseded", "void"))


def renumber(act: Act, row: Row[Any], expected: int | None) -> int | None:
    """The place an op takes that upstream found out of order, where all before it are known to be there; else None.

    Known for sure: they went again after the same answer once before, and every one was known to upstream.
    """
    if expected is None or expected >= row.client_rev or not _said_before(row, expected):
        return None
    of_lane = (Outbox.origin == row.origin, Outbox.lane == row.lane, _HOLDS, Outbox.client_rev >= expected)
    columns = select(Outbox.seq, Outbox.client_rev, Outbox.state, Outbox.result).where(*of_lane)
    rows = act.connection.execute(columns.order_by(Outbox.client_rev)).all()
    earlier = [one for one in rows if one.client_rev < row.client_rev]
    later = [one for one in rows if one.client_rev > row.client_rev]
    if not earlier or not all(one.state == "acked" and (one.result or {}).get("replayed") for one in earlier):
        return None
    _move_out(act, f"{row.origin}~{row.seq}", earlier)
    _place(act, row.seq, expected)
    for place, one in enumerate(later, start=expected + 1):
        _place(act, one.seq, place)
    return expected


def _said_before(row: Row[Any], expected: int) -> bool:
    said = row.last_problem or {}
    return str(said.get("type", "")).endswith("out-of-order") and said.get("expected") == expected


def _move_out(act: Act, origin: str, rows: Sequence[Row[Any]]) -> None:
    for place, one in enumerate(rows, start=1):
        moved = {"origin": origin, "client_rev": place}
        act.connection.execute(update(Outbox).where(Outbox.seq == one.seq).values(**moved))


def _place(act: Act, seq: int, client_rev: int) -> None:
    act.connection.execute(update(Outbox).where(Outbox.seq == seq).values(client_rev=client_rev))
