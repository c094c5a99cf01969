"""The roll of the printer made of software: rows as they come, papers as they are cut."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PIL import Image


@dataclass(frozen=True)
class Paper:
    """One paper that was cut off."""

    number: int
    """Counted from 1 since the printer was started."""
    image: Image.Image
    """Mode "1", 0 is ink."""
    file: Path | None
    """Where it lies as PNG."""
    garbage: bytes
    """Letters that were printed beside the picture: a sign that bytes were lost."""
    clipped: bool
    """Whether a picture was wider than the head."""


class Roll:
    """Paper below the head, not cut yet."""

    def __init__(self, width: int) -> None:
        self._width, self._bytes = width, (width + 7) // 8
        self._beyond = (1 << self._bytes * 8 - width) - 1
        """The bits of a row's last byte that the head has no dots for."""
        self._rows: list[bytes] = []
        self._garbage = bytearray()
        self._clipped = False

    def __len__(self) -> int:
        return len(self._rows)

    def print_row(self, dots: bytes) -> None:
        """Burn one row; what lies beyond the head is lost."""
        row = bytearray(dots[: self._bytes].ljust(self._bytes, b"\0"))
        lost = row[-1] & self._beyond
        row[-1] ^= lost
        self._clipped = self._clipped or bool(lost) or any(dots[self._bytes :])
        self._rows.append(bytes(row))

    def feed(self, dots: int) -> None:
        """Move on without printing."""
        self._rows += [bytes(self._bytes)] * dots

    def print_letters(self, letters: bytes) -> None:
        """Note what a real printer would print as characters."""
        self._garbage += letters

    def cut(self, number: int, folder: Path | None) -> Paper:
        """Cut what was printed and leave it in the folder as ``paper-0001.png``, counting on from what lies there."""
        rows = self._rows or [bytes(self._bytes)]
        inked = Image.frombytes("1", (self._width, len(rows)), b"".join(rows))
        image = inked.point(lambda value: 0 if value else 255, "1")
        file = None
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            file = folder / f"paper-{len(list(folder.glob('paper-*.png'))) + 1:04}.png"
            image.save(file)
        paper = Paper(number, image, file, bytes(self._garbage), self._clipped)
        self._rows, self._garbage, self._clipped = [], bytearray(), False
        return paper
