"""The bundle for whoever helps from afar holds how the program is, and not a word about anybody."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from counter_app.care.support import write_support_bundle
from counter_app.dossiers.receive import receive
from counter_app.errors import DiskFull
from counter_app.place import Place
from counter_app.settings import change_setting
from tests.documents import intake

SECRET = "ma-thong-hanh-cua-may"
PRIVATE = ("Nguyễn Văn An", "001085012345", "0912345678", "Số 1 ngõ 2", "1985", SECRET)


def test_it_tells_versions_counts_settings_and_the_log(place: Place, tmp_path: Path) -> None:
    place.desk.do(receive, intake())
    place.office.do(change_setting, "city.token", SECRET)
    (place.folder / "counter.log").write_text("WARNING spool: a paper had to wait: StoreBusy\n", encoding="utf-8")

    held = write_support_bundle(place, tmp_path / "hỗ trợ.zip", place.clock())

    with zipfile.ZipFile(tmp_path / "hỗ trợ.zip") as packed:
        texts = {name: packed.read(name).decode() for name in packed.namelist()}
    assert set(texts) == set(held) >= {"machine.json", "check.json", "counts.json", "settings.json", "counter.log"}
    assert json.loads(texts["counts.json"])["dossiers"] == {"local": 1}
    assert json.loads(texts["machine.json"])["unit"] == "H26.016.26"
    assert [word for word in PRIVATE for text in texts.values() if word in text] == []


def test_a_folder_that_is_not_there_is_said_in_one_sentence(place: Place, tmp_path: Path) -> None:
    with pytest.raises(DiskFull):
        write_support_bundle(place, tmp_path / "không có" / "x.zip", place.clock())
