"""A city that knows no call again: whatever happens on the line, every step stands there once, in order, and none lacks.

It is what is looked up before it is told that makes it so, and a session that ends what is still under way: without
either the machine finds a step that stands there twice.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis.stateful import run_state_machine_as_test

from sync.upstreams.vxp_line import VxpLine
from sync.upstreams.vxp_messages import Found
from tests.faults.test_protocol_machine import BOUNDS, UNTIL_FOUND
from tests.faults.vxp_machine import VxpProtocol

EXAMPLES = int(os.environ.get("PROTOCOL_EXAMPLES", "40")) // 2 or 1


@pytest.fixture
def machine(unit_folders: dict[str, Path]) -> type[VxpProtocol]:
    class OfThisUnit(VxpProtocol):
        unit = unit_folders["one_file"]

    return OfThisUnit


def test_whatever_happens_in_between_each_step_is_told_once_and_all_arrive(machine: type[VxpProtocol]) -> None:
    run_state_machine_as_test(machine, settings=BOUNDS.__class__(BOUNDS, max_examples=EXAMPLES))


def test_an_upstream_that_does_not_look_first_is_found_out(
    machine: type[VxpProtocol], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Found, "has", lambda _found, _line: False)

    with pytest.raises(AssertionError):
        run_state_machine_as_test(machine, settings=UNTIL_FOUND)


def test_an_upstream_that_keeps_its_session_after_a_lost_call_is_found_out(
    machine: type[VxpProtocol], monkeypatch: pytest.MonkeyPatch
) -> None:
    carry = VxpLine._carry

    def keeps(line: VxpLine, service: str, asked: dict[str, str]) -> object:
        session = line._session
        try:
            return carry(line, service, asked)
        finally:
            if service != "DangNhap":
                line._session = session

    monkeypatch.setattr(VxpLine, "_carry", keeps)

    with pytest.raises(AssertionError):
        run_state_machine_as_test(machine, settings=UNTIL_FOUND)


def test_an_upstream_that_does_not_see_a_city_put_back_is_found_out(
    machine: type[VxpProtocol], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.upstreams.city_vxp.still_there", lambda *_facts: True)

    with pytest.raises(AssertionError):
        run_state_machine_as_test(machine, settings=UNTIL_FOUND)
