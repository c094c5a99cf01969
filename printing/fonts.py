"""The letters: ink masks of words, from the fonts that come with the product.

FreeType's own mono hinting decides each dot, never dithering or grey; the same wheel gives the same dots on every
platform. Letters and words are kept once drawn: a paper is mostly words that stood on the paper before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

from printing.ink import Ink, Sheet, ink_of

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "fonts"
NO_BREAK = "\u00a0"
"""NO-BREAK SPACE: holds a value together (``Quầy số 7``)."""

Weight = Literal["Regular", "Medium", "SemiBold", "Bold"]


@dataclass(frozen=True)
class Face:
    """A weight of Be Vietnam Pro at a size in dots."""

    weight: Weight
    px: int

    @property
    def ascent(self) -> int:
        """Dots above the baseline; room for the marks of Ờ and Ế (1.158 em, and a dot for hinting)."""
        return -(-self.px * 116 // 100) + 1

    @property
    def line_height(self) -> int:
        """Dots from one baseline to the next, 1.40 em: capitals with two marks don't touch the line above."""
        return -(-self.px * 140 // 100) + 1


@dataclass(frozen=True)
class Mask:
    """The ink of a word and where it lies from the pen's place on the baseline."""

    ink: Ink
    left: int
    top: int


def clean(text: str) -> str:
    """Text as it can be drawn: composed letters (NFC), one space between words, no invisible characters.

    The one place where text is composed: nothing is drawn or measured but what went through here.
    """
    if text.isascii() and text.isprintable():
        return text
    spaced = re.sub(r"[\t\n\r\v\f\u2028\u2029]", " ", unicodedata.normalize("NFC", text))
    return "".join(c for c in spaced if unicodedata.category(c) not in {"Cc", "Cf", "Cs"})


def unbroken(text: str) -> str:
    """The same text as one value that stays on one line where it can."""
    return re.sub(r"\s+", NO_BREAK, text.strip())


@dataclass(frozen=True)
class Letter:
    """One letter of a font at a size: how far it moves the pen, and its ink, or None for one without (a space)."""

    advance: int
    mask: Mask | None


LARGE = 60
"""Dots: of letters larger than this few are kept; one of a ticket's number takes 10 KB."""


def mask(word: str, face: Face) -> Mask | None:
    """The ink of one word, or None when it has none. Words are made of letters, so a new code costs no drawing.

    In these fonts a hinted letter moves the pen by whole dots and none is kerned (a test looks), so a word made of its
    letters is as wide as one drawn at once.
    """
    return _kept_mask(word, face) if face.px <= LARGE else _mask(word, face)


@lru_cache(1024)
def _kept_mask(word: str, face: Face) -> Mask | None:
    return _mask(word, face)


def _mask(word: str, face: Face) -> Mask | None:
    placed = [(pen, one.mask) for pen, one in _letters(word, face) if one.mask is not None]
    if not placed:
        return None
    left = min(pen + drawn.left for pen, drawn in placed)
    top = min(drawn.top for _, drawn in placed)
    right = max(pen + drawn.left + drawn.ink.width for pen, drawn in placed)
    bottom = max(drawn.top + drawn.ink.height for _, drawn in placed)
    sheet = Sheet(right - left, bottom - top)
    for pen, drawn in placed:
        sheet.put(drawn.ink, pen + drawn.left - left, drawn.top - top)
    return Mask(sheet.ink(), left, top)


@lru_cache(2048)
def advance(word: str, face: Face) -> int:
    """How far the pen moves for a word, in dots."""
    return sum(one.advance for _, one in _letters(word, face))


@lru_cache(2048)
def reach(word: str, face: Face) -> int:
    """Dots a word needs from the pen's place: its advance, or its ink where that goes further."""
    inks = ((pen, one.mask) for pen, one in _letters(word, face) if one.mask is not None)
    return max([advance(word, face), *(pen + drawn.left + drawn.ink.width for pen, drawn in inks)])


def _letters(word: str, face: Face) -> Iterator[tuple[int, Letter]]:
    """The letters of a word, each with the place of the pen before it."""
    text, file = _drawable(word, face)
    kept = _small_letter if face.px <= LARGE else _large_letter
    pen = 0
    for char in text:
        one = kept(file, face.px, char)
        yield pen, one
        pen += one.advance


@lru_cache(3072)
def _small_letter(file: str, px: int, char: str) -> Letter:
    return _letter(file, px, char)


@lru_cache(160)
def _large_letter(file: str, px: int, char: str) -> Letter:
    return _letter(file, px, char)


def _letter(file: str, px: int, char: str) -> Letter:
    font = _font(file, px)
    moved = round(font.getlength(char, mode="1"))
    left, top, right, bottom = (int(edge) for edge in font.getbbox(char, mode="1", anchor="ls"))
    if right <= left or bottom <= top:
        return Letter(moved, None)
    ink = Image.new("1", (right - left, bottom - top), 0)
    ImageDraw.Draw(ink).text((-left, -top), char, fill=255, font=font, anchor="ls")
    box = ink.getbbox()
    return Letter(moved, None if box is None else Mask(ink_of(ink.crop(box)), left + box[0], top + box[1]))


@lru_cache(64)
def _font(file: str, px: int) -> ImageFont.FreeTypeFont:
    """A font file at a size; basic layout, so that no other library has a say in where letters stand."""
    return ImageFont.truetype(str(FOLDER / file), px, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(2048)
def _drawable(word: str, face: Face) -> tuple[str, str]:
    """A word as it is drawn, and the file of its font.

    Be Vietnam Pro, or Tinos for a word with letters the first has not (Greek, Cyrillic, →). A letter in neither
    is drawn as a question mark, so that it is seen to be missing.
    """
    text = word.replace(NO_BREAK, " ")
    first = f"BeVietnamPro-{face.weight}.ttf"
    if text.isascii() or _all_in(first, text):
        return text, first
    second = "Tinos-Bold.ttf" if face.weight in {"SemiBold", "Bold"} else "Tinos-Regular.ttf"
    file = second if _all_in(second, text) else first
    return "".join(c if has_letter(file, c) else "?" for c in text), file


def _all_in(file: str, word: str) -> bool:
    return all(has_letter(file, c) for c in word)


@lru_cache(4096)
def has_letter(file: str, letter: str) -> bool:
    """Whether a font file has a letter: its picture differs from the picture for «no such letter» (glyph 0)."""
    if letter.isspace():
        return True
    return bytes(_font(file, _PROBE).getmask(letter, mode="1")) != _no_letter(file)


_PROBE = 16
"""Dots: large enough to tell a letter from the sign for none."""


@lru_cache(8)
def _no_letter(file: str) -> bytes:
    """What a font draws for a letter it has not."""
    return bytes(_font(file, _PROBE).getmask("\U0010ffff", mode="1"))
