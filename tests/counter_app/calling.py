"""Calling somebody to a counter, where somebody waits."""

from __future__ import annotations

from counter_app.place import Place
from counter_app.queue import tickets
from counter_app.queue.tickets import Called


def call(place: Place, counter: int = 3) -> Called:
    answer = place.office.do(tickets.call_next, counter)
    assert isinstance(answer, Called)
    return answer
