"""Putting a dossier right: a version each time, what stood there before, a receipt that carries the version."""

from __future__ import annotations

from dataclasses import replace

from counter_app import print_jobs
from counter_app.dossiers.finding import search
from counter_app.dossiers.intake import PaperIn, ReturnWay
from counter_app.dossiers.steps.correct import correct
from counter_app.dossiers.steps.values import Correction
from counter_app.dossiers.timeline import versions_of
from counter_app.errors import BadDocument
from counter_app.papers import Receipt
from counter_app.place import Place
from tests.counter_app.dossier_story import card, marriage, marriage_intake, newest_op, refused


def test_a_name_put_right_is_found_printed_and_told(place: Place) -> None:
    got = marriage(place)
    right = replace(marriage_intake().owner, name="Nguyễn Văn Ân")

    done = place.desk.do(correct, got.id, Correction("Gõ thiếu dấu", owner=right))

    kept = card(place, got.id)
    assert (kept.owner.name, kept.version, kept.due, kept.state) == ("Nguyễn Văn Ân", 2, got.due, 2)
    assert done.job_id is not None
    receipt = place.desk.ask(print_jobs.document_of, done.job_id)
    assert isinstance(receipt, Receipt)
    assert (receipt.owner, receipt.version, receipt.copy_no) == ("Nguyễn Văn Ân", 2, 1)
    (version,) = place.desk.ask(versions_of, got.id)
    assert (version.version, version.reason) == (2, "Gõ thiếu dấu")
    assert version.before["owner"]["name"] == "Nguyễn Văn An"
    told = newest_op(place)
    assert (told["version"], told["changes"]["owner"]["name"]) == (2, "Nguyễn Văn Ân")
    assert [row.id for row in place.desk.ask(search, "nguyen van an")] == [got.id]


def test_papers_and_the_way_back_are_put_right_together(place: Place) -> None:
    got = marriage(place)
    papers = (PaperIn("Tờ khai", 1, 0, 0), PaperIn("Căn cước", 0, 0, 2))
    way = ReturnWay("post", "Số 9 ngõ 4, phường Bồ Đề")

    place.desk.do(correct, got.id, Correction("Ghi nhầm giấy tờ", papers=papers, return_way=way))

    kept = card(place, got.id)
    assert [(paper.name, paper.originals, paper.copies) for paper in kept.papers] == [
        ("Tờ khai", 1, 0),
        ("Căn cước", 0, 2),
    ]
    assert (kept.return_way, kept.return_address) == ("post", "Số 9 ngõ 4, phường Bồ Đề")
    (version,) = place.desk.ask(versions_of, got.id)
    assert len(version.before["papers"]) == 3
    assert version.before["return_way"] == "counter"


def test_a_correction_that_changes_nothing_is_none(place: Place) -> None:
    got = marriage(place)
    same = marriage_intake()

    told = refused(place, correct, got.id, Correction("Nhầm", owner=same.owner, papers=same.papers, sets=1))

    assert isinstance(told, BadDocument)
    assert card(place, got.id).version == 1


def test_corrections_count_on(place: Place) -> None:
    got = marriage(place)
    for sets in (2, 3):
        place.desk.do(correct, got.id, Correction("Gõ nhầm", sets=sets))

    assert [(one.version, one.before) for one in place.desk.ask(versions_of, got.id)] == [
        (2, {"sets": 1}),
        (3, {"sets": 2}),
    ]
