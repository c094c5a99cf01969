"""A dossier of five working days and its steps, for stories: marriage registration, received on Friday 20/11/2026."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from counter_app.dossiers.intake import Intake
from counter_app.dossiers.lookup import DossierCard, dossier_by_id
from counter_app.dossiers.receive import Received, receive
from counter_app.dossiers.steps.values import (
    Ending,
    Extension,
    Forwarding,
    HandingOver,
    LegGiven,
    OriginalBack,
    Receiver,
    RefusalGiven,
    ResultIn,
    ResultPaperIn,
    SupplementAsked,
)
from counter_app.errors import Refused
from counter_app.moments import HANOI
from counter_app.place import Place
from counter_app.records.shared import Audit, Outbox
from counter_app.step_errors import StepRefused
from counter_app.store import Asking
from counter_app.wording import sentence
from tests.documents import intake

PAPERS = [
    {"name": "Tờ khai đăng ký kết hôn", "originals": 1},
    {"name": "Giấy xác nhận tình trạng hôn nhân", "originals": 2},
    {"name": "Căn cước của hai bên", "copies": 2},
]
ASKED = SupplementAsked("Thiếu giấy xác nhận", ("Giấy xác nhận tình trạng hôn nhân",), "Chị Lan", "024 3872 0000")
REFUSAL = RefusalGiven("Một bên chưa đủ tuổi kết hôn.")
ENDING = Ending("Công dân xin rút để nộp nơi khác.")
RESULT = ResultIn((ResultPaperIn("Giấy chứng nhận kết hôn", "15/2026", signer="Trần Văn Bình", count=2),), "K2-04")
COUNTED = (
    OriginalBack("Tờ khai đăng ký kết hôn", 0, 1),
    OriginalBack("Giấy xác nhận tình trạng hôn nhân", 2),
)
OWNER = Receiver("owner", "Nguyễn Văn An", "001085012345", checked="card")
HANDED = HandingOver("counter", OWNER, originals=COUNTED)


def hanoi(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


def forwarding(limit: str = "2026-11-25T17:00") -> Forwarding:
    lead = LegGiven("Tư pháp – Hộ tịch", "Thẩm tra, trình ký", hanoi(limit), "Lê Thị Hoa", "024 3872 1111", lead=True)
    return Forwarding((lead, LegGiven("Công an phường", "Xác minh cư trú", hanoi("2026-11-23T17:00"))))


def extension(due: str = "2026-12-01T17:00") -> Extension:
    return Extension(hanoi(due), "Chờ xác minh nơi cư trú cũ", "Phạm Thu Hà", ("phone", "sms"))


def marriage_intake(**changes: Any) -> Intake:
    papers = [{"code": None, "certified": 0, "copies": 0, "originals": 0, **paper} for paper in PAPERS]
    return intake(**{"procedure": "1.000894", "papers": papers, "lines": [], **changes})


def marriage(place: Place, **changes: Any) -> Received:
    """Received with two kinds of originals; due on Monday 30/11 08:30: 24/11 is a day off."""
    return place.desk.do(receive, marriage_intake(**changes))


def card(place: Place, dossier_id: UUID) -> DossierCard:
    return place.desk.ask(dossier_by_id, dossier_id)


def steps_told(place: Place, dossier_id: UUID) -> list[tuple[str, int]]:
    """The ops of a dossier after its receipt, each with the national status it tells."""

    def asked(asking: Asking) -> list[tuple[str, int]]:
        rows = asking.connection.execute(select(Outbox.kind, Outbox.lane, Outbox.body_json).order_by(Outbox.seq))
        mine = [row for row in rows if row.lane.endswith(str(dossier_id))]
        return [(row.kind, json.loads(row.body_json)["state"]) for row in mine if "code" in json.loads(row.body_json)]

    return place.desk.ask(asked)[1:]


def newest_op(place: Place) -> dict[str, Any]:
    def asked(asking: Asking) -> dict[str, Any]:
        body: str = asking.connection.execute(
            select(Outbox.body_json).order_by(Outbox.seq.desc()).limit(1)
        ).scalar_one()
        told: dict[str, Any] = json.loads(body)
        return told

    return place.desk.ask(asked)


def audited(place: Place, dossier_id: UUID) -> list[str]:
    def asked(asking: Asking) -> list[str]:
        mine = select(Audit.action).where(Audit.object == f"dossier:{dossier_id}").order_by(Audit.seq)
        return list(asking.connection.execute(mine).scalars())

    return place.desk.ask(asked)


def refused(place: Place, act: Any, *given: Any) -> Refused:
    with pytest.raises(Refused) as told:
        place.desk.do(act, *given)
    return told.value


def reason(place: Place, act: Any, *given: Any) -> str:
    """Why a step was refused, by the table's key; its sentence is whole in both languages."""
    told = refused(place, act, *given)
    assert isinstance(told, StepRefused)
    for language in ("vi", "en"):
        assert "{" not in sentence(told, "vi" if language == "vi" else "en")
    return told.reason
