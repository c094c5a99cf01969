"""The document a dossier is received from: taken whole, or refused at the first wrong field."""

from __future__ import annotations

import json
import unicodedata
from copy import deepcopy
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.documents import parse_json
from counter_app.dossiers.intake import (
    Authorisation,
    CopyLine,
    Intake,
    PaperIn,
    PersonIn,
    ReturnWay,
    read_intake,
)
from counter_app.errors import BadDocument
from counter_app.moments import HANOI
from counter_app.wording import sentence

TODAY = date(2026, 11, 20)

DOCUMENT: dict[str, Any] = json.loads(
    """
    {"procedure": "2.000815", "channel": "direct", "received_at": "2026-11-20T09:12:00+07:00", "ticket": null,
     "sets": 1,
     "owner": {"kind": "citizen", "number": "001085012345", "number_kind": "cccd", "nationality": "VN",
               "name": "Nguyễn Văn An", "birth_date": "1985-03-15", "sex": "nam",
               "address": "Số 1 ngõ 2, phường Long Biên, Hà Nội", "phone": "0912345678", "email": null,
               "eid_account": "has"},
     "submitter": null, "authorised_by": null, "subject": null,
     "papers": [{"code": null, "name": "Bản chính giấy tờ", "originals": 1, "certified": 0, "copies": 0}],
     "lines": [{"paper": "Bằng tốt nghiệp", "pages": 2, "copies": 3}],
     "return": {"way": "counter"}, "note": ""}
    """
)
OWNER = PersonIn(
    kind="citizen",
    name="Nguyễn Văn An",
    number="001085012345",
    number_kind="cccd",
    birth_date=date(1985, 3, 15),
    sex="nam",
    address="Số 1 ngõ 2, phường Long Biên, Hà Nội",
    phone="0912345678",
    eid_account="has",
)


def changed(*steps: str | int, value: Any) -> dict[str, Any]:
    """The document with one value put in another's place."""
    document = deepcopy(DOCUMENT)
    place: Any = document
    for step in steps[:-1]:
        place = place[step]
    place[steps[-1]] = value
    return document


def refusal(document: Any) -> BadDocument:
    with pytest.raises(BadDocument) as refused:
        read_intake(document, TODAY)
    return refused.value


def test_a_whole_document_is_read() -> None:
    assert read_intake(DOCUMENT, TODAY) == Intake(
        procedure="2.000815",
        channel="direct",
        received_at=datetime(2026, 11, 20, 9, 12, tzinfo=HANOI),
        ticket=None,
        sets=1,
        owner=OWNER,
        submitter=None,
        authorised_by=None,
        subject=None,
        papers=(PaperIn("Bản chính giấy tờ", 1, 0, 0),),
        lines=(CopyLine("Bằng tốt nghiệp", 2, 3),),
        return_way=ReturnWay(),
        note="",
    )


def test_the_shortest_document_names_procedure_and_owner() -> None:
    owner = {"kind": "citizen", "number": "001085012345", "number_kind": "cccd", "name": "Nguyễn Văn An"}
    intake = read_intake({"procedure": "2.000815", "owner": owner}, TODAY)
    assert (intake.channel, intake.sets, intake.received_at, intake.note) == ("direct", 1, None, "")
    assert intake.owner == PersonIn("citizen", "Nguyễn Văn An", "001085012345", "cccd")


def test_a_parent_brings_a_childs_dossier_with_an_authorisation() -> None:
    document = changed("subject", value={"kind": "citizen", "name": "Nguyễn Thị Bé", "birth_date": "2026-11-19"})
    document["submitter"] = DOCUMENT["owner"] | {"name": "Trần Thị Bích", "number": "001188000001", "sex": "nữ"}
    document["authorised_by"] = {"paper": "Giấy ủy quyền", "date": "2026-11-01"}
    intake = read_intake(document, TODAY)
    assert intake.submitter is not None
    assert intake.submitter.name == "Trần Thị Bích"
    assert intake.authorised_by == Authorisation("Giấy ủy quyền", date(2026, 11, 1))
    assert intake.subject == PersonIn("citizen", "Nguyễn Thị Bé", birth_date=date(2026, 11, 19))


