"""What a clerk may point at: a file that is none, a stick pulled out, a disk that is not readable just now."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from uuid import UUID

import pytest

from counter_app.attachment_errors import FileUnreadable
from counter_app.attachments import attaching
from counter_app.attachments.from_disk import attach_path
from counter_app.attachments.vault import PIECE, vault_of
from counter_app.dossiers.receive import receive
from counter_app.errors import DiskFailing, DiskFull
from counter_app.place import Place
from tests.documents import intake
from tests.scans import attaches, files_of, scan


@pytest.fixture
def dossier(place: Place) -> UUID:
    return place.desk.do(receive, intake()).id


def test_a_scan_is_attached_under_its_name(place: Place, dossier: UUID, tmp_path: Path) -> None:
    (tmp_path / "tờ khai.pdf").write_bytes(scan())

    assert attach_path(place, dossier, tmp_path / "tờ khai.pdf").name == "tờ khai.pdf"


def test_a_pipe_is_refused_at_once_and_not_waited_for(place: Place, dossier: UUID, tmp_path: Path) -> None:
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "a.pdf")

    for path in (tmp_path / "a.pdf", Path("/dev/zero"), tmp_path, tmp_path / "không có.pdf", tmp_path / "a\0b.pdf"):
        with pytest.raises(FileUnreadable):
            attach_path(place, dossier, path)
    assert files_of(place, dossier) == ()


class PulledOut(io.BytesIO):
    """A file on a stick that is pulled out while it is read for the second time."""

    readings = 0

    def seek(self, position: int, whence: int = 0, /) -> int:
        self.readings += 1
        return super().seek(position, whence)

    def read(self, size: int | None = -1, /) -> bytes:
        if self.readings and self.tell() >= PIECE:
            raise OSError(5, "Input/output error")
        return super().read(size)


def test_a_stick_pulled_out_is_no_full_disk(place: Place, dossier: UUID) -> None:
    with pytest.raises(FileUnreadable):
        attaching.attach_file(place, dossier, "a.pdf", PulledOut(scan(3 * PIECE)))

    assert list(vault_of(place).folder.iterdir()) == []


def test_a_lock_that_can_t_be_made_on_a_full_disk_is_a_full_disk(
    place: Place, dossier: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(scan())

    def full(_place: Place) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(attaching, "at_files", full)
    with pytest.raises(DiskFull):
        attach_path(place, dossier, tmp_path / "a.pdf")


def test_a_file_kept_from_us_for_a_moment_is_not_called_lost(
    place: Place, dossier: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = attaches(place, dossier, scan())
    (file,) = vault_of(place).folder.iterdir()
    usual = Path.open

    def kept_out(path: Path, *how: str) -> object:
        if path == file:
            raise PermissionError(13, "being looked through for viruses")
        return usual(path, *how)  # type: ignore[call-overload]

    from counter_app.attachments.viewing import read_back

    with monkeypatch.context() as busy:
        busy.setattr(Path, "open", kept_out)
        with pytest.raises(DiskFailing):
            read_back(place, card.id)
    assert read_back(place, card.id).content == scan()
