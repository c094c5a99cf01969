"""A city that knows no call again: whatever happens on the line, every step stands there once, in order, and none lacks.

It is what is looked up before it is told that makes it so, and a session that ends what is still under way: without
either the machine finds a step that stands there twice.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from sync.upstreams.vxp_line import VxpLine
from sync.upstreams.vxp_messages import Found
from tests.faults.test_protocol_machine import BOUNDS
from tests.faults.vxp_machine import VxpProtocol

EXAMPLES = int(os.environ.get("PROTOCOL_EXAMPLES", "40")) // 2 or 1


@pytest.fixture(params=["one_file", "two_files"])
def machine(request: pytest.FixtureRequest, unit_folders: dict[str, Path]) -> type[VxpProtocol]:
    """With two files what the desk says goes to the office first, and the office tells the city."""

    class OfThisUnit(VxpProtocol):
        unit = unit_folders[request.param]

    return OfThisUnit


def test_whatever_happens_in_between_each_step_is_told_once_and_all_arrive(machine: type[VxpProtocol]) -> None:
    run_state_machine_as_test(machine, settings=settings(BOUNDS, max_examples=EXAMPLES))


def loses_an_answer(played: VxpProtocol) -> None:
    """A correction is told, and nobody hears that it was."""
    played.receives()
    played.exchanges(trouble=[], read_lost=0, most=5)
    played.corrects_one()
    played.exchanges(trouble=["", "lost answer"], read_lost=0, most=5)


def holds_a_call_back(played: VxpProtocol) -> None:
    """A line of progress stays on the way until it has been told again."""
    played.receives()
    played.exchanges(trouble=[], read_lost=0, most=5)
    played.corrects_one()
    played.exchanges(trouble=["", "late"], read_lost=0, most=5)
    played.exchanges(trouble=[], read_lost=0, most=5)
    played.what_was_late_arrives()


def is_put_back(played: VxpProtocol) -> None:
    """The city forgets a dossier it had taken."""
    played.the_city_is_backed_up()
    played.receives()
    played.exchanges(trouble=[], read_lost=0, most=5)
    played.the_city_is_restored()


def keeps_its_session(monkeypatch: pytest.MonkeyPatch) -> None:
    carry = VxpLine._carry

    def keeps(line: VxpLine, service: str, asked: dict[str, str]) -> object:
        session = line._session
        try:
            return carry(line, service, asked)
        finally:
            if service != "DangNhap":
                line._session = session

    monkeypatch.setattr(VxpLine, "_carry", keeps)


def does_not_look_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Found, "has", lambda _found, _line: False)


def does_not_see_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.upstreams.city_vxp.still_there", lambda *_facts: True)


@pytest.mark.parametrize(
    ("story", "broken"),
    [
        (loses_an_answer, does_not_look_first),
        (holds_a_call_back, keeps_its_session),
        (is_put_back, does_not_see_it),
    ],
)
def test_the_check_bites_where_the_upstream_is_broken_and_not_where_it_is_whole(
    machine: type[VxpProtocol],
    monkeypatch: pytest.MonkeyPatch,
    story: Callable[[VxpProtocol], None],
    broken: Callable[[pytest.MonkeyPatch], None],
) -> None:
    whole = machine()
    whole.begin()
    story(whole)
    whole.teardown()

    broken(monkeypatch)
    worse = machine()
    worse.begin()
    with pytest.raises(AssertionError):
        ends(worse, story)
    worse.drains = lambda: None  # type: ignore[method-assign]
    worse.teardown()


def ends(played: VxpProtocol, story: Callable[[VxpProtocol], None]) -> None:
    story(played)
    played.drains()
