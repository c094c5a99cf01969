"""The content of attached files on this PC's disk: each in a file of its own, encrypted, written whole or not at all.

A file is named by an HMAC of its content's SHA-256: the plain hash of a known form could be guessed from its name. Inside
it is AES-256-GCM over pieces of 64 KiB, the nonce counting them and marking the last (the STREAM construction: Hoang,
Reyhanitabar, Rogaway, Vizár, CRYPTO 2015), under a key of the file's own. Name and beginning are authenticated with each
piece: a file that was changed, cut, lengthened, or put in the place of another is found out. All keys are derived from the
records' own (HKDF, RFC 5869).
"""

from __future__ import annotations

import contextlib
import errno
import hmac
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from counter_app.attachment_errors import FileDamaged
from counter_app.database import Database
from counter_app.errors import DiskFailing, DiskFull
from counter_app.place import Place
from counter_app.whole_file import write_pieces_whole

FOLDER = "attachments"
PIECE = 64 * 1024
"""Bytes of content in a piece."""
_MARK = b"MC-TEP\x01"
_SALT, _TAG, _COUNT = 16, 16, 11
_BEGINNING = len(_MARK) + _SALT
_KEY = 32


class Readable(Protocol):
    """A content to be kept."""

    def read(self, size: int, /) -> bytes:
        """So many bytes more, fewer at its end; none after it."""


@dataclass(frozen=True)
class Vault:
    """Keeps contents by their SHA-256 (hexadecimal)."""

    folder: Path
    _naming: bytes = field(repr=False)
    _sealing: bytes = field(repr=False)

    def name_of(self, sha256: str) -> str:
        """The name of a content's file: tells nobody without the key what is in it."""
        return hmac.new(self._naming, sha256.encode(), "sha256").hexdigest()

    def path_of(self, sha256: str) -> Path:
        """Where a content lies, or would."""
        return self.folder / self.name_of(sha256)

    def keep(self, sha256: str, source: Readable) -> None:
        """Keep a content, flushed to the disk when this returns. DiskFull, DiskFailing, and no file then."""
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            write_pieces_whole(self.path_of(sha256), self._sealed(self.name_of(sha256), source), 0o600)
        except BaseException as trouble:
            self.path_of(sha256).with_suffix(".new").unlink(missing_ok=True)
            if isinstance(trouble, OSError):
                raise (DiskFailing if trouble.errno == errno.EIO else DiskFull) from trouble
            raise

    def is_whole(self, sha256: str, size: int) -> bool:
        """Whether a content of so many bytes lies here unchanged: all of it is read."""
        try:
            return sum(map(len, self.pieces(sha256, size))) == size
        except FileDamaged:
            return False

    def seems_here(self, sha256: str, size: int) -> bool:
        """Whether its file is here with the right length; whether it was changed only reading tells."""
        try:
            return self.path_of(sha256).stat().st_size == _length(size)
        except OSError:
            return False

    def read(self, sha256: str, size: int, offset: int, length: int) -> bytes:
        """So many bytes of a content of ``size`` from ``offset`` on, fewer at its end. FileDamaged."""
        end = min(offset + length, size)
        first = offset // PIECE
        found = b"".join(self._opened(sha256, size, first, -(-end // PIECE)))
        return found[offset - first * PIECE : end - first * PIECE]

    def pieces(self, sha256: str, size: int) -> Iterator[bytes]:
        """All of a content, piece by piece. FileDamaged."""
        return self._opened(sha256, size, 0, -(-size // PIECE))

    def remove(self, sha256: str) -> None:
        """Take a content's file away; harmless where there is none.

        Windows removes no file somebody reads (Win32 API, DeleteFile): it is a stranger from then on, to be swept.
        """
        with contextlib.suppress(PermissionError):
            self.path_of(sha256).unlink(missing_ok=True)

    def strangers(self, known: Iterable[str]) -> tuple[Path, ...]:
        """Files that belong to none of these contents: what a crash left behind."""
        names = {self.name_of(sha256) for sha256 in known}
        return tuple(path for path in sorted(self.folder.glob("*")) if path.is_file() and path.name not in names)

    def _sealed(self, name: str, source: Readable) -> Iterator[bytes]:
        beginning = _MARK + os.urandom(_SALT)
        yield beginning
        seal, bound = self._seal_of(beginning), beginning + name.encode()
        count, piece = 0, source.read(PIECE)
        while piece:
            following = source.read(PIECE)
            yield seal.encrypt(_nonce(count, last=not following), piece, bound)
            count, piece = count + 1, following

    def _opened(self, sha256: str, size: int, first: int, end: int) -> Iterator[bytes]:
        """The pieces from ``first`` up to ``end``; what is gone or not as it was written is FileDamaged.

        DiskFailing where it can't be read just now: on Windows whoever looks through new files for viruses keeps others out.
        """
        last = -(-size // PIECE) - 1
        try:
            with self.path_of(sha256).open("rb") as file:
                if os.fstat(file.fileno()).st_size != _length(size):
                    raise FileDamaged
                beginning = file.read(_BEGINNING)
                seal, bound = self._seal_of(beginning), beginning + self.name_of(sha256).encode()
                file.seek(_BEGINNING + first * (PIECE + _TAG))
                for count in range(first, end):
                    yield seal.decrypt(_nonce(count, last=count == last), file.read(PIECE + _TAG), bound)
        except (FileNotFoundError, InvalidTag) as trouble:
            raise FileDamaged from trouble
        except OSError as trouble:
            raise DiskFailing from trouble

    def _seal_of(self, beginning: bytes) -> AESGCM:
        """The cipher of one file: its key is made of its own salt, so that counting nonces never repeat."""
        salt = beginning[len(_MARK) :]
        return AESGCM(HKDF(SHA256(), _KEY, salt, b"one-stop-counter attachment").derive(self._sealing))


def vault_of(place: Place) -> Vault:
    """The vault of a PC's desk."""
    database = place.desk.database
    assert isinstance(database, Database), "a desk is a file of this PC"
    return open_vault(place.folder / FOLDER, database.key)


def open_vault(folder: Path, key: bytes) -> Vault:
    """A vault under the records' key."""
    return Vault(folder, _derived(key, b"names"), _derived(key, b"content"))


def _derived(key: bytes, what: bytes) -> bytes:
    return HKDF(SHA256(), _KEY, None, b"one-stop-counter attachment " + what).derive(key)


def _nonce(count: int, *, last: bool) -> bytes:
    return count.to_bytes(_COUNT, "big") + (b"\x01" if last else b"\x00")


def _length(size: int) -> int:
    """How long the file of a content of so many bytes is."""
    return _BEGINNING + size + -(-size // PIECE) * _TAG
