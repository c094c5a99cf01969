"""A counter that receives until the disk takes no more, pressing again once: ``intake_child FOLDER MOST``.

With ``careless`` behind it the log is not synced at every commit, to prove the tests that would notice.
"""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from uuid import UUID

from counter_app.dossiers.receive import receive
from counter_app.errors import Refused
from counter_app.ids import new_id
from counter_app.place import Place, open_place
from counter_app.store import By
from tests.clock import SetClock
from tests.documents import intake


def main(folder: str, most: int, manner: str = "") -> None:
    """Each press is said before it is made, each answer after it has come."""
    try:
        place = open_place(Path(folder), by=By("lan", 3), clock=SetClock())
    except Refused as refusal:
        print("refused", type(refusal).__name__, flush=True)
        return
    if manner == "careless":
        with closing(place.desk.database.acts.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA synchronous=NORMAL")
    print("ready", flush=True)
    for _ in range(most):
        request = new_id()
        if not press(place, request) and not press(place, request):
            break
    place.close()
    print("closed", flush=True)


def press(place: Place, request: UUID) -> bool:
    """F9 under a request; whether it was acknowledged."""
    print("pressed", request, flush=True)
    try:
        code = place.desk.do_once(request, receive, intake(), None, None).code
    except Refused as refusal:
        print("refused", type(refusal).__name__, flush=True)
        return False
    print("acknowledged", request, code, flush=True)
    return True


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
