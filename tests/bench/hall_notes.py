"""What the generator of a day writes down as it makes it happen: every wait, every time aside, every stint at a counter."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from counter_app.queue.waiting_time import Told


@dataclass
class Stint:
    """Somebody at a counter, or called there; one that was undone is taken out again."""

    counter: int
    called: datetime
    aloud: bool = True
    """False for who was put aside and is taken up again: nobody is called out."""
    begun: datetime | None = None
    ended: datetime | None = None
    how: str = ""
    """served, no_show, held, sent_on."""


@dataclass
class Stand:
    """Somebody waits in a line, a service's or ``@3``."""

    line: str
    since: datetime
    until: datetime | None = None


@dataclass
class Noted:
    """One citizen, as the generator saw them."""

    service: str
    arrived: datetime
    priority: str | None
    told: Told | None = None
    by_last_ten: float | None = None
    """What the mean of the last ten waits would have told."""
    by_position: float | None = None
    """What position × rolling mean ÷ open counters would have told."""
    came: bool = True
    """Whether they answer when they are called."""
    state: str = "waiting"
    """booked, waiting, called, serving, hold, served, no_show, cancelled."""
    stands: list[Stand] = field(default_factory=list)
    stints: list[Stint] = field(default_factory=list)
    aside: list[tuple[datetime, datetime]] = field(default_factory=list)

    @property
    def called(self) -> datetime | None:
        """When they were first called."""
        return self.stints[0].called if self.stints else None

    @property
    def waited(self) -> float | None:
        """Minutes until the first call."""
        return None if self.called is None else max(0.0, (self.called - self.arrived).total_seconds() / 60)

    def waits(self, line: str, since: datetime) -> None:
        """They stand in a line from now on."""
        self.state = "waiting"
        self.stands.append(Stand(line, since))

    def is_called(self, counter: int, at: datetime, *, aloud: bool = True) -> None:
        """A counter has them, from where they waited or lay aside."""
        if self.state == "waiting":
            self.stands[-1].until = at
        self.state = "called" if aloud else "serving"
        self.stints.append(Stint(counter, at, aloud, None if aloud else at))

    def leaves_counter(self, how: str, at: datetime) -> None:
        """The stint is over."""
        self.stints[-1].ended, self.stints[-1].how, self.state = at, how, how
