"""The sandbox city as a process of its own: ``city_child FOLDER forgetful|mindful``. Says the port, serves until killed."""

from __future__ import annotations

import sys
from pathlib import Path

from sync.sandbox.server import CityTerms, serve


def main(folder: str, manner: str) -> None:
    """Serve on any free port."""

    def ready(url: str) -> None:
        print("ready", url.rpartition(":")[2], flush=True)

    serve(Path(folder), 0, CityTerms(forgetful=manner == "forgetful"), ready)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
