"""The figures of printing can be measured; how large they are is the bench's affair."""

from __future__ import annotations

from pathlib import Path

from printing.bench import printing_figures
from printing.samples import RECEIPT, SLIP


def test_every_figure_of_printing_is_measured(tmp_path: Path) -> None:
    figures = {figure.name: figure for figure in printing_figures(tmp_path, many=3, rounds=2)}

    assert list(figures) == [
        "print cold slip",
        "print cold receipt",
        "print slip bytes",
        "print receipt bytes",
        "print slip durable floor",
        "print slip click to last byte",
        "print receipt durable floor",
        "print receipt click to last byte",
        "print memory after jobs",
    ]
    for paper in ("slip", "receipt"):
        taken = figures[f"print {paper} click to last byte"]
        assert taken.floor is not None
        assert 0 < taken.floor < taken.value
    assert RECEIPT.code != SLIP.code
