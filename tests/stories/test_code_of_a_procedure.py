"""A procedure found by its code: typed whole, though its first digit picks at once."""

from __future__ import annotations

from PySide6.QtCore import Qt

from counter_app.catalogue.versions import matching, procedures
from counter_app.place import Place
from tests.documents import CARD
from ui.demo.pilot import ClerkPilot, wait_until


def at_the_search_line(clerk: ClerkPilot) -> None:
    clerk.scans(CARD)
    wait_until(clerk.work.form.procedure.search.hasFocus, "the keys in the search line")


def test_a_code_typed_whole_finds_its_procedure(clerk: ClerkPilot) -> None:
    at_the_search_line(clerk)

    clerk.types("1.000894")
    clerk.presses(Qt.Key.Key_Return, "\r")

    chosen = clerk.work.form.procedure.procedure
    assert chosen is not None
    assert chosen.code == "1.000894"


def test_the_digit_alone_still_picks_at_once(clerk: ClerkPilot) -> None:
    at_the_search_line(clerk)

    clerk.presses(Qt.Key.Key_2, "2")

    section = clerk.work.form.procedure
    assert section.procedure is section._first[1]
    clerk.presses(Qt.Key.Key_Return, "\r")
    clerk.types("0")
    assert section.procedure is section._first[1]


def test_a_dot_later_on_is_only_a_dot(clerk: ClerkPilot) -> None:
    at_the_search_line(clerk)
    clerk.presses(Qt.Key.Key_1, "1")
    chosen = clerk.work.form.procedure.procedure
    clerk.work.form.giving_back.note.setFocus()

    clerk.types("a.b")

    assert clerk.work.form.procedure.procedure is chosen
    assert clerk.work.form.giving_back.note.text() == "a.b"


def test_what_a_code_began_leaves_nothing_of_the_first_pick(clerk: ClerkPilot) -> None:
    at_the_search_line(clerk)

    clerk.types("2.")

    form = clerk.work.form
    assert form.procedure.procedure is None
    assert form.procedure.search.text() == "2."
    assert form.procedure.search.hasFocus()
    assert (form.entry().papers, form.entry().lines) == ((), ())
    assert all(one.code.startswith("2.") for one in form.procedure._shown)


def test_codes_are_found_first_and_with_what_other_systems_put_behind_them(place: Place) -> None:
    found = place.desk.ask(procedures)

    assert [one.code for one in matching(found, "2.000815")] == ["2.000815"]
    assert matching(found, "2.000815.000.00.00.H55")[0].code == "2.000815"
    assert matching(found, "000894")[0].code == "1.000894"
    assert all(one.code.startswith("1.0") for one in matching(found, "1.0")[:5])
    assert matching(found, "ket hon")[0].code == "1.000894"
