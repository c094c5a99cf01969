"""A person plays the city: decides what becomes of a dossier, and the unit's feed tells it.

Each decision is a step of the dossier with agency, officer and time (NĐ 224/2026, article 15.1.g), marked as the city's.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Any, Literal, get_args
from uuid import UUID

from pydantic import Field

from counter_app.moments import HANOI, local
from sync.messages import Message, RemoteDossier
from sync.sandbox.feed import announce
from sync.sandbox.kinds import Effect, dossier_change
from sync.sandbox.problems import CityRefusal
from sync.sandbox.reading import dossier

REGISTERED, RECEIVED, NOT_RECEIVED, IN_WORK, SUPPLEMENT, TO_PAY, STOPPED, DONE = 1, 2, 3, 4, 5, 6, 8, 9
AGENCY = "Thành phố mẫu · Phòng chuyên môn"
OFFICER = "Chuyên viên tập huấn"
CLOSING = time(17, 0)
"""The hour of a due date."""

Decision = Literal["accept", "supplement", "approve", "extend", "refuse", "result"]
DECISIONS: tuple[Decision, ...] = get_args(Decision)


class StateOrder(Message):
    """The operator's order: the state to go to, and a remark for the unit."""

    state: Annotated[int, Field(ge=1, le=10)]
    note: Annotated[str, Field(max_length=2000)] = ""


@dataclass(frozen=True)
class Order:
    """What the operator decides, in which words, and until when (of an extension)."""

    decision: Decision
    note: str = ""
    due: date | None = None


def offered(found: RemoteDossier) -> tuple[Decision, ...]:
    """Which decisions make sense of a dossier as it stands; none of one that has ended."""
    if found.city_state in (REGISTERED, RECEIVED):
        return ("accept", "supplement", "refuse")
    if found.city_state in (SUPPLEMENT, TO_PAY):
        return ("accept", "extend", "refuse")
    if found.city_state == IN_WORK:
        last: Decision = "result" if found.body.get("decision") else "approve"
        return (last, "supplement", "extend", "refuse")
    return ()


def decide_on(db: sqlite3.Connection, dossier_id: UUID, order: Order, now: datetime) -> RemoteDossier:
    """Do what was decided and tell the unit's feed.

    Raises ``CityRefusal`` "not-found", or "bad-request" for a decision that makes no sense or lacks its words or day.
    """
    found = dossier(db, dossier_id)
    if order.decision not in offered(found):
        raise CityRefusal("bad-request", "Hồ sơ đã sang bước khác, việc này không còn làm được.")
    if order.decision in ("supplement", "refuse", "extend") and not order.note.strip():
        raise CityRefusal("bad-request", "Cần ghi lý do.")
    body = dict(found.body)
    if order.decision == "extend":
        body["due"] = _later(found, order.due).isoformat()
    if order.decision == "approve":
        body["decision"] = {"note": order.note, "at": now.isoformat()}
    state = _state_after(found.city_state, order.decision)
    return _write(db, found, StateOrder(state=state, note=_said(order, body)), body, now)


def move(db: sqlite3.Connection, dossier_id: UUID, order: StateOrder, now: datetime) -> RemoteDossier:
    """Move a dossier to any state and tell its unit's feed. Raises ``CityRefusal`` "not-found"."""
    found = dossier(db, dossier_id)
    return _write(db, found, order, dict(found.body), now)


def _state_after(state: int, decision: Decision) -> int:
    """Where a decision leads in the national list of statuses (TrangThaiHoSo)."""
    at_the_door = state == REGISTERED
    return {
        "accept": RECEIVED if at_the_door else IN_WORK,
        "supplement": SUPPLEMENT,
        "approve": IN_WORK,
        "extend": state,
        "refuse": NOT_RECEIVED if at_the_door else STOPPED,
        "result": DONE,
    }[decision]


def _later(found: RemoteDossier, day: date | None) -> datetime:
    """The new due moment. Raises ``CityRefusal`` without a day, or one that is not later than the last."""
    if day is None:
        raise CityRefusal("bad-request", "Cần ngày hẹn trả mới.")
    due = datetime.combine(day, CLOSING, HANOI)
    before = found.body.get("due")
    if before and due <= datetime.fromisoformat(before):
        raise CityRefusal("bad-request", "Ngày hẹn trả mới phải sau ngày đã hẹn.")
    return due


def _said(order: Order, body: dict[str, Any]) -> str:
    """What the unit reads of a decision."""
    due = f"{local(datetime.fromisoformat(body['due'])):%d/%m/%Y}" if body.get("due") else ""
    opening = {
        "accept": "Đã nhận để xử lý",
        "supplement": "Yêu cầu bổ sung",
        "approve": "Đã phê duyệt",
        "extend": f"Gia hạn trả kết quả đến {due}",
        "refuse": "Từ chối giải quyết",
        "result": "Đã có kết quả",
    }[order.decision]
    return f"{opening}: {order.note.strip()}" if order.note.strip() else f"{opening}."


def _write(
    db: sqlite3.Connection, found: RemoteDossier, order: StateOrder, body: dict[str, Any], now: datetime
) -> RemoteDossier:
    step = {"state": order.state, "at": now.isoformat(), "agency": AGENCY, "officer": OFFICER, "note": order.note}
    if body.get("due") != found.body.get("due"):
        step["due"] = body["due"]
    body["steps"] = [*body.get("steps", []), {**step, "by_city": True}]
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    row = (order.state, order.note, found.rev + 1, now.isoformat(), text, str(found.id))
    db.execute("UPDATE dossier SET state = ?, note = ?, rev = ?, changed_at = ?, body = ? WHERE id = ?", row)
    after = db.execute("SELECT * FROM dossier WHERE id = ?", (str(found.id),)).fetchone()
    effect = Effect(str(found.id), after["rev"], dossier_change(after))
    announce(db, found.unit_code, "dossier.state", effect, now)
    return dossier(db, found.id)
