"""``printer virtual --window``: a printer with its window, as a program of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counter_app.place import Place
from counter_app.printers import PrinterCard
from printing.condition import condition_of
from printing.delivery import Delivered
from printing.trial import print_strip
from tests.faults.processes import Child

pytestmark = pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)


def test_the_window_runs_beside_the_printer_and_its_file_of_faults(place: Place, tmp_path: Path) -> None:
    faults = tmp_path / "faults.json"
    faults.write_text("{}", encoding="utf-8")
    options = ("--port", "0", "--out", str(tmp_path / "papers"), "--faults", str(faults), "--window", "--json")
    program = Child("main", "printer", "virtual", *options)
    try:
        said = json.loads(program.hear())
        card = PrinterCard("Tập huấn", "tcp", {"host": said["host"], "port": said["port"]})

        assert print_strip(place, card) == Delivered("printed")
        assert len(list((tmp_path / "papers").glob("*.png"))) == 1
        assert program.process.poll() is None

        faults.write_text('{"fault": "cover"}', encoding="utf-8")
        while condition_of(place, card).cover is not False:
            assert program.process.poll() is None
    finally:
        program.kill()
