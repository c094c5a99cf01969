"""How the printer made of software is, and what its model can do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class State:
    """How the printer is, and what its model can do. When you add a fault: add its fact here."""

    paper_rows: int | None = None
    """Rows left on the roll; 0 is out of paper, None never ends."""
    paper_low: bool = False
    cover_open: bool = False
    offline: bool = False
    cutter_stuck: bool = False
    answers_status: bool = True
    """Whether the model knows DLE EOT."""
    acknowledges: bool = True
    """Whether the model knows GS ( H function 48."""
    answers_paper: bool = True
    """Whether the model knows GS r."""

    @property
    def paper_out(self) -> bool:
        """Whether the roll is used up."""
        return self.paper_rows == 0

    @property
    def prints(self) -> bool:
        """Whether it works off what it has."""
        return not (self.paper_out or self.cover_open or self.offline or self.cutter_stuck)

    def answer(self, asked: int) -> bytes:
        """The byte that answers DLE EOT n: 0xx1xx10 with the facts in the free bits."""
        bits = {
            1: 0x08 * (not self.prints),
            2: 0x04 * self.cover_open | 0x20 * self.paper_out | 0x40 * self.cutter_stuck,
            3: 0x08 * self.cutter_stuck,
            4: 0x0C * (self.paper_low or self.paper_out) | 0x60 * self.paper_out,
        }[asked]
        return bytes((0x12 | bits,))
