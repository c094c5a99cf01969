"""How a PC keeps its access to the city: a code typed in once, tokens of some hours, an authority of the city's own."""

from __future__ import annotations

import ssl
import threading
import traceback
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from counter_app.city_access import enrolment
from counter_app.errors import BadDocument, CityAway, CityRefused
from counter_app.place import Place
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from sync.line import CityLine
from sync.messages import Health, Token, TokenOrder
from sync.sandbox.access import Access, AccessTerms
from sync.sandbox.server import CityTerms, SandboxCity
from sync.upstreams.city_http import CityHttp
from tests.clock import SetClock
from tests.sync.authority import Authority

CODE = "DANG-KY-4711"


@pytest.fixture
def city(tmp_path: Path, clock: SetClock) -> Iterator[SandboxCity]:
    """A city that enrols: with this code, for twelve hours at a time."""
    with SandboxCity(tmp_path / "city", terms=CityTerms(AccessTerms(enrolment=CODE), clock=clock)) as running:
        yield running


def sets(place: Place, key: str, text: str) -> None:
    place.office.do(change_setting, key, text)
    refresh_desk(place)


def serves(place: Place) -> bool:
    """Whether a program started now is served."""
    with closing(CityLine(place)) as line:
        return line.upstream().health().ok


@pytest.fixture
def enrolled(place: Place, city: SandboxCity) -> Place:
    sets(place, "city.url", city.url)
    sets(place, "city.token", CODE)
    return place


def test_the_code_is_changed_once_and_every_restart_goes_on_with_the_last_token(enrolled: Place) -> None:
    assert serves(enrolled)
    token = enrolled.desk.ask(enrolment).token
    assert token != CODE
    assert serves(enrolled)
    assert enrolled.desk.ask(enrolment).token == token


def test_a_token_that_ran_out_is_renewed_in_the_middle_of_the_work(enrolled: Place, clock: SetClock) -> None:
    with closing(CityLine(enrolled)) as line:
        assert line.upstream().health().ok
        first = enrolled.desk.ask(enrolment).token
        for _ in range(3):
            clock.forward(hours=13)
            assert line.upstream().health().ok
    assert enrolled.desk.ask(enrolment).token != first

    clock.forward(days=30)
    assert serves(enrolled), "a month switched off is no reason to come for a new code"


def test_two_programs_of_one_pc_never_lock_each_other_out(enrolled: Place, clock: SetClock) -> None:
    """Each keeps its line for weeks; whichever comes first after the token ran out renews it for both."""
    with closing(CityLine(enrolled)) as one, closing(CityLine(enrolled)) as other:
        for first, second in ((one, other), (other, one), (one, other), (one, other)):
            assert first.upstream().health().ok
            kept = enrolled.desk.ask(enrolment).token
            assert second.upstream().health().ok
            assert enrolled.desk.ask(enrolment).token == kept, "the second takes what the first was given"
            clock.forward(hours=13)


def test_programs_that_find_their_token_run_out_at_the_same_moment_renew_it_once(
    enrolled: Place, city: SandboxCity, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [CityLine(enrolled) for _ in range(4)]
    for line in lines:
        assert line.upstream().health().ok
    clock.forward(hours=13)
    given: list[str] = []
    usual = Access.give

    def gives(door: Access, order: TokenOrder) -> Token:
        given.append(order.secret)
        return usual(door, order)

    monkeypatch.setattr(Access, "give", gives)
    together, served = threading.Barrier(len(lines)), list[bool]()

    def works(line: CityLine) -> None:
        together.wait()
        served.append(line.upstream().health().ok)
        line.close()

    threads = [threading.Thread(target=works, args=(line,)) for line in lines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert served == [True] * len(lines)
    assert len(given) == 1


@pytest.mark.parametrize("text", ["MÃ-ĐĂNG-KÝ", "a\u2028b", "x y", "a\x01b"])
def test_a_code_no_header_can_carry_is_refused_when_it_is_typed_in(place: Place, text: str) -> None:
    with pytest.raises(BadDocument, match="không dấu"):
        sets(place, "city.token", text)


def test_an_address_or_a_token_that_can_t_be_sent_is_a_city_away_and_is_quoted_nowhere(city: SandboxCity) -> None:
    for url, token in (
        ("http://" + "a" * 70 + ".vn", "T"),
        ("http://.", "T"),
        (city.url, "bí mật"),
        (city.url, "S\nT"),
    ):
        with closing(CityHttp(url, token)) as line, pytest.raises(CityAway) as told:
            line.health()
        shown = "".join(traceback.format_exception(told.value))
        assert token not in shown or token == "T"


def test_a_renewal_whose_answer_was_lost_locks_nobody_out(
    enrolled: Place, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The city has given a token that this PC never heard of: the one before still changes."""
    assert serves(enrolled)
    clock.forward(hours=13)
    with monkeypatch.context() as crash:
        crash.setattr("sync.line.keep_token", None)
        with pytest.raises(TypeError), closing(CityLine(enrolled)) as line:
            _ = line.upstream().health()

    assert serves(enrolled)


def test_a_wrong_code_is_refused_and_a_right_one_typed_in_later_is_taken_at_once(enrolled: Place) -> None:
    sets(enrolled, "city.token", "SAI")
    with closing(CityLine(enrolled)) as line:
        with pytest.raises(CityRefused) as told:
            line.upstream().health()
        assert told.value.status == 401
        sets(enrolled, "city.token", CODE)
        assert line.upstream().health().ok


def test_a_new_code_makes_the_old_token_worth_nothing(enrolled: Place) -> None:
    assert serves(enrolled)
    sets(enrolled, "city.token", "MOI")

    assert enrolled.desk.ask(enrolment).token == "MOI"


def test_neither_code_nor_token_shows_where_an_enrolment_is_written_down(enrolled: Place) -> None:
    assert serves(enrolled)
    who = enrolled.desk.ask(enrolment)

    assert CODE not in repr(who)
    assert who.token not in repr(who)


class _Healthy(BaseHTTPRequestHandler):
    """A city of which only the certificate matters."""

    def do_GET(self) -> None:
        now = SetClock()()
        said = Health(ok=True, server_time=now + timedelta(0), protocol_min=1, protocol_max=1, upstream_epoch=1)
        body = said.model_dump_json().encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Nothing is logged."""


@contextmanager
def tls_city(authority: Authority) -> Iterator[str]:
    """A city whose certificate this authority has signed; its address."""
    with HTTPServer(("127.0.0.1", 0), _Healthy) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(authority.server_file)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"https://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def test_a_city_with_an_authority_of_its_own_is_trusted_when_it_was_told_and_only_then(
    place: Place, tmp_path: Path
) -> None:
    own, other = Authority(tmp_path / "own"), Authority(tmp_path / "other")
    with tls_city(own) as url:
        sets(place, "city.url", url)
        for nobody in ("", other.certificate):
            sets(place, "city.authority", nobody)
            with pytest.raises(CityAway) as told:
                serves(place)
            assert "SSLError" in str(told.value.args)

        sets(place, "city.authority", own.certificate)
        assert serves(place)


@pytest.mark.parametrize(
    "text",
    ["x", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "-----BEGIN CERTIFICATE-----"],
    ids=["word", "torn", "begin"],
)
def test_what_is_no_certificate_is_refused_when_it_is_typed_in(place: Place, text: str) -> None:
    with pytest.raises(BadDocument, match="PEM"):
        sets(place, "city.authority", text)
