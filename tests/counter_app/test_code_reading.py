"""Dossier codes as scanners, paper, addresses and the Vietnamese input method give them; and what is none."""

from __future__ import annotations

import unicodedata
from datetime import date
from itertools import pairwise
from urllib.parse import quote

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from counter_app.dossiers.codes import format_code, parse_code
from counter_app.errors import BadDocument
from counter_app.people.identity import looks_like_identity
from counter_app.people.phones import normalise_phone
from counter_app.queue.slip_code import read_slip_code, slip_code

CODE = "H26.016.26-261120-0001"
OLD = "000.A0.01.H26-210212-9090"


@pytest.mark.parametrize(
    ("scanned", "code"),
    [
        ("https://dichvucong.gov.vn/tra-cuu?ma=H26.016.26-261120-0001&ngon_ngu=vi", CODE),
        ("https://dichvucong.gov.vn/ho-so/h26.016.26-261120-0001/tien-do", CODE),
        ("https://x.vn/?ma=H26%2E016%2E26%2D261120%2D0001", CODE),
        ("https://x.vn/?q=hồ+sơ+H26.016.26-261120-0001#ket-qua", CODE),
        ("Mã hồ sơ: H26.016.26-261120-0001.", CODE),
        ("Ma ho so H26.016.26 - 261120 - 0001", CODE),
        ("H 26.016.26-261120-0001", CODE),
        ("H26.016.26\u2013261120\u20130001", CODE),
        ("H26.016.26\u2011261120\u20110001", CODE),
        ("H26.016.26\u00ad261120\u22120001", CODE),
        ("H26.016.26--261120-0001", CODE),
        ("Ｈ２６．０１６．２６－２６１１２０－０００１", CODE),
        ("\ufeffH26.016.26-261120-\u200b0001\r\n", CODE),
        ("\x02h26.016.26-261120-0001\x03", CODE),
        ("(000.a0.01.h26-210212-9090)", OLD),
        ("Mã: T261120-0007", "T261120-0007"),
        ("000.Á.01.H26-210212-9090", "000.A1.01.H26-210212-9090"),
        ("000.Ă.01.H26-210212-9090", "000.A8.01.H26-210212-9090"),
        ("Đ6.016.26-261120-0001", "D96.016.26-261120-0001"),
        ("Mã: đ6.016.26-261120-0001", "D96.016.26-261120-0001"),
        (unicodedata.normalize("NFD", "000.ê.01.H26-210212-9090"), "000.E6.01.H26-210212-9090"),
    ],
)
def test_a_code_is_found_in_what_people_and_machines_give(scanned: str, code: str) -> None:
    assert parse_code(scanned).text == code


@pytest.mark.parametrize(
    "text",
    [
        f"{CODE} {OLD}",  # two codes: which?
        "Ầ.016.26-261120-0001",  # A26 or A62
        "Á12-261120-0001",  # no unit of the circulars
        "001085012345|012345678|Nguyễn Văn An|15031985|Nam|H26.016.26-261120-0001|01052022",
        f"12{CODE}",
        "000.00.16-191226-0001",  # no letter: level 1 is missing
        f"{CODE}A",
        f"{CODE}-1",
        "0822H26.016.26-261120-0001",  # inside a payment's string
        "024-382212-3456",
        "84-243822-1234",
        "0084-243822-1234",
        "+84-243822-1234",
        "0-243822-1234",
        "00-108501-2345",
        "001-085012345",
        "x" * 3000 + CODE,
        "H26.016.26-26112-0001",
    ],
)
def test_what_is_no_single_code_is_refused(text: str) -> None:
    with pytest.raises(BadDocument):
        parse_code(text)


@pytest.mark.parametrize(
    ("code", "regime"),
    [
        ("000.00.16.H26-191226-0001", "2019"),
        (OLD, "2019"),
        (CODE, "2025"),
        ("G03.001.01-260601-0612345", "central"),
        ("G03.001.01-260601-060001", "central"),
        ("H26.016.26-261120-12345", None),
        ("H26-261120-0001", None),
        ("T261120-0007", None),
    ],
)
def test_the_shape_tells_the_rule_a_code_was_issued_by(code: str, regime: str | None) -> None:
    assert parse_code(code).regime == regime


CODES = st.builds(
    lambda unit, day, tail: f"{unit}-{day:%y%m%d}-{tail}",
    st.from_regex(r"\A([A-Y]\d\d\.[A-Z0-9]{3}\.\d\d|\d{3}\.[A-Z]\d\.\d\d\.[A-Y]\d\d|[A-Z]{1,4}[.][0-9]{1,4})\Z").filter(
        str.isascii
    ),
    st.dates(date(2000, 1, 1), date(2068, 12, 31)),
    st.from_regex(r"\A[0-9]{4,12}\Z"),
)
FRAMES = st.sampled_from(
    [
        "{}",
        "  {}\r\n",
        "Mã hồ sơ: {}",
        "ma ho so {} ngay 20/11/2026",
        "https://dichvucong.gov.vn/p/home/tra-cuu.html?ma={}&lang=vi",
        "https://motcua.hanoi.gov.vn/{}/tien-do",
        "«{}»",
    ]
)
HYPHENS = st.sampled_from(["-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\uff0d", "\u00ad", " - "])


