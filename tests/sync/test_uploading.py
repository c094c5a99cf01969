"""Attached files reach the city: with the cable pulled and back, over a faulty line, past a city that lies, byte for byte."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import requests

from counter_app.attachment_errors import FileSent
from counter_app.attachments.attaching import take_off_file
from counter_app.attachments.listing import AttachmentCard, files_line, parked_files
from counter_app.attachments.queue import FIRST_WAIT, MOST_ATTEMPTS, resend_file
from counter_app.attachments.vault import Vault, vault_of
from counter_app.errors import AnotherSender, CityAway, CityRefused, DiskFailing
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from counter_app.wording_files import file_problem_words
from sync.exchange import exchange
from sync.messages import PIECE, BlobState
from sync.sandbox.server import SandboxCity
from sync.uploading import Uploads, send_files, upload_lock
from sync.upstreams import FileRefused, WrongOffset, file_taker
from sync.upstreams.city_http import CityHttp
from tests.scans import attaches, files_of, scan
from tests.sync.conftest import Trouble
from tests.sync.hall import Hall
from tests.sync.lossy import LossyLine

LARGE = 3 * PIECE + 12_345


def at_city(city: SandboxCity, content: bytes) -> bytes | None:
    """What the city keeps under this content's name."""
    file = city._records.files / hashlib.sha256(content).hexdigest()
    return file.read_bytes() if file.exists() else None


def told(city: SandboxCity, dossier: object) -> Any:
    """The dossier as the city has it."""
    headers = {"Authorization": "Bearer enrolled"}
    return requests.get(f"{city.url}/v1/dossiers/{dossier}", headers=headers, timeout=5).json()


def only(hall: Hall, dossier: Any) -> AttachmentCard:
    (card,) = files_of(hall.place, dossier)
    return card


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


def test_what_was_changed_on_the_disk_is_not_sent_and_waits_for_a_person(
    hall: Hall, city: SandboxCity, line: CityHttp
) -> None:
    content, dossier = scan(LARGE), hall.receives().id
    card = attaches(hall.place, dossier, content)
    exchange(hall.place.desk, line)
    (file,) = vault_of(hall.place).folder.iterdir()
    sealed = bytearray(file.read_bytes())
    sealed[2 * PIECE] ^= 1
    file.write_bytes(sealed)

    assert send_files(hall.place, line) == Uploads(parked=1)

    (parked,) = hall.place.desk.ask(parked_files)
    assert parked.file.id == card.id
    assert "đính kèm lại từ bản gốc" in file_problem_words(parked.file.problem)
    assert at_city(city, content) is None
    attaches(hall.place, dossier, content)
    assert send_files(hall.place, line) == Uploads(stored=1)
    assert at_city(city, content) == content


def test_a_city_left_with_wrong_bytes_says_so_once_and_a_person_sends_again(
    hall: Hall, city: SandboxCity, line: CityHttp
) -> None:
    content, dossier = scan(LARGE), hall.receives().id
    card = attaches(hall.place, dossier, content)
    exchange(hall.place.desk, line)
    sha256 = hashlib.sha256(content).hexdigest()
    (city._records.files / f"{sha256}.part").write_bytes(b"x" * PIECE)

    assert send_files(hall.place, line) == Uploads(parked=1)

    assert only(hall, dossier).standing == "parked"
    assert hall.place.desk.ask(files_line).parked == 1
    hall.place.desk.do(resend_file, card.id)
    assert send_files(hall.place, line) == Uploads(stored=1)
    assert at_city(city, content) == content


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


class Lying:
    """A city that says of the bytes it has whatever it likes."""

    def __init__(self, says: Callable[[int], int]) -> None:
        self.says = says
        self.puts = 0

    def has_blob(self, sha256: str, size: int) -> BlobState:  # noqa: ARG002 - the shape of every upstream
        return BlobState(offset=self.says(0), whole=False)

    def put_blob(self, sha256: str, size: int, offset: int, piece: bytes) -> BlobState:  # noqa: ARG002 - the shape of every upstream
        self.puts += 1
        raise WrongOffset(self.says(self.puts))


