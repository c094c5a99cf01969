"""What every upstream owes the exchange: the same tests for the city over HTTP and the city in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from counter_app.errors import CityNewer, RolledBack
from counter_app.ids import new_id
from sync.exchange import exchange
from sync.messages import PROTOCOL, Batch, BatchAnswer, ChangePage
from sync.sandbox.server import SandboxCity
from sync.upstreams import CursorExpired, Upstream
from sync.upstreams.city_http import CityHttp
from sync.upstreams.in_memory import CityInMemory
from tests.clock import SetClock
from tests.sync.conftest import UNIT, Sender
from tests.sync.hall import Hall

FEED = f"office:{UNIT}"


@pytest.fixture(params=["over HTTP", "in memory"])
def upstream(request: pytest.FixtureRequest, tmp_path: Path, clock: SetClock) -> Iterator[Upstream]:
    if request.param == "in memory":
        with closing(CityInMemory(tmp_path / "files", clock)) as held:
            yield held
        return
    with SandboxCity(tmp_path / "city") as city, closing(CityHttp(city.url, "enrolled")) as line:
        yield line


def outcomes(answer: BatchAnswer) -> list[tuple[str, bool]]:
    return [(result.outcome, result.replayed) for result in answer.results]


def codes(page: ChangePage) -> list[str]:
    return [item.body["code"] for item in page.items]


def test_what_comes_twice_is_taken_once_and_answered_as_before(upstream: Upstream, sender: Sender) -> None:
    ops = (sender.receives(f"{UNIT}-261120-0001"), sender.rates(3))

    first = upstream.push(sender.batch(*ops))
    again = upstream.push(sender.batch(*ops))

    assert outcomes(first) == [("applied", False)] * 2
    assert outcomes(again) == [("applied", True)] * 2
    assert [result.rev for result in first.results] == [result.rev for result in again.results]
    assert len(upstream.changes(FEED, None, 10).items) == 2


def test_one_refused_op_holds_up_its_lane_alone(upstream: Upstream, sender: Sender) -> None:
    dossier = new_id()
    bad = sender.op(f"dossier:{dossier}", "dossier.receive", {"code": ""})
    behind = sender.op(f"dossier:{dossier}", "noop", {}, client_rev=2)
    answer = upstream.push(sender.batch(bad, behind, sender.receives(f"{UNIT}-261120-0002")))

    assert [result.outcome for result in answer.results] == ["rejected", "blocked", "applied"]


def test_a_gap_in_a_lane_is_named(upstream: Upstream, sender: Sender) -> None:
    (result,) = upstream.push(sender.batch(sender.op(f"dossier:{new_id()}", "noop", {}, client_rev=3))).results

    assert (result.outcome, result.expected) == ("out_of_order", 1)


def test_the_feed_gives_each_change_once_and_in_order(upstream: Upstream, sender: Sender) -> None:
    wanted = [f"{UNIT}-261120-{number:04}" for number in range(1, 6)]
    upstream.push(sender.batch(*map(sender.receives, wanted)))

    seen, cursor, more = list[str](), None, True
    while more:
        page = upstream.changes(FEED, cursor, 2)
        seen, cursor, more = seen + codes(page), page.next_cursor, page.has_more

    assert seen == wanted
    assert upstream.changes(FEED, cursor, 2).items == ()


def test_a_cursor_of_another_life_has_expired(upstream: Upstream) -> None:
    with pytest.raises(CursorExpired):
        upstream.changes(FEED, "0000.7", 10)


def test_a_sender_that_was_further_before_is_told_so(upstream: Upstream, sender: Sender) -> None:
    upstream.push(sender.batch(sender.rates(3), sender.rates(2)))
    sender.seq = 0

    with pytest.raises(RolledBack):
        upstream.push(sender.batch(sender.rates(1)))


def test_a_protocol_not_spoken_there_is_told_apart(upstream: Upstream, sender: Sender) -> None:
    newer: Batch = sender.batch(sender.rates(3)).model_copy(update={"protocol": PROTOCOL + 1})

    with pytest.raises(CityNewer):
        upstream.push(newer)


def test_health_and_answers_speak_of_one_life_of_the_records(upstream: Upstream, sender: Sender) -> None:
    health = upstream.health()

    assert (health.ok, health.protocol_min <= PROTOCOL <= health.protocol_max) == (True, True)
    assert upstream.push(sender.batch(sender.rates(3))).upstream_epoch == health.upstream_epoch


def test_a_round_of_exchange_brings_all_there_and_the_next_nothing(upstream: Upstream, hall: Hall) -> None:
    one = hall.receives()
    hall.rates(hall.serves(), 3)

    done = exchange(hall.place.desk, upstream)
    again = exchange(hall.place.desk, upstream)

    assert (done.parked, done.changed, hall.reach(one.id)) == (0, 1, ("city", 2, 1))
    assert (again.acked, again.parked, again.changed) == (0, 0, 0)
    assert codes(upstream.changes(FEED, None, 1)) == [one.code]
