"""Files that can't be sent as they are: changed here, not believed there, refused; each waits for a person and holds up no other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from counter_app.attachments.listing import files_line, parked_files
from counter_app.attachments.queue import FIRST_WAIT, MOST_ATTEMPTS, resend_file
from counter_app.attachments.vault import Vault, vault_of
from counter_app.errors import CityRefused, DiskFailing
from counter_app.wording_files import file_problem_words
from sync.exchange import exchange
from sync.messages import PIECE, BlobState
from sync.sandbox.server import SandboxCity
from sync.uploading import Uploads, send_files
from sync.upstreams import FileRefused, WrongOffset, file_taker
from sync.upstreams.city_http import CityHttp
from tests.scans import attaches, scan
from tests.sync.conftest import Trouble
from tests.sync.files_at_city import LARGE, at_city, only
from tests.sync.hall import Hall


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
