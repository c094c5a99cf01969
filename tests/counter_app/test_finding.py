"""Dossiers are found while somebody types: by any beginning of any word, newest first, whatever is typed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, update

from counter_app.dossiers.finding import MOST, make_findable, search, words_of
from counter_app.dossiers.receive import receive
from counter_app.people.folding import fold
from counter_app.place import Place
from counter_app.records.desk import DossierAlias, Person
from counter_app.store import Act
from tests.documents import document, intake


def received(place: Place, name: str, number: str = "001085012345", phone: str = "0912345678") -> str:
    owner = {**document()["owner"], "name": name, "number": number, "phone": phone}
    return place.desk.do(receive, intake(owner=owner)).code


def found(place: Place, typed: str) -> list[str]:
    return [row.code for row in place.desk.ask(search, typed)]


@pytest.fixture
def three(place: Place) -> tuple[str, str, str]:
    return (
        received(place, "Đỗ Thị Ngữ", "001151004321", "0987654321"),
        received(place, "Nguyễn Văn An"),
        received(place, "Nguyễn Thị An", "001090011111", "0900000001"),
    )


def test_every_beginning_of_every_word_finds_it(place: Place, three: tuple[str, str, str]) -> None:
    first, second, third = three
    for typed in ("d", "do", "Đỗ", "DO THI NGU", "ngu", "thi ngu", "do ng", "4321", "0987", "001151004321", "098"):
        assert first in found(place, typed), typed
    assert found(place, "nguyen") == [third, second], "the newest first"
    assert found(place, "an nguyen") == [third, second], "in any order"
    assert found(place, "nguyen van") == [second]
    assert found(place, "nguyen thu") == []
    assert found(place, "guyen") == [], "a word's middle is no beginning"


def test_a_code_is_found_by_its_beginning_by_its_day_and_by_its_number(
    place: Place, three: tuple[str, str, str]
) -> None:
    code = three[1]
    unit, day, number = code.split("-")

    assert found(place, code) == found(place, code.lower()) == found(place, f" {code} ") == [code]
    assert found(place, f"{day}-{number}") == found(place, f"{day} {number}") == [code]
    assert found(place, number) == [code]
    assert found(place, unit) == found(place, f"{unit}-") == found(place, day) == sorted(three, reverse=True)
    assert found(place, f"{unit}-{day}-000") == sorted(three, reverse=True)


def test_another_code_finds_it_for_ever(place: Place, three: tuple[str, str, str]) -> None:
    def name_it(act: Act) -> None:
        (row,) = search(act, three[0])
        act.connection.execute(insert(DossierAlias).values(alias="000.00.16.H26-191226-0007", dossier_id=row.id))
        make_findable(act, row.id)

    place.desk.do(name_it)

    for typed in ("000.00.16.H26-191226-0007", "191226", "191226 0007"):
        assert found(place, typed) == [three[0]], typed
    assert found(place, "do thi ngu") == [three[0]], "and by everything else still"


def test_a_corrected_name_is_found_and_the_wrong_one_no_more(place: Place, three: tuple[str, str, str]) -> None:
    def correct(act: Act) -> None:
        (row,) = search(act, three[0])
        changed = (
            update(Person).where(Person.dossier_id == row.id).values(name="Đỗ Thị Nga", name_fold=fold("Đỗ Thị Nga"))
        )
        act.connection.execute(changed)
        make_findable(act, row.id)

    place.desk.do(correct)

    assert found(place, "do thi nga") == [three[0]]
    assert found(place, "do thi ngu") == []


def test_everybody_in_a_dossier_finds_it(place: Place) -> None:
    owner = document()["owner"]
    brought = {**owner, "name": "Trần Quốc Bảo", "number": "001090099999", "phone": "0977777777"}
    authorised = {"paper": "Giấy uỷ quyền", "date": "2026-11-18", "person": None}
    code = place.desk.do(receive, intake(submitter=brought, authorised_by=authorised)).code

    for typed in ("tran quoc bao", "0977777777", "9999", "nguyen van an"):
        assert found(place, typed) == [code], typed


def test_a_long_list_is_cut_at_the_newest(place: Place) -> None:
    codes = [received(place, "Nguyễn Văn An") for _ in range(MOST + 2)]

    assert found(place, "nguyen") == list(reversed(codes))[:MOST]


@given(typed=st.text(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
def test_whatever_is_typed_is_a_question(place: Place, typed: str) -> None:
    assert isinstance(place.desk.ask(search, typed), tuple)


@pytest.mark.parametrize(
    "typed", ['"', "'", "*", "NEAR(a b)", "a OR b", "-a", "words:a", "%", "_", "\x00", "a\x00b", "😀"]
)
def test_signs_of_the_index_mean_nothing(place: Place, three: tuple[str, str, str], typed: str) -> None:
    assert three
    assert set(found(place, typed)) <= set(three)


@given(name=st.text(min_size=1, max_size=60))
def test_every_word_of_a_name_is_kept_whatever_its_letters(name: str) -> None:
    person: Any = SimpleNamespace(name_fold=fold(name), number=None, phone="")

    kept = words_of(["H26.016.26-261120-0001"], [person]).split(" ")

    assert {"261120", "0001"} <= set(kept)
    letters = "".join(letter for letter in fold(name).lower() if letter.isascii() and letter.isalnum())
    assert set(letters) <= set("".join(kept))
