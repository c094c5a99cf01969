"""The card's QR: whole, damaged, torn."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from counter_app.errors import BadIdentity
from counter_app.people import damage
from counter_app.people.identity import Identity, Sex, describe_warning, looks_like_identity, mask, parse_identity
from counter_app.people.numbers import problem_with
from counter_app.wording_fields import IDENTITY_WARNINGS_VI

CARD = "001085012345|012345678|Nguyễn Văn An|15031985|Nam|Số 1 ngõ 2, Long Biên, Hà Nội|01052022"
CARD_OF_2024 = "001198000001||Trần Thị Bích|20111998|Nữ|Phường Bồ Đề, Hà Nội|06102025||||"


def written(**changed: str) -> str:
    """The card's string with some of its parts written otherwise."""
    names = ("number", "old", "name", "birth", "sex", "address", "issued")
    parts = dict(zip(names, CARD.split("|"), strict=True))
    return "|".join({**parts, **changed}.values())


def test_a_whole_card_is_read() -> None:
    assert parse_identity(CARD) == Identity(
        "001085012345",
        "012345678",
        "Nguyễn Văn An",
        date(1985, 3, 15),
        "nam",
        "Số 1 ngõ 2, Long Biên, Hà Nội",
        date(2022, 5, 1),
        (),
    )


def test_a_card_of_2024_with_four_more_parts_is_read() -> None:
    card = parse_identity(CARD_OF_2024)
    assert (card.number, card.old_number, card.sex) == ("001198000001", None, "nữ")
    assert (card.birth_date, card.issue_date) == (date(1998, 11, 20), date(2025, 10, 6))
    assert card.warnings == ()


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\t", " ", "\r\n\r\n"])
def test_what_the_scanner_adds_at_the_end_is_dropped(ending: str) -> None:
    assert parse_identity(CARD + ending) == parse_identity(CARD)


def test_decomposed_letters_come_out_composed() -> None:
    assert parse_identity(unicodedata.normalize("NFD", CARD)) == parse_identity(CARD)


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        (written(name="Nguy\ufffdn V\ufffdn An"), ("letters",)),
        (written(name="Nguy?n V?n An"), ("letters",)),
        (written(name="Nguyá»…n VÄƒn An"), ("letters",)),
        (written(name="Nguyeexn Vawn An"), ("typing",)),
        (written(name="Nguye64n Va8n An"), ("typing",)),
        (written(name="Phan Thanh Hoas"), ("typing",)),
        (written(name="Nguyen Van An", address="So 1 ngo 2, Long Bien, Ha Noi"), ("unmarked",)),
        (written(birth="15O31985"), ("birth_date",)),
        (written(birth="31021985"), ("birth_date",)),
        (written(birth="1503198"), ("birth_date",)),
        (written(issued="0105?022"), ("issue_date",)),
        (written(issued=""), ()),
        (written(sex="Na"), ("sex",)),
        (written(sex="Nu", number="001185012345"), ()),
        (written(old="01234567"), ("old_number",)),
        (written(old=""), ()),
        (written(name=""), ("name",)),
        (written(number="00108501234"), ("number",)),
        (written(number="001185012345"), ("number_sex",)),
        (written(number="001086012345"), ("number_year",)),
        (written(number="001285012345"), ("number_year",)),
        (written(number="105085012345"), ("province",)),
    ],
)
def test_damage_is_flagged_and_never_blocks(text: str, warnings: tuple[str, ...]) -> None:
    assert parse_identity(text).warnings == warnings


def test_a_torn_card_string_is_flagged() -> None:
    torn = parse_identity("001085012345|012345678|Nguyễn V")
    assert (torn.number, torn.name, torn.birth_date) == ("001085012345", "Nguyễn V", None)
    assert torn.warnings[0] == "fields"
    assert "birth_date" in torn.warnings


def test_a_card_whose_number_is_damaged_still_gives_the_name() -> None:
    card = parse_identity(written(number="0010850"))
    assert (card.number, card.name) == ("", "Nguyễn Văn An")


@pytest.mark.parametrize("name", ["Y Ksor Êban", "Đặng Quỳnh Hoa", "Lê Thị Thuý Oanh", "H' Hen Niê", "Rơ Châm Siu"])
def test_real_names_raise_no_doubt(name: str) -> None:
    assert parse_identity(written(name=name)).warnings == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty"),
        ("\r\n", "empty"),
        ("||||||", "empty"),
        ("Xin chào", "fields"),
        ("0010850", "fields"),
        ("0010850|012345678|Nguy", "fields"),
        ("0010850||||||", "number"),
        ("https://example.vn/a|b|c|d|e|f|g", "number"),
    ],
)
def test_what_gives_nothing_usable_is_refused(text: str, problem: str) -> None:
    with pytest.raises(BadIdentity) as refused:
        parse_identity(text)
    assert refused.value.problem == problem


