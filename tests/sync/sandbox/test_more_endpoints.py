"""What the sandbox city has beside the exchange: snapshot, digest, files, catalogue, token, and a feed that waits."""

from __future__ import annotations

import hashlib
import threading
from datetime import date
from typing import Any
from uuid import UUID

import pytest
import requests

from counter_app.ids import new_id
from sync.messages import CataloguePage, ChangePage, Digest, SnapshotPage, Token
from sync.sandbox.catalogue import decide
from sync.sandbox.server import SandboxCity
from sync.upstreams.city_http import CityHttp
from tests.sync.conftest import UNIT, Sender

HEAD = {"Authorization": "Bearer enrolled"}
FEED = {"feed": f"office:{UNIT}"}


def asks(city: SandboxCity, path: str, **words: Any) -> requests.Response:
    return requests.get(f"{city.url}/v1/{path}", params=words, headers=HEAD, timeout=60)


@pytest.fixture
def seven(line: CityHttp, sender: Sender) -> list[UUID]:
    """Seven dossiers of one day."""
    ids = [new_id() for _ in range(7)]
    ops = [sender.receives(f"{UNIT}-261120-{at:04}", dossier=one) for at, one in enumerate(ids, start=1)]
    line.push(sender.batch(*ops))
    return sorted(ids)


def test_a_snapshot_is_read_page_by_page_and_the_feed_goes_on_from_it(
    city: SandboxCity, line: CityHttp, sender: Sender, seven: list[UUID]
) -> None:
    first = SnapshotPage.model_validate_json(asks(city, "snapshot", **FEED, limit=5).content)
    second = SnapshotPage.model_validate_json(
        asks(city, "snapshot", **FEED, limit=5, after=str(first.items[-1].id)).content
    )
    line.push(sender.batch(sender.receives(f"{UNIT}-261120-0008")))

    assert [one.id for one in (*first.items, *second.items)] == seven
    assert (first.has_more, second.has_more) == (True, False)
    news = ChangePage.model_validate_json(asks(city, "changes", **FEED, cursor=first.cursor).content)
    assert [item.body["code"] for item in news.items] == [f"{UNIT}-261120-0008"]


def test_a_days_digest_changes_with_every_revision_and_counts_that_day_alone(
    city: SandboxCity, line: CityHttp, seven: list[UUID]
) -> None:
    def mark(day: str) -> Digest:
        return Digest.model_validate_json(asks(city, "digest", **FEED, day=day).content)

    lines = "".join(f"{one} 1\n" for one in seven)
    assert (mark("2026-11-20").count, mark("2026-11-20").sha256) == (7, hashlib.sha256(lines.encode()).hexdigest())
    assert mark("2026-11-21").count == 0
    order = f"{city.url}/v1/operator/dossiers/{seven[0]}/state"
    requests.post(order, json={"state": 4}, headers=HEAD, timeout=60).raise_for_status()
    assert mark("2026-11-20").sha256 != hashlib.sha256(lines.encode()).hexdigest()


def test_a_file_is_sent_in_pieces_taken_up_again_and_checked(city: SandboxCity) -> None:
    content = b"abc" * 1000
    url = f"{city.url}/v1/blobs/{hashlib.sha256(content).hexdigest()}"

    def puts(offset: int, piece: bytes) -> requests.Response:
        told = {**HEAD, "Upload-Offset": str(offset), "Upload-Length": str(len(content))}
        return requests.put(url, piece, headers=told, timeout=60)

    assert requests.head(url, headers=HEAD, timeout=60).headers["Upload-Offset"] == "0"
    assert puts(0, content[:1000]).json() == {"offset": 1000, "whole": False}
    wrong = puts(500, content[500:])
    assert (wrong.status_code, wrong.json()["offset"]) == (409, 1000)
    assert requests.head(url, headers=HEAD, timeout=60).headers["Upload-Offset"] == "1000"
    damaged = puts(1000, b"x" * 2000)
    assert (damaged.status_code, damaged.json()["type"]) == (422, "urn:motcua:damaged-body")
    puts(0, content[:2000])
    assert puts(2000, content[2000:]).json() == {"offset": 3000, "whole": True}
    assert requests.head(url, headers=HEAD, timeout=60).status_code == 200


def test_the_catalogue_is_read_whole_then_only_what_changed_or_nothing(city: SandboxCity) -> None:
    with city._records.transaction() as db:
        decide(db, "QĐ 1", date(2026, 11, 1), [{"code": "1.000001"}, {"code": "1.000002"}])
    whole = asks(city, "catalogue")
    page = CataloguePage.model_validate_json(whole.content)
    assert (page.whole, [one["code"] for one in page.procedures]) == (True, ["1.000001", "1.000002"])
    again = requests.get(
        f"{city.url}/v1/catalogue", headers={**HEAD, "If-None-Match": whole.headers["ETag"]}, timeout=5
    )
    assert (again.status_code, again.content) == (304, b"")
    with city._records.transaction() as db:
        decide(db, "QĐ 2", date(2026, 12, 1), [{"code": "1.000003"}], ["1.000001"])

    page = CataloguePage.model_validate_json(asks(city, "catalogue", since=page.rev).content)

    assert (page.decision, page.effective_from, page.abolished) == ("QĐ 2", date(2026, 12, 1), ("1.000001",))
    assert [one["code"] for one in page.procedures] == ["1.000003"]


def test_a_token_is_given_for_some_hours(city: SandboxCity) -> None:
    order = {"device_id": "pc-1", "secret": "mã ghi danh"}
    given = Token.model_validate_json(requests.post(f"{city.url}/v1/token", json=order, timeout=60).content)
    assert len(given.token) > 20


def test_who_waits_for_news_hears_at_once_when_there_is_some(city: SandboxCity, line: CityHttp, sender: Sender) -> None:
    heard: list[ChangePage] = []

    def waits() -> None:
        heard.append(ChangePage.model_validate_json(asks(city, "changes", **FEED, wait=25).content))

    listening = threading.Thread(target=waits)
    listening.start()
    line.push(sender.batch(sender.receives(f"{UNIT}-261120-0001")))
    listening.join(20)

    assert not listening.is_alive()
    assert len(heard[0].items) == 1
