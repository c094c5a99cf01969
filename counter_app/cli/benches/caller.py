"""A counter as a process of its own: calls, finishes and issues as fast as it can, and says how long each act took."""

from __future__ import annotations

import json
import sys
from contextlib import closing

from counter_app.cli.benches.halls import open_hall
from counter_app.cli.benches.queue_acts import WARM_UP, one_round


def main(address: str, counter: int, rounds: int) -> None:
    """Say ``ready``, wait for a line, do the rounds, say what they took."""
    with closing(open_hall(address, counter)) as office:
        for _ in range(WARM_UP):
            one_round(office, counter)
        _say("ready")
        sys.stdin.readline()
        _say(json.dumps([vars(one_round(office, counter)) for _ in range(rounds)]))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
