"""Telling such a city one batch, op by op: what it has of a dossier is looked up before anything is told of it.

=================== ================================================================================================
receipt             looked up by its code: not there → inserted; there and ours → done before; another's → ``code-taken``
step, correction    its line of progress there → done before; else H as it is after it, then the line, which closes it
«đã tồn tại»        what was just inserted is there: looked up again, and brought up to date if it is ours
handing over        as a step; where the dossier is not there yet it waits behind it
answers to ratings  the shares of the whole month, which replace those told before
everything else     has no place there: ``no-place``. It stays here, and nobody says that the city has it
=================== ================================================================================================

A step whose dossier the city does not have asks for the whole lane again, from its first op on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from counter_app.city_memory import Known, Shadow, Vote
from counter_app.moments import local
from sync.messages import OpMessage, OpResult, Outcome, Problem, RemoteRating
from sync.national import rating_shares
from sync.national_reading import textual
from sync.upstreams.vxp_line import VxpLine, VxpNo
from sync.upstreams.vxp_messages import (
    FILES,
    RECEIPTS,
    TOLD_FACTS,
    Found,
    Message,
    after,
    meeting,
    progress,
    read_found,
    receipt,
    same_dossier,
    same_receipt,
    untold,
)
from sync.upstreams.vxp_news import as_news, shown_now

PREFIX = "urn:motcua:"
_PROBLEMS = {
    "no-place": (501, "This city has no place for it"),
    "city-said": (422, "The city said no"),
    "code-taken": (422, "Another dossier has this code"),
    "invalid-body": (422, "The body lacks something or has a wrong field"),
    "conflict": (412, "Somebody else changed the same field"),
    "out-of-order": (409, "The city does not have what this builds on"),
    "blocked": (424, "An earlier op of the dossier was not applied"),
    "told-in-part": (200, "The city has no field for some of it"),
}
_POINTERS = {"ChuHoSo": "/people/owner/name", "MaTTHC": "/procedure_code", "TenTTHC": "/procedure_name"}
"""Where in a body the fields stand that such a city names when they are missing."""
_SPELLING = 300
"""Letters kept of what the city said."""


class Memory(Protocol):
    """What telling needs to know of the store that sends."""

    def known_by_id(self, dossier_id: UUID) -> Known | None:
        """The dossier with this identity."""

    def told_body(self, dossier_id: UUID) -> Mapping[str, Any] | None:
        """A dossier as the store would tell it whole."""

    def shadow_of(self, dossier_id: UUID) -> Shadow:
        """The copy upstream last showed of a dossier."""

    def number_of(self, op_id: UUID) -> int | None:
        """The number of an op at the counter that wrote it, where it is another than the sender's."""

    def votes_since(self, since: datetime) -> tuple[Vote, ...]:
        """The answers that count, given since a moment."""

    def procedures_of(self, codes: frozenset[str]) -> dict[str, str]:
        """The procedures of dossiers by their codes."""

    def unit_name(self) -> str:
        """What the unit is called."""


class _Stop(Exception):  # noqa: N818 - an outcome, not an error of the program
    """The op is not done, and ``result`` is why."""

    def __init__(self, result: OpResult) -> None:
        super().__init__(result.outcome)
        self.result = result


