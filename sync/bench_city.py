"""A sandbox city as a program of its own, so that it takes no time of ours: says its address, ends with its input."""

from __future__ import annotations

import sys
from pathlib import Path

from sync.sandbox.server import SandboxCity


def main(folder: str) -> None:
    """Serve until standard input is closed."""
    with SandboxCity(Path(folder)) as city:
        sys.stdout.write(f"{city.url}\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main(sys.argv[1])
