"""News of a city without a feed: its list by the time of the last change, compared with the copies it showed before.

How far was read is the moment of the newest change seen, in which life of the city's records, and how many news so far:
``1|20261120093000|12``. The list is asked from a little before that moment, for a clock may be put back. What stands in it
and is not as it was shown is looked up whole, and gets the next revision.

The newest change that was shown must stand there, as late as it was or later, and so must what was told last: else the
city was put back to an earlier day, and a new life of its records has begun (``still_there``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID, uuid5

from counter_app.city_memory import Known, Shadow
from counter_app.errors import CityAway
from counter_app.moments import HANOI
from counter_app.ops import Op
from sync.messages import ChangeItem, OpMessage, from_op
from sync.national_reading import Body, moment_text
from sync.upstreams.vxp_line import VxpLine, VxpNo
from sync.upstreams.vxp_messages import RECEIPTS, Found, is_ours, progress, read_found, same_dossier
from sync.upstreams.vxp_whole import made_whole

OVERLAP = timedelta(minutes=15)
"""So far back the list is asked again: by so much a city's clock may be put back without news being lost."""
_MOMENT = "%Y%m%d%H%M%S"
_OF_THE_CITY = UUID("6f1c7a54-3f0f-5b1e-9d0a-6d6f74637561")
"""Under which dossiers are named that have no identity but the city's code."""


class Memory(Protocol):
    """What the comparing needs to know of the store that asks."""

    def known_by_code(self, code: str) -> Known | None:
        """The dossier that has this code here."""

    def shadow_of(self, dossier_id: UUID) -> Shadow:
        """The copy upstream last showed of a dossier."""

    def told_body(self, dossier_id: UUID) -> Mapping[str, Any] | None:
        """A dossier as the store would tell it whole."""

    def newest_shadow(self) -> Mapping[str, Any] | None:
        """The copy with the latest change of all that was shown."""

    def last_told(self) -> Op | None:
        """The op about a dossier that was acknowledged last."""


@dataclass(frozen=True)
class Cursor:
    """How far was read."""

    epoch: int
    updated: str = ""
    read: int = 0

    def __str__(self) -> str:
        return f"{self.epoch}|{self.updated}|{self.read}"

    @property
    def asked_from(self) -> str:
        """From which moment the list is asked; empty: from the start."""
        if not self.updated:
            return ""
        return f"{datetime.strptime(self.updated, _MOMENT).replace(tzinfo=HANOI) - OVERLAP:{_MOMENT}}"

    def behind(self, updated: str) -> Cursor:
        """How far was read with one more; one older than the newest counts, and moves nothing."""
        return Cursor(self.epoch, max(updated, self.updated), self.read + 1)


class Forgotten(Exception):  # noqa: N818 - what happened to the city
    """The cursor is of another life of the city's records, or of another kind of city."""


def read_cursor(text: str | None, epoch: int) -> Cursor:
    """Read a cursor in a life of the city's records. Raises ``Forgotten`` for one of another."""
    if text is None:
        return Cursor(epoch)
    life, updated, read = (*text.split("|"), "", "")[:3]
    if life != str(epoch) or not read.isdigit() or (updated and not _is_moment(updated)):
        raise Forgotten
    return Cursor(epoch, updated, int(read))


def still_there(line: VxpLine, unit: str, memory: Memory) -> bool:
    """Whether the city still has what it showed and what it was told last. Raises ``CityAway``, ``CityRefused``."""
    shown, told = memory.newest_shadow(), memory.last_told()
    if shown is not None and "updated" in shown:
        found = shown_now(line, unit, str(shown["code"]))
        if found is None or str(found.get("NgayCapNhat")) < str(shown["updated"]):
            return False
    return told is None or _has(line, unit, from_op(told))


def _has(line: VxpLine, unit: str, op: OpMessage) -> bool:
    found = shown_now(line, unit, str(op.body.get("code")))
    if found is None:
        return False
    there = read_found(found)
    return op.kind in RECEIPTS or not op.kind.startswith("dossier.") or there.has(progress(op, there))


