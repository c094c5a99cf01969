"""IT and two printers: set up, tried, one unplugged, its paper moved to the other, and all of it taken to the next PC."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from main import run
from printing.virtual import VirtualPrinter


def test_two_printers_from_the_box_to_the_next_pc(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def on(pc: str, *words: str, code: int = 0) -> Any:
        assert run(["--data", str(tmp_path / pc), *words, "--json"]) == code, capsys.readouterr().err
        said = capsys.readouterr()
        return said.err if code else json.loads(said.out)

    for pc in ("một", "hai"):
        on(pc, "office", "init", "--name", "Một cửa Long Biên", "--unit-code", "H26.016.26", "--training")
    with VirtualPrinter() as hall, VirtualPrinter(fault="no-ack", width=384) as counter:
        on("một", "printer", "add", "Sảnh", "--host", "127.0.0.1", "--port", str(hall.port))
        on("một", "printer", "add", "Quầy 3", "--host", "127.0.0.1", "--port", str(counter.port))
        found = on("một", "printer", "discover", "--seconds", "0")
        assert {"found", "not_looked"} == found.keys()

        tried = on("một", "printer", "test", "Sảnh")
        assert (tried["state"], tried["learned"]) == ("printed", {"answers_status": True, "ack": "gs_h"})
        tried = on("một", "printer", "test", "Quầy 3", "--width", "384")
        assert (tried["state"], tried["learned"]["ack"], tried["width"]) == ("sent", "none", 384)
        assert counter.wait_for(1).image.width == 384
        assert not counter.papers[0].clipped

        counter.change(door="closed")
        assert on("một", "printer", "status", "Quầy 3")["online"] is False
        waiting = on("một", "printer", "test", "Quầy 3")
        assert (waiting["state"], waiting["learned"]) == ("queued", None)
        (stuck,) = on("một", "jobs", "stuck")["jobs"]
        assert (stuck["job"]["id"], stuck["others"]) == (waiting["id"], ["Sảnh"])
        on("một", "jobs", "retry", waiting["id"], "--printer", "Sảnh")
        on("một", "printer", "test", "Sảnh")
        assert len(hall.papers) == 3, "its own two tests and the one that was moved"
        assert on("một", "jobs", "stuck")["jobs"] == []

        file = str(tmp_path / "máy in.json")
        assert on("một", "printer", "export", file)["printers"] == 2
        assert on("hai", "printer", "import", file) == on("một", "printer", "list")
        assert on("hai", "printer", "test", "Sảnh")["state"] == "printed"
        assert on("hai", "printer", "list") != {"printers": []}
        assert on("một", "printer", "remove", "Quầy 3") == {"printer": "Quầy 3", "moved": 0}

    assert "không đọc được" in on("hai", "printer", "import", str(tmp_path / "không có.json"), code=2)
    assert "--usb" in on("hai", "printer", "add", "x", "--host", "h", "--usb", "04b8:0e15", code=2)
    assert "lỗi giả định" in on("hai", "printer", "virtual", "--fault", "ma", code=2)
