"""What every test may ask for: a unit on both layouts, a clock one sets. No screen is needed."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from counter_app.place import Place, open_place
from counter_app.store import By
from counter_app.unit import make_unit
from tests.clock import SetClock

LAYOUTS = ("one_file", "two_files")


@pytest.fixture(autouse=True)
def garbage_stays_in_this_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """Widgets die here and not in a worker's thread: see ``ui/collector.py``."""
    if "qapp" not in request.fixturenames and "qtbot" not in request.fixturenames:
        yield
        return
    gc.disable()
    yield
    gc.collect()


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
