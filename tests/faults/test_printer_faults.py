"""The fault matrix: each fault of a printer on each way to one. Papers are none or one, never two unasked; the job's state
is what a person has to know; and the window's own thread never waits.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
import zxingcpp
from pytestqt.qtbot import QtBot

from counter_app import print_jobs
from counter_app.ids import new_id
from counter_app.papers import Receipt
from counter_app.place import Place
from counter_app.print_jobs import Job
from counter_app.printers import add_printer
from printing.delivery import Patience
from printing.layouts import draw
from printing.samples import RECEIPT
from printing.spool import Spool, print_waiting
from tests.faults.printer_ways import NOT_THERE, WAYS, Way, way_named
from tests.faults.ui_pulse import AIM, HELD_UP, Pulse
from tests.printing.edges.cups_server import CupsServer
from tests.printing.hurry import UNHURRIED, Wait, hasty

SETTLED = ("printed", "sent", "unconfirmed", "failed")
pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="its serial cable is a pseudo-terminal"),
    pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True),
]


@dataclass(frozen=True)
class End:
    """How a paper stands while the fault lasts, and when it has been mended."""

    state: str
    details: tuple[str, ...]
    papers: int
    mended: str
    mended_papers: tuple[int, ...]


PRINTED = End("printed", ("",), 1, "printed", (1,))
SENT = End("sent", ("",), 1, "sent", (1,))
HALF = ("stopped", "paper", "broken")
# The direct ways ask before and hear after.
WAITS = End("queued", ("silent", "offline"), 0, "printed", (1,))
ASKED = End("unconfirmed", HALF, 0, "unconfirmed", (0, 1))
OUT_UNHEARD = End("unconfirmed", ("silent",), 1, "unconfirmed", (1,))
# The known limit of CUPS: it hands a paper to the system's own large buffer and does not tell what breaks after that. No
# paper, and nobody is asked: hence the wizard offers the printer's own address (``Found.behind``) and warns of the queue.
LOST_UNHEARD = End("sent", ("",), 0, "sent", (0,))
# On a queue of the system nothing is known before, and of the paper only whether the system is done with it.
HANDED_OVER = End("unconfirmed", ("stopped", "offline"), 0, "unconfirmed", (0, 1))

DIRECT_ENDS = {
    "paper-out": ASKED,
    "cover": End("queued", ("cover",), 0, "printed", (1,)),
    "offline": End("queued", ("offline",), 0, "printed", (1,)),
    "slow": PRINTED,
    "never-reads": WAITS,
    "reset": ASKED,
    "one-connection": WAITS,
    "late-ack": PRINTED,
    "too-late-ack": OUT_UNHEARD,
    "no-ack": OUT_UNHEARD,
    "no-status": WAITS,
    "stray": PRINTED,
    "closed": WAITS,
    "syn-dropped": WAITS,
}
QUEUE_ENDS = {
    "paper-out": HANDED_OVER,
    "cover": HANDED_OVER,
    "offline": HANDED_OVER,
    "slow": SENT,
    "never-reads": HANDED_OVER,
    "reset": HANDED_OVER,
    "one-connection": HANDED_OVER,
    "late-ack": SENT,
    "too-late-ack": SENT,
    "no-ack": SENT,
    "no-status": SENT,
    "stray": SENT,
    "closed": HANDED_OVER,
    "syn-dropped": HANDED_OVER,
}
# What the Windows spooler knows beforehand: that a port does not answer.
AWAY = End("queued", ("offline",), 0, "sent", (1,))
CUPS_ENDS = QUEUE_ENDS | {
    "reset": LOST_UNHEARD,
}
WINDOWS_ENDS = QUEUE_ENDS | {"closed": AWAY, "syn-dropped": AWAY}


IN_VAIN: dict[str, tuple[Wait, ...]] = {
    "paper-out": ("stall", "paper"),
    "never-reads": ("stall", "status"),
    "one-connection": ("connect", "status"),
    "too-late-ack": ("paper",),
    "no-ack": ("paper",),
    "no-status": ("status",),
    "syn-dropped": ("connect",),
}
"""What a fault never brings, or too late, where we speak with the printer ourselves."""


def _patience(end: End, fault: str) -> Patience:
    """Long for whatever comes, brief for what does not; of a queue of the system that is the end of the job."""
    if end in (PRINTED, SENT):
        return UNHURRIED
    return hasty("stall", "paper") if end in QUEUE_ENDS.values() else hasty(*IN_VAIN.get(fault, ()))


def _end_of(way: str, fault: str) -> End:
    return {"cups": CUPS_ENDS, "winspool": WINDOWS_ENDS}.get(way, DIRECT_ENDS)[fault]


@pytest.fixture(scope="module")
def cups() -> Iterator[CupsServer | None]:
    if shutil.which("cupsd", path="/usr/sbin:/usr/bin") is None:
        yield None
        return
    with CupsServer() as server:
        yield server


@pytest.fixture(scope="module")
def receipt() -> Receipt:
    """Drawn once before: words are drawn for the first time when a program starts, not while somebody waits."""
    document = RECEIPT
    draw(document, 576)
    return document


@pytest.fixture
def way(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cups: CupsServer | None
) -> Iterator[Way]:
    if request.param == "cups" and cups is None:
        pytest.skip("needs the package cups, which make installs")
    with way_named(request.param, tmp_path, monkeypatch, cups) as found:
        yield found


def _job(place: Place, job_id: UUID) -> Job:
    return place.desk.ask(print_jobs.job, job_id)


def _stands(place: Place, job_id: UUID, *states: str) -> bool:
    job = _job(place, job_id)
    return job.state in states or (job.state == "queued" and "queued-with-reason" in states and bool(job.detail))


def _whole(way: Way, receipt: Receipt) -> int:
    """Papers on which a scanner reads the code: half a paper and a whole one may hang together."""
    count = 0
    for paper in way.printer.papers:
        found = zxingcpp.read_barcodes(paper.image.convert("L"))
        codes = [mark for mark in found if mark.format == zxingcpp.BarcodeFormat.QRCode]
        assert all(code.text == receipt.code for code in codes)
        count += len(codes)
    return count


@contextmanager
def spooling(place: Place, patience: Patience) -> Iterator[None]:
    """A spool beside the windows."""
    spool = Spool(place, patience)
    spool.start()
    try:
        yield
    finally:
        assert spool.stop(60)


CELLS = [(way, fault) for way in WAYS for fault in DIRECT_ENDS if fault not in NOT_THERE.get(way, ())]


@pytest.mark.parametrize(("way", "fault"), CELLS, indirect=["way"], ids=["-".join(cell) for cell in CELLS])
def test_a_fault_ends_as_a_person_must_know_it(
    place: Place, way: Way, fault: str, receipt: Receipt, qtbot: QtBot
) -> None:
    expected, pulse = _end_of(way.name, fault), Pulse()
    place.desk.do(add_printer, way.card)
    way.break_it(fault)
    job_id = place.desk.do(print_jobs.enqueue, "receipt", f"dossier:{new_id()}", receipt).id
    patience = _patience(expected, fault)
    with spooling(place, patience):
        pulse.beat_until(lambda: _stands(place, job_id, *SETTLED, "queued-with-reason"))
        job = _job(place, job_id)
        assert job.detail in expected.details, job
        assert job.state == expected.state, job
        if expected.papers:
            way.printer.wait_for(1)
        assert _whole(way, receipt) == expected.papers

        way.mend()
        pulse.beat_until(lambda: _stands(place, job_id, *SETTLED))
    assert print_waiting(place, patience) == 0, "nothing prints it again by itself"

    assert _job(place, job_id).state == expected.mended
    assert _job(place, job_id).attempts <= 1
    if min(expected.mended_papers):
        way.printer.wait_for(1)
    assert _whole(way, receipt) in expected.mended_papers
    assert pulse.longest < HELD_UP
    assert pulse.again < AIM
