"""The sandbox city answers whatever fits the contract, and whatever does not, as the contract says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from sync.sandbox.access import AccessTerms
from sync.sandbox.server import CityTerms, SandboxCity
from tests.sync.test_contract import CONTRACT

NOT_HELD = "positive_data_acceptance"
"""JSON Schema takes 5.0 for an integer, the messages don't; and it can't say that an offset fits a length."""
HELD_BACK = "/v1/changes"
"""Its ``wait`` is up to 25 seconds, as it should be."""


def test_anything_sent_is_answered_as_the_contract_says(tmp_path: Path) -> None:
    with SandboxCity(tmp_path / "city", terms=CityTerms(AccessTerms(token="enrolled"))) as city:
        command = [sys.executable, "-m", "schemathesis.cli", "run", str(CONTRACT), "--url", city.url, "--no-color"]
        chosen = ["--phases=coverage,fuzzing", "--max-examples=8", "--seed=1", f"--exclude-path={HELD_BACK}"]
        head = ["-H", "Authorization: Bearer enrolled", f"--exclude-checks={NOT_HELD}"]
        done = subprocess.run(
            [*command, *chosen, *head], cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False
        )

    assert done.returncode == 0, done.stdout[-4000:]
    assert "Tested: 11" in done.stdout
