"""Without touching: digits, signs and spoken prompts on every page; what a key types into the code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from counter_app.dossiers.codes import format_code
from counter_app.place import Place
from counter_app.wording import Language
from tests.counter_app.dossier_story import marriage
from tests.documents import TODAY
from tests.ui.lookup.hall import AT_ONCE, Opened, digits, press, scan
from ui.lookup.code_entry import CodeEntry, Field


class Heard:
    """A prompter that keeps what it was asked to say."""

    def __init__(self) -> None:
        self.said: list[tuple[str, Language]] = []

    def say(self, key: str, language: Language) -> None:
        self.said.append((key, language))

    def stop(self) -> None:
        pass

    def take(self) -> list[str]:
        keys, self.said = [key for key, _ in self.said], []
        return keys


def test_every_page_has_its_prompt_and_its_keys(qtbot: QtBot, screen: Opened, place: Place) -> None:
    taken = marriage(place)
    heard = Heard()
    window = screen(AT_ONCE, heard)
    press(qtbot, window, Qt.Key.Key_1, Qt.Key.Key_Escape)
    assert heard.take() == [], "nobody is spoken to who did not ask for it"

    press(qtbot, window, Qt.Key.Key_0, Qt.Key.Key_0)
    assert heard.take() == ["lookup", "lookup"], "0 says it, and says it again"
    press(qtbot, window, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: window.page is window.face.list)
    press(qtbot, window, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Minus, Qt.Key.Key_Slash)
    assert heard.take() == [
        "lookup.services",
        "lookup.list:HT",
        "lookup.procedure:1.000894",
        "lookup.list:HT",
        "lookup.list:HT",
    ]
    assert window.face.list.question.text == "Civil status: choose a procedure"
    scan(qtbot, window, taken.code)
    qtbot.waitUntil(lambda: window.page is window.face.dossier)
    assert heard.said[-1] == ("lookup.dossier:accepted", "en")
    assert window.face.dossier.headline.text == "Accepted"
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.page is window.face.home
    assert not window.manner.voice


def test_the_whole_look_up_by_keypad(qtbot: QtBot, screen: Opened, place: Place) -> None:
    marriage(place)
    window = screen()
    keys = [*digits("261120"), Qt.Key.Key_Minus, *digits("0009"), Qt.Key.Key_Backspace, Qt.Key.Key_Backspace]

    press(qtbot, window, Qt.Key.Key_1, *keys)
    assert (window.typing.entry.field, window.typing.entry.number) == ("number", "261120000"), (
        "back into the field before"
    )
    press(qtbot, window, *digits("12345"), Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: window.page is window.face.dossier)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Slash])
def test_back_and_language_work_while_typing(qtbot: QtBot, screen: Opened, key: Qt.Key) -> None:
    window = screen()
    press(qtbot, window, Qt.Key.Key_1, *digits("26112"), key)

    if key == Qt.Key.Key_Escape:
        assert window.page is window.face.home
    else:
        assert window.face.type.question.text == "Type the code and the last 4 digits"
        assert window.face.type.fields["number"].value == "26112_-____", "nothing typed is lost"


def typed(entry: CodeEntry, text: str, field: Field | None = None) -> CodeEntry:
    entry = entry if field is None else entry.at(field)
    for letter in text:
        entry = entry.typed(letter)
    return entry


@given(
    st.sampled_from(["H26.016.26", "H26", "000.11.22.H26"]),
    st.integers(1, 9999),
    st.dates(),
    st.text("0123456789", min_size=4, max_size=4),
)
def test_what_is_typed_is_the_code_on_the_slip(unit: str, sequence: int, day: object, last: str) -> None:
    code = format_code(unit, TODAY, sequence)
    number = code.removeprefix(f"{unit}-").replace("-", "")

    entry = typed(CodeEntry(unit), number + last)

    assert (entry.code, entry.digits, entry.whole) == (code, last, True)


def test_a_temporary_code_has_t_for_its_office(place: Place) -> None:
    entry = typed(typed(CodeEntry("", field="unit"), "t"), "2611200001", "number")

    assert entry.code == "T261120-0001"


def test_a_longer_sequence_is_typed_on_after_coming_back() -> None:
    entry = typed(CodeEntry("G01.899.00"), "2611200100")
    assert entry.field == "digits"

    assert typed(entry, "05", "number").code == "G01.899.00-261120-010005"


@given(st.text(max_size=40))
def test_no_key_brings_anything_but_letters_digits_and_a_dot_into_it(text: str) -> None:
    for field in ("unit", "number", "digits"):
        entry = typed(CodeEntry("", field=field), text)
        assert (entry.unit + entry.number + entry.digits).isascii()
        assert len(entry.unit) <= 24
        assert (entry.number + entry.digits).isdecimal() or not entry.number + entry.digits
        assert entry.code is None or entry.number
