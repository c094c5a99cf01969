"""``bench``: what acts cost, against a floor measured in the same run on the same disk.

The floor is one encrypted row committed durably by bare sqlcipher3: no machine can do an act for less.
"""

from __future__ import annotations

import json
import os
import platform
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Annotated, Any

import sqlcipher3.dbapi2 as sqlcipher
import typer

from counter_app.cli.session import plain, session_of
from counter_app.dossiers.intake import read_intake
from counter_app.dossiers.receive import receive
from counter_app.errors import NotFound
from counter_app.ids import new_id
from counter_app.place import Place, open_place
from counter_app.queue import issuing, tickets
from counter_app.queue.board import tickets_today
from counter_app.store import By
from counter_app.unit import make_unit

_TIMES = 300
_DOCUMENT = {
    "procedure": "2.000815",
    "owner": {"kind": "citizen", "number": "001085012345", "number_kind": "cccd", "name": "Nguyễn Văn An"},
    "papers": [{"name": "Bản chính giấy tờ", "originals": 1}],
    "lines": [{"paper": "Bằng tốt nghiệp", "pages": 2, "copies": 3}],
}


@dataclass(frozen=True)
class Figure:
    """One measured figure: the median in milliseconds, the floor of the same run, and their ratio."""

    name: str
    value: float
    unit: str
    floor: float | None
    ratio: float | None
    aim: float | None
    met: bool | None


def bench(
    context: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(help="Chỉ những phép đo này")] = None,
    out: Annotated[Path, typer.Option(help="Tệp kết quả")] = Path("bench.json"),
) -> None:
    """Đo: phát số, gọi số, tiếp nhận, hỏi danh sách; so với mức sàn đo cùng lúc."""
    with tempfile.TemporaryDirectory() as folder, _unit(Path(folder)) as place:
        floor = _floor(Path(folder))
        wanted = names or list(_MEASURES)
        unknown = [name for name in wanted if name not in _MEASURES]
        if unknown:
            raise NotFound("bench", unknown[0])
        figures = [_figure(name, _MEASURES[name](place), floor) for name in wanted]
    machine = {"system": platform.platform(), "python": platform.python_version(), "cores": os.cpu_count()}
    document = plain({"machine": machine, "figures": figures})
    out.write_text(json.dumps(document, ensure_ascii=False, indent=2), encoding="utf-8")
    session_of(context).tell(document, "\n".join(_line(figure) for figure in figures))


def _line(figure: Figure) -> str:
    return f"{figure.name:<16}{figure.value:>9.2f} ms   sàn {figure.floor or 0:.2f} ms   gấp {figure.ratio or 0:.1f}"


def _figure(name: str, milliseconds: float, floor: float) -> Figure:
    return Figure(name, round(milliseconds, 3), "ms", round(floor, 3), round(milliseconds / floor, 2), None, None)


@contextmanager
def _unit(folder: Path) -> Iterator[Place]:
    make_unit(folder / "unit", "Đơn vị đo", "H26.016.26", training=True)
    place = open_place(folder / "unit", by=By("bench", 1))
    try:
        yield place
    finally:
        place.close()


def _floor(folder: Path) -> float:
    """One row, encrypted, committed durably, without anything of ours."""
    with closing(sqlcipher.connect(str(folder / "floor.db"), isolation_level=None)) as raw:
        raw.execute(f"PRAGMA key = \"x'{bytes(32).hex()}'\"")
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            raw.execute(f"PRAGMA {pragma}")
        raw.execute("CREATE TABLE one (id INTEGER PRIMARY KEY, text TEXT)")

        def once() -> None:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("INSERT INTO one (text) VALUES ('một dòng')")
            raw.execute("COMMIT")

        return _median(once)


def _median(once: Callable[[], Any]) -> float:
    taken = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        once()
        taken.append((time.perf_counter() - began) * 1_000)
    return median(taken)


def _issue(place: Place) -> float:
    return _median(lambda: place.office.do(issuing.issue, "HT"))


def _call(place: Place) -> float:
    for _ in range(_TIMES):
        place.office.do(issuing.issue, "CT")

    def once() -> None:
        called = place.office.do(tickets.call_next, 1)
        if isinstance(called, tickets.Called):
            place.office.do(tickets.finish, called.id)

    return _median(once)


def _receive(place: Place) -> float:
    intake = read_intake(_DOCUMENT, date(2026, 11, 20))
    return _median(lambda: place.desk.do_once(new_id(), receive, intake))


def _list(place: Place) -> float:
    return _median(lambda: place.office.ask(tickets_today))


_MEASURES: dict[str, Callable[[Place], float]] = {
    "issue": _issue,
    "call+finish": _call,
    "receive": _receive,
    "ticket list": _list,
}
