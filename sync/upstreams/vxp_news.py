"""News of a city without a feed: its list by the time of the last change, compared with the copies it showed before.

How far was read is the moment of the newest change seen, its dossier, and how many news were read so far:
``20261120093000|H26.016.26-261120-0007|12``. The list is asked from a little before that moment, for a clock may be put
back. What stands in it and is not as it was shown is looked up whole, and gets the next revision.

The newest change seen must stand in the list, as late as it was or later: else the city was put back to an earlier day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID, uuid5

from counter_app.city_memory import Known, Shadow
from counter_app.moments import HANOI
from sync.messages import ChangeItem
from sync.national_reading import Body, dossier_body, moment_text, step_of
from sync.upstreams.vxp_line import VxpLine
from sync.upstreams.vxp_messages import Found, is_ours, read_found, same_dossier

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


@dataclass(frozen=True)
class Cursor:
    """How far was read."""

    updated: str = ""
    code: str = ""
    read: int = 0

    def __str__(self) -> str:
        return f"{self.updated}|{self.code}|{self.read}" if self.updated else ""

    def behind(self, updated: str, code: str) -> Cursor:
        """How far was read with one more; what is older than the newest counts, and moves nothing."""
        newer = (updated, code) if updated >= self.updated else (self.updated, self.code)
        return Cursor(*newer, self.read + 1)

    @property
    def asked_from(self) -> str:
        """From which moment the list is asked; empty: from the start."""
        if not self.updated:
            return ""
        return f"{datetime.strptime(self.updated, _MOMENT).replace(tzinfo=HANOI) - OVERLAP:{_MOMENT}}"


class Forgotten(Exception):  # noqa: N818 - what happened to the city
    """The city does not have any more what it showed, or the cursor is no such city's."""


def read_cursor(text: str | None) -> Cursor:
    """Read a cursor. Raises ``Forgotten`` for one of another kind of city."""
    if not text:
        return Cursor()
    updated, _, rest = text.partition("|")
    code, _, read = rest.rpartition("|")
    if not (updated.isdigit() and len(updated) == 14 and code and read.isdigit()):  # noqa: PLR2004 - yyyyMMddHHmmss
        raise Forgotten
    return Cursor(updated, code, int(read))


class News:
    """Asks such a city how things stand, for a unit."""

    def __init__(self, line: VxpLine, unit: str, memory: Memory) -> None:
        self._line, self._unit, self._memory = line, unit, memory

    def since(self, cursor: Cursor, limit: int) -> tuple[list[ChangeItem], Cursor, bool]:
        """At most ``limit`` news, how far was read then, and whether there is more. Raises ``Forgotten``, ``CityAway``."""
        items: list[ChangeItem] = []
        now = cursor
        for line in self._listed(cursor):
            item = self._news(line, cursor)
            if item is None:
                continue
            if len(items) == limit:
                return items, now, True
            items.append(item)
            now = now.behind(str(line["NgayCapNhat"]), str(line["MaHoSo"]))
        return items, now, False

    def _listed(self, cursor: Cursor) -> list[Mapping[str, Any]]:
        """The lines of the list, the oldest change first; the newest change seen must be among them."""
        lines: dict[str, Mapping[str, Any]] = {}
        page, pages = 1, 1
        while page <= pages:
            asked = {"tungay": cursor.asked_from, "trang": str(page)}
            said = self._line.call("DanhSachHoSo", self._unit, **asked)
            lines |= {str(one["MaHoSo"]): one for one in said.get("result") or ()}
            pages = int(str(said.get("sotrang") or "1"))
            page += 1
        seen = lines.get(cursor.code)
        if cursor.code and (seen is None or str(seen["NgayCapNhat"]) < cursor.updated):
            raise Forgotten
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
        said = self._line.call("TraCuuHoSo", self._unit, mahoso=code)
        result = said.get("result") or []
        if not result:
            return None
        found = read_found(result[0])
        if known is not None and same_dossier(found.message, known):
            return _item(known.dossier_id, ours or Shadow(), found, updated)
        return _item(named, theirs, found, updated)


def _as_shown(line: Mapping[str, Any], shadow: Shadow, cursor: Cursor) -> bool:
    """Whether a line says what was shown before; within the newest second nothing is sure."""
    if not shadow.rev or shadow.body is None:
        return False
    updated = str(line["NgayCapNhat"])
    same = (shadow.body.get("updated"), str(shadow.body.get("city_state"))) == (updated, str(line["TrangThaiHoSo"]))
    return same and updated < cursor.updated


def _item(dossier_id: UUID, shadow: Shadow, found: Found, updated: str) -> ChangeItem | None:
    body = _shown(found, updated)
    if shadow.rev and shadow.body == body:
        return None
    at = datetime.fromisoformat(moment_text(updated))
    return ChangeItem(seq=0, dossier_id=dossier_id, rev=shadow.rev + 1, kind="dossier.state", at=at, body=body)


def _shown(found: Found, updated: str) -> Body:
    """The news as every city tells it: state, the city's own words, the dossier with its steps."""
    decided = [one for one in found.progress if not is_ours(one)]
    steps = [step_of(one) | ({} if is_ours(one) else {"by_city": True}) for one in found.progress]
    whole = {**dossier_body(found.message), "steps": steps}
    return {
        "code": found.message["MaHoSo"],
        "city_state": int(str(found.message["TrangThaiHoSo"])),
        "note": str(decided[-1].get("NoiDungXuLy", "")) if decided else "",
        "dossier": whole,
        "updated": updated,
    }
