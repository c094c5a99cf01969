"""SIGKILL of the clerk's process, again and again, at moments counted by hooks inside it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from sqlalchemy import select

from counter_app import print_jobs
from counter_app.dossiers.lookup import dossiers
from counter_app.dossiers.receive import receive
from counter_app.people.staff import add_staff
from counter_app.place import Place, open_place
from counter_app.printers import PrinterCard, add_printer
from counter_app.queue import issuing
from counter_app.records.desk import Draft
from counter_app.reference import refresh_desk
from counter_app.store import Asking
from printing.virtual import VirtualPrinter
from tests.clock import SetClock
from tests.documents import intake
from tests.faults.prepared import Prepared
from tests.faults.processes import KILL
from tests.stories.conftest import PASSWORD

STATEMENTS, ANSWERS, SAVES = 15, 10, 10
"""How often each moment is hit where both stores are one file; a third of it where they are two."""


@pytest.fixture
def paper() -> Iterator[VirtualPrinter]:
    with VirtualPrinter() as printer:
        yield printer


@pytest.fixture
def hall(place: Place, paper: VirtualPrinter) -> Path:
    """A unit with the clerk Lan, a printer and people who wait."""
    place.office.do(add_staff, "Nguyễn Thị Lan", "lan", PASSWORD)
    refresh_desk(place)
    place.desk.do(add_printer, PrinterCard("quầy", "tcp", {"host": "127.0.0.1", "port": paper.port}))
    for _ in range(ANSWERS + 2):
        place.office.do(issuing.issue, "HT")
    return place.folder


def times(folder: Path, most: int) -> range:
    """From 1 on: so many kills on this layout."""
    return range(1, (most if not (folder / "office.db").exists() else most // 3 + 1) + 1)


@pytest.fixture(scope="module")
def clerks() -> Iterator[Prepared]:
    """The clerk's program, loaded."""
    with Prepared("tests.faults.clerk_child") as program:
        yield program


def run(clerks: Prepared, folder: Path, moment: str) -> dict[str, list[dict[str, Any]]]:
    """Run the clerk until it ends or kills itself; what it said, by first word."""
    child = clerks.start(str(folder), moment)
    lines = child.hear_until("never")
    code = child.end()
    said: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        word, _, facts = line.partition(" ")
        said.setdefault(word, []).append(json.loads(facts))
    killed = moment not in ("never", "look")
    assert code == (-KILL if killed else 0), lines
    assert ("killed" in said) == killed, "the hook was reached"
    return said


def codes_of(folder: Path) -> list[str]:
    place = open_place(folder, clock=SetClock())
    try:
        return sorted(row.code for row in place.desk.ask(dossiers))
    finally:
        place.close()


def codes_on_paper(paper: VirtualPrinter) -> Counter[str]:
    """Which codes came out, read from the paper as a scanner would."""
    read = (zxingcpp.read_barcodes(one.image.convert("L")) for one in paper.papers)
    return Counter(next(mark.text for mark in marks if mark.format == zxingcpp.BarcodeFormat.QRCode) for marks in read)


def test_killed_between_begin_and_commit_nothing_is_there_but_the_draft(
    clerks: Prepared, hall: Path, paper: VirtualPrinter
) -> None:
    for number in times(hall, STATEMENTS):
        said = run(clerks, hall, f"statement:{number}")

        assert codes_of(hall) == []
        if number > 1:
            assert said["sees"][0]["name"] == "Nguyễn Văn An"
            assert said["sees"][0]["phone"] == "0912345678"

    code = run(clerks, hall, "never")["received"][0]["code"]
    assert codes_of(hall) == [code]
    assert codes_on_paper(paper) == {code: 1}


def test_killed_after_the_commit_the_dossier_is_there_once_and_pressing_again_gives_its_code(
    clerks: Prepared, hall: Path, paper: VirtualPrinter
) -> None:
    for number in times(hall, ANSWERS):
        run(clerks, hall, f"answered:{('worker', 'window')[number % 2]}")

        before = codes_of(hall)
        assert len(before) == number
        assert press_again(hall) == before[-1]
        assert codes_of(hall) == before

    seen = run(clerks, hall, "look")["sees"][0]
    assert seen["received"] == codes_of(hall)[-1:]
    assert codes_of(hall)[-1] in seen["summary"]
    run(clerks, hall, "never")
    assert len(codes_of(hall)) == len(times(hall, ANSWERS)) + 1
    assert max(codes_on_paper(paper).values()) == 1
    assert set(codes_on_paper(paper)) <= set(codes_of(hall))


def test_killed_while_typing_every_saved_letter_is_there(clerks: Prepared, hall: Path) -> None:
    kept = ""
    for number in times(hall, SAVES):
        said = run(clerks, hall, f"saved:{1 + number % 3}")

        assert said["sees"][0]["name"] == kept
        kept = said["saved"][-1]["name"]
    assert len(kept) >= len(times(hall, SAVES))
    assert run(clerks, hall, "look")["sees"][0]["name"] == kept
    assert codes_of(hall) == []


def press_again(folder: Path) -> str:
    """The click that was never answered, once more, under the same request id."""
    place = open_place(folder, clock=SetClock())
    try:
        request = place.desk.ask(newest_done)
        code = place.desk.do_once(request, receive, intake(), None, request).code
        about = [job.about for job in place.desk.ask(print_jobs.jobs)]
        assert len(about) == len(set(about)), "one dossier, one paper"
        return code
    finally:
        place.close()


def newest_done(asking: Asking) -> Any:
    done = select(Draft.id).where(Draft.state == "done").order_by(Draft.changed_at.desc(), Draft.id.desc()).limit(1)
    return asking.connection.execute(done).scalar_one()
