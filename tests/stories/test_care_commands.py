"""The IT person saves a unit to a stick, and opens it on another PC, by the commands alone."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from main import run
from tests.documents import document


def on(folder: Path, *words: str) -> tuple[int, Any]:
    """A command on a folder of records; its exit code and its document, or its one sentence."""
    with redirect_stdout(io.StringIO()) as said, redirect_stderr(io.StringIO()) as told:
        code = run(["--data", str(folder), *words, "--json"])
    return code, json.loads(said.getvalue()) if said.getvalue() else told.getvalue()


def test_a_unit_is_saved_and_opened_on_another_pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there, stick = tmp_path / "máy 1", tmp_path / "máy 2", tmp_path / "usb" / "long-bien.saoluu"
    stick.parent.mkdir()
    _, made = on(here, "office", "init", "--name", "Một cửa", "--unit-code", "H26.016.26", "--training")
    (tmp_path / "hồ sơ.json").write_text(json.dumps(document()), encoding="utf-8")
    _, received = on(here, "dossier", "receive", "--input", str(tmp_path / "hồ sơ.json"))

    code, card = on(here, "backup", "--out", str(stick))

    assert (code, card["unit"], card["file"]) == (0, "H26.016.26", str(stick))
    code, words = on(there, "restore", str(stick))
    assert (code, "cần mã khôi phục trong két" in words) == (2, True)
    monkeypatch.setattr("sys.stdin", io.StringIO(made["recovery_code"]))
    code, restored = on(there, "restore", str(stick), "--code", "-")
    assert (code, restored["problems"], restored["aside"]) == (0, [], [])
    assert on(there, "dossier", "show", received["code"])[1]["owner"]["name"] == "Nguyễn Văn An"
    assert on(there, "check")[1]["ok"] is True
    assert on(there, "audit", "verify")[1]["ok"] is True


def test_the_bundle_for_who_helps_from_afar_names_what_it_holds(tmp_path: Path) -> None:
    on(tmp_path / "máy", "office", "init", "--name", "Một cửa", "--unit-code", "H26.016.26")

    code, told = on(tmp_path / "máy", "support", "--out", str(tmp_path / "gửi.zip"))

    assert (code, {"machine.json", "check.json", "settings.json"} <= set(told["holds"])) == (0, True)
    assert (tmp_path / "gửi.zip").stat().st_size > 1000
