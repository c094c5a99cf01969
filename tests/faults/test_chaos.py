"""Everything goes wrong between counters and city, and programs die: nothing is lost, double or out of order afterwards.

``CHAOS_OPS=5000`` lets each of the four counters write so many ops (``make soak``).
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.chaos import ONE, TWO, UNITS, Terms, run_chaos
from tests.faults.chaos_proxy import FAULTS

OPS = int(os.environ.get("CHAOS_OPS", "400"))
"""What each counter writes, at least."""


@pytest.mark.parametrize("hops", [ONE, TWO], ids=["one hop", "two hops"])
def test_nothing_is_lost_double_or_out_of_order(tmp_path: Path, hops: int) -> None:
    terms = Terms(OPS // 2 if hops == ONE else OPS, hops)
    run = run_chaos(tmp_path, terms)
    print(run.line)

    assert run.complaints == []
    assert run.ops >= 4 * terms.ops
    assert set(run.faults) == set(FAULTS), "every fault was met"
    assert run.kills >= terms.least_kills
    assert run.sent_again > 20, "much came to the city more than once"


def test_a_city_that_knows_no_op_again_is_found_out(tmp_path: Path) -> None:
    run = run_chaos(tmp_path, Terms(100, units=UNITS[:1], manner="forgetful"))
    print(run.line)

    for what in ("double", "effects: fact.receipt_printed", "not settled: dossier.receive is parked"):
        assert any(one.startswith(what) for one in run.complaints), what


@pytest.mark.parametrize("forgetful", ["city", "office"])
def test_over_two_hops_whoever_knows_no_op_again_is_found_out(tmp_path: Path, forgetful: str) -> None:
    city, office = ("forgetful" if forgetful == one else "mindful" for one in ("city", "office"))
    run = run_chaos(tmp_path, Terms(100, TWO, UNITS[:1], city, office))
    print(run.line)

    assert any(one.startswith("double") for one in run.complaints)
    assert any(one.startswith("double at the office") for one in run.complaints) == (forgetful == "office")
