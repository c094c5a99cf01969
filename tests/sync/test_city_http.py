"""The way to the city turns every trouble into one of two refusals: away (send again) or refused (a person must act)."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from counter_app.errors import CityAway, CityRefused, UpstreamTrouble
from counter_app.wording import sentence
from sync.sandbox.access import AccessTerms
from sync.sandbox.server import CityTerms, SandboxCity
from sync.upstreams.city_http import CityHttp
from tests.sync.conftest import Sender, Trouble


@contextmanager
def somebody_answers(raw: bytes) -> Iterator[CityHttp]:
    """A listener that answers every request with these bytes and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65536)
                    connection.sendall(raw)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            with closing(CityHttp(f"http://127.0.0.1:{listening.getsockname()[1]}", "enrolled")) as line:
                yield line
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()


def http(status: str, body: bytes = b"", *headers: str) -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers])
    return head.encode() + b"\r\n\r\n" + body


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"ok": tr',
        b"SSH-2.0-OpenSSH_9.2\r\n",
        http("200 OK", b"<html>Wi-Fi: sign in</html>"),
        http("200 OK", b'{"ok": true}'),
        http("302 Found", b"", "Location: http://127.0.0.1:9/login"),
        http("500 Internal Server Error"),
        http("502 Bad Gateway", b"<html>"),
        http("408 Request Timeout"),
    ],
    ids=["hangs up", "breaks off", "no http", "portal page", "half a document", "portal", "500", "502", "408"],
)
def test_no_clear_answer_means_the_city_is_away(raw: bytes) -> None:
    with somebody_answers(raw) as line, pytest.raises(CityAway):
        line.health()


@pytest.mark.parametrize(("status", "wait"), [("429 Too Many Requests", "7"), ("503 Service Unavailable", "7")])
def test_a_city_that_asks_for_patience_says_for_how_long(status: str, wait: str) -> None:
    with somebody_answers(http(status, b"", f"Retry-After: {wait}")) as line, pytest.raises(CityAway) as told:
        line.health()

    assert told.value.retry_after == 7


@pytest.mark.parametrize("status", [401, 403, 404, 409, 426])
def test_a_city_that_does_not_accept_this_pc_is_not_away(status: int) -> None:
    with somebody_answers(http(f"{status} No")) as line, pytest.raises(CityRefused) as told:
        line.health()

    assert told.value.status == status


def test_nobody_listening_is_away_and_one_clear_sentence(sender: Sender) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with closing(CityHttp(f"http://127.0.0.1:{port}", "enrolled")) as line, pytest.raises(UpstreamTrouble) as told:
        line.push(sender.batch())

    assert sentence(told.value).startswith("Chưa kết nối được hệ thống thành phố.")


def test_the_environment_does_not_lead_the_way(line: CityHttp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")

    assert line.health().ok


def test_an_empty_token_is_refused(sender: Sender, city: SandboxCity) -> None:
    with closing(CityHttp(city.url, "")) as line, pytest.raises(CityRefused) as told:
        line.push(sender.batch())

    assert told.value.status == 401


def test_a_city_with_a_token_of_its_own_takes_no_other(tmp_path: Path) -> None:
    with SandboxCity(tmp_path, terms=CityTerms(AccessTerms(token="right"))) as city:
        with closing(CityHttp(city.url, "right")) as right:
            assert right.health().ok
        with closing(CityHttp(city.url, "left")) as wrong, pytest.raises(CityRefused):
            wrong.health()


def test_trouble_ordered_for_the_city_reaches_the_sender(line: CityHttp, trouble: Trouble) -> None:
    trouble.order(away=True, retry_after=9)
    with pytest.raises(CityAway) as away:
        line.health()
    trouble.order(refuse=True)
    with pytest.raises(CityRefused):
        line.health()
    trouble.order()

    assert line.health().ok
    assert away.value.retry_after == 9
