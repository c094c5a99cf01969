"""Making a unit: whole or not at all, and never over another one."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete

from counter_app import unit as making
from counter_app.errors import BadDocument, DiskFull, LayoutBroken, NoUnit, UnitExists
from counter_app.keys import recover_key
from counter_app.place import LAYOUT_FILE, Place, open_place
from counter_app.records.shared import Unit
from counter_app.reference import refresh_desk
from counter_app.store import Act
from counter_app.unit import SAMPLE_CATALOGUE, UnitMade, make_unit
from counter_app.unit_card import unit

LAYOUTS = pytest.mark.parametrize("two_files", [False, True])


def make(folder: Path, *, two_files: bool = False) -> UnitMade:
    return make_unit(folder, "Một cửa", "H26.016.26", two_files=two_files)


@pytest.mark.parametrize("trace", ["place.json", "keys.json", "device.key", "desk.db", "office.db"])
def test_any_trace_of_a_unit_keeps_its_folder(tmp_path: Path, trace: str) -> None:
    (tmp_path / trace).write_bytes(b"of the old unit")

    with pytest.raises(UnitExists):
        make(tmp_path)

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [(trace, b"of the old unit")]


def test_without_its_layout_the_old_key_still_opens_the_records(tmp_path: Path) -> None:
    made = make(tmp_path)
    layout = (tmp_path / LAYOUT_FILE).read_bytes()
    (tmp_path / LAYOUT_FILE).unlink()

    with pytest.raises(UnitExists):
        make(tmp_path)

    (tmp_path / LAYOUT_FILE).write_bytes(layout)
    recover_key(tmp_path, made.recovery_code)
    place = open_place(tmp_path)
    assert place.office.ask(unit).name == "Một cửa"
    place.close()


@LAYOUTS
@pytest.mark.parametrize("trouble", [DiskFull(), OSError(28, "No space left on device")])
def test_a_unit_that_can_t_be_filled_leaves_nothing_and_can_be_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: Exception, *, two_files: bool
) -> None:
    def refused(_act: Act, *_card: object) -> None:
        raise trouble

    with monkeypatch.context() as patched:
        patched.setattr(making, "found_unit", refused)
        with pytest.raises(DiskFull):
            make(tmp_path / "new", two_files=two_files)
        assert not (tmp_path / "new").exists()
        (tmp_path / "kept").mkdir()
        (tmp_path / "kept" / "counter.log").write_text("a line")
        with pytest.raises(DiskFull):
            make(tmp_path / "kept", two_files=two_files)
        assert [path.name for path in (tmp_path / "kept").iterdir()] == ["counter.log"]

    assert make(tmp_path / "kept", two_files=two_files).procedures == 22


def test_a_folder_that_takes_nothing_is_one_refusal(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")

    with pytest.raises(DiskFull):
        make(tmp_path / "file" / "unit")


def test_a_refused_name_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(BadDocument):
        make_unit(tmp_path / "new", " ", "H26.016.26", catalogue=SAMPLE_CATALOGUE)

    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"desk": 3, "office": 3}', '{"desk": "../x", "office": "x"}'])
def test_a_damaged_layout_is_told_and_keeps_its_folder(tmp_path: Path, text: str) -> None:
    make(tmp_path)
    (tmp_path / LAYOUT_FILE).write_text(text)

    with pytest.raises(LayoutBroken):
        open_place(tmp_path)
    with pytest.raises(UnitExists):
        make(tmp_path)


def test_an_empty_folder_has_no_unit(tmp_path: Path) -> None:
    with pytest.raises(NoUnit):
        open_place(tmp_path)


def test_an_office_without_its_unit_is_told(place: Place) -> None:
    with place.office.database.acts.begin() as connection:
        connection.execute(delete(Unit))

    if place.one_file:
        assert refresh_desk(place) is None
    else:
        with pytest.raises(NoUnit):
            refresh_desk(place)
