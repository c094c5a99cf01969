"""Decisions on the catalogue, made up: a first catalogue of realistic size, then decisions that add and abolish.

What is made up is always the same for the same catalogue: the n-th procedure is the same in every city.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sync.sandbox.catalogue import catalogue_rev, decide

WHOLE = 2100
"""Procedures of the first catalogue: a city has about so many."""
ADDED, ABOLISHED = 55, 10
NOTICE_DAYS = 7
"""Days from a decision to its effect."""
SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "catalogue" / "sample.json"

_FIELDS = ("Hộ tịch", "Chứng thực", "Đất đai", "Xây dựng", "Bảo trợ xã hội", "Hộ kinh doanh", "Môi trường", "Giáo dục")
_ACTS = ("Cấp mới", "Cấp lại", "Điều chỉnh", "Gia hạn", "Xác nhận", "Đăng ký", "Thu hồi", "Công nhận")
_THINGS = ("giấy phép", "giấy chứng nhận", "quyết định hỗ trợ", "giấy xác nhận", "chứng chỉ", "thông báo")


def first_catalogue(db: sqlite3.Connection, today: date) -> int:
    """The city's first catalogue: the sample that ships, filled up to ``WHOLE``. Gives its revision.

    Does nothing when there is a catalogue already.
    """
    if catalogue_rev(db):
        return catalogue_rev(db)
    known: list[dict[str, Any]] = json.loads(SAMPLE.read_text(encoding="utf-8"))["procedures"]
    made = [_made_up(at) for at in range(1, WHOLE - len(known) + 1)]
    return decide(db, f"Danh mục ban đầu {today:%Y}", today, [*known, *made])


def next_decision(db: sqlite3.Connection, today: date) -> int:
    """Publish a decision that adds ``ADDED`` made-up procedures and abolishes the ``ABOLISHED`` oldest made-up ones.

    The first catalogue comes before it where there is none yet. Gives the revision.
    """
    first_catalogue(db, today)
    made = "SELECT code, body FROM procedure WHERE code LIKE '9.%' ORDER BY code"
    held = db.execute(made).fetchall()
    last = int(held[-1]["code"].partition(".")[2])
    gone = [row["code"] for row in held if row["body"] is not None][:ABOLISHED]
    number = catalogue_rev(db) + 1
    name = f"Quyết định {1000 + number}/QĐ-UBND"
    return decide(db, name, today + timedelta(days=NOTICE_DAYS), map(_made_up, range(last + 1, last + ADDED + 1)), gone)


def _made_up(number: int) -> dict[str, Any]:
    """Make up the n-th procedure, as a catalogue file has one. Real codes never begin with 9."""
    field = _FIELDS[number % len(_FIELDS)]
    act, thing = _ACTS[number // 8 % len(_ACTS)], _THINGS[number // 64 % len(_THINGS)]
    papers = [f"Đơn đề nghị mẫu số {number % 12 + 1}", f"Bản sao {thing} đang có"]
    return {
        "code": f"9.{number:06d}",
        "name": f"{act} {thing} lĩnh vực {field.lower()}, loại {number}",
        "service": "HT",
        "field": field,
        "sample": True,
        "time": {"unit": "working_days", "value": 3 + number % 20},
        "papers": [
            {"code": None, "name": name, "originals": 1, "certified": 0, "copies": 0, "required": True}
            for name in papers
        ],
        "fees": [],
        "legal_basis": "Văn bản mẫu để tập huấn",
        "unknown": [],
        "law_note": "MẪU để tập huấn, không phải thủ tục có thật.",
    }
