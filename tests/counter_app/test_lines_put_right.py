"""Lines of copies and sets put right: the fee follows, money that was taken is never moved by a correction."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counter_app import print_jobs
from counter_app.dossiers.intake import CopyLine
from counter_app.dossiers.lookup import dossier_by_id
from counter_app.dossiers.money import pay, refund
from counter_app.dossiers.receive import Received, receive
from counter_app.dossiers.steps.correct import correct
from counter_app.dossiers.steps.documents import read_correction
from counter_app.dossiers.steps.lines_right import lines_of
from counter_app.dossiers.steps.values import Correction
from counter_app.dossiers.timeline import versions_of
from counter_app.errors import BadDocument
from counter_app.papers import Receipt
from counter_app.place import Place
from counter_app.wording import sentence
from tests.counter_app.dossier_story import newest_op, refused
from tests.documents import TODAY, intake

TWO_COPIES = Correction("Đếm nhầm bản", lines=(CopyLine("Bằng tốt nghiệp", 2, 2),))
FOUR_COPIES = replace(TWO_COPIES, lines=(CopyLine("Bằng tốt nghiệp", 2, 4),))


def copies(place: Place, way: str = "transfer") -> Received:
    """Two pages in three copies: 12,000 đ, to be transferred unless said otherwise."""
    ground = "Hộ nghèo" if way == "exempt" else ""
    return place.desk.do(receive, intake(fee={"way": way, "ground": ground}))


def money(place: Place, got: Received) -> tuple[int, str, int]:
    """The fee, where the money stands, and what the lines of the tariff add up to."""
    card = place.desk.ask(dossier_by_id, got.id)
    return card.fee_total, card.money_state, sum(fee.amount for fee in card.fees)


def test_lines_put_right_before_anything_was_taken_change_the_fee(place: Place) -> None:
    got = copies(place)

    done = place.desk.do(correct, got.id, TWO_COPIES)

    assert place.desk.ask(lines_of, got.id) == TWO_COPIES.lines
    assert money(place, got) == (8_000, "due", 8_000)
    (version,) = place.desk.ask(versions_of, got.id)
    assert version.before == {"fee_total": 12_000, "lines": [{"paper": "Bằng tốt nghiệp", "pages": 2, "copies": 3}]}
    told = newest_op(place)["changes"]
    assert (told["fee_total"], told["lines"][0]["copies"]) == (8_000, 2)
    assert done.job_id is not None
    receipt = place.desk.ask(print_jobs.document_of, done.job_id)
    assert isinstance(receipt, Receipt)
    assert (receipt.fee_total, receipt.version) == (8_000, 2)
    assert "2 trang × 2 bản" in receipt.fees[0].name


def test_what_was_taken_too_much_is_given_back_first(place: Place) -> None:
    got = copies(place, "cash")

    told = refused(place, correct, got.id, TWO_COPIES)

    assert isinstance(told, BadDocument)
    assert "hoàn 4000 đ, rồi đính chính" in sentence(told)
    assert money(place, got) == (12_000, "paid", 12_000)
    place.desk.do(refund, got.id, "Đếm nhầm bản", 4_000)
    place.desk.do(correct, got.id, TWO_COPIES)
    assert money(place, got) == (8_000, "paid", 8_000)


def test_what_was_taken_too_little_is_given_back_and_taken_anew(place: Place) -> None:
    got = copies(place, "cash")
    assert "hoàn cả 12000 đ, đính chính, rồi thu 16000 đ" in sentence(refused(place, correct, got.id, FOUR_COPIES))

    place.desk.do(refund, got.id, "Thu thiếu")
    place.desk.do(correct, got.id, FOUR_COPIES)

    assert money(place, got) == (16_000, "due", 16_000)
    place.desk.do(pay, got.id, "cash")
    assert money(place, got) == (16_000, "paid", 16_000)


def test_a_waived_fee_stays_waived_with_its_ground(place: Place) -> None:
    got = copies(place, "exempt")

    place.desk.do(correct, got.id, FOUR_COPIES)

    assert money(place, got) == (0, "exempt", 16_000)
    assert {fee.ground for fee in place.desk.ask(dossier_by_id, got.id).fees} == {"Hộ nghèo"}


def test_a_paper_misnamed_in_a_line_leaves_the_money_alone(place: Place) -> None:
    got = copies(place, "cash")

    place.desk.do(correct, got.id, Correction("Sai tên", lines=(CopyLine("Học bạ", 2, 3),)))

    assert money(place, got) == (12_000, "paid", 12_000)
    assert "Học bạ" in place.desk.ask(dossier_by_id, got.id).fees[0].name


def test_sets_count_where_the_fee_is_by_the_copy(place: Place) -> None:
    got = place.desk.do(receive, intake(procedure="2.000635", lines=[], fee={"way": "transfer"}))

    place.desk.do(correct, got.id, Correction("Xin hai bản", sets=2))

    assert money(place, got) == (16_000, "due", 16_000)


@pytest.mark.parametrize("lines", [(), (CopyLine("Bằng", 2, 1),)])
def test_lines_belong_to_copy_certification_and_there_never_to_none(place: Place, lines: tuple[CopyLine, ...]) -> None:
    code = "1.000894" if lines else "2.000815"
    got = place.desk.do(receive, intake(procedure=code, lines=[] if lines else intake_lines()))

    told = refused(place, correct, got.id, Correction("Nhầm", lines=lines))

    assert isinstance(told, BadDocument)
    assert told.field == "lines"


def intake_lines() -> list[dict[str, object]]:
    return [{"paper": "Bằng tốt nghiệp", "pages": 2, "copies": 3}]


def test_the_command_lines_document_carries_lines(place: Place) -> None:
    read = read_correction({"reason": "Sai", "lines": [{"paper": "Học bạ", "pages": 4, "copies": 1}]}, TODAY)

    assert read.value == Correction("Sai", lines=(CopyLine("Học bạ", 4, 1),))
