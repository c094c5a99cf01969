"""A program that sends files until it is killed: ``upload_child FOLDER URL``. It says a line before each piece."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

from counter_app.place import open_place
from counter_app.store import By
from sync.uploading import send_files
from sync.upstreams.city_http import CityHttp
from tests.clock import SetClock


def main(folder: str, url: str) -> None:
    """Send in small pieces; before each wait to be told to go on."""
    with (
        closing(open_place(Path(folder), by=By("lan", 3), clock=SetClock())) as place,
        closing(CityHttp(url, "enrolled")) as line,
    ):

        def told_to_end(_seconds: float) -> bool:
            print("piece", flush=True)
            return sys.stdin.readline().strip() != "go"

        done = send_files(place, line, told_to_end, most=64 * 1024)
        print("done", done.stored, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:3])
