"""Finding pages and fields by words without marks: «lay so» finds «Lấy số». Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counter_app.people.folding import fold


@dataclass(frozen=True)
class Findable:
    """A field of a page as the search finds it: by its label and its help."""

    key: str
    label: str
    words: str


@dataclass(frozen=True)
class Spot:
    """Where a search may lead: a page by its number, and a field of it or none."""

    page: int
    key: str
    title: str
    """The page's title, or the field's label."""
    inside: str
    """Where that is: the section, or the page's title."""
    words: str
    """Further words it is found by."""


def spots(pages: Iterable[tuple[str, str, str, tuple[Findable, ...]]]) -> tuple[Spot, ...]:
    """Every page (section, title, help, fields) and every field, pages first."""
    there = tuple(pages)
    found = [Spot(number, "", title, section, help_) for number, (section, title, help_, _) in enumerate(there)]
    for number, (_, title, _, fields) in enumerate(there):
        found += [Spot(number, one.key, one.label, title, one.words) for one in fields]
    return tuple(found)


def matching(found: Sequence[Spot], text: str) -> tuple[Spot, ...]:
    """Those that hold every word; best first: in the title, then in further words, else in the order given."""
    words = fold(text).split()
    if not words:
        return tuple(found)
    hits = [
        (_rank(spot, words), number, spot)
        for number, spot in enumerate(found)
        if all(word in fold(f"{spot.title} {spot.inside} {spot.words}") for word in words)
    ]
    return tuple(spot for _, _, spot in sorted(hits, key=lambda hit: hit[:2]))


def _rank(spot: Spot, words: list[str]) -> int:
    title = fold(spot.title)
    if " ".join(words) in title:
        return 0
    return 1 if all(word in title for word in words) else 2
