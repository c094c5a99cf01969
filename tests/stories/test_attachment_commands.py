"""Files of a dossier by the command line alone, up to the city's own copy."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from sync.sandbox.server import SandboxCity
from tests.documents import document
from tests.scans import scan
from tests.stories.test_care_commands import on


def received(folder: Path, scratch: Path) -> str:
    (scratch / "hồ sơ.json").write_text(json.dumps(document()), encoding="utf-8")
    _, card = on(folder, "dossier", "receive", "--input", str(scratch / "hồ sơ.json"))
    return str(card["code"])


def listed(folder: Path, code: str) -> list[dict[str, Any]]:
    _, told = on(folder, "dossier", "attachments", code)
    return [one for one in told["attachments"] if one]


def test_a_scan_goes_from_a_file_to_the_city_and_back_into_a_file(unit_folder: Path, tmp_path: Path) -> None:
    code, source, out = received(unit_folder, tmp_path), tmp_path / "tờ khai.pdf", tmp_path / "ra.pdf"
    source.write_bytes(scan(50_000))

    done, card = on(unit_folder, "dossier", "attach", code, str(source))

    assert (done, card["name"], card["size"], card["standing"]) == (0, "tờ khai.pdf", 50_000, "waiting")
    assert on(unit_folder, "check")[1]["ok"] is True
    with SandboxCity(tmp_path / "city") as city:
        on(unit_folder, "settings", "set", "city.url", city.url)
        assert on(unit_folder, "sync", "status")[1]["files_waiting"] == 1
        assert on(unit_folder, "sync", "once")[1]["files_sent"] == 1
        (kept,) = city._records.files.iterdir()
        assert kept.read_bytes() == scan(50_000)
    assert [(one["standing"], one["here"]) for one in listed(unit_folder, code)] == [("stored", True)]
    assert on(unit_folder, "dossier", "save-attachment", code, "1", "--out", str(out))[0] == 0
    assert out.read_bytes() == scan(50_000)
    assert on(unit_folder, "dossier", "detach", code, "1", "--reason", "Nhầm")[0] == 2
    assert on(unit_folder, "audit", "verify")[1]["ok"] is True


def test_a_wrong_file_is_taken_off_and_what_is_no_file_is_refused_in_one_sentence(
    unit_folder: Path, tmp_path: Path
) -> None:
    code, source = received(unit_folder, tmp_path), tmp_path / "ảnh.jpg"
    source.write_bytes(scan(beginning=b"\xff\xd8\xff\xe0"))
    on(unit_folder, "dossier", "attach", code, str(source))

    assert on(unit_folder, "dossier", "detach", code, "2", "--reason", "Nhầm")[0] == 2
    assert on(unit_folder, "dossier", "detach", code, "1", "--reason", "Nhầm hồ sơ")[0] == 0

    assert listed(unit_folder, code) == []
    refused, words = on(unit_folder, "dossier", "attach", code, str(tmp_path / "không có.pdf"))
    assert (refused, words.count("\n")) == (2, 1)
    assert "«không có.pdf»" in words


def test_leftovers_are_swept_by_the_check(unit_folder: Path) -> None:
    (unit_folder / "attachments").mkdir()
    (unit_folder / "attachments" / "half.new").write_bytes(b"half")
    assert any("tệp thừa" in note for note in on(unit_folder, "check")[1]["notes"])

    assert not any("tệp thừa" in note for note in on(unit_folder, "check", "--sweep")[1]["notes"])

    assert list((unit_folder / "attachments").iterdir()) == []


def test_a_saved_file_is_for_its_owner_alone_and_where_it_can_t_be_written_no_log_names_it(
    unit_folder: Path, tmp_path: Path
) -> None:
    code, source = received(unit_folder, tmp_path), tmp_path / "a.pdf"
    source.write_bytes(scan())
    on(unit_folder, "dossier", "attach", code, str(source))
    person = "Nguyễn Văn An"
    for wrong in (tmp_path / "không có" / f"{person}.pdf", tmp_path):
        refused, words = on(unit_folder, "dossier", "save-attachment", code, "1", "--out", str(wrong))
        assert (refused, words.count("\n")) == (2, 1)
        assert "không ghi được" in words
    if Path("/dev/full").exists():
        refused, words = on(unit_folder, "dossier", "save-attachment", code, "1", "--out", "/dev/full")
        assert (refused, "đầy" in words) == (2, True)

    assert on(unit_folder, "dossier", "save-attachment", code, "1", "--out", str(tmp_path / f"{person}.pdf"))[0] == 0

    if os.name == "posix":
        assert (tmp_path / f"{person}.pdf").stat().st_mode & 0o777 == 0o600
    log = unit_folder / "counter.log"
    assert not log.exists() or person not in log.read_text(encoding="utf-8")