@settings(deadline=None)
@given(code=CODES, frame=FRAMES, hyphen=HYPHENS, lower=st.booleans())
def test_every_form_of_a_code_is_read_as_itself(code: str, frame: str, hyphen: str, *, lower: bool) -> None:
    given_as = frame.format((code.lower() if lower else code).replace("-", hyphen))
    assert parse_code(given_as).text == code
    assert parse_code(quote(given_as)).text == code


@settings(deadline=None)
@given(code=CODES)
def test_no_code_is_taken_for_a_card_a_slip_or_a_telephone(code: str) -> None:
    assert not looks_like_identity(code)
    assert read_slip_code(code) is None
    with pytest.raises(BadDocument):
        normalise_phone(code, abroad=True)


@settings(deadline=None)
@given(
    number=st.from_regex(r"\A[0-9]{12}\Z"),
    name=st.text(max_size=30),
    address=st.one_of(st.text(), CODES),
    parts=st.integers(0, 4),
)
def test_no_card_is_taken_for_a_code_even_one_with_a_code_in_it(
    number: str, name: str, address: str, parts: int
) -> None:
    card = f"{number}||{name}|15031985|Nam|{address}|01052022{'|' * parts}"
    with pytest.raises(BadDocument):
        parse_code(card)


@settings(deadline=None)
@given(
    day=st.dates(date(2000, 1, 1), date(2068, 12, 31)),
    number=st.integers(1, 99_999_999),
    series=st.sampled_from("ABCDEGHIKLMNOPQRSTUVXY"),
)
def test_no_slip_is_taken_for_a_code(day: date, number: int, series: str) -> None:
    slip = slip_code(day, f"{series}{number:03d}")
    for text in (slip, slip.lower(), f" {slip}\n", slip.replace("-", "\u2013")):
        with pytest.raises(BadDocument):
            parse_code(text)


@settings(deadline=None, max_examples=500)
@given(
    prefix=st.sampled_from(["", "+", "00"]),
    digits=st.from_regex(r"\A[0-9]{9,15}\Z"),
    cuts=st.sets(st.integers(1, 16), max_size=5),
    between=st.sampled_from(["-", ".", " ", "\u2013", " - "]),
)
@example(prefix="", digits="0243822123456"[:11], cuts={1, 7}, between="-")
@example(prefix="00", digits="84243822123456", cuts={4, 10}, between="-")
def test_no_telephone_or_identity_number_is_taken_for_a_code(
    prefix: str, digits: str, cuts: set[int], between: str
) -> None:
    number = prefix + digits
    edges = [0, *sorted(cut for cut in cuts if cut < len(number)), len(number)]
    text = between.join(number[first:last] for first, last in pairwise(edges))
    with pytest.raises(BadDocument):
        parse_code(text)


TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
SHAPES = {"6": ("AEO", "\u0302"), "7": ("OU", "\u031b"), "8": ("A", "\u0306")}


def typed_by_vni(text: str) -> str:
    """What the VNI method leaves of keys: digits after a vowel become its marks, the same again takes one back."""
    out: list[str] = []
    for key in text:
        letter = out[-1] if out else ""
        base, marks = letter[:1], letter[1:]
        tone = next((mark for mark in marks if mark in TONES.values()), "")
        if key in TONES and base and base in "AEIOUY" and TONES[key] != tone:
            out[-1] = base + marks.replace(tone, "") + TONES[key]
        elif key in TONES and tone and TONES[key] == tone:
            out[-1:] = [base + marks.replace(tone, ""), key]
        elif key == "0" and tone:
            out[-1] = base + marks.replace(tone, "")
        elif key in SHAPES and base and base in SHAPES[key][0] and SHAPES[key][1] not in marks:
            out[-1] = letter + SHAPES[key][1]
        elif key == "9" and letter == "D":
            out[-1] = "Đ"
        else:
            out.append(key)
    return unicodedata.normalize("NFC", "".join(map(in_order, out)))


def in_order(letter: str) -> str:
    """The mark of a vowel's shape before its tone, as letters are composed."""
    return letter[:1] + "".join(sorted(letter[1:], key=lambda mark: mark in TONES.values()))


OF_LAW = st.one_of(
    st.from_regex(r"\A[ADEIOUY][0-9]{2}\.[ADEO0-9][0-9]{2}\.[ADEO0-9][0-9]\Z"),
    st.from_regex(r"\A[0-9]{3}\.[ADEO][0-9]\.[ADEO0-9][0-9]\.[DH][0-9]{2}\Z"),
)
"""Units of letters that the method turns."""


@settings(deadline=None, max_examples=500)
@given(unit=OF_LAW, decomposed=st.booleans())
def test_a_code_the_input_method_went_over_is_read_rightly_or_not_at_all(unit: str, *, decomposed: bool) -> None:
    code = format_code(unit, date(2026, 11, 20), 1)
    damaged = typed_by_vni(code)
    assume(damaged != code)
    try:
        read = parse_code(unicodedata.normalize("NFD", damaged) if decomposed else damaged)
    except BadDocument:
        return
    assert read.text == code or read.regime is None, "a code no circular shapes names nobody's dossier"


def test_the_pretended_input_method_does_what_vni_does() -> None:
    for keys, left in (
        ("A1", "Á"),
        ("A61", "Ấ"),
        ("A16", "Ấ"),
        ("A11", "A1"),
        ("A12", "À"),
        ("D96", "Đ6"),
        ("H26", "H26"),
    ):
        assert typed_by_vni(keys) == left
