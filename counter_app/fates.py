"""What became on the second hop of this desk's ops: the office says of each whether the city has it, or refused it.

It always says how an op stands now, never what happened to it, so that an old page or a repeated one does no harm. An op
that waits in this desk again is not touched: it goes to the office first, and the answer to that says how it stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select, update

from counter_app.reaches import settle_reaches
from counter_app.records.shared import Outbox
from counter_app.store import Act

_OF_OPS = select(Outbox.seq, Outbox.op_id, Outbox.lane, Outbox.kind, Outbox.state).where(
    Outbox.op_id.in_(bindparam("ops", expanding=True)), Outbox.state.in_(("passed", "acked")), Outbox.next_at.is_(None)
)
_STATE = {"city": "acked", "office": "passed", "attention": "parked", "untold": "void"}


def hear_fates(act: Act, told: Sequence[Mapping[str, Any]]) -> int:
    """Note how these ops stand at the office. Gives how many wait for a person now."""
    if not told:
        return 0
    newest = {UUID(one["op_id"]): one for one in told}
    lanes, parked = set(), 0
    for row in act.connection.execute(_OF_OPS, {"ops": sorted(newest)}).all():
        values = _values(act, row, newest[row.op_id])
        if values["state"] != row.state:
            act.connection.execute(update(Outbox).where(Outbox.seq == row.seq).values(**values))
            lanes.add(row.lane)
            parked += values["state"] == "parked"
    settle_reaches(act, lanes)
    return parked


def _values(act: Act, row: Any, said: Mapping[str, Any]) -> dict[str, Any]:
    state = _STATE.get(str(said.get("reached")), row.state)
    noted = {"state": state, "last_status": said.get("status"), "last_problem": said.get("problem")}
    if state == "parked":
        return noted
    if state == "void":
        return noted | {"result": {"untold": row.kind}}
    if state == "acked":
        return {"state": state, "acked_at": act.now, "result": said.get("answer")}
    return {"state": state}
