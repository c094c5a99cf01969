"""A card of an old ward at the counter: today's address proposed or asked for, and whose phone it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.dossiers.lookup import PersonCard, dossier
from counter_app.place import Place
from ui.demo.pilot import ClerkPilot, wait_until

ONE_WARD = "001085012345||Nguyễn Văn An|15031985|Nam|Tổ 5, Ngọc Lâm, Long Biên, Hà Nội|01052022"
DIVIDED = "001085012345||Nguyễn Văn An|15031985|Nam|Số 1 ngõ 2, Bồ Đề, Long Biên, Hà Nội|01052022"


def scanned(clerk: ClerkPilot, card: str) -> None:
    clerk.scans(card)
    wait_until(lambda: clerk.work.form.person.name.text() == "Nguyễn Văn An", "the name")


def received(clerk: ClerkPilot, place: Place) -> PersonCard:
    """The owner of what F9 receives."""
    if clerk.work.form.procedure.procedure is None:
        clerk.work.form.procedure.search.setFocus()
        clerk.presses(Qt.Key.Key_1, "1")
    if clerk.work.form.papers.copying:
        clerk.takes_all_papers()
    return place.desk.ask(dossier, clerk.receives()).owner


def test_an_old_ward_that_became_one_new_ward_is_filled_in_without_a_key(clerk: ClerkPilot, staffed: Place) -> None:
    scanned(clerk, ONE_WARD)
    person = clerk.work.form.person

    assert person.address.text() == "Tổ 5, Ngọc Lâm, Long Biên, Hà Nội"
    assert person.address_now.text() == "Tổ 5, Phường Bồ Đề, Thành phố Hà Nội"
    assert clerk.work.form.procedure.search.hasFocus()
    owner = received(clerk, staffed)
    assert owner.address == "Tổ 5, Ngọc Lâm, Long Biên, Hà Nội"
    assert owner.lives_at == "Tổ 5, Phường Bồ Đề, Thành phố Hà Nội"


def test_a_divided_ward_is_asked_and_one_digit_answers(clerk: ClerkPilot, staffed: Place) -> None:
    scanned(clerk, DIVIDED)
    now = clerk.work.form.person.address_now

    assert now.hasFocus()
    assert now.text() == ""
    assert "1\u00a0Phường Bồ Đề" in now.told.text()
    assert "3\u00a0Phường Long Biên" in now.told.text()
    clerk.presses(Qt.Key.Key_3, "3")

    assert now.text() == "Số 1 ngõ 2, Phường Long Biên, Thành phố Hà Nội"
    assert clerk.work.form.procedure.search.hasFocus()
    assert received(clerk, staffed).address_now == "Số 1 ngõ 2, Phường Long Biên, Thành phố Hà Nội"


def test_a_citizen_who_does_not_know_holds_nothing_up(clerk: ClerkPilot, staffed: Place) -> None:
    scanned(clerk, DIVIDED)
    clerk.presses(Qt.Key.Key_Return, "\r")

    assert clerk.work.form.procedure.search.hasFocus()
    owner = received(clerk, staffed)
    assert (owner.address_now, owner.lives_at) == ("", "Số 1 ngõ 2, Bồ Đề, Long Biên, Hà Nội")


def test_an_address_typed_by_hand_is_read_when_the_keys_leave_it(clerk: ClerkPilot, staffed: Place) -> None:
    person = clerk.work.form.person
    assert person.address_now.isHidden()
    person.address.setFocus()
    clerk.types("to 5, ngoc lam, long bien, ha noi")
    clerk.presses(Qt.Key.Key_Return, "\r")

    assert person.address_now.text() == "to 5, Phường Bồ Đề, Thành phố Hà Nội"
    person.address.setFocus()
    person.address.selectAll()
    clerk.types("12 phố Huế, Hà Nội")
    clerk.presses(Qt.Key.Key_Return, "\r")
    assert person.address_now.text() == ""
    assert person.address_now.isHidden()


def test_the_phone_may_be_a_relatives_and_is_known_so_at_the_next_visit(clerk: ClerkPilot, staffed: Place) -> None:
    scanned(clerk, ONE_WARD)
    person = clerk.work.form.person
    person.phone.setFocus()
    clerk.types("0912345678")
    person.phone_of.setFocus()
    for _ in range(2):
        QTest.keyClick(person.phone_of, Qt.Key.Key_Right)
    owner = received(clerk, staffed)
    clerk.ends()

    scanned(clerk, ONE_WARD)

    wait_until(lambda: person.phone.text() == "0912345678", "the phone from the earlier visit")
    assert (owner.phone_of, person.phone_of.value) == ("relative", "relative")


def test_a_draft_brings_both_back(clerk: ClerkPilot, staffed: Place) -> None:
    scanned(clerk, DIVIDED)
    clerk.presses(Qt.Key.Key_2, "2")
    person = clerk.work.form.person
    person.phone.setFocus()
    clerk.types("0912345678")
    person.phone_of.setFocus()
    QTest.keyClick(person.phone_of, Qt.Key.Key_Right)

    entry = clerk.work.receiving.entry
    clerk.work.form.show_entry(entry, None)

    assert clerk.work.receiving.entry == entry
    assert entry.owner.address_now == "Số 1 ngõ 2, Phường Hồng Hà, Thành phố Hà Nội"
    assert entry.owner.phone_of == "submitter"