@pytest.mark.parametrize(
    "says", [lambda _n: 0, lambda n: n % 3 * PIECE, lambda _n: 10**15], ids=["nothing", "jumps", "all"]
)
def test_a_city_that_lies_about_its_offset_is_left_alone_ever_longer_and_then_told_to_a_person(
    hall: Hall, line: CityHttp, says: Callable[[int], int]
) -> None:
    dossier = hall.receives().id
    attaches(hall.place, dossier, scan(LARGE))
    exchange(hall.place.desk, line)
    liar = Lying(says)

    assert send_files(hall.place, liar) == Uploads()
    assert send_files(hall.place, liar) == Uploads(), "not before its time"
    first = liar.puts
    assert first <= 20
    for _ in range(MOST_ATTEMPTS - 1):
        hall.clock.forward(hours=1, seconds=FIRST_WAIT.total_seconds())
        done = send_files(hall.place, liar)

    assert done == Uploads(parked=1)
    assert liar.puts == MOST_ATTEMPTS * first


def test_a_city_that_calls_a_file_whole_and_has_it_not_is_not_believed(hall: Hall, line: CityHttp) -> None:
    class Boasting(Lying):
        def put_blob(self, sha256: str, size: int, offset: int, piece: bytes) -> BlobState:  # noqa: ARG002 - the shape of every upstream
            self.puts += 1
            return BlobState(offset=size, whole=True)

    dossier = hall.receives().id
    attaches(hall.place, dossier, scan())
    exchange(hall.place.desk, line)

    assert send_files(hall.place, Boasting(lambda _n: 0)) == Uploads()
    assert only(hall, dossier).standing == "sending"


def test_a_city_that_refuses_this_pc_parks_no_file(
    hall: Hall, city: SandboxCity, trouble: Trouble, line: CityHttp
) -> None:
    dossier = hall.receives().id
    attaches(hall.place, dossier, scan())
    exchange(hall.place.desk, line)
    trouble.order(refuse=True)

    with pytest.raises(CityRefused):
        send_files(hall.place, line)

    assert only(hall, dossier).standing == "sending"


def test_what_takes_no_files_says_so(line: CityHttp) -> None:
    assert file_taker(line) is line
    assert file_taker(object()) is None


def test_too_large_for_the_city_is_told_apart(hall: Hall, line: CityHttp) -> None:
    with pytest.raises(FileRefused) as refused:
        line.put_blob("0" * 64, 10, 0, b"x" * 20)

    assert refused.value.problem == {"type": "urn:motcua:too-large", "status": 413}


def test_a_file_the_disk_does_not_give_holds_up_no_other_and_waits_for_a_person_in_the_end(
    hall: Hall, line: CityHttp, monkeypatch: pytest.MonkeyPatch
) -> None:
    sick, well = hall.receives().id, hall.receives().id
    for seed, dossier in enumerate((sick, well), start=1):
        attaches(hall.place, dossier, scan(seed=seed))
    exchange(hall.place.desk, line)
    usual, sick_one = Vault.read, hashlib.sha256(scan(seed=1)).hexdigest()

    def reads(vault: Vault, sha256: str, size: int, offset: int, length: int) -> bytes:
        if sha256 == sick_one:
            raise DiskFailing
        return usual(vault, sha256, size, offset, length)

    monkeypatch.setattr(Vault, "read", reads)
    assert send_files(hall.place, line) == Uploads(stored=1)
    assert (only(hall, sick).standing, only(hall, well).standing) == ("sending", "stored")
    for _ in range(MOST_ATTEMPTS):
        hall.clock.forward(hours=2)
        send_files(hall.place, line)

    card = only(hall, sick)
    assert card.standing == "parked"
    assert "Đính kèm lại" in file_problem_words(card.problem) or "đính kèm lại" in file_problem_words(card.problem)
