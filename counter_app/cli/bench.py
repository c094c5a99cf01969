"""``bench``: what acts cost, against a floor measured in the same run on the same disk.

The queue's floor is the statements of the same acts sent by the bare driver (``benches.raw``); elsewhere it is one encrypted
row committed durably by bare sqlcipher3: no machine can do an act for less.
"""

from __future__ import annotations

import json
import os
import platform
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import sqlcipher3.dbapi2 as sqlcipher
import typer

from counter_app.cli.benches.desks import DOCUMENT
from counter_app.cli.benches.figures import TIMES, Figure, figure, median_of
from counter_app.cli.benches.finding import Question, beside_raw_rows, finding_figures, words_alone
from counter_app.cli.benches.floor import durable_row
from counter_app.cli.benches.halls import FileHall, ServerHall, issue_one
from counter_app.cli.benches.queue_acts import queue_figures
from counter_app.cli.session import plain, session_of
from counter_app.cli.trial_server import trial_server
from counter_app.dossiers.intake import read_intake
from counter_app.dossiers.receive import receive
from counter_app.dossiers.worklists import LISTS_VI, work_counts, work_list
from counter_app.errors import NotFound
from counter_app.ids import new_id
from counter_app.place import Place, open_place
from counter_app.queue.board import tickets_today
from counter_app.store import By
from counter_app.unit import make_unit

Machine = dict[str, Any]
"""What was measured on."""


def bench(
    context: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(help="Chỉ những phép đo này")] = None,
    out: Annotated[Path, typer.Option(help="Tệp kết quả")] = Path("bench.json"),
) -> None:
    """Đo: hàng đợi trên hai loại kho (queue-sqlite, queue-postgresql), tiếp nhận, hỏi danh sách, in, trao đổi với thành phố (exchange); so với mức sàn."""
    measures = _MEASURES | {
        name: lambda folder, _machine, measure=measure: measure(folder)
        for name, measure in session_of(context).measures.items()
    }
    wanted = names or list(measures)
    unknown = [name for name in wanted if name not in measures]
    if unknown:
        raise NotFound("bench", unknown[0])
    machine = {"system": platform.platform(), "python": platform.python_version(), "cores": os.cpu_count()}
    machine |= {"sqlite": sqlcipher.sqlite_version}
    with tempfile.TemporaryDirectory() as folder:
        figures = [figure for name in wanted for figure in measures[name](Path(folder), machine)]
    document = plain({"machine": machine, "figures": figures})
    out.write_text(json.dumps(document, ensure_ascii=False, indent=2), encoding="utf-8")
    on = ", ".join(f"{name} {said}" for name, said in machine.items())
    session_of(context).tell(document, "\n".join([on, *(figure.line for figure in figures)]))


def _queue_on_a_file(folder: Path, _machine: Machine) -> Iterator[Figure]:
    return queue_figures(FileHall(folder / "hall"))


def _queue_on_a_server(_folder: Path, machine: Machine) -> Iterator[Figure]:
    with trial_server(durable=True) as server:
        machine["postgresql"] = server.version
        yield from queue_figures(ServerHall(server))


def _receive(folder: Path, _machine: Machine) -> Iterator[Figure]:
    intake = read_intake(DOCUMENT, date(2026, 11, 20))
    with _unit(folder / "receive") as place:
        taken = median_of(lambda: place.desk.do_once(new_id(), receive, intake))
    yield figure("receive", taken, floor=durable_row(folder))
    yield from beside_raw_rows(folder)


def _finding(folder: Path, _machine: Machine) -> Iterator[Figure]:
    lists: dict[str, Question] = {name: partial(work_list, name=name) for name in LISTS_VI}
    yield from finding_figures(folder, lists | {"counts": work_counts})
    yield from words_alone(folder)


def _list(folder: Path, _machine: Machine) -> Iterator[Figure]:
    with _unit(folder / "list") as place:
        for number in range(TIMES):
            place.office.do(issue_one, number)
        taken = median_of(lambda: place.office.ask(tickets_today))
    yield figure("ticket list", taken, floor=durable_row(folder))


@contextmanager
def _unit(folder: Path) -> Iterator[Place]:
    make_unit(folder, "Đơn vị đo", "H26.016.26", training=True)
    with closing(open_place(folder, by=By("bench", 1))) as place:
        yield place


_MEASURES: dict[str, Callable[[Path, Machine], Iterator[Figure]]] = {
    "queue-sqlite": _queue_on_a_file,
    "queue-postgresql": _queue_on_a_server,
    "receive": _receive,
    "ticket list": _list,
    "finding": _finding,
}
