"""The lines of a form: label and what it says, or dots to write on; lists; who signs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Table

from printing.forms.letter import Letter
from printing.forms.page import UNPADDED, Look, drawable, paragraph, text, width_of

LONGEST = 0.3
"""Of a line: beside a longer word justified text would have holes."""


def prose(letter: Letter, markup: str) -> Flowable:
    """A paragraph of running text: justified, but ragged where words are too long for that."""
    words = html.unescape(re.sub(r"</?\w[^>]*>", "", markup)).split()
    long = any(width_of(word, letter.body) > letter.width * LONGEST for word in words)
    return paragraph(markup, ParagraphStyle("ragged", letter.body, alignment=TA_LEFT) if long else letter.body)


def field(letter: Letter, label: str, value: str, *, strong: bool = False, end: str = "") -> Flowable:
    """A line of the form: its label and what it says; where that is empty a dotted line to be written on."""
    if not text(value).strip():
        return paragraph(label + ": " + dots(letter, label + ": ", letter.width - letter.indent), letter.body)
    said = f"<b>{text(value)}</b>" if strong else text(value)
    return prose(letter, f"{label}: {said}{end}")


def pair(letter: Letter, first: tuple[str, str], second: tuple[str, str]) -> list[Flowable]:
    """Two short fields beside one another; below one another where one is too long for that."""
    half = letter.width / 2
    style = letter.body
    if any(
        width_of(f"{label}: {drawable(value)}", style) > half - letter.indent - 6 for label, value in (first, second)
    ):
        return [field(letter, *one) for one in (first, second)]
    flush = ParagraphStyle("flush", style, firstLineIndent=0)
    cells = [
        paragraph(f"{label}: {text(value).strip() or dots(letter, label + ': ', room)}", look)
        for (label, value), look, room in ((first, style, half - letter.indent - 8), (second, flush, half))
    ]
    after = ("BOTTOMPADDING", (0, 0), (-1, -1), style.spaceAfter)
    return [Table([cells], colWidths=(half, half), style=[*UNPADDED, after])]


def dots(letter: Letter, before: str, room: float) -> str:
    """Dots that fill a line after a few words."""
    left = room - width_of(before, letter.body) - 2
    return "." * max(12, int(left / width_of(".", letter.body)))


def numbered(letter: Letter, items: Iterable[str]) -> list[Flowable]:
    """A list of a form: 1, 2, 3 …; an empty one has three dotted lines."""
    room = letter.width - letter.indent
    given = [text(item) for item in items if text(item).strip()]
    return [
        prose(letter, f"{number}. {item}") for number, item in enumerate(given or [dots(letter, "1. ", room)] * 3, 1)
    ]


def signatures(
    letter: Letter, last: Flowable, *signers: tuple[str, str], recipients: Flowable | None = None
) -> list[Flowable]:
    """Who signs, side by side, one alone at the right; on the page where the text ends (``last``).

    ``recipients`` (nơi nhận) stand at the left of one who signs alone.
    """
    both = signers if len(signers) > 1 else (("", ""), *signers)
    hint = f'<br/><font name="Tinos-Italic" size="{letter.size * 0.9}">(Ký, ghi rõ họ tên)</font>'
    titles: list[Flowable | str] = [
        paragraph(f"<b>{name}</b>{hint}", letter.centred) if name else "" for name, _ in both
    ]
    names: list[Flowable | str] = [paragraph(f"<b>{text(person)}</b>", letter.centred) for _, person in both]
    look: Look = [*UNPADDED, ("TOPPADDING", (0, 1), (-1, 1), letter.size * 3.6)]
    if recipients is not None:
        titles[0], names[0] = recipients, ""
        look.append(("SPAN", (0, 0), (0, 1)))
    half = letter.width / 2
    return [
        KeepTogether([last, letter.gap(0.6), Table([titles, names], colWidths=(half, half), splitInRow=1, style=look)])
    ]
