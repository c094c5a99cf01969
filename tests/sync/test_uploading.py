"""Attached files reach the city: with the cable pulled and back, over a faulty line, past a city that lies, byte for byte."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path

import pytest

from counter_app.attachment_errors import FileSent
from counter_app.attachments.attaching import take_off_file
from counter_app.attachments.listing import files_line
from counter_app.attachments.vault import vault_of
from counter_app.errors import AnotherSender, CityAway
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from sync.exchange import exchange
from sync.messages import PIECE
from sync.sandbox.server import SandboxCity
from sync.uploading import Uploads, send_files, upload_lock
from sync.upstreams.city_http import CityHttp
from tests.scans import attaches, scan
from tests.sync.conftest import Trouble
from tests.sync.files_at_city import LARGE, at_city, only, told
from tests.sync.hall import Hall
from tests.sync.lossy import LossyLine


def test_with_the_cable_pulled_a_file_waits_and_arrives_byte_for_byte_when_it_is_back(
    hall: Hall, city: SandboxCity, trouble: Trouble, line: CityHttp
) -> None:
    content, dossier = scan(LARGE), hall.receives().id
    trouble.order(away=True, retry_after=0)
    attaches(hall.place, dossier, content)
    with pytest.raises(CityAway):
        exchange(hall.place.desk, line)
    assert send_files(hall.place, line) == Uploads(held=True), "what tells of it goes first"
    trouble.order()

    exchange(hall.place.desk, line)
    assert told(city, dossier)["awaiting_files"] == [hashlib.sha256(content).hexdigest()]
    done = send_files(hall.place, line)

    assert done == Uploads(stored=1)
    assert at_city(city, content) == content
    card = only(hall, dossier)
    assert (card.standing, card.sent, card.here) == ("stored", LARGE, True)
    assert told(city, dossier)["awaiting_files"] == []
    assert told(city, dossier)["body"]["files"][0]["name"] == "to-khai.pdf"
    assert hall.reach(dossier)[0] == "city"
    assert send_files(hall.place, line) == Uploads()


def test_what_the_city_has_already_is_not_sent_again(hall: Hall, city: SandboxCity, line: CityHttp) -> None:
    content = scan()
    for _ in range(2):
        dossier = hall.receives().id
        attaches(hall.place, dossier, content)
        exchange(hall.place.desk, line)
        send_files(hall.place, line)
        assert only(hall, dossier).standing == "stored"
    with closing(CityHttp(city.url, "enrolled")) as other:
        assert other.has_blob(hashlib.sha256(content).hexdigest(), len(content)).whole


@pytest.mark.parametrize("way", ["request", "answer", "twice"])
@pytest.mark.parametrize("nth", [0, 1, 3])
def test_any_piece_lost_doubled_or_unanswered_does_no_harm(hall: Hall, city: SandboxCity, way: str, nth: int) -> None:
    content, dossier = scan(LARGE), hall.receives().id
    attaches(hall.place, dossier, content)
    with LossyLine(city.port, 0, b"PUT ", way) as lossy, closing(CityHttp(lossy.url, "enrolled")) as line:
        exchange(hall.place.desk, line)
        seen = list[float]()

        def arms(seconds: float) -> bool:
            seen.append(seconds)
            lossy.lose = 1 if len(seen) == nth + 1 else lossy.lose
            return False

        tries = 0
        while only(hall, dossier).standing != "stored":
            tries += 1
            try:
                send_files(hall.place, line, arms)
            except CityAway:
                assert way != "twice"
        assert lossy.lost == 1

    assert at_city(city, content) == content
    assert tries == (1 if way == "twice" else 2)


def test_ops_go_before_files_even_in_the_middle_of_one(hall: Hall, city: SandboxCity, line: CityHttp) -> None:
    content, dossier = scan(LARGE), hall.receives().id
    attaches(hall.place, dossier, content)
    exchange(hall.place.desk, line)
    pieces = list[float]()

    def receives_after_two(seconds: float) -> bool:
        pieces.append(seconds)
        if len(pieces) == 2:
            hall.receives()
        return False

    assert send_files(hall.place, line, receives_after_two) == Uploads(held=True)
    assert only(hall, dossier).sent == 2 * PIECE
    assert hall.line.pending == 1
    exchange(hall.place.desk, line)

    assert send_files(hall.place, line, receives_after_two) == Uploads(stored=1)
    assert at_city(city, content) == content
    assert len(pieces) == 4, "no piece went twice"


def test_it_goes_on_after_a_week_where_it_broke_off(
    hall: Hall, city: SandboxCity, line: CityHttp, tmp_path: Path
) -> None:
    content, dossier = scan(LARGE), hall.receives().id
    attaches(hall.place, dossier, content)
    exchange(hall.place.desk, line)
    calls = iter((False, True))
    assert send_files(hall.place, line, lambda _seconds: next(calls)).held
    assert only(hall, dossier).standing == "sending"
    hall.clock.forward(days=7)

    later = hall.restored_later(tmp_path / "later")
    assert send_files(later.place, line) == Uploads(stored=1)

    assert at_city(city, content) == content
    later.place.close()


def test_a_cap_on_the_line_is_kept(hall: Hall, city: SandboxCity, line: CityHttp) -> None:
    content, dossier = scan(250_000), hall.receives().id
    attaches(hall.place, dossier, content)
    exchange(hall.place.desk, line)
    hall.place.office.do(change_setting, "files.cap_kb", "100")
    refresh_desk(hall.place)
    waited = list[float]()

    def waits(seconds: float) -> bool:
        waited.append(seconds)
        return False

    assert send_files(hall.place, line, waits) == Uploads(stored=1)
    assert waited == [1.0, 1.0, 1.0], "a second for each 100 kB"
    assert at_city(city, content) == content


def test_one_program_of_a_pc_sends_files(hall: Hall) -> None:
    with upload_lock(hall.place), pytest.raises(AnotherSender), upload_lock(hall.place):
        pass


def test_taken_off_before_its_op_left_it_is_never_sent(hall: Hall, city: SandboxCity, line: CityHttp) -> None:
    content, dossier = scan(), hall.receives().id
    card = attaches(hall.place, dossier, content)
    take_off_file(hall.place, card.id, "Nhầm hồ sơ")
    exchange(hall.place.desk, line)

    assert send_files(hall.place, line) == Uploads()

    assert at_city(city, content) is None
    assert (told(city, dossier)["body"]["files"], told(city, dossier)["awaiting_files"]) == ([], [])


def test_what_the_city_has_is_not_taken_off_here(hall: Hall, line: CityHttp) -> None:
    dossier = hall.receives().id
    card = attaches(hall.place, dossier, scan())
    exchange(hall.place.desk, line)
    send_files(hall.place, line)

    with pytest.raises(FileSent):
        take_off_file(hall.place, card.id, "Nhầm")


def test_a_restored_city_gets_the_files_it_has_lost_again(hall: Hall, city: SandboxCity, line: CityHttp) -> None:
    kept, lost, cleared = scan(seed=1), scan(seed=2), scan(seed=3)
    dossier = hall.receives().id
    for content in (kept, lost, cleared):
        attaches(hall.place, dossier, content)
    exchange(hall.place.desk, line)
    assert send_files(hall.place, line) == Uploads(stored=3)
    for content in (lost, cleared):
        (city._records.files / hashlib.sha256(content).hexdigest()).unlink()
    with city._records.transaction() as db:
        db.execute("UPDATE city SET epoch = epoch + 1")
    vault_of(hall.place).remove(hashlib.sha256(cleared).hexdigest())

    hall.receives()
    exchange(hall.place.desk, line)
    assert send_files(hall.place, line) == Uploads(stored=2, parked=1)

    assert at_city(city, lost) == lost
    assert hall.place.desk.ask(files_line).parked == 1
