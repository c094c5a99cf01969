"""The sandbox city over HTTP: its feed, its door, its page, the trouble it makes on order."""

from __future__ import annotations

import gzip

import pytest
import requests

from counter_app.ids import new_id
from sync.messages import ChangePage
from sync.sandbox.server import SandboxCity
from sync.upstreams import CursorExpired
from sync.upstreams.city_http import CityHttp
from tests.sync.conftest import UNIT, Sender, Trouble

HEAD = {"Authorization": "Bearer enrolled"}
FEED = f"office:{UNIT}"


def test_the_feed_tells_a_unit_its_own_changes_in_order_and_once(line: CityHttp, sender: Sender) -> None:
    line.push(sender.batch(*(sender.receives(f"H26.016.26-261120-{n:04}") for n in range(1, 6))))
    elsewhere = Sender("pc-9", unit="H26.099.01")
    line.push(elsewhere.batch(elsewhere.receives("H26.099.01-261120-0001")))

    codes, cursor, more = [], None, True
    while more:
        page = line.changes(FEED, cursor, 2)
        codes += [item.body["code"] for item in page.items]
        cursor, more = page.next_cursor, page.has_more

    assert codes == [f"H26.016.26-261120-{n:04}" for n in range(1, 6)]
    assert line.changes(FEED, cursor, 2).items == ()


def test_the_operator_moves_a_dossier_and_the_feed_says_so(line: CityHttp, city: SandboxCity, sender: Sender) -> None:
    dossier = new_id()
    line.push(sender.batch(sender.receives("H26.016.26-261120-0001", dossier=dossier)))
    before = line.changes(FEED, None, 100)

    moved = requests.post(
        f"{city.url}/v1/operator/dossiers/{dossier}/state",
        json={"state": 4, "note": "Đang thẩm tra"},
        headers=HEAD,
        timeout=5,
    )

    news = line.changes(FEED, before.next_cursor, 100).items
    assert moved.json()["city_state"] == 4
    assert [(n.dossier_id, n.kind, n.rev, n.body["city_state"], n.body["note"]) for n in news] == [
        (dossier, "dossier.state", 2, 4, "Đang thẩm tra")
    ]


def test_a_cursor_of_another_life_of_the_feed_is_refused(line: CityHttp) -> None:
    for cursor in ("abcd0000.7", "7", "", "x.y.z"):
        with pytest.raises(CursorExpired):
            line.changes(FEED, cursor, 10)


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer "}, {"Authorization": "Basic YTpi"}])
def test_without_a_token_nothing_is_told(city: SandboxCity, header: dict[str, str]) -> None:
    for path in ("health", "dump", "dossiers", "ratings", f"changes?feed={FEED}"):
        answer = requests.get(f"{city.url}/v1/{path}", headers=header, timeout=60)
        assert (answer.status_code, answer.json()["type"]) == (401, "urn:motcua:no-token")


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'{"protocol": true}', gzip.compress(b"{}", mtime=0)[:10], b"\xff\xfe"],
)
def test_a_request_that_cannot_be_read_is_a_problem_document(city: SandboxCity, body: bytes) -> None:
    encoding = {"Content-Encoding": "gzip"} if body.startswith(b"\x1f") else {}

    answer = requests.post(f"{city.url}/v1/batches", body, headers=HEAD | encoding, timeout=60)

    assert (answer.status_code, answer.json()["type"]) == (400, "urn:motcua:bad-request")


def test_a_packed_body_that_unpacks_without_end_is_refused(city: SandboxCity) -> None:
    bomb = gzip.compress(bytes(20 * 1024 * 1024))

    answer = requests.post(f"{city.url}/v1/batches", bomb, headers=HEAD | {"Content-Encoding": "gzip"}, timeout=60)

    assert answer.status_code == 413


@pytest.mark.parametrize(
    "path",
    ["v1/nothing", "v1/dossiers/17", "v1/dossiers/01a20000-0000-7000-8000-000000000000", "v1/changes?feed=x&limit=0"],
)
def test_what_is_not_there_is_a_problem_document(city: SandboxCity, path: str) -> None:
    answer = requests.get(f"{city.url}/{path}", headers=HEAD, timeout=60)

    assert answer.status_code in {400, 404}
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_the_page_shows_names_as_text_and_never_as_markup(line: CityHttp, city: SandboxCity, sender: Sender) -> None:
    line.push(sender.batch(sender.receives("H26.016.26-261120-0001", owner="<script>An</script>"), sender.rates(3)))

    page = requests.get(city.url, timeout=60)

    assert "&lt;script&gt;An&lt;/script&gt;" in page.text
    assert "<script" not in page.text
    assert "Được tiếp nhận" in page.text
    assert "Rất hài lòng" in page.text
    assert "001085012345" not in page.text


def test_the_button_on_the_page_moves_a_dossier(line: CityHttp, city: SandboxCity, sender: Sender) -> None:
    dossier = new_id()
    line.push(sender.batch(sender.receives("H26.016.26-261120-0001", dossier=dossier)))

    page = requests.post(f"{city.url}/dossiers/{dossier}", {"state": "9"}, timeout=60)
    wrong = requests.post(f"{city.url}/dossiers/{dossier}", {"state": "99"}, timeout=60)

    assert page.status_code == 200
    assert '<span class="state s9">Đã xử lý xong</span>' in page.text
    assert wrong.status_code == 400


def test_the_city_describes_itself(city: SandboxCity) -> None:
    described = requests.get(f"{city.url}/openapi.json", timeout=60).json()

    assert {"/v1/batches", "/v1/changes", "/v1/health", "/v1/dump"} <= set(described["paths"])


def test_a_lost_answer_is_lost_after_the_work_is_done(
    city: SandboxCity, line: CityHttp, sender: Sender, trouble: Trouble
) -> None:
    trouble.order(lose_answer_every=1)
    batch = sender.batch(sender.receives("H26.016.26-261120-0001"))

    with pytest.raises(requests.exceptions.RequestException):
        requests.post(f"{city.url}/v1/batches", batch.model_dump_json(), headers=HEAD, timeout=60)

    page: ChangePage = line.changes(FEED, None, 10)
    assert [item.kind for item in page.items] == ["dossier.receive"]
