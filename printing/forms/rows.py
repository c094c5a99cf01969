"""A long table: its head on every page, groups of rows that stay together, in time that grows with its rows alone.

reportlab's own tables are copied at every page they go over: 5,000 rows took 109 s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from reportlab.lib import colors
from reportlab.platypus import Flowable, PageBreak, Table

from printing.forms.page import Look

FITS = 0.01
"""Points lost by adding up."""


@dataclass(frozen=True)
class Group:
    """Rows that stay on one page where they can, and what is special about their look (cells counted in the group)."""

    rows: tuple[list[Any], ...]
    look: tuple[tuple[Any, ...], ...] = ()


def grid(side: float, above: float, below: float) -> Look:
    """Thin black lines around cells with this much room in them; the line above is the one below what comes before."""
    every, line = ((0, 0), (-1, -1)), (0.4, colors.black)
    return [
        ("FONTNAME", *every, "Tinos"),  # a table sets its own font, Helvetica, even around paragraphs
        ("INNERGRID", *every, *line),
        ("LINEBELOW", (0, -1), (-1, -1), *line),
        ("LINEBEFORE", (0, 0), (0, -1), *line),
        ("LINEAFTER", (-1, 0), (-1, -1), *line),
        ("VALIGN", *every, "TOP"),
        ("LEFTPADDING", *every, side),
        ("RIGHTPADDING", *every, side),
        ("TOPPADDING", *every, above),
        ("BOTTOMPADDING", *every, below),
    ]


@dataclass(frozen=True)
class Plan:
    """A whole table: its head, its groups, the widths of its columns, its look, how high a page is."""

    head: Group
    groups: Sequence[Group]
    widths: Sequence[float]
    look: Look
    page: float

    @property
    def headed(self) -> Group:
        """The head with the line above it."""
        return Group(self.head.rows, (*self.head.look, ("LINEABOVE", (0, 0), (-1, 0), 0.4, colors.black)))

    def table(self, group: Group, **how: Any) -> Table:
        """One group as a table by itself."""
        return Table(list(group.rows), colWidths=self.widths, style=[*self.look, *group.look], **how)

    def too_tall(self, group: Group) -> Table:
        """A group higher than a page, broken within its rows, under its head."""
        down = len(self.head.rows)
        moved = [(name, (x, y + down), (to_x, to_y + down), *rest) for name, (x, y), (to_x, to_y), *rest in group.look]
        rows = (*self.head.rows, *group.rows)
        return self.table(Group(rows, (*self.headed.look, *moved)), repeatRows=down, splitInRow=1)


class Rows(Flowable):
    """The table from one of its groups on."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self._plan = plan
        self._first = 0
        self._head = plan.table(plan.headed)
        self._parts = [plan.table(group) for group in plan.groups]
        self._ends: list[float] = []

    def _from(self, first: int) -> list[Flowable]:
        """What is left of this table, on a new page; nothing where all has been said."""
        if first >= len(self._parts):
            return []
        rest = Rows.__new__(Rows)
        Flowable.__init__(rest)
        rest.__dict__ |= {name: self.__dict__[name] for name in ("_plan", "_head", "_parts", "_ends")}
        rest._first = first  # noqa: SLF001 - of its own kind
        return [PageBreak(), rest]

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """As wide as the page, as high as the head and all groups from the first."""
        if not self._ends:
            self._ends = list(accumulate((part.wrap(aW, aH)[1] for part in self._parts), initial=0.0))
        self.width, self.height = aW, self._head_height(aW) + self._ends[-1] - self._ends[self._first]
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - reportlab's names
        """Head and groups for the room that is left; the rest on the next page."""
        self.wrap(aW, aH)
        room = self._ends[self._first] + aH - self._head_height(aW) + FITS
        stop = self._first
        while stop < len(self._parts) and self._ends[stop + 1] <= room:
            stop += 1
        if stop > self._first:
            return [self._head, *self._parts[self._first : stop], *self._from(stop)]
        if aH < self._plan.page - 1:
            return []
        return [*self._plan.too_tall(self._plan.groups[stop]).split(aW, aH), *self._from(stop + 1)]

    def draw(self) -> None:
        """Draw all groups, where the table fits as a whole; called by the page."""
        top = self.height
        for part in (self._head, *self._parts[self._first :]):
            top -= part.wrap(self.width, self.height)[1]
            part.drawOn(self.canv, 0, top)

    def _head_height(self, width: float) -> float:
        return float(self._head.wrap(width, self._plan.page)[1])