def test_an_exemption_needs_its_ground() -> None:
    refused = refusal(changed("fee", value={"way": "exempt", "ground": " "}))

    assert refused.field == "fee.ground"
    assert "phí – căn cứ miễn" in sentence(refused)


def test_an_organisation_and_a_foreigner_may_own_a_dossier() -> None:
    firm = {"kind": "organisation", "name": "Hợp tác xã Bồ Đề", "number": "0100109106", "number_kind": "tax"}
    guest = {
        "kind": "foreigner",
        "name": "Anna Example",
        "number": "C1234567",
        "number_kind": "passport",
        "nationality": "DE",
        "phone": "+49 30 1234567",
    }
    assert read_intake(changed("owner", value=firm), TODAY).owner.number_kind == "tax"
    read = read_intake(changed("owner", value=guest), TODAY).owner
    assert (read.nationality, read.phone) == ("DE", "+49301234567")


def test_an_organisation_without_a_tax_code_is_taken() -> None:
    community = {"kind": "organisation", "name": "Chi hội Phật tử"}
    assert read_intake(changed("owner", value=community), TODAY).owner.number is None


def test_text_comes_out_composed_and_without_doubled_spaces() -> None:
    name = unicodedata.normalize("NFD", "  Nguyễn   Văn\u200b An ")
    assert read_intake(changed("owner", "name", value=name), TODAY).owner.name == "Nguyễn Văn An"
    assert read_intake(changed("owner", "phone", value="+84 912.345.678"), TODAY).owner.phone == "0912345678"
    assert read_intake(changed("note", value="Một\r\nhai\n"), TODAY).note == "Một\nhai"


def test_a_child_born_after_today_is_taken_when_the_day_of_receipt_is_later() -> None:
    document = changed("subject", value={"kind": "citizen", "name": "Bé", "birth_date": "2026-12-01"})
    assert refusal(document).field == "subject.birth_date"
    document["received_at"] = "2026-12-02T09:00:00+07:00"
    assert read_intake(document, TODAY).subject is not None


@pytest.mark.parametrize(
    ("steps", "value", "field", "problem"),
    [
        (("procedure",), None, "procedure", "cần chữ"),
        (("procedure",), "2000815", "procedure", "không đúng dạng"),
        (("channel",), "fax", "channel", "chỉ nhận 'direct', 'online' hoặc 'post'"),
        (("sets",), 0, "sets", "ít nhất là 1"),
        (("sets",), "1", "sets", "cần số nguyên"),
        (("sets",), True, "sets", "cần số nguyên"),
        (("setts",), 1, "setts", "mẫu không có mục này"),
        (("received_at",), "2026-11-20T09:12:00", "received_at", "cần thời điểm"),
        (("received_at",), 1_700_000_000, "received_at", "cần thời điểm"),
        (("received_at",), "0926-11-20T09:12:00+07:00", "received_at", "năm không hợp lý"),
        (("owner",), None, "owner", "cần một nhóm mục"),
        (("owner", "kind"), "person", "owner.kind", "chỉ nhận"),
        (("owner", "name"), " ", "owner.name", "không được để trống"),
        (("owner", "name"), "A" * 201, "owner.name", "dài quá 200 ký tự"),
        (("owner", "name"), "An\u0000", "owner.name", "có ký tự điều khiển"),
        (("owner", "name"), "An\nBình", "owner.name", "có ký tự điều khiển"),
        (("owner", "name"), "An\ud800", "owner.name", "có ký tự"),
        (("owner", "number"), "00108501234", "owner.number", "cần 12 số"),
        (("owner", "number"), "００１０８５０１２３４５", "owner.number", "cần 12 số"),
        (("owner", "number"), None, "owner.number", "thiếu số giấy tờ"),
        (("owner", "number"), 1085012345, "owner.number", "cần chữ"),
        (("owner", "number_kind"), None, "owner.number_kind", "thiếu loại số"),
        (("owner", "number_kind"), "tax", "owner.number_kind", "chỉ nhận cccd, cmnd, passport"),
        (("owner", "nationality"), "Vietnam", "owner.nationality", "không đúng dạng"),
        (("owner", "birth_date"), "15/03/1985", "owner.birth_date", "cần ngày"),
        (("owner", "birth_date"), "1985-02-30", "owner.birth_date", "cần ngày"),
        (("owner", "birth_date"), "1785-03-15", "owner.birth_date", "không hợp lý"),
        (("owner", "birth_date"), "2026-11-21", "owner.birth_date", "không hợp lý"),
        (("owner", "sex"), "Nam", "owner.sex", "chỉ nhận 'nam' hoặc 'nữ'"),
        (("owner", "phone"), "12345", "owner.phone", "số điện thoại"),
        (("owner", "phone"), "+49301234567", "owner.phone", "số điện thoại"),
        (("owner", "email"), "an tại nhà", "owner.email", "thư điện tử"),
        (("owner", "eid_account"), "yes", "owner.eid_account", "chỉ nhận"),
        (("owner", "age"), 40, "owner.age", "mẫu không có mục này"),
        (("papers",), {}, "papers", "cần danh sách"),
        (("papers", 0, "originals"), -1, "papers.0.originals", "ít nhất là 0"),
        (("papers", 0, "name"), None, "papers.0.name", "cần chữ"),
        (("papers",), [DOCUMENT["papers"][0]] * 101, "papers", "dài quá 100 phần"),
        (("lines", 0, "pages"), 0, "lines.0.pages", "ít nhất là 1"),
        (("lines", 0, "copies"), 1.5, "lines.0.copies", "cần số nguyên"),
        (("return", "way"), "pigeon", "return.way", "chỉ nhận"),
        (("note",), "x" * 2001, "note", "dài quá 2000 ký tự"),
        (("authorised_by",), {"paper": "Giấy ủy quyền", "date": "2026-11-01"}, "authorised_by", "chỉ có khi người nộp"),
    ],
)
def test_every_wrong_field_is_named(steps: tuple[str | int, ...], value: Any, field: str, problem: str) -> None:
    refused = refusal(changed(*steps, value=value))
    assert refused.field == field
    assert problem in refused.problem
    assert problem in sentence(refused)


