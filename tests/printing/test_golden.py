"""The papers have the very dots of the pictures that a person has looked at.

Where a layout is meant to look different: ``GOLDEN=write .venv/bin/python -m pytest tests/printing/test_golden.py``
keeps the new pictures in ``tests/printing/golden``. Look at every one before you keep it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from counter_app.papers import ClaimSlip, Document, Receipt, Slip
from printing.layouts import draw
from tests.printing.variants import PAPERS

GOLDEN = Path(__file__).parent / "golden"
WIDTHS = (576, 384)
"""The rolls whose pictures are kept: 80 and 58 mm."""
EVERY = [(name, width) for name in PAPERS for width in WIDTHS]


def _kept(paper: Image.Image, name: str) -> Image.Image:
    """The picture that was looked at; with ``GOLDEN=write`` the new one is kept first."""
    file = GOLDEN / f"{name}.png"
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        paper.save(file, optimize=True)
    with Image.open(file) as golden:
        return golden.convert("1", dither=Image.Dither.NONE)


def _says(document: Document) -> str:
    """What the codes of a paper say."""
    match document:
        case Receipt() | ClaimSlip():
            return document.code
        case Slip():
            return document.code
        case _:
            return "TEST-0123"


@pytest.mark.parametrize(("name", "width"), EVERY)
def test_a_paper_is_the_one_that_was_looked_at_and_its_codes_scan(name: str, width: int) -> None:
    paper = draw(PAPERS[name], width)
    kept = _kept(paper, f"{name}-{width}")

    assert kept.size == paper.size
    assert kept.tobytes() == paper.tobytes()
    sheet = Image.new("L", (kept.width + 64, kept.height + 64), 255)
    sheet.paste(kept.convert("L"), (32, 32))
    assert {found.text for found in zxingcpp.read_barcodes(sheet)} == {_says(PAPERS[name])}


def test_no_picture_is_kept_of_a_paper_that_is_no_more() -> None:
    assert {file.stem for file in GOLDEN.iterdir()} == {f"{name}-{width}" for name, width in EVERY}


@pytest.mark.parametrize("width", [576, 546, 512, 432, 384])
@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_has_as_much_ink_as_text_takes(name: str, width: int) -> None:
    """Half of it black, or hardly any, would be a picture with its colours changed, or lost letters."""
    most = 0.28 if name.startswith("slip") else 0.22  # a slip is mostly its number
    paper = draw(PAPERS[name], width)

    assert paper.mode == "1"
    assert paper.width == width
    assert 0.08 <= paper.histogram()[0] / (paper.width * paper.height) <= most
