"""Whatever a printer does, the clerk's window beats on: a paper in trouble and the looks at its printer are others' work."""

from __future__ import annotations

import threading
from uuid import UUID

import pytest

from counter_app import print_jobs
from counter_app.ids import new_id
from counter_app.place import Place
from counter_app.printers import PrinterCard, add_printer
from printing.layouts import draw
from printing.samples import RECEIPT
from printing.spool import Spool
from printing.virtual import FAULTS, VirtualPrinter
from tests.faults.ui_pulse import AIM, HELD_UP, Pulse
from tests.printing.hurry import UNHURRIED, hasty
from ui.demo.pilot import ClerkPilot, wait_until

SLOWLY = {"bytes_a_second": 200_000}
TROUBLES = {
    "slow": (SLOWLY, "printed", "", UNHURRIED),
    "never-reads": (FAULTS["never-reads"], "queued", "silent", hasty("status", "stall")),
    "syn-dropped": (FAULTS["syn-dropped"], "queued", "silent", hasty("connect")),
    "paper-out": (FAULTS["paper-out"], "unconfirmed", "paper", hasty("stall", "paper")),
    "late-ack": ({"late": 0.2}, "printed", "", UNHURRIED),
}


def _stands(place: Place, job_id: UUID, state: str, detail: str) -> bool:
    job = place.desk.ask(print_jobs.job, job_id)
    return job.state == state and (not detail or job.detail in (detail, "stopped"))


@pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)
@pytest.mark.parametrize("fault", TROUBLES)
def test_the_clerk_s_window_beats_on(clerk: ClerkPilot, staffed: Place, fault: str) -> None:
    wrong, state, detail, patience = TROUBLES[fault]
    pulse, spool = Pulse(), Spool(staffed, patience)
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
        pulse.beat_until(lambda: _stands(staffed, job_id, state, detail) and not threading.Event().wait(0.5))
        assert bool(clerk.work.papers.text) == (state != "printed")
        assert spool.stop(60)

    assert pulse.longest < HELD_UP
    assert fault != "paper-out" or pulse.again < AIM, "the row in which the window has most to tell"