class Telling:
    """One push to such a city. ``tell`` each op in its order; raises ``CityAway`` when an outcome is unknown."""

    def __init__(self, line: VxpLine, unit: str, memory: Memory) -> None:
        self._line, self._unit, self._memory = line, unit, memory
        self._seen: dict[str, Found | None] = {}
        self._months: set[str] = set()
        self._stopped: set[str] = set()

    def tell(self, op: OpMessage) -> OpResult:
        """Tell one op. Raises ``CityAway``, ``CityRefused``."""
        subject = op.lane.partition(":")[2]
        op = op.model_copy(update={"client_rev": self._memory.number_of(op.op_id) or op.client_rev})
        told = self._way(op)
        if told is None:
            return _no(op, "no-place")
        if subject in self._stopped:
            return OpResult(op_id=op.op_id, outcome="blocked", problem=_problem("blocked"))
        try:
            result = told(op)
        except _Stop as stop:
            result = stop.result
        except VxpNo as no:
            result = _refused(op, no)
        except (KeyError, TypeError, ValueError):  # its text would quote the body
            result = _no(op, "invalid-body")
        if result.outcome != "applied":
            self._stopped.add(subject)
        return result

    def _way(self, op: OpMessage) -> Callable[[OpMessage], OpResult] | None:
        """How an op is told; None for what has no place in such a city's messages."""
        if op.kind in RECEIPTS:
            return self._receipt
        if op.kind in TOLD_FACTS or (op.kind.startswith("dossier.") and op.kind not in FILES):
            return self._step
        counts = op.body.get("counted", True) and op.body.get("level") is not None
        if op.kind == "rating.reason_given" or (op.kind == "rating.given" and counts):
            return self._shares
        return None

    def _receipt(self, op: OpMessage) -> OpResult:
        mine = receipt(op, self._unit)
        found = self.look_up(mine["MaHoSo"])
        if found is None:
            try:
                self._line.call("DongBoHoSoMC", self._unit, isUpdating="False", data=[mine])
            except VxpNo as no:
                if no.why != "exists":
                    raise
                self._seen.clear()
                found = self.look_up(mine["MaHoSo"])
            else:
                self._seen[mine["MaHoSo"]] = Found(mine)
                return self._applied(op)
        if found is None or not same_receipt(found, mine):
            return _no(op, "code-taken")
        self._bring_up_to_date(found, mine)
        return self._applied(op, replayed=True)

    def _bring_up_to_date(self, found: Found, mine: Message) -> None:
        """An insert half done before is completed; what somebody went on with stays as it is there."""
        if found.progress or found.message.get("TrangThaiHoSo") != mine["TrangThaiHoSo"]:
            return
        wanted = found.message | {key: value for key, value in mine.items() if value}
        self._overwrite(found, wanted)

    def _step(self, op: OpMessage) -> OpResult:
        found = self._found(op)
        line = progress(op, found)
        if found.has(line):
            return self._applied(op, replayed=True)
        theirs = meeting(op, found) if op.kind == "dossier.correct" else {}
        if theirs:
            state = int(found.message["TrangThaiHoSo"])
            return _no(op, "conflict", city_state=state, fields=theirs)
        now = self._overwrite(found, after(op, found))
        self._line.call("CapNhatTienDoHoSoMC", self._unit, data=[line])
        state_then = {"TrangThaiHoSo": line["TrangThai"]}
        self._seen[line["MaHoSo"]] = Found({**now.message, **state_then}, (*now.progress, line))
        return self._applied(op)

    def _applied(self, op: OpMessage, *, replayed: bool = False) -> OpResult:
        """The op is done. The revision is the one its dossier has, or will have when the news of it are read."""
        left, named = untold(op), UUID(op.lane.partition(":")[2])
        shadow, there = self._memory.shadow_of(named), self._seen.get(str(op.body["code"]))
        shown = there is not None and bool(shadow.rev and there.updated) and self._as_shown(named, there, shadow)
        in_part = _problem("told-in-part", fields=left) if left else None
        rev = shadow.rev if shown else shadow.rev + 1
        return OpResult(op_id=op.op_id, outcome="applied", rev=rev, replayed=replayed, problem=in_part)

    def _as_shown(self, named: UUID, there: Found, shadow: Shadow) -> bool:
        return as_news(there, there.updated, self._memory.told_body(named)) == shadow.body

    def _found(self, op: OpMessage) -> Found:
        """The dossier a step is about. Raises where the city does not have it, or has another's under its code."""
        code, subject = str(op.body["code"]), op.lane.partition(":")[2]
        found = self.look_up(code)
        if found is None and op.kind in TOLD_FACTS:
            raise _Stop(OpResult(op_id=op.op_id, outcome="blocked", problem=_problem("blocked")))
        if found is None:
            missing = _problem("out-of-order", expected=1)
            raise _Stop(OpResult(op_id=op.op_id, outcome="out_of_order", expected=1, problem=missing))
        if not same_dossier(found.message, self._memory.known_by_id(UUID(subject))):
            raise _Stop(_no(op, "code-taken"))
        return found

    def look_up(self, code: str) -> Found | None:
        """What the city has under a code; asked once a push, for nobody else tells it of this unit's dossiers."""
        if code not in self._seen:
            shown = shown_now(self._line, self._unit, code)
            self._seen[code] = None if shown is None else read_found(shown)
        return self._seen[code]

    def _overwrite(self, found: Found, wanted: Message) -> Found:
        """Send H as it is to be, where that is not what the city has."""
        if wanted == found.message:
            return found
        self._line.call("DongBoHoSoMC", self._unit, isUpdating="True", data=[wanted])
        now = Found(wanted, found.progress)
        self._seen[wanted["MaHoSo"]] = now
        return now

    def _shares(self, op: OpMessage) -> OpResult:
        """The shares of the month of this answer, all answers in it counted; once a push."""
        begins = local(datetime.fromisoformat(str(op.body["at"]))).replace(day=1, hour=0, minute=0, second=0)
        month = f"{begins.month}-{begins.year}"
        if month not in self._months:
            votes = self._memory.votes_since(begins)
            procedures = self._memory.procedures_of(frozenset(code for vote in votes for code in vote.dossiers))
            shares = rating_shares(_ratings(votes, self._unit), procedures, self._memory.unit_name())
            data = [textual(share) for share in shares if share["NgayTongHop"] == month]
            if data:
                self._line.call("DongBoDanhGia", self._unit, data=data)
            self._months.add(month)
        return OpResult(op_id=op.op_id, outcome="applied")


def _ratings(votes: Sequence[Vote], unit: str) -> list[RemoteRating]:
    return [
        RemoteRating(
            id=UUID(int=0),
            unit_code=unit,
            visit=vote.visit or "-",
            level=vote.level,
            again=False,
            taken_at=vote.at,
            body={"at": vote.at.isoformat(), "scale": vote.scale, "reason": vote.reason, "dossiers": vote.dossiers},
        )
        for vote in votes
    ]


def _no(op: OpMessage, name: str, **members: Any) -> OpResult:
    outcome: Outcome = "conflict" if name == "conflict" else "rejected"
    return OpResult(op_id=op.op_id, outcome=outcome, problem=_problem(name, **members))


def _refused(op: OpMessage, no: VxpNo) -> OpResult:
    """The city's words as a problem: what it names as missing is pointed at; words nobody has met yet are kept."""
    if no.why in ("missing", "wrong"):
        named = no.words.rpartition(":")[2].split()[:1]
        pointers = [{"pointer": _POINTERS.get(one, f"/{one}"), "fault": no.why} for one in named]
        return _no(op, "invalid-body", pointers=pointers)
    if no.why == "absent":
        missing = _problem("out-of-order", expected=1)
        return OpResult(op_id=op.op_id, outcome="out_of_order", expected=1, problem=missing)
    return _no(op, "city-said", said=no.words[:_SPELLING], code=no.code)


def _problem(name: str, **members: Any) -> Problem:
    status, title = _PROBLEMS[name]
    return Problem(type=PREFIX + name, title=title, status=status, **members)
