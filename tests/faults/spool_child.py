"""A counter that receives its share of dossiers and prints with a spool of its own: ``spool_child FOLDER COUNTER SHARE``."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from counter_app import print_jobs
from counter_app.dossiers.receive import receive
from counter_app.place import Place, open_place
from counter_app.store import By
from printing.spool import Spool
from tests.clock import SetClock
from tests.documents import intake


def main(folder: str, counter: int, share: int) -> None:
    """Receive, ring the own spool, and end when nothing waits any more, whoever printed it."""
    place = open_place(Path(folder), by=By(f"quay{counter}", counter), clock=SetClock())
    spool = Spool(place)
    spool.start()
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(share):
        print("received", place.desk.do(receive, intake()).code, flush=True)
        spool.wake()
    wait_for_the_paper(place)
    print("stopped" if spool.stop() else "still printing", flush=True)
    place.close()


def wait_for_the_paper(place: Place) -> None:
    """Until every paper is settled, looking whenever anybody has changed the records."""
    watch, bell = place.desk.watch(), threading.Event()
    while any(job.state in ("queued", "sending") for job in place.desk.ask(print_jobs.jobs)):
        while not watch.changed():
            bell.wait(0.05)
    watch.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
