"""The demo as an outside script sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtWidgets import QApplication

from main import run


def test_three_visits_leave_their_evidence(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "demo-output"

    assert run(["demo", "--headless", "--out", str(out)]) == 0

    capsys.readouterr()
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    city = json.loads((out / "city.json").read_text(encoding="utf-8"))
    assert len(report["visits"]) == 3
    assert {"machine", "seconds"} <= set(report)
    for visit in report["visits"]:
        keys = {"ticket", "dossier", "due", "slip", "receipt", "form", "printed", "rating", "city_state"}
        assert keys <= set(visit)
        assert visit["printed"] is True
        assert visit["city_state"] == 2
        assert (out / visit["form"]).read_bytes().startswith(b"%PDF")
        with Image.open(out / visit["receipt"]) as paper:
            assert visit["dossier"] in {mark.text for mark in zxingcpp.read_barcodes(paper.convert("L"))}
    assert [visit["rating"] for visit in report["visits"]] == [3, 2, None]
    assert {one["code"] for one in city["dossiers"]} == {visit["dossier"] for visit in report["visits"]}
    assert len(city["ratings"]) == 3
    assert len(list(out.glob("screen-*.png"))) >= 20
    with Image.open(out / "screen-hall.png") as wall:
        assert wall.size == (1920, 1080)
