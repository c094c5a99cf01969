"""A sandbox city over real HTTP, and a sender that makes ops by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from counter_app.ids import new_id
from counter_app.ops import fingerprint
from counter_app.place import Place
from sync.messages import PROTOCOL, Batch, OpMessage
from sync.sandbox.server import CityTerms, SandboxCity
from sync.upstreams.city_http import CityHttp
from tests.clock import SetClock
from tests.sync.hall import Hall

UNIT = "H26.016.26"
NINE = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


class Sender:
    """A counter PC as the city sees it: ops by hand, lanes counted."""

    def __init__(self, device: str = "pc-1", unit: str = UNIT) -> None:
        self.device = device
        self.unit = unit
        self.incarnation = "1"
        self.seq = 0

    def op(
        self, lane: str, kind: str, body: dict[str, Any], client_rev: int = 1, op_id: UUID | None = None
    ) -> OpMessage:
        return OpMessage(
            op_id=op_id or new_id(),
            origin=f"{self.device}/{self.incarnation}",
            lane=lane,
            client_rev=client_rev,
            kind=kind,
            schema_version=1,
            captured_at=NINE,
            staff="cb01",
            body=body,
            body_sha256=fingerprint(body),
        )

    def receives(self, code: str, owner: str = "Nguyễn Văn An", dossier: UUID | None = None) -> OpMessage:
        body = {
            "code": code,
            "procedure_code": "2.000815",
            "procedure_name": "Chứng thực bản sao từ bản chính",
            "people": {"owner": {"name": owner, "number": "001085012345"}},
            "received_at": "2026-11-20T09:12:00+07:00",
            "due": None,
        }
        return self.op(f"dossier:{dossier or new_id()}", "dossier.receive", body)

    def rates(self, level: int | None, visit: UUID | None = None) -> OpMessage:
        return self.op(f"visit:{visit or new_id()}", "rating.given", {"level": level, "scale": 3, "counter": 3})

    def prints_receipt(self, dossier: UUID) -> OpMessage:
        return self.op(f"fact:{dossier}", "fact.receipt_printed", {"copy_no": 1})

    def batch(self, *ops: OpMessage) -> Batch:
        self.seq += len(ops)
        return Batch(
            protocol=PROTOCOL,
            batch_id=new_id(),
            device_id=self.device,
            incarnation=self.incarnation,
            device_seq=self.seq,
            unit_code=self.unit,
            sent_at=NINE,
            ops=ops,
        )


class Trouble:
    """The file that orders trouble for the city."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.order()

    def order(self, **faults: object) -> None:
        self.file.write_text(json.dumps(faults), encoding="utf-8")


@pytest.fixture
def trouble(tmp_path: Path) -> Trouble:
    return Trouble(tmp_path / "faults.json")


@pytest.fixture
def city(tmp_path: Path, trouble: Trouble) -> Iterator[SandboxCity]:
    with SandboxCity(tmp_path / "city", terms=CityTerms(faults=trouble.file)) as running:
        yield running


@pytest.fixture
def line(city: SandboxCity) -> Iterator[CityHttp]:
    """The way to the city."""
    with closing(CityHttp(city.url, "enrolled")) as upstream:
        yield upstream


@pytest.fixture
def sender() -> Sender:
    return Sender()


@pytest.fixture
def hall(place: Place, clock: SetClock) -> Hall:
    """The unit's PC, on both layouts."""
    return Hall(place, clock)
