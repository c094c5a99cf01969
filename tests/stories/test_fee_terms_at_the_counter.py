"""How a dossier comes, its case, and the ground of an exemption: chosen in the form, said in the summary and on paper."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.catalogue.importing import SAMPLE, read_catalogue
from counter_app.catalogue.procedures import Catalogue, Exemption, FeeRule
from counter_app.catalogue.versions import install
from counter_app.dossiers.lookup import DossierCard, dossier
from counter_app.place import Place
from counter_app.reference import refresh_desk
from tests.documents import CARD
from ui.demo.pilot import ClerkPilot, wait_until
from ui.widgets.choice_row import ChoiceRow

CATALOGUE = read_catalogue(SAMPLE)
EXTRACT = next(one for one in CATALOGUE.procedures if one.code == "2.000635")
POOR = Exemption("Người thuộc hộ nghèo", "danh sách của phường")


@pytest.fixture(autouse=True)
def by_terms(staffed: Place) -> None:
    """An extract costs by its case at the counter and nothing online; the poor are exempt."""
    fees = (
        FeeRule("fixed", "Phí trích lục", 8_000, channels=("direct", "post"), case="Thường"),
        FeeRule("fixed", "Phí trích lục", 16_000, channels=("direct", "post"), case="Lấy ngay"),
        FeeRule("fixed", "Phí trích lục", 0, channels=("online",)),
    )
    changed = replace(EXTRACT, version="theo-kenh", fees=fees, exemptions=(POOR,))
    staffed.office.do(install, Catalogue("theo-kenh", CATALOGUE.services, (changed,)))
    refresh_desk(staffed)


def extract(clerk: ClerkPilot) -> None:
    clerk.scans(CARD)
    clerk.chooses_procedure("trich luc ho tich")
    says(clerk, "8.000")


def says(clerk: ClerkPilot, fee: str) -> None:
    wait_until(lambda: fee in clerk.work.summary.fee.text(), f"{fee}; it says {clerk.work.summary.fee.text()}")


def right(row: ChoiceRow, times: int = 1) -> None:
    row.setFocus()
    for _ in range(times):
        QTest.keyClick(row, Qt.Key.Key_Right)


def received(clerk: ClerkPilot, place: Place) -> DossierCard:
    return place.desk.ask(dossier, clerk.receives())


def test_the_first_case_holds_until_another_is_chosen(clerk: ClerkPilot, staffed: Place) -> None:
    extract(clerk)
    right(clerk.work.form.giving_back._cases)
    says(clerk, "16.000")

    card = received(clerk, staffed)

    assert (card.fee_total, card.fees[0].name) == (16_000, "Phí trích lục (Lấy ngay, nộp tại quầy)")


def test_what_came_online_costs_nothing_and_says_so(clerk: ClerkPilot, staffed: Place) -> None:
    extract(clerk)
    right(clerk.work.form.giving_back.channel, 2)
    says(clerk, "Không thu")

    card = received(clerk, staffed)

    assert (card.channel, card.fee_total, card.money_state) == ("online", 0, "none")
    assert [fee.name for fee in card.fees] == ["Phí trích lục (nộp trực tuyến)"]


def test_the_ground_of_an_exemption_is_one_digit(clerk: ClerkPilot, staffed: Place) -> None:
    extract(clerk)
    back = clerk.work.form.giving_back
    right(back.fee_way, 2)
    assert "1\u00a0Người thuộc hộ nghèo" in back.ground.told.text()
    back.ground.setFocus()
    clerk.presses(Qt.Key.Key_1, "1")
    says(clerk, "Miễn")

    card = received(clerk, staffed)

    assert {fee.ground for fee in card.fees} == {"Người thuộc hộ nghèo (danh sách của phường)"}
    assert card.money_state == "exempt"


def test_another_procedure_has_other_terms(clerk: ClerkPilot, staffed: Place) -> None:
    extract(clerk)
    back = clerk.work.form.giving_back
    assert back.case == "Thường"

    QTest.keyClick(back.note, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    clerk.chooses_procedure("ket hon")

    assert back.case == ""
    assert back._cases.isHidden()
    assert back.ground.offers == ()
