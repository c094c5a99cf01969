"""Spans of time (pure): united, cut out of others, in common. A span that ends before it begins (a clock was set back) is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

Span = tuple[datetime, datetime]
"""From … to, the end not included."""


def union(spans: Iterable[Span]) -> list[Span]:
    """The moments under any of these, as spans apart from each other, oldest first."""
    united: list[Span] = []
    for first, last in sorted(span for span in spans if span[0] < span[1]):
        if united and first <= united[-1][1]:
            united[-1] = (united[-1][0], max(united[-1][1], last))
        else:
            united.append((first, last))
    return united


def without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """The moments under any of these and under none that is taken."""
    gone, left = union(taken), []
    for first, last in union(spans):
        since = first
        for begin, end in gone:
            if since < begin < last:
                left.append((since, begin))
            if begin < last:
                since = max(since, end)
        if since < last:
            left.append((since, last))
    return left


def common(one: Iterable[Span], other: Iterable[Span]) -> list[Span]:
    """The moments under both."""
    mine, theirs = union(one), union(other)
    found, at = [], 0
    for first, last in mine:
        while at < len(theirs) and theirs[at][1] <= first:
            at += 1
        later = at
        while later < len(theirs) and theirs[later][0] < last:
            found.append((max(first, theirs[later][0]), min(last, theirs[later][1])))
            later += 1
    return found


def length(spans: Sequence[Span]) -> timedelta:
    """How long spans that are apart from each other are together."""
    return sum((last - first for first, last in spans), timedelta(0))
