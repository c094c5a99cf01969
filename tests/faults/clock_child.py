"""A counter by the machine's own clock: ``clock_child FOLDER URL`` receives a dossier, sends what waits, and says both."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

from counter_app.dossiers.receive import receive
from counter_app.place import open_place
from counter_app.store import By
from sync.exchange import exchange
from sync.upstreams.city_http import CityHttp
from tests.documents import intake


def main(folder: str, url: str) -> None:
    """Receive and send once."""
    with closing(open_place(Path(folder), by=By("lan", 3))) as place, closing(CityHttp(url, "enrolled")) as line:
        print("received", place.desk.do(receive, intake(lines=[])).code, flush=True)
        print("sent", exchange(place.desk, line).acked, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
