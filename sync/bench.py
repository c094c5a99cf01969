"""What the exchange costs: 10,000 ops that wait, 10,000 changes to hear, a city's whole catalogue to put into use.

The floor of sending is a bare ``requests`` loop that posts the very same bytes to an equal city; of hearing, one that gets
the same pages. The city is a program of its own, its disk is memory: what it costs itself hides nothing. ``exchange_figures(folder)`` gives the lines of the bench table.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import requests
from sqlalchemy import delete, insert, select

from counter_app.catalogue.importing import SAMPLE, read_catalogue
from counter_app.catalogue.procedures import Catalogue
from counter_app.catalogue.versions import install
from counter_app.cli.benches.desks import DOCUMENT
from counter_app.cli.benches.figures import Figure, figure, milliseconds, resident_mb
from counter_app.dossiers.intake import read_intake
from counter_app.dossiers.receive import receive
from counter_app.ids import new_id
from counter_app.outbox import sync_line
from counter_app.place import Place, open_place
from counter_app.records.desk import Dossier
from counter_app.records.shared import Outbox
from counter_app.store import Act, By
from counter_app.unit import make_unit
from sync.exchange import PAGE, exchange
from sync.messages import Batch, BatchAnswer, ChangePage
from sync.upstreams.city_http import CityHttp

OPS = 10_000
PROCEDURES = 2_100
OPS_OF_A_DOSSIER = 4
AIM_OF_BARE = 0.7
"""The share of the bare loop's pace that the exchange shall reach."""
AIM_GROWTH_MB = 10.0
_WARM_BATCHES = 10
AIM_INSTALL_MS = 2_000.0
_UNIT = "H26.016.26"
_TOKEN = "bench"  # noqa: S105 - the sandbox takes any
_HEAD = {"Authorization": f"Bearer {_TOKEN}"}


