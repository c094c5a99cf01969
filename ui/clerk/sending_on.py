"""Where a citizen is sent on to under the same number: a service some counter serves, or one counter; and to which place.

The place is the one that the time of arrival gives unless ← → say otherwise. Where nobody sits is told as soon as the
office says so; without the office everything may be chosen, and nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from counter_app.queue.counters import CounterCard, ServiceCard, counters, services
from counter_app.queue.duty import Duty, duties
from counter_app.store import Asking
from ui.clerk.choice_bar import Answers, ChoiceBar
from ui.clerk.visit_flow import VisitFlow
from ui.follow import follow
from ui.work import Workers

PLACES = (("keep", "Giữ giờ đến"), ("first", "Đứng đầu hàng"), ("last", "Đứng cuối hàng"))
"""Where a ticket sent on stands in its new line (``tickets.PLACES``)."""
_ELSEWHERE = "@"
_TO_SERVICE, _TO_COUNTER = "Chuyển, giữ nguyên số, sang", "Chuyển đến quầy"

Then = Callable[[str, str], object]
"""Hears where to, and to which place."""


@dataclass(frozen=True)
class Lines:
    """The services that some counter serves, and the counters."""

    services: tuple[ServiceCard, ...] = ()
    counters: tuple[CounterCard, ...] = ()


def lines_of(asking: Asking) -> Lines:
    """Everything a ticket may be sent to; of no use is a service that nobody could call from."""
    every = counters(asking)
    served = {service for one in every for service in one.every_service}
    return Lines(tuple(one for one in services(asking) if one.code in served), every)


class SendingOn(QObject):
    """Asks where to."""

    def __init__(self, workers: Workers, flow: VisitFlow, choices: ChoiceBar) -> None:
        super().__init__(choices)
        self._workers, self._flow, self._choices = workers, flow, choices
        self._lines = Lines()
        self._manned: frozenset[int] | None = None
        """The counters with somebody at them; None while the office has not said."""
        self._asked: tuple[str, Callable[[], Answers]] | None = None
        """The question going on, and what its answers are now."""
        follow(choices, workers.desk, lines_of, self._take_lines)

    def ask(self, then: Then) -> None:
        """Ask, and let the office say meanwhile who sits where."""

        def chosen(to: str) -> None:
            self._asked = None
            if to == _ELSEWHERE:
                self._ask_counter(then)
            else:
                then(to, self._choices.manner)

        self._manned, self._asked = None, (_TO_SERVICE, self._places)
        self._choices.ask(_TO_SERVICE, self._places(), chosen, manners=PLACES)
        self._workers.office.ask(duties).then(self, self._take_duties, lambda _away: None)

    def _ask_counter(self, then: Then) -> None:
        def chosen(to: str) -> None:
            self._asked = None
            then(to, self._choices.manner)

        self._asked = (_TO_COUNTER, self._counters)
        place = self._choices.manner
        self._choices.ask(_TO_COUNTER, self._counters(), chosen, manners=PLACES, manner=place)

    def _places(self) -> Answers:
        here = "" if self._flow.ticket is None else self._flow.ticket.service
        others = [(one.code, one.name + self._unmanned(one)) for one in self._lines.services if one.code != here]
        return [*others, (_ELSEWHERE, "Một quầy khác…")]

    def _counters(self) -> Answers:
        others = [one for one in self._lines.counters if one.number != self._flow.counter]
        return [(str(one.number), one.name + self._nobody_at(one.number)) for one in others]

    def _unmanned(self, service: ServiceCard) -> str:
        serving = [one.number for one in self._lines.counters if service.code in one.every_service]
        return "" if self._manned is None or self._manned & set(serving) else " · chưa quầy nào mở"

    def _nobody_at(self, counter: int) -> str:
        return "" if self._manned is None or counter in self._manned else " · chưa có ai"

    def _take_lines(self, found: Lines) -> None:
        self._lines = found
        self._ask_again()

    def _take_duties(self, found: tuple[Duty, ...]) -> None:
        self._manned = frozenset(one.counter for one in found)
        self._ask_again()

    def _ask_again(self) -> None:
        """More is known: the question that stands has other answers."""
        if self._asked is not None and self._choices.title == self._asked[0]:
            self._choices.ask_again(self._asked[1]())
