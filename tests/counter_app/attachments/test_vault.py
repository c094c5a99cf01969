"""The encrypted files on the disk: read back as they were, and nothing changed, cut or swapped passes."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.attachment_errors import FileDamaged
from counter_app.attachments.vault import PIECE, Vault, open_vault
from counter_app.errors import DiskFull
from tests.scans import scan

KEY = bytes(range(32))
SIZES = (1, 15, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return open_vault(tmp_path / "attachments", KEY)


def kept(vault: Vault, content: bytes) -> str:
    sha256 = hashlib.sha256(content).hexdigest()
    vault.keep(sha256, io.BytesIO(content))
    return sha256


@pytest.mark.parametrize("size", SIZES)
def test_what_was_kept_is_read_back_whole(vault: Vault, size: int) -> None:
    content = scan(max(size, 9))[:size]
    sha256 = kept(vault, content)

    assert b"".join(vault.pieces(sha256, size)) == content
    assert vault.is_whole(sha256, size)
    assert vault.seems_here(sha256, size)


@given(
    size=st.integers(9, 4 * PIECE),
    offset=st.integers(0, 4 * PIECE),
    length=st.integers(1, 2 * PIECE),
    seed=st.integers(),
)
def test_any_part_is_read_as_it_stands_in_the_whole(
    tmp_path_factory: pytest.TempPathFactory, size: int, offset: int, length: int, seed: int
) -> None:
    vault = open_vault(tmp_path_factory.mktemp("vault"), KEY)
    content = scan(size, seed)
    offset = min(offset, size - 1)

    assert vault.read(kept(vault, content), size, offset, length) == content[offset : offset + length]


def test_the_disk_tells_nothing_without_the_key(vault: Vault) -> None:
    content = b"%PDF-1.7 " + "Nguyễn Văn An 001085012345".encode() * 100
    sha256 = kept(vault, content)

    (file,) = vault.folder.iterdir()
    assert sha256 not in file.name
    assert "Nguyễn".encode() not in file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600
    assert vault.folder.stat().st_mode & 0o777 == 0o700
    assert open_vault(vault.folder, bytes(32)).name_of(sha256) != file.name


def test_the_same_content_is_sealed_differently_each_time(vault: Vault) -> None:
    sha256 = kept(vault, scan())
    before = vault.path_of(sha256).read_bytes()
    kept(vault, scan())

    assert vault.path_of(sha256).read_bytes() != before
    assert len(list(vault.folder.iterdir())) == 1


def flipped(sealed: bytes, at: int) -> bytes:
    return sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]


@pytest.mark.parametrize("at", [0, 6, 7, 22, 23, 500, PIECE + 16 + 30, -1])
def test_one_bit_changed_is_noticed(vault: Vault, at: int) -> None:
    content = scan(2 * PIECE)
    sha256 = kept(vault, content)
    path = vault.path_of(sha256)
    sealed = path.read_bytes()
    path.write_bytes(flipped(sealed, at % len(sealed)))

    with pytest.raises(FileDamaged):
        list(vault.pieces(sha256, len(content)))
    assert not vault.is_whole(sha256, len(content))


def test_cut_lengthened_reordered_or_swapped_it_is_noticed(vault: Vault) -> None:
    content, other = scan(3 * PIECE, 1), scan(3 * PIECE, 2)
    sha256, foreign = kept(vault, content), kept(vault, other)
    path = vault.path_of(sha256)
    sealed, start, one = path.read_bytes(), 23, PIECE + 16
    first, second, third = (sealed[start + at * one : start + (at + 1) * one] for at in range(3))
    for wrong in (
        sealed[:start] + first + second,
        sealed + b"x",
        sealed[:start] + second + first + third,
        sealed[:start] + first + third + third,
        vault.path_of(foreign).read_bytes(),
    ):
        path.write_bytes(wrong)
        with pytest.raises(FileDamaged):
            list(vault.pieces(sha256, len(content)))
    path.write_bytes(sealed)
    assert vault.is_whole(sha256, len(content))


def test_a_shorter_file_that_claims_to_be_whole_is_noticed(vault: Vault) -> None:
    """Cut at a piece's end and asked for by the length it then has: the mark of the last piece is missing."""
    content = scan(2 * PIECE)
    sha256 = kept(vault, content)
    path = vault.path_of(sha256)
    path.write_bytes(path.read_bytes()[: 23 + PIECE + 16])

    with pytest.raises(FileDamaged):
        list(vault.pieces(sha256, PIECE))


def test_a_file_that_is_not_there_is_damaged_too(vault: Vault) -> None:
    sha256 = kept(vault, scan())
    vault.remove(sha256)
    vault.remove(sha256)

    with pytest.raises(FileDamaged):
        vault.read(sha256, 5000, 0, 10)
    assert not vault.seems_here(sha256, 5000)


class Broken(io.BytesIO):
    """A disk that ends while it is read from or written to."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() >= PIECE:
            raise OSError(28, "No space left on device")
        return super().read(size)


def test_what_breaks_off_leaves_nothing(vault: Vault) -> None:
    content = scan(3 * PIECE)
    sha256 = hashlib.sha256(content).hexdigest()

    with pytest.raises(DiskFull):
        vault.keep(sha256, Broken(content))

    assert list(vault.folder.iterdir()) == []
