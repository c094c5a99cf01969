"""The catalogue: what ships, and what a file with a fault is told."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.catalogue.importing import SAMPLE, read_catalogue
from counter_app.catalogue.lines import lines_of
from counter_app.catalogue.procedures import FeeRule, FeeStep, PaperNeed, TimeLimit
from counter_app.errors import BadCatalogue, NotFound

CATALOGUE = read_catalogue(SAMPLE)
BY_CODE = {procedure.code: procedure for procedure in CATALOGUE.procedures}
DOCUMENT = json.loads(SAMPLE.read_text(encoding="utf-8"))
DESCRIBED = {"2.000815", "2.000884", "1.001193", "1.000894", "1.000656", "2.000635"}


def refusal(folder: Path, content: bytes | str) -> BadCatalogue:
    """What a file of this content is told."""
    file = folder / "danh-muc.json"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(BadCatalogue) as refused:
        read_catalogue(file)
    assert refused.value.file == "danh-muc.json"
    return refused.value


def edited(*steps: str | int, value: Any = None) -> str:
    """The sample, indented, with one value put in another's place."""
    document = deepcopy(DOCUMENT)
    place = document
    for step in steps[:-1]:
        place = place[step]
    place[steps[-1]] = value
    return json.dumps(document, ensure_ascii=False, indent=2)


def test_the_sample_has_nine_services_with_their_series() -> None:
    assert [(one.code, one.series, one.position) for one in CATALOGUE.services] == [
        ("HT", "A", 1),
        ("CT", "B", 2),
        ("CU", "C", 3),
        ("XH", "D", 4),
        ("KD", "E", 5),
        ("TG", "G", 6),
        ("KQ", "K", 7),
        ("TT", "T", 8),
        ("HD", "H", 9),
    ]


def test_the_sample_has_the_confirmed_procedures_and_no_other() -> None:
    assert set(BY_CODE) == {
        *("1.001193", "1.000894", "1.000656", "1.004884", "1.004837", "1.001022", "2.000635"),
        *("2.000815", "2.000908", "2.000884"),
        *("1.004194", "1.004222", "1.002755", "1.003677", "1.003197", "1.010028", "1.010038"),
        *("1.001699", "1.011607", "1.001612", "1.012644", "1.012657"),
    }
    assert len(CATALOGUE.procedures) == 22
    assert {one.service for one in CATALOGUE.procedures} == {"HT", "CT", "CU", "XH", "KD", "TG"}
    assert {one.version for one in CATALOGUE.procedures} == {CATALOGUE.version}


def test_six_procedures_are_described_and_marked_as_samples() -> None:
    assert {one.code for one in CATALOGUE.procedures if one.sample} == DESCRIBED
    assert all(one.papers and one.time and not one.unknown for one in CATALOGUE.procedures if one.sample)
    assert all("MẪU" in one.law_note for one in CATALOGUE.procedures if one.sample)


def test_what_nobody_confirmed_is_empty_and_says_so() -> None:
    plain = [one for one in CATALOGUE.procedures if not one.sample]
    assert all(not one.papers and "papers" in one.unknown for one in plain)
    assert all(not one.fees and "fees" in one.unknown for one in plain)
    assert {one.code for one in plain if one.time} == {"1.004837", "1.001022"}


def test_copy_certification_is_described_as_the_law_prices_it() -> None:
    procedure = BY_CODE["2.000815"]
    assert procedure.time == TimeLimit(1, "same_day")
    assert procedure.papers[0] == PaperNeed(None, "Bản chính giấy tờ", 1, 0, 0)
    assert procedure.fees == (
        FeeRule("per_page_steps", "Phí chứng thực bản sao", 0, (FeeStep(2, 2000), FeeStep(None, 1000)), 200_000),
    )


def test_a_byte_order_mark_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "danh-muc.json"
    file.write_bytes(b"\xef\xbb\xbf" + SAMPLE.read_bytes())
    assert read_catalogue(file) == CATALOGUE


def test_a_wrong_type_is_named_with_its_line_and_path(tmp_path: Path) -> None:
    text = edited("procedures", 7, "papers", 0, "originals", value="một")
    refused = refusal(tmp_path, text)
    assert refused.field == "procedures.7.papers.0.originals"
    assert refused.problem == "cần số nguyên"
    assert '"originals": "một"' in text.splitlines()[refused.line - 1]


