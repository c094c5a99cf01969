"""Every step a dossier can take, and every way it goes, is told by a story of the real window on both layouts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from inspect import getmembers, isfunction
from pathlib import Path
from typing import get_args

import pytest

from counter_app.dossiers.steps.table import Step
from counter_app.place import Place
from tests.clock import SetClock
from tests.counter_app.dossier_story import marriage
from tests.stories.outcomes import WAYS, Story, tells

Way = tuple[str, str]


def stories() -> Iterator[Story]:
    """The stories that say what they tell."""
    for file in sorted(Path(__file__).parent.glob("test_*.py")):
        for _name, member in getmembers(import_module(f"{__package__}.{file.stem}"), isfunction):
            if hasattr(member, "tells"):
                yield member


def told(found: Iterable[Story]) -> set[Way]:
    return {way for story in found for way in story.tells}  # type: ignore[attr-defined]


def untold(steps: Iterable[str], ways: Mapping[str, tuple[str, ...]], found: set[Way]) -> list[str]:
    """What nobody tells: steps without a way, ways without a story; and ways told that there are not."""
    wanted = {(act, way) for act, known in ways.items() for way in known}
    missing = [f"{step}: no way is named" for step in steps if not ways.get(step)]
    missing += [f"{act}, {way}: no story" for act, way in sorted(wanted - found)]
    return missing + [f"{act}, {way}: told, but no such way" for act, way in sorted(found - wanted)]


def test_every_step_of_the_table_and_every_way_has_its_story() -> None:
    assert untold(get_args(Step), WAYS, told(stories())) == []


def test_a_step_or_a_way_without_a_story_is_found() -> None:
    every = told(stories())
    assert untold([*get_args(Step), "archive"], WAYS, every) == ["archive: no way is named"]
    assert untold(get_args(Step), {**WAYS, "stop": ()}, every) == [
        "stop: no way is named",
        "stop, stopped: told, but no such way",
    ]
    assert untold(get_args(Step), WAYS, every - {("close", "after fifteen days")}) == [
        "close, after fifteen days: no story"
    ]


def test_a_story_that_does_not_go_the_way_it_tells_fails(place: Place, clock: SetClock) -> None:
    @tells("withdraw", "withdrawn")
    def story(staffed: Place) -> None:
        clock.forward(hours=1)
        marriage(staffed)

    with pytest.raises(AssertionError, match="withdraw stands nowhere"):
        story(staffed=place)


def test_a_story_told_runs_in_the_real_window_on_both_layouts() -> None:
    for story in stories():
        asked = story.__wrapped__.__annotations__  # type: ignore[attr-defined]
        assert {"clerk", "staffed"} <= set(asked), story.__name__
        assert not hasattr(story, "pytestmark"), f"{story.__name__} is narrowed to one layout"
