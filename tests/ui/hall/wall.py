"""A chime and a voice one can hear, and what stands on the wall."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pytestqt.qtbot import QtBot

from counter_app.place import Place
from counter_app.queue import tickets
from counter_app.queue.issuing import issue
from counter_app.queue.tickets import Called
from ui.hall.announcer import Pace
from ui.hall.sounds import Done
from ui.hall.window import HallWindow

QUICK = Pace(shown=1, longest=60_000, blink=1, look=20, lost=60_000)


@dataclass
class Ear:
    """Chime and voice in one: hears everything in its order, and ends a sound at once or when it is told to."""

    patient: bool = False
    heard: list[str] = field(default_factory=list)
    open: list[Done] = field(default_factory=list)

    def play(self, done: Done) -> None:
        self._sound("chime", done)

    def announce(self, number: str, counter: int, done: Done) -> None:
        self._sound(f"{number} {counter}", done)

    @property
    def words(self) -> list[str]:
        return [one for one in self.heard if one != "chime"]

    def _sound(self, what: str, done: Done) -> None:
        self.heard.append(what)
        if self.patient:
            self.open.append(done)
        else:
            done()

    def end(self) -> None:
        """The sound under way is over."""
        self.open.pop(0)()


Opened = Callable[..., HallWindow]


def called(place: Place, counter: int, service: str = "CT") -> Called:
    place.office.do(issue, service)
    answer = place.office.do(tickets.call_next, counter)
    assert isinstance(answer, Called)
    return answer


def looked_again(qtbot: QtBot, display: HallWindow) -> None:
    """The display has had an answer that was asked for after this moment: whatever was done before is in it."""
    for _ in range(2):
        before = display.board
        qtbot.waitUntil(lambda before=before: display.board is not before)  # type: ignore[misc]
