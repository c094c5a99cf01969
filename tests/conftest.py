"""What every test may ask for: a unit on both layouts, a clock one sets. No screen is needed.

Every test leaves its process as it found it: windows end with their test, and what they held is let go.
"""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
import typer.main
from argon2 import PasswordHasher
from sqlalchemy import Engine, create_engine
from sqlalchemy.engine.default import DefaultDialect

from counter_app import database, postgres
from counter_app.people import staff
from counter_app.place import Place, open_place
from counter_app.store import By
from counter_app.unit import make_unit
from tests.clock import SetClock
from tests.patient_bot import PatientBot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

LAYOUTS = ("one_file", "two_files")


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, dressed once."""
    from ui import theme

    theme.dress(qapp)
    return qapp


@pytest.fixture
def look(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[str]:
    """The application in one of the ``LOOKS``, by its name."""
    from tests.looks import LOOKS
    from ui import theme

    theme.dress(qapp, LOOKS[request.param])
    yield request.param
    theme.dress(qapp)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """pytest-qt's bot, which waits longer."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def long_lived() -> None:
    """Modules and what tests were made from stay to the end: collections need not look through them again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def windows_end_with_their_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Widgets die here and not in a worker's thread (``ui/collector.py``), nor in a later test that would pay for them."""
    if "qapp" not in request.fixturenames and "qtbot" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("long_lived")
    gc.disable()
    yield
    from tests.windows import let_go, still_there

    let_go()
    gc.collect()
    gc.enable()
    assert still_there() == []


@pytest.fixture(scope="session", autouse=True)
def light_passwords() -> Iterator[PasswordHasher]:
    """Passwords take 64 KB and no time in tests; the product's own hasher is handed out to whom it concerns."""
    with pytest.MonkeyPatch.context() as lighter:
        usual = staff._HASHER
        lighter.setattr(staff, "_HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        yield usual


@pytest.fixture(scope="session", autouse=True)
def commands_are_built_once() -> Iterator[None]:
    """A program builds the tree of its commands once; a test calls many programs in one process."""
    with pytest.MonkeyPatch.context() as kept:
        kept.setattr(typer.main, "get_command", cache(typer.main.get_command))
        yield


@pytest.fixture(scope="session", autouse=True)
def statements_are_compiled_once() -> Iterator[None]:
    """A program opens its stores once and compiles each statement once; a test opens many stores in one process."""
    compiled: dict[Any, Any] = {}

    def engine_of_many(*words: Any, **facts: Any) -> Engine:
        engine = create_engine(*words, **facts)
        engine.update_execution_options(compiled_cache=compiled)
        return engine

    with pytest.MonkeyPatch.context() as kept:
        # What was compiled for one engine is right for another of its kind.
        kept.setattr(DefaultDialect, "__eq__", lambda self, other: type(self) is type(other))
        kept.setattr(DefaultDialect, "__hash__", lambda self: hash(type(self)))
        for module in (database, postgres):
            kept.setattr(module, "create_engine", engine_of_many)
        yield


@pytest.fixture(scope="session", autouse=True)
def keys_come_at_once_or_after_everything() -> Iterator[None]:
    """A scan of a test has no pauses at all, and who types waits until each key was taken: a short gap tells them apart."""
    from ui import scanner

    with pytest.MonkeyPatch.context() as kept:
        kept.setattr(scanner, "_GAP_MS", 2)
        yield


@pytest.fixture(scope="session")
def unit_folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A training unit as it was made, once for each layout; tests work on copies."""
    made = {}
    for layout in LAYOUTS:
        made[layout] = tmp_path_factory.mktemp("unit") / layout
        make_unit(
            made[layout],
            "Bộ phận Một cửa phường Long Biên",
            "H26.016.26",
            training=True,
            two_files=layout == "two_files",
            clock=SetClock(),
        )
    return made


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture(params=LAYOUTS)
def unit_folder(request: pytest.FixtureRequest, unit_folders: dict[str, Path], tmp_path: Path) -> Path:
    """A fresh copy of the unit: every test that asks runs on both layouts."""
    return Path(shutil.copytree(unit_folders[request.param], tmp_path / "unit"))


@pytest.fixture
def place(unit_folder: Path, clock: SetClock) -> Iterator[Place]:
    """The unit, opened for the clerk Lan at counter 3."""
    opened = open_place(unit_folder, by=By("lan", 3), clock=clock)
    yield opened
    opened.close()
