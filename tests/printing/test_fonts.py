"""Every letter that can stand on our paper is in the fonts that come with the product."""

from __future__ import annotations

import ast
import unicodedata
from pathlib import Path

import pytest
from PIL import ImageFont
from reportlab.pdfbase.ttfonts import TTFont

from counter_app import wording_papers, wording_queue
from counter_app.dossiers import receipt as dossier_receipt
from counter_app.moments import WEEKDAYS
from counter_app.wording import PRIORITIES_VI
from printing import fonts, samples

FILES = sorted(path.name for path in fonts.FOLDER.glob("*.ttf"))
PRINTING = Path(fonts.__file__).parent
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VOWELS = "aăâeêioôơuưy"
ONLY_VIETNAMESE = [unicodedata.normalize("NFC", v + t) for v in VOWELS for t in TONES] + ["đ"]


def _letters_of(file: str) -> set[str]:
    """The letters in a font's own table (cmap), read by another library than the one that draws."""
    return {chr(code) for code in TTFont(file, str(fonts.FOLDER / file)).face.charToGlyph}


def _written_in(*places: Path) -> set[str]:
    """Every character of every text constant in code: of files, and of all files in folders."""
    files = [path for place in places for path in (place.rglob("*.py") if place.is_dir() else [place])]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    texts = [n.value for t in trees for n in ast.walk(t) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return set("".join(texts)) - {"\n"}


def test_there_are_146_letters_with_marks_and_both_cases() -> None:
    letters = {c for lower in ONLY_VIETNAMESE for c in (lower, lower.upper())}

    assert len(letters) == 146
    assert all(len(c) == 1 for c in letters)


@pytest.mark.parametrize("file", FILES)
def test_a_font_has_every_vietnamese_letter(file: str) -> None:
    letters = {c for lower in ONLY_VIETNAMESE for c in (lower, lower.upper())}
    ascii_letters = {chr(code) for code in range(0x20, 0x7F)}

    assert not (letters | ascii_letters | set("–—…«»“”‘’·°½đ\u00a0")) - _letters_of(file)


@pytest.mark.parametrize("file", [name for name in FILES if name.startswith("BeVietnamPro")])
def test_the_slip_font_has_every_character_of_the_layouts(file: str) -> None:
    words = [Path(str(module.__file__)) for module in (wording_papers, wording_queue, dossier_receipt, samples)]
    used = _written_in(PRINTING / "layouts", *words) | set("".join((*WEEKDAYS, *PRIORITIES_VI.values())))

    assert not used - _letters_of(file)


@pytest.mark.parametrize("file", [name for name in FILES if name.startswith("Tinos")])
def test_the_form_font_has_every_character_of_the_forms(file: str) -> None:
    used = _written_in(PRINTING / "forms", Path(wording_papers.__file__)) | set("".join(WEEKDAYS))

    assert not used - _letters_of(file)


def test_a_letter_that_is_missing_is_found_missing() -> None:
    assert fonts.has_letter("BeVietnamPro-Medium.ttf", "ẫ")
    assert not fonts.has_letter("BeVietnamPro-Medium.ttf", "→")
    assert "→" not in _letters_of("BeVietnamPro-Medium.ttf")


def test_a_word_the_slip_font_lacks_comes_from_the_other_font() -> None:
    greek, question = (fonts.mask(text, fonts.Face("Medium", 24)) for text in ("α", "?"))

    assert greek is not None
    assert question is not None
    assert greek.ink != question.ink


def test_a_letter_in_no_font_is_seen_to_be_missing() -> None:
    chinese, question = (fonts.mask(text, fonts.Face("Medium", 24)) for text in ("中", "?"))

    assert chinese is not None
    assert question is not None
    assert chinese.ink == question.ink


def test_decomposed_letters_are_drawn_as_composed_ones() -> None:
    assert fonts.clean("Tiê\u0301ng Viê\u0323t\u200b\t") == "Tiếng Việt "


def test_each_font_has_its_licence_beside_it() -> None:
    families = {name.split("-")[0] for name in FILES}

    assert families == {"BeVietnamPro", "Tinos"}
    for family in families:
        assert "SIL OPEN FONT LICENSE" in (fonts.FOLDER / f"{family}-LICENSE.txt").read_text(encoding="utf-8").upper()


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("px", [20, 22, 26, 29, 36, 58])
def test_a_word_is_as_wide_as_its_letters_so_it_can_be_made_of_them(file: str, px: int) -> None:
    font = ImageFont.truetype(str(fonts.FOLDER / file), px, layout_engine=ImageFont.Layout.BASIC)
    letters = [c for lower in ONLY_VIETNAMESE for c in (lower, lower.upper())] + [chr(c) for c in range(0x21, 0x7F)]
    pairs = [a + b for a, b in zip(letters, [*letters[97:], *letters[:97]], strict=True)]

    for word in (*pairs, "AVATAR", "To", "Ty", "LT", "f.", "1714"):
        assert font.getlength(word, mode="1") == sum(font.getlength(c, mode="1") for c in word)


def test_a_word_made_of_letters_has_their_ink_and_no_more() -> None:
    face = fonts.Face("Medium", 24)
    word, letters = fonts.mask("Nghĩa", face), [fonts.mask(c, face) for c in "Nghĩa"]

    assert word is not None
    assert word.ink.dots == sum(one.ink.dots for one in letters if one is not None)
