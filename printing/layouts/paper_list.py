"""The papers of a dossier (thành phần hồ sơ nộp): a table on a wide roll, a list on a narrow one."""

from __future__ import annotations

from counter_app.papers import PaperLine
from printing.fonts import unbroken
from printing.layouts.looks import Sizes
from printing.layouts.parts import cells, drop, english, numbered
from printing.raster import Canvas, Run

COLUMN = 76
"""Dots of a column of counts."""
KINDS = ("Bản chính", "Chứng thực", "Bản sao")


def paper_list(canvas: Canvas, papers: tuple[PaperLine, ...], sets: int, look: Sizes) -> None:
    """What was handed in, and in how many sets."""
    canvas.rule(2)
    canvas.space(look.gap // 2)
    if look.wide:
        _table(canvas, papers, look)
    else:
        _list(canvas, papers, look)
    canvas.space(look.gap // 2)
    label = "Số lượng hồ sơ"
    words = f"{label} / {english(label, look)}:" if look.second else f"{label}:"
    canvas.text([Run(words, look.label), Run(unbroken(f"{sets:02} bộ"), look.strong)])
    canvas.space(look.gap // 2)


def widest_number(count: int) -> str:
    """The number of a list that needs most room."""
    return "0" * len(str(count)) + "."


def _list(canvas: Canvas, papers: tuple[PaperLine, ...], look: Sizes) -> None:
    canvas.text("Giấy tờ đã nộp", look.strong)
    if look.second:
        canvas.text(english("Giấy tờ đã nộp", look), look.small)
    for number, paper in enumerate(papers, 1):
        said = [Run(f"{paper.name}:", look.label), Run(_counts(paper), look.strong)]
        numbered(canvas, f"{number}.", widest_number(len(papers)), said)


def _counts(paper: PaperLine) -> str:
    kinds = ((paper.originals, "bản chính"), (paper.certified, "chứng thực"), (paper.copies, "bản sao"))
    return ", ".join(unbroken(f"{count} {kind}") for count, kind in kinds if count) or unbroken("0 bản")


def _table(canvas: Canvas, papers: tuple[PaperLine, ...], look: Sizes) -> None:
    """Names at the left, three columns of counts at the right, a thin line between two papers."""
    top = canvas.y
    edges = [canvas.right - COLUMN * n for n in (3, 2, 1)]
    cells(canvas, KINDS, look.label, edges)
    if look.second:
        cells(canvas, tuple(english(kind, look) for kind in KINDS), look.small, edges)
    below, canvas.y = canvas.y, top
    canvas.text("Giấy tờ đã nộp", look.strong, right=edges[0])
    if look.second:
        canvas.text(english("Giấy tờ đã nộp", look), look.small, right=edges[0])
    canvas.y = max(below, canvas.y) + look.gap // 4
    for number, paper in enumerate(papers, 1):
        canvas.rule(1, dash=3)
        top = canvas.y
        counts = tuple(str(count) if count else "–" for count in (paper.originals, paper.certified, paper.copies))
        cells(canvas, counts, look.strong, edges)
        below, canvas.y = canvas.y, top + drop(look.label, look.strong)
        sign = f"{number}."
        numbered(canvas, sign, widest_number(len(papers)), [Run(paper.name, look.label)], right=edges[0] - 8)
        canvas.y = max(below, canvas.y) + look.gap // 2
    canvas.rule(2)