@pytest.mark.parametrize("missing", ["procedure", "owner"])
def test_a_missing_part_is_named(missing: str) -> None:
    document = {key: value for key, value in DOCUMENT.items() if key != missing}
    assert (refusal(document).field, refusal(document).problem) == (missing, "thiếu mục này")


def test_people_are_held_to_what_their_kind_has() -> None:
    guest = DOCUMENT["owner"] | {"kind": "foreigner", "nationality": None}
    assert refusal(changed("owner", value=guest)).field == "owner.nationality"
    firm = {"kind": "organisation", "name": "Công ty", "number": "0100109107", "number_kind": "tax"}
    assert refusal(changed("owner", value=firm)).problem == "mã số thuế sai số kiểm tra"
    document = changed("submitter", value={"kind": "citizen", "name": "Trần Thị Bích"})
    assert refusal(document).field == "submitter.number"
    document["submitter"] = DOCUMENT["owner"]
    document["authorised_by"] = {"paper": "Giấy ủy quyền", "date": "2027-01-01"}
    assert refusal(document).field == "authorised_by.date"


@pytest.mark.parametrize("document", [None, [], "x", 3, {}])
def test_what_is_no_document_is_refused(document: Any) -> None:
    assert refusal(document).problem


def test_broken_json_is_refused_with_its_line() -> None:
    with pytest.raises(BadDocument) as refused:
        parse_json('{\n "procedure": }')
    assert refused.value.field == "dòng 2"
    for broken in ("", "9" * 5000, "[" * 100_000):
        with pytest.raises(BadDocument):
            parse_json(broken)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
PLACES = st.sampled_from(
    [(key,) for key in DOCUMENT]
    + [("owner", key) for key in DOCUMENT["owner"]]
    + [("papers", 0, key) for key in DOCUMENT["papers"][0]]
    + [("lines", 0, key) for key in DOCUMENT["lines"][0]]
)


@settings(deadline=None, max_examples=400)
@given(place=PLACES, value=JSON)
def test_any_value_in_any_place_is_taken_or_refused_there(place: tuple[str | int, ...], value: Any) -> None:
    try:
        intake = read_intake(changed(*place, value=value), TODAY)
    except BadDocument as refused:
        first = str(place[0])
        named = refused.field
    else:
        first = named = ""
        assert intake.procedure
    assert named.startswith(first)