@pytest.mark.parametrize(
    ("steps", "value", "field", "problem"),
    [
        (("version",), 3, "version", "cần chữ"),
        (("version",), " ", "version", "không được để trống"),
        (("services", 0, "series"), "AB", "services.0.series", "không đúng dạng"),
        (("services", 1, "code"), "HT", "services.1.code", "HT đã có ở trên"),
        (("services", 1, "series"), "A", "services.1.series", "A đã có ở trên"),
        (("services", 1, "position"), 1, "services.1.position", "1 đã có ở trên"),
        (("services",), [], "services", "không được để trống"),
        (("procedures", 0, "code"), "1001193", "procedures.0.code", "không đúng dạng"),
        (("procedures", 0, "code"), "1.000894", "procedures.1.code", "1.000894 đã có ở trên"),
        (("procedures", 0, "service"), "ZZ", "procedures.0.service", "không có nhóm dịch vụ ZZ"),
        (("procedures", 0, "time"), {"value": 0, "unit": "hours"}, "procedures.0.time.value", "phải lớn hơn 0"),
        (("procedures", 0, "time", "unit"), "days", "procedures.0.time.unit", "chỉ nhận 'working_days', "),
        (("procedures", 0, "time"), {"value": 1.5, "unit": "calendar_days"}, "procedures.0.time", "số nguyên"),
        (("procedures", 0, "time"), None, "procedures.0.time", "unknown"),
        (("procedures", 3, "papers"), [], "procedures.3.papers", "unknown"),
        (("procedures", 3, "unknown", 0), "colour", "procedures.3.unknown.0", "chỉ nhận"),
        (("procedures", 0, "lawnote"), "x", "procedures.0.lawnote", "mẫu không có mục này"),
        (("procedures", 0, "name"), "Đăng ký\u0007 khai sinh", "procedures.0.name", "có ký tự điều khiển"),
        (("procedures", 0, "papers", 1, "originals"), -1, "procedures.0.papers.1.originals", "ít nhất là 0"),
        (("procedures", 0, "papers", 1, "originals"), True, "procedures.0.papers.1.originals", "cần số nguyên"),
        (("procedures", 0, "papers"), {}, "procedures.0.papers", "cần danh sách"),
        (("procedures", 7, "fees", 0, "steps", 1, "to_page"), 9, "procedures.7.fees.0", "bậc cuối là null"),
        (("procedures", 9, "fees", 0, "cap"), 9, "procedures.9.fees.0", "chỉ đi cùng per_page_steps"),
        (("procedures", 0), "khai sinh", "procedures.0", "cần một nhóm mục trong { }"),
    ],
)
def test_every_kind_of_fault_is_named(
    tmp_path: Path, steps: tuple[str | int, ...], value: Any, field: str, problem: str
) -> None:
    text = edited(*steps, value=value)
    refused = refusal(tmp_path, text)
    assert refused.field == field
    assert problem in refused.problem
    last = field.rsplit(".", 1)[-1]
    assert last.isdecimal() or f'"{last}"' in text.splitlines()[refused.line - 1]


def test_a_missing_field_is_named_at_the_thing_that_lacks_it(tmp_path: Path) -> None:
    document = deepcopy(DOCUMENT)
    del document["procedures"][2]["name"]
    text = json.dumps(document, ensure_ascii=False, indent=2)
    refused = refusal(tmp_path, text)
    assert (refused.field, refused.problem) == ("procedures.2.name", "thiếu mục này")
    assert '"1.000656"' in text.splitlines()[refused.line]


def test_the_first_of_several_faults_is_the_one_named(tmp_path: Path) -> None:
    document = deepcopy(DOCUMENT)
    document["procedures"][5]["sample"] = "có"
    document["procedures"][2]["sample"] = "có"
    assert refusal(tmp_path, json.dumps(document)).field == "procedures.2.sample"


def test_a_key_written_twice_is_refused(tmp_path: Path) -> None:
    refused = refusal(tmp_path, '{\n "version": "1",\n "services": [],\n "version": "2"\n}')
    assert (refused.line, refused.field, refused.problem) == (4, "version", "mục này có hai lần")


def test_broken_syntax_is_named_with_line_and_column(tmp_path: Path) -> None:
    refused = refusal(tmp_path, '{\n "version": "1",\n "services": [}\n')
    assert (refused.line, refused.field) == (3, "cột 15")


@pytest.mark.parametrize(
    "content",
    [
        '{"version": "Hộ tịch"}'.encode("utf-16"),
        '{"version":\n "Hộ tịch"}'.encode("cp1258", errors="ignore") + b"\xff",
        b"",
        b"[]",
        b"9" * 5000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 700 + b"1" + b"}" * 700,
        b'{"version": NaN}',
        b'{"version": "\\ud800"}',
        b"\x00\x01",
    ],
)
def test_a_file_that_is_no_catalogue_is_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    refused = refusal(tmp_path, content)
    assert refused.line >= 1
    assert refused.problem


def test_another_encoding_is_named_with_the_line_it_shows_on(tmp_path: Path) -> None:
    refused = refusal(tmp_path, b'{\n "version": "1",\n "services": "H\xf4 t\xedch"\n}')
    assert (refused.line, refused.problem) == (3, "tệp không phải UTF-8; lưu lại bằng UTF-8")


def test_a_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(NotFound):
            read_catalogue(path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@settings(deadline=None)
@given(document=JSON, indent=st.sampled_from([None, 0, 3]))
def test_every_value_of_any_json_has_its_line(document: Any, indent: int | None) -> None:
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    lines = lines_of(text)
    rows = text.split("\n")

    def check(value: Any, location: tuple[str | int, ...]) -> None:
        row = rows[lines[location] - 1]
        if isinstance(value, dict):
            for key, inner in value.items():
                assert json.dumps(key, ensure_ascii=False) in rows[lines[(*location, key)] - 1]
                check(inner, (*location, key))
        elif isinstance(value, list):
            for position, inner in enumerate(value):
                check(inner, (*location, position))
        else:
            assert json.dumps(value, ensure_ascii=False) in row

    check(document, ())
