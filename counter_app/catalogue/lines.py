"""On which line of a JSON text each value stands, so that a fault can be found in the file.

``json`` gives line numbers for broken syntax alone. This walks a text that ``json`` has already accepted, letting its
decoder read the scalars, and also finds keys written twice, of which ``json`` silently keeps the last.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from counter_app.documents import Location

_SPACE = re.compile(r"[ \t\r\n]*")


class KeyTwice(Exception):  # noqa: N818 - a finding about a text, turned into a refusal by who asked
    """An object has the same key twice; the second stands at ``location`` on ``line``."""

    def __init__(self, location: Location, line: int) -> None:
        super().__init__(location, line)
        self.location, self.line = location, line


@dataclass
class _Walk:
    """One walk over a text, front to back."""

    text: str
    breaks: list[int]
    found: dict[Location, int] = field(default_factory=dict)
    decoder: json.JSONDecoder = field(default_factory=json.JSONDecoder)

    def line(self, place: int) -> int:
        return bisect_right(self.breaks, place) + 1

    def skip(self, place: int) -> int:
        match = _SPACE.match(self.text, place)
        assert match is not None
        return match.end()

    def value(self, place: int, location: Location) -> int:
        """Walk over the value that begins at ``place``; where it ends."""
        place = self.skip(place)
        self.found.setdefault(location, self.line(place))
        if self.text[place] == "{":
            return self.members(place + 1, location)
        if self.text[place] == "[":
            return self.elements(place + 1, location)
        return self.decoder.raw_decode(self.text, place)[1]

    def members(self, place: int, location: Location) -> int:
        place, here = self.skip(place), set[str]()
        while self.text[place] != "}":
            key, end = self.decoder.raw_decode(self.text, place)
            if key in here:
                raise KeyTwice((*location, key), self.line(place))
            here.add(key)
            self.found[(*location, key)] = self.line(place)
            place = self.after(self.value(self.skip(end) + 1, (*location, key)))
        return place + 1

    def elements(self, place: int, location: Location) -> int:
        place, position = self.skip(place), 0
        while self.text[place] != "]":
            place = self.after(self.value(place, (*location, position)))
            position += 1
        return place + 1

    def after(self, place: int) -> int:
        """Past the comma, if there is one, to the next thing."""
        place = self.skip(place)
        return self.skip(place + 1) if self.text[place] == "," else place


def lines_of(text: str) -> dict[Location, int]:
    """The line (from 1) of every value of a valid JSON text, a member's being that of its key. KeyTwice if one is."""
    walk = _Walk(text, [match.end() for match in re.finditer("\n", text)])
    walk.value(0, ())
    return walk.found


def line_of(location: Location, lines: dict[Location, int]) -> int:
    """The line of a place, or of the nearest one around it that is in the text (for what is missing)."""
    while location not in lines:
        location = location[:-1]
    return lines[location]
