"""Made-up documents that tests receive."""

from __future__ import annotations

from datetime import date
from typing import Any

from counter_app.dossiers.intake import Intake, read_intake

TODAY = date(2026, 11, 20)
CARD = "001085012345|012345678|Nguyễn Văn An|15031985|Nam|Số 1 ngõ 2, phường Long Biên, Hà Nội|01052022"


def document(**changes: Any) -> dict[str, Any]:
    """A copy certification of two pages in three copies, as the command line takes it."""
    owner = {
        "kind": "citizen",
        "number": "001085012345",
        "number_kind": "cccd",
        "nationality": "VN",
        "name": "Nguyễn Văn An",
        "birth_date": "1985-03-15",
        "sex": "nam",
        "address": "Số 1 ngõ 2, phường Long Biên, Hà Nội",
        "phone": "0912345678",
        "email": None,
        "eid_account": "has",
    }
    whole: dict[str, Any] = {
        "procedure": "2.000815",
        "channel": "direct",
        "received_at": None,
        "ticket": None,
        "sets": 1,
        "owner": owner,
        "submitter": None,
        "authorised_by": None,
        "subject": None,
        "papers": [{"code": None, "name": "Bản chính giấy tờ", "originals": 1, "certified": 0, "copies": 0}],
        "lines": [{"paper": "Bằng tốt nghiệp", "pages": 2, "copies": 3}],
        "return": {"way": "counter"},
        "note": "",
    }
    return {**whole, **changes}


def intake(**changes: Any) -> Intake:
    """The same as values."""
    return read_intake(document(**changes), TODAY)