def test_scanned_cards_are_told_from_other_codes() -> None:
    assert looks_like_identity(CARD)
    assert looks_like_identity(CARD_OF_2024 + "\r\n")
    assert looks_like_identity("001085012345|0123")
    assert looks_like_identity(written(number="0010"))
    assert not looks_like_identity("001085012345")
    assert not looks_like_identity("H26.016.26-261120-0001")
    assert not looks_like_identity("Nguyễn Văn An | Hà Nội")


def test_paper_shows_only_the_last_four_digits() -> None:
    assert mask("001085012345") == "********2345"
    assert mask("012345678") == "*****5678"
    assert mask("123") == "***"
    assert mask("") == ""


def test_every_warning_has_its_sentence() -> None:
    assert all(sentence.endswith(".") for sentence in IDENTITY_WARNINGS_VI.values())
    assert describe_warning("unmarked").startswith("Họ tên")
    assert len(damage._PROVINCES) == 63


NAMES = st.lists(
    st.sampled_from(["Nguyễn", "Trần", "Đặng", "Văn", "Thị", "Hữu", "Ước", "Quỳnh", "An"]), min_size=2, max_size=5
).map(" ".join)


@st.composite
def cards(draw: st.DrawFn) -> Identity:
    born = draw(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
    sexes: tuple[Sex, ...] = ("nam", "nữ")
    sex = draw(st.sampled_from(sexes))
    fourth = 2 * (born.year // 100 - 19) + (sex == "nữ")
    province = draw(st.sampled_from(sorted(damage._PROVINCES)))
    number = f"{province}{fourth}{born.year % 100:02d}{draw(st.integers(0, 999_999)):06d}"
    old = draw(st.none() | st.from_regex(r"\A[0-9]{9}\Z"))
    issued = draw(st.none() | st.dates(date(2016, 1, 1), date(2040, 12, 31)))
    return Identity(number, old, draw(NAMES), born, sex, f"Số {draw(st.integers(1, 999))} Hà Nội", issued)


@settings(deadline=None)
@given(card=cards(), extra=st.integers(0, 4))
def test_every_card_written_is_read_back(card: Identity, extra: int) -> None:
    born = card.birth_date
    assert born is not None
    text = "|".join(
        [
            card.number,
            card.old_number or "",
            unicodedata.normalize("NFD", card.name),
            f"{born:%d%m}{born.year:04d}",
            "Nam" if card.sex == "nam" else "Nữ",
            card.address,
            f"{card.issue_date:%d%m%Y}" if card.issue_date else "",
            *[""] * extra,
        ]
    )
    assert parse_identity(text) == card


@settings(deadline=None, max_examples=500)
@given(st.text() | st.lists(st.text(), min_size=5, max_size=12).map("|".join))
@example("001085012345|" + "9" * 5000)
@example("001085012345||\ud800|00000000|Nam||")
def test_any_text_is_read_or_refused_as_an_identity(text: str) -> None:
    try:
        card = parse_identity(text)
    except BadIdentity:
        return
    assert card.number == "" or (len(card.number) == 12 and card.number.isascii())
    assert set(card.warnings) <= set(IDENTITY_WARNINGS_VI)
    assert unicodedata.is_normalized("NFC", card.name)


@settings(deadline=None)
@given(card=st.just(CARD), cut=st.integers(0, len(CARD)), letter=st.characters())
def test_a_card_damaged_at_any_place_is_read_or_refused(card: str, cut: int, letter: str) -> None:
    for text in (card[:cut], card[cut:], card[:cut] + letter + card[cut + 1 :]):
        try:
            parse_identity(text)
        except BadIdentity:
            continue


@pytest.mark.parametrize(
    ("kind", "number", "right"),
    [
        ("cccd", "001085012345", True),
        ("cccd", "00108501234", False),
        ("cmnd", "012345678", True),
        ("passport", "C1234567", True),
        ("passport", "c1 23", False),
        ("tax", "0100109106", True),
        ("tax", "0100109106-001", True),
        ("tax", "0100109106-000", False),
        ("tax", "0100109107", False),
        ("tax", "001085012345", True),
    ],
)
def test_numbers_are_held_to_their_shape_and_check_digit(kind: str, number: str, right: bool) -> None:
    assert (problem_with(kind, number) is None) == right  # type: ignore[arg-type]