def exchange_figures(folder: Path, ops: int = OPS, procedures: int = PROCEDURES) -> Iterator[Figure]:
    """Every figure; ``folder`` is empty and may be thrown away. About a minute with 10,000 ops."""
    with _unit(folder / "full") as full, _city() as url:
        _let_wait(full, ops)
        with closing(CityHttp(url, _TOKEN)) as line:
            going = _Sending(line, folder)
            taken = milliseconds(lambda: exchange(full.desk, going))
        grown = resident_mb() - going.used_early
        _demand(full.desk.ask(sync_line).acked == ops)
        yield from _hearing(folder, url)
        with _city() as equal:
            bare = milliseconds(lambda: _post_all(equal, going.posted))
            _demand(_ratings_at(equal) == _ratings_at(url) == ops // OPS_OF_A_DOSSIER)
    per = ops / 1_000
    yield figure("sync drain, 1,000 ops", taken / per, floor=bare / per, aim=round(bare / per / AIM_OF_BARE, 3))
    yield figure("sync memory after drain", max(0.0, grown), "MB", aim=AIM_GROWTH_MB)
    yield from _installing(folder, procedures)


class _Sending:
    """An upstream that takes batches and has no news, so that sending alone is measured; keeps the bodies in files."""

    def __init__(self, line: CityHttp, folder: Path) -> None:
        self._line, self._folder = line, folder
        self.health = line.health
        self.posted: list[Path] = []
        self.used_early = 0.0
        """MB this program used when its caches were warm."""

    def push(self, batch: Batch) -> BatchAnswer:
        """Hand it over; the body is kept packed, as the bare loop will post it."""
        file = self._folder / f"batch-{len(self.posted)}"
        file.write_bytes(gzip.compress(batch.model_dump_json().encode(), mtime=0))
        self.posted.append(file)
        if len(self.posted) == _WARM_BATCHES:
            self.used_early = resident_mb()
        return self._line.push(batch)

    def changes(self, feed: str, cursor: str | None, limit: int) -> ChangePage:  # noqa: ARG002 - as every upstream
        """Nothing is new."""
        return ChangePage(items=(), next_cursor=cursor or "", has_more=False, feed_epoch="")


def _post_all(url: str, bodies: Sequence[Path]) -> None:
    """The bare loop: the same bytes, packed beforehand, one after another on one connection; answers read and dropped."""
    head = _HEAD | {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    with requests.Session() as session:
        session.trust_env = False
        for body in bodies:
            answer = session.post(f"{url}/v1/batches", data=body.read_bytes(), headers=head, timeout=60)
            answer.raise_for_status()


def _ratings_at(url: str) -> int:
    """How many ratings a city holds: one of each dossier's ops."""
    return len(requests.get(f"{url}/v1/ratings", headers=_HEAD, timeout=60).json()["items"])


def _hearing(folder: Path, url: str) -> Iterator[Figure]:
    """A desk of the same unit that has none of it yet reads the whole feed."""
    with _unit(folder / "empty") as empty, closing(CityHttp(url, _TOKEN)) as line:
        changed = 0

        def hear() -> None:
            nonlocal changed
            changed = exchange(empty.desk, line).changed

        taken = milliseconds(hear)
    pages: list[int] = []
    bare = milliseconds(lambda: pages.extend(_get_all(url)))
    _demand(changed > 0)
    per = sum(pages) / 1_000
    yield figure("sync pull, 1,000 changes", taken / per, floor=bare / per)


def _get_all(url: str) -> Iterator[int]:
    params: dict[str, Any] = {"feed": f"office:{_UNIT}", "limit": PAGE}
    with requests.Session() as session:
        session.trust_env = False
        more = True
        while more:
            page = session.get(f"{url}/v1/changes", params=params, headers=_HEAD, timeout=60).json()
            params["cursor"], more = page["next_cursor"], page["has_more"]
            yield len(page["items"])


def _installing(folder: Path, count: int) -> Iterator[Figure]:
    """A whole city's procedures, made of the sample's by new codes; read from the file, then put into use."""
    document = json.loads(SAMPLE.read_text(encoding="utf-8"))
    sample = document["procedures"]
    document["procedures"] = [sample[at % len(sample)] | {"code": f"9.{at:06}"} for at in range(count)]
    file = folder / "catalogue.json"
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    read: list[Catalogue] = []
    taken = milliseconds(lambda: read.append(read_catalogue(file)))
    yield figure("catalogue read", taken)
    with _unit(folder / "catalogue") as place:
        taken = milliseconds(lambda: place.office.do(install, read[0]))
        yield figure("catalogue install", taken, aim=AIM_INSTALL_MS)
        newer = replace(read[0], version="2")
        yield figure("catalogue install again", milliseconds(lambda: place.office.do(install, newer)))


def _let_wait(place: Place, ops: int) -> None:
    """Let so many ops wait: dossiers like one that was really received, each with two facts and a rating."""
    code = place.desk.do(receive, read_intake(DOCUMENT, date(2026, 11, 20))).code
    here = place.desk.ask(lambda asking: dict(asking.connection.execute(select(Dossier.__table__)).mappings().one()))
    body = place.desk.ask(
        lambda asking: json.loads(asking.connection.execute(select(Outbox.body_json).limit(1)).scalar_one())
    )
    place.desk.do(_forget_all)
    for number in range(ops // OPS_OF_A_DOSSIER):
        own = f"{code[:-4]}{2_000 + number:04}"
        place.desk.do(_receive_another, here | {"id": new_id(), "code": own}, body | {"code": own})


def _forget_all(act: Act) -> None:
    act.connection.execute(delete(Outbox))


def _receive_another(act: Act, row: dict[str, Any], body: dict[str, Any]) -> None:
    act.connection.execute(insert(Dossier).values(row))
    about: UUID = row["id"]
    act.record("dossier.receive", f"dossier:{about}", body)
    act.record("fact.receipt_printed", f"dossier:{about}", {"copy_no": 1})
    act.record("fact.money_taken", f"dossier:{about}", {"amount": 6_000, "way": "cash"})
    act.record("rating.given", f"visit:{about}", {"level": 3, "scale": 3, "counter": 3})


@contextmanager
def _unit(folder: Path) -> Iterator[Place]:
    make_unit(folder, "Đơn vị đo", _UNIT, training=True)
    with closing(open_place(folder, by=By("bench", 1))) as place:
        yield place


@contextmanager
def _city() -> Iterator[str]:
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder, _served(folder) as url:
        yield url


@contextmanager
def _served(folder: str) -> Iterator[str]:
    program = subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, "-m", "sync.bench_city", folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    try:
        yield program.stdout.readline().strip()
    finally:
        program.communicate()


def _demand(right: bool) -> None:  # noqa: FBT001 - what must be so
    """A figure of something that did not happen is none."""
    if not right:
        raise AssertionError
