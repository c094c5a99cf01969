"""Any order of receiving, correcting, deciding, sending with trouble and restoring: applied once, in order, all of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.protocol_machine import Protocol
from tests.faults.relay_machine import TwoHops

EXAMPLES = int(os.environ.get("PROTOCOL_EXAMPLES", "40"))
BOUNDS = settings(
    max_examples=EXAMPLES,
    stateful_step_count=30,
    deadline=None,
    derandomize="PROTOCOL_EXAMPLES" not in os.environ,
    database=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],  # a smaller example takes minutes to find: by hand, where one is needed
)
UNTIL_FOUND = settings(BOUNDS, max_examples=20 * EXAMPLES)
"""Where a fault must be found: it ends with the first. Ids differ from run to run, so no run is quite like another."""


class OneHop(Protocol):
    """Desk and office are one file."""


@pytest.fixture(params=[(OneHop, "one_file"), (TwoHops, "two_files")], ids=["one hop", "two hops"])
def machine(request: pytest.FixtureRequest, unit_folders: dict[str, Path]) -> type[Protocol]:
    hops, layout = request.param
    made: type[Protocol] = type("OfThisUnit", (hops,), {"unit": unit_folders[layout]})
    return made


def test_whatever_happens_in_between_each_op_counts_once_and_all_arrive(machine: type[Protocol]) -> None:
    run_state_machine_as_test(machine, settings=BOUNDS)


def test_a_city_without_idempotency_is_found_out(machine: type[Protocol]) -> None:
    machine.forgetful = True

    with pytest.raises(AssertionError):
        run_state_machine_as_test(machine, settings=UNTIL_FOUND)


def test_a_counter_that_fills_no_restored_city_up_again_is_found_out(
    machine: type[Protocol], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Chance needs half a minute to find this one; the machine's own rules, played by hand, find it at once.
    played = machine()
    played.begin()
    played.the_city_is_backed_up()
    played.receives()
    played.exchanges([], 5)
    played.the_city_is_restored()
    with monkeypatch.context() as fault:
        for module in ("counter_app.verdicts", "sync.exchange"):
            fault.setattr(f"{module}.know_epoch", lambda *_facts: None)
        with pytest.raises(AssertionError, match="nothing is lost"):
            played.drains()
    played.receives()  # the answer to it says which city this is
    played.teardown()


def test_an_office_without_idempotency_is_found_out(unit_folders: dict[str, Path]) -> None:
    class Forgetful(TwoHops):
        unit = unit_folders["two_files"]
        forgetful_office = True

    with pytest.raises(AssertionError):
        run_state_machine_as_test(Forgetful, settings=UNTIL_FOUND)
