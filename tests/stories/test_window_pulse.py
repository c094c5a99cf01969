"""Whatever a printer does, the clerk's window beats on: a paper in trouble and the looks at its printer are others' work."""

from __future__ import annotations

import threading
from uuid import UUID

import pytest

from counter_app import print_jobs
from counter_app.ids import new_id
from counter_app.place import Place
from counter_app.printers import PrinterCard, add_printer
from printing.delivery import Patience
from printing.layouts import draw
from printing.samples import RECEIPT
from printing.spool import Spool
from printing.virtual import FAULTS, VirtualPrinter
from tests.faults.ui_pulse import HELD_UP, Pulse
from ui.demo.pilot import ClerkPilot, wait_until

HASTY = Patience(connect=0.3, stall=0.6, status=0.4, paper=0.6, bytes_a_second=10_000_000)
UNHURRIED = Patience(connect=3, stall=10, status=3, paper=10)
"""For printers that do print: a machine busy with other tests must not be taken for a printer that stalls."""
SLOWLY = {"bytes_a_second": 200_000}
TROUBLES = {
    "slow": (SLOWLY, "printed", ""),
    "never-reads": (FAULTS["never-reads"], "queued", "silent"),
    "syn-dropped": (FAULTS["syn-dropped"], "queued", "silent"),
    "paper-out": (FAULTS["paper-out"], "unconfirmed", "paper"),
    "late-ack": ({"late": 0.2}, "printed", ""),
}


def _stands(place: Place, job_id: UUID, state: str, detail: str) -> bool:
    job = place.desk.ask(print_jobs.job, job_id)
    return job.state == state and (not detail or job.detail in (detail, "stopped"))


@pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)
@pytest.mark.parametrize("fault", TROUBLES)
def test_the_clerk_s_window_beats_on(clerk: ClerkPilot, staffed: Place, fault: str) -> None:
    wrong, state, detail = TROUBLES[fault]
    pulse, spool = Pulse(), Spool(staffed, UNHURRIED if state == "printed" else HASTY)
    draw(RECEIPT, 576)  # words are drawn for the first time when a program starts
    with VirtualPrinter(buffer=4096) as box:
        card = PrinterCard("quầy", "tcp", {"host": "127.0.0.1", "port": box.port})
        staffed.desk.do(add_printer, card)
        wait_until(lambda: clerk.work.status.printer.text() == "Máy in: sẵn sàng", "its first answer")
        box.change(**wrong)
        clerk.work.status.watch.look_every(100)
        job_id = staffed.desk.do(print_jobs.enqueue, "receipt", f"dossier:{new_id()}", RECEIPT).id
        spool.start()
        # And a little longer, while the window tells of it.
        pulse.beat_until(lambda: _stands(staffed, job_id, state, detail) and not threading.Event().wait(0.5), 120.0)
        assert bool(clerk.work.papers.text) == (state != "printed")
        assert spool.stop(20)

    assert pulse.longest < HELD_UP
