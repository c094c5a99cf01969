"""Both copies of a receipt on one printer: two whole papers, one after the other, and one of them again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import zxingcpp
from PIL import Image

from counter_app import print_jobs
from counter_app.dossiers.receive import receive
from counter_app.papers import Receipt
from counter_app.place import Place
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from printing.layouts import draw
from printing.spool import print_waiting
from printing.virtual import VirtualPrinter
from tests.documents import intake
from tests.printing.hurry import UNHURRIED

Settings = Callable[[str, str], None]


@pytest.fixture
def settings(place: Place) -> Settings:
    def change(key: str, text: str) -> None:
        place.office.do(change_setting, key, text)
        refresh_desk(place)

    return change


def _code_on(paper: Image.Image) -> set[str]:
    return {found.text for found in zxingcpp.read_barcodes(paper.convert("L"))}


def test_two_papers_come_out_the_citizens_last_and_its_reprint_is_still_the_citizens(
    place: Place, printer: VirtualPrinter, settings: Settings
) -> None:
    settings("receipt.copies", "2")
    done = place.desk.do(receive, intake())
    assert print_waiting(place, UNHURRIED) == 2
    assert done.job_id is not None

    again = place.desk.do(print_jobs.reprint, done.job_id)
    assert print_waiting(place, UNHURRIED) == 1

    jobs = reversed(place.desk.ask(print_jobs.jobs, about=f"dossier:{done.id}"))
    documents = [place.desk.ask(print_jobs.document_of, job.id) for job in jobs]
    assert [getattr(one, "part", None) for one in documents] == ["file", "citizen", "citizen"]
    assert again.copy_no == 2
    papers = [paper.image for paper in printer.papers]
    wanted = [draw(one, 576) for one in documents if isinstance(one, Receipt)]
    assert [paper.tobytes() for paper in papers] == [picture.tobytes() for picture in wanted]
    assert all(_code_on(paper) == {done.code} for paper in papers)


def test_a_unit_that_prints_large_with_english_gets_longer_papers_that_still_scan(
    place: Place, printer: VirtualPrinter, settings: Settings
) -> None:
    plain = place.desk.do(receive, intake())
    settings("paper.large", "true")
    settings("receipt.second_language", "en")
    large = place.desk.do(receive, intake())
    assert print_waiting(place, UNHURRIED) == 2

    first, second = (paper.image for paper in printer.papers)
    assert second.height > first.height * 1.2
    assert (_code_on(first), _code_on(second)) == ({plain.code}, {large.code})
