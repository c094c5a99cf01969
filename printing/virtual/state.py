"""How the printer made of software is, what its model can do, and what is wrong with its line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Door = Literal["open", "closed", "full"]


@dataclass(frozen=True)
class State:
    """How the printer is. When you add a fault: add its fact here and its name in ``faults``."""

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
    late: float = 0.0
    """Seconds by which what is answered in its turn (GS ( H, GS r) comes late."""
    stray: bool = False
    """Whether it talks unasked while it takes a picture: status bytes, XON, XOFF."""
    bytes_a_second: int | None = None
    """How fast it takes bytes; None is as fast as they come."""
    reads_at_most: int | None = None
    """Bytes of one connection it takes before it stops reading; 0 accepts and never reads."""
    resets_after: int | None = None
    """Bytes of one connection after which it breaks the connection (RST)."""
    one_connection: bool = False
    """Whether others are refused while somebody is connected; else they wait."""
    door: Door = "open"
    """``closed``: connections are refused; ``full``: nobody answers them (SYN dropped, as when switched off)."""

    @property
    def paper_out(self) -> bool:
        """Whether the roll is used up."""
        return self.paper_rows == 0

    @property
    def prints(self) -> bool:
        """Whether it works off what it has."""
        return not (self.paper_out or self.cover_open or self.offline or self.cutter_stuck)

    def takes_more(self, taken: int) -> bool:
        """Whether it still reads after so many bytes of a connection."""
        return self.reads_at_most is None or taken < self.reads_at_most

    def answer(self, asked: int) -> bytes:
        """The byte that answers DLE EOT n: 0xx1xx10 with the facts in the free bits."""
        bits = {
            1: 0x08 * (not self.prints),
            2: 0x04 * self.cover_open | 0x20 * self.paper_out | 0x40 * self.cutter_stuck,
            3: 0x08 * self.cutter_stuck,
            4: 0x0C * (self.paper_low or self.paper_out) | 0x60 * self.paper_out,
        }[asked]
        return bytes((0x12 | bits,))
