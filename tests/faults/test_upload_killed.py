"""SIGKILL of the program that sends files, at each piece; and of one that attaches, at each step of writing."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from counter_app.attachments import keeping
from counter_app.attachments.listing import attachments_of
from counter_app.dossiers.receive import receive
from counter_app.place import Place, open_place
from sync.exchange import exchange
from sync.sandbox.server import SandboxCity
from sync.upstreams.city_http import CityHttp
from tests.clock import SetClock
from tests.documents import intake
from tests.faults.processes import KILL, Child
from tests.scans import attaches, files_of, scan

SIZE = 300_000
"""Five pieces of 64 KiB."""


@pytest.fixture
def dossier(place: Place) -> UUID:
    return place.desk.do(receive, intake()).id


def test_killed_at_every_piece_the_sending_goes_on_and_the_city_has_the_very_bytes(
    place: Place, dossier: UUID, tmp_path: Path
) -> None:
    content = scan(SIZE)
    attaches(place, dossier, content)
    with SandboxCity(tmp_path / "city") as city:
        with closing(CityHttp(city.url, "enrolled")) as line:
            exchange(place.desk, line)
        killed = 0
        while True:
            child = Child("tests.faults.upload_child", str(place.folder), city.url)
            if child.hear() == "done 0":
                child.end()
                break
            child.tell("go")
            if child.hear() != "piece":
                child.end()
                break
            child.process.kill()
            assert child.end() == -KILL
            killed += 1
            assert files_of(place, dossier)[0].standing == "sending"
        kept = city._records.files / hashlib.sha256(content).hexdigest()
        assert kept.read_bytes() == content

    assert killed == 4, "each life sent one piece; the last sent the end"
    assert files_of(place, dossier)[0].standing == "stored"


@pytest.mark.parametrize("moment", ["os.fsync", "Path.replace", "attach", "answer"])
def test_killed_while_attaching_there_is_a_whole_file_with_its_row_or_nothing(
    place: Place, dossier: UUID, moment: str
) -> None:
    place.close()
    child = Child("tests.faults.attach_child", str(place.folder), str(dossier), moment)
    assert child.hear() == "killed"
    assert child.end() == -KILL

    with closing(open_place(place.folder, clock=SetClock())) as again:
        files = again.desk.ask(attachments_of, dossier)
        assert len(files) == (1 if moment == "answer" else 0)
        assert keeping.missing(again) == 0
        assert keeping.sweep(again) == (0 if moment == "answer" else 1)
        attaches(again, dossier, scan(SIZE))
        assert len(again.desk.ask(attachments_of, dossier)) == 1
