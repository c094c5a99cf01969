"""Chữ to: on every roll no word is smaller than on an ordinary paper, and what is read in lines is really larger."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

import pytest

from counter_app.papers import ClaimSlip, Receipt, Slip
from counter_app.wording_papers import NATION
from printing.fonts import NO_BREAK
from printing.layouts import claim, lay_out, receipt
from printing.layouts.parts import clock_text, day_text, weekday_text
from printing.raster import Canvas
from printing.ruler import WIDTHS
from tests.printing.variants import ENDLESS, PAPERS

HAVE_LARGER = {name: one for name, one in PAPERS.items() if isinstance(one, (Slip, Receipt, ClaimSlip))}
REALLY = 1.15
"""Letters are made 1.3 times as large; hinting to whole dots takes some of it from small ones."""
TITLES = {word for line in (*NATION, *receipt.TITLE, claim.TITLE) for word in line.split()}
"""On one line as large as the roll takes, and no smaller than on the ordinary paper."""


def _heights(canvas: Canvas) -> dict[str, int]:
    """The smallest ink of each word, in dots."""
    found: dict[str, list[int]] = defaultdict(list)
    for one in canvas.placed:
        if one.text:
            found[one.text].append(one.size[1])
    return {word: min(heights) for word, heights in found.items()}


def _fill_the_roll(document: Any) -> set[str]:
    """What is as large as the roll takes on an ordinary paper already: number, code, appointment."""
    whole = {getattr(document, "number", ""), document.code}
    due = getattr(document, "due", None)
    return whole | ({clock_text(due), day_text(due), weekday_text(due).replace(" ", NO_BREAK)} if due else set())


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", HAVE_LARGER)
def test_no_word_is_smaller_in_larger_letters(name: str, width: int, language: str) -> None:
    document: Any = HAVE_LARGER[name]
    spoken = {"language": language} if isinstance(document, Slip) else {"second_language": language}
    plain, large = (_heights(lay_out(replace(document, large=one, **spoken), width)) for one in (False, True))

    common = plain.keys() & large.keys()
    assert len(common) > len(plain) // 2
    assert {word: (plain[word], large[word]) for word in common if large[word] < plain[word]} == {}
    if document is ENDLESS:
        return  # its words are broken at the edge, and stand there in other pieces
    read = [word for word in common - TITLES - _fill_the_roll(document) if len(word) > 2]
    assert {word: (plain[word], large[word]) for word in read if large[word] < REALLY * plain[word]} == {}