def shown_now(line: VxpLine, unit: str, code: str) -> Mapping[str, Any] | None:
    """What TraCuuHoSo shows under a code; None for nothing. Raises ``CityAway``, ``CityRefused``."""
    try:
        result = line.call("TraCuuHoSo", unit, mahoso=code).get("result") or []
    except VxpNo as no:
        if no.why == "absent":
            return None
        raise CityAway("look-up refused") from None
    if not isinstance(result, list) or not all(isinstance(one, Mapping) for one in result):
        raise CityAway("answer not understood")
    return result[0] if result else None


class News:
    """Asks such a city how things stand, for a unit."""

    def __init__(self, line: VxpLine, unit: str, memory: Memory) -> None:
        self._line, self._unit, self._memory = line, unit, memory

    def since(self, cursor: Cursor, limit: int) -> tuple[list[ChangeItem], Cursor, bool]:
        """At most ``limit`` news, how far was read then, and whether there is more. Raises ``CityAway``."""
        items: list[ChangeItem] = []
        now = cursor
        for line in self._listed(cursor):
            item = self._news(line, cursor)
            if item is None:
                continue
            if len(items) == limit:
                return items, now, True
            items.append(item)
            now = now.behind(str(line["NgayCapNhat"]))
        return items, now, False

    def _listed(self, cursor: Cursor) -> list[Mapping[str, Any]]:
        """The lines of the list, the oldest change first."""
        lines: dict[str, Mapping[str, Any]] = {}
        page, pages = 1, 1
        while page <= pages:
            asked = {"tungay": cursor.asked_from, "trang": str(page)}
            said = self._line.call("DanhSachHoSo", self._unit, **asked)
            lines |= {str(one["MaHoSo"]): one for one in said.get("result") or ()}
            pages = int(str(said.get("sotrang") or "1"))
            page += 1
        return sorted(lines.values(), key=lambda one: (str(one["NgayCapNhat"]), str(one["MaHoSo"])))

    def _news(self, line: Mapping[str, Any], cursor: Cursor) -> ChangeItem | None:
        """What is new of one dossier; None where it was shown so before."""
        code, updated = str(line["MaHoSo"]), str(line["NgayCapNhat"])
        known = self._memory.known_by_code(code)
        ours = None if known is None else self._memory.shadow_of(known.dossier_id)
        if ours is not None and _as_shown(line, ours, cursor):
            return None
        named = uuid5(_OF_THE_CITY, code)
        theirs = self._memory.shadow_of(named)
        if _as_shown(line, theirs, cursor):
            return None
        shown = shown_now(self._line, self._unit, code)
        if shown is None:
            return None
        found = read_found(shown)
        if known is not None and same_dossier(found.message, known):
            return self._item(known.dossier_id, ours or Shadow(), found, updated)
        return self._item(named, theirs, found, updated)

    def _item(self, dossier_id: UUID, shadow: Shadow, found: Found, updated: str) -> ChangeItem | None:
        body = as_news(found, updated, self._memory.told_body(dossier_id))
        if shadow.rev and shadow.body == body:
            return None
        at = datetime.fromisoformat(moment_text(updated))
        return ChangeItem(seq=0, dossier_id=dossier_id, rev=shadow.rev + 1, kind="dossier.state", at=at, body=body)


def _as_shown(line: Mapping[str, Any], shadow: Shadow, cursor: Cursor) -> bool:
    """Whether a line says what was shown before; within the newest second nothing is sure."""
    if not shadow.rev or shadow.body is None:
        return False
    updated = str(line["NgayCapNhat"])
    same = (shadow.body.get("updated"), str(shadow.body.get("city_state"))) == (updated, str(line["TrangThaiHoSo"]))
    return same and updated < cursor.updated


def as_news(found: Found, updated: str, known: Mapping[str, Any] | None) -> Body:
    """The news as every city tells it: state, the city's own words, the dossier with its steps."""
    decided = [one for one in found.progress if not is_ours(one)]
    return {
        "code": found.message["MaHoSo"],
        "city_state": int(str(found.message["TrangThaiHoSo"])),
        "note": str(decided[-1].get("NoiDungXuLy", "")) if decided else "",
        "dossier": made_whole(found, known),
        "updated": updated,
    }


def _is_moment(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) == 14  # noqa: PLR2004 - yyyyMMddHHmmss
