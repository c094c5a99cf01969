"""The office's part as a process of its own: ``relay_child FOLDER URL LIFE`` passes on to the city whatever desks hand in, until killed."""

from __future__ import annotations

import sys
import threading
from contextlib import closing
from functools import partial
from pathlib import Path

from counter_app.place import open_place
from counter_app.store import By
from sync.unit_round import pass_on
from sync.upstreams.city_http import CityHttp
from tests.clock import SetClock
from tests.faults.exchange_child import in_words

A_BATCH = 10
BREATH_SECONDS = 0.1
"""Between two rounds: desks write to the same records."""


def main(folder: str, url: str, life: str) -> None:
    """Pass on without end. Each life begins a day later, so that nothing waits for an hour of the one before."""
    clock, breath = SetClock(), threading.Event()
    clock.forward(days=int(life))
    with (
        closing(open_place(Path(folder), by=By("sync"), clock=clock)) as place,
        closing(CityHttp(url, "enrolled")) as line,
    ):
        print("ready", flush=True)
        while not breath.wait(BREATH_SECONDS):
            clock.forward(seconds=30)
            print(in_words(partial(pass_on, place, line, A_BATCH)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:4])
