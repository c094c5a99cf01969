"""Forms 02 to 07 say everything, field by field, on as many pages as it takes, in letters that travel with them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer

from counter_app.form_documents import (
    Apology,
    ControlSheet,
    FormDocument,
    HandOver,
    Holder,
    Refusal,
    Register,
    RegisterRow,
    StopNotice,
    SupplementRequest,
)
from printing.forms import form_02, form_03, form_04, form_05, form_06, form_07
from printing.forms.build import Marks, build
from printing.forms.letter import letter_on
from printing.forms.page import drawable, paragraph
from printing.forms.printed import form_pdf
from printing.forms.sheets import sheet_pdf
from tests.printing.forms.form_fields import body, letters_seen, missing, packed, pages
from tests.printing.forms.form_looks import cut_off, marked_sample, overlapping
from tests.printing.forms.form_samples import (
    APOLOGY,
    CODE,
    CONTROL,
    FORMS,
    LONG_REASON,
    REFUSAL,
    REGISTER,
    STOP,
    SUPPLEMENT,
)

SIZES = {"A5": (419.5, 595.3), "A4": (595.3, 841.9), "register": (841.9, 595.3)}
EVERY = [(name, sheet) for name in FORMS for sheet in ("A5", "A4") if not (name.startswith("07") and sheet == "A5")]
ORDINARY = (SUPPLEMENT, REFUSAL, APOLOGY, STOP, CONTROL, REGISTER)
LONGEST = 10_000
GOLDEN = Path(__file__).parent / "golden"


@cache
def sample(name: str, sheet: str) -> bytes:
    """The form of this name on this sheet, laid out once for all who look at it."""
    return form_pdf(FORMS[name], sheet)


@pytest.mark.parametrize(("name", "sheet"), EVERY)
def test_every_field_can_be_read_and_nothing_is_covered_or_cut(name: str, sheet: str) -> None:
    pdf = sample(name, sheet)

    assert missing(FORMS[name], pdf) == []
    assert overlapping(pdf) == []
    assert cut_off(pdf) == []
    assert marked_sample(pdf) == ("cruel" in name)


@pytest.mark.parametrize(("name", "sheet"), EVERY)
def test_each_page_has_the_sheets_size_and_its_number(name: str, sheet: str) -> None:
    pdf = sample(name, sheet)

    wanted = SIZES["register" if name.startswith("07") else sheet]
    for page in pypdfium2.PdfDocument(pdf):
        assert all(abs(found - size) < 0.5 for found, size in zip(page.get_size(), wanted, strict=True))
    said = pages(pdf)
    assert [f"Trang{n}/{len(said)}" in page for n, page in enumerate(said, 1)] == [True] * len(said)


@pytest.mark.parametrize("name", FORMS)
def test_only_embedded_fonts_are_in_a_form(name: str, tmp_path: Path) -> None:
    pdf = sample(name, "A4")
    fonts = {found.decode() for found in re.findall(rb"/BaseFont\s*/(\S+)", pdf)}

    assert fonts
    assert all(re.fullmatch(r"[A-Z]{6}\+Tinos\S*", font) for font in fonts)
    assert pdf.count(b"/FontFile2") == len(fonts)
    if program := shutil.which("pdffonts"):
        (tmp_path / "form.pdf").write_bytes(pdf)
        told = subprocess.run([program, tmp_path / "form.pdf"], capture_output=True, text=True, check=True).stdout
        assert {line.split()[-5] for line in told.splitlines()[2:]} == {"yes"}


@pytest.mark.parametrize("sheet", ["A5", "A4"])
@pytest.mark.parametrize("form", ORDINARY[:5], ids=lambda form: type(form).__name__)
def test_an_ordinary_form_stands_on_one_page_and_its_qr_scans(form: FormDocument, sheet: str) -> None:
    pdf = form_pdf(form, sheet)

    assert len(pages(pdf)) <= (2 if isinstance(form, ControlSheet) and sheet == "A5" else 1)
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=203 / 72).to_pil()
    assert [found.text for found in zxingcpp.read_barcodes(page.convert("L"))] == [CODE]


@pytest.mark.parametrize(("name", "sheet"), [(name, sheet) for name, sheet in EVERY if "cruel" not in name])
def test_a_form_breaks_its_lines_as_the_one_that_was_looked_at(name: str, sheet: str) -> None:
    """After a change that is meant: ``GOLDEN=write``, and look at each page."""
    document = pypdfium2.PdfDocument(sample(name, sheet))
    said = "\n\f\n".join(page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document) + "\n"
    file = GOLDEN / f"{name}-{sheet}.txt"
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(said, encoding="utf-8")

    assert file.read_text(encoding="utf-8") == said


def test_no_text_is_kept_of_a_form_that_is_no_more() -> None:
    assert {file.stem for file in GOLDEN.iterdir()} == {
        f"{name}-{sheet}" for name, sheet in EVERY if "cruel" not in name
    }


def _story(form: FormDocument) -> list[Flowable]:
    letter = letter_on("A5")
    match form:
        case SupplementRequest():
            return form_02.story(form, letter)
        case Refusal():
            return form_03.story(form, letter)
        case Apology():
            return form_04.story(form, letter)
        case StopNotice():
            return form_05.story(form, letter)
        case ControlSheet():
            return form_06.story(form, letter)
        case Register():
            return form_07.story(form, letter_on("register"))


def _laid(form: FormDocument, story: Callable[[], list[Flowable]]) -> bytes:
    area = letter_on("register" if isinstance(form, Register) else "A5").area
    return build(story, Marks("", "", "Mẫu số 09, TT 03/2025/TT-VPCP", sample=False, own=area))


def _without(form: FormDocument, lost: int) -> list[Flowable]:
    story = _story(form)
    del story[lost]
    return story


@pytest.mark.parametrize("form", ORDINARY, ids=lambda form: type(form).__name__)
def test_a_form_that_lost_any_of_its_parts_is_noticed(form: FormDocument) -> None:
    assert missing(form, _laid(form, lambda: _story(form))) == []

    said = [at for at, part in enumerate(_story(form)) if not isinstance(part, Spacer)]
    unnoticed = [at for at in said if not missing(form, _laid(form, partial(_without, form, at)))]
    assert unnoticed == []


def test_a_value_under_another_label_is_noticed() -> None:
    swapped = replace(
        SUPPLEMENT, holder=replace(SUPPLEMENT.holder, phone=SUPPLEMENT.holder.email, email=SUPPLEMENT.holder.phone)
    )

    assert missing(SUPPLEMENT, form_pdf(swapped)) == ["Số điện thoại: 0912345678", "Email: ngu@example.vn"]


def test_words_over_one_another_and_over_the_edge_are_noticed() -> None:
    body_style = letter_on("A5").body
    far = ParagraphStyle("far", body_style, leftIndent=-40, firstLineIndent=0)

    def covered() -> list[Flowable]:
        return [paragraph("Hồ sơ", body_style), Spacer(0, -14), paragraph("Sổ hồ", body_style)]

    assert overlapping(_laid(SUPPLEMENT, covered)) != []
    assert cut_off(_laid(SUPPLEMENT, lambda: [paragraph("Hồ sơ", far)])) == ["H", "ồ", "s"]


def test_a_form_reaches_an_office_printer_by_the_common_way() -> None:
    assert sheet_pdf(REFUSAL, "A4") == form_pdf(REFUSAL, "A4")
    assert sheet_pdf(REGISTER, "A5") == form_pdf(REGISTER, "A4")


def test_the_layout_of_form_05_is_told_to_be_ours() -> None:
    assert "bốcụccủađơnvị" in pages(form_pdf(STOP))[0]
    assert all("bốcụccủađơnvị" not in pages(form_pdf(form))[0] for form in ORDINARY if form is not STOP)


def test_the_head_of_a_table_stands_once_on_each_of_its_pages() -> None:
    said = pages(sample("07-cruel", "A4"))

    assert [page.count("STTMãhồsơ") for page in said] == [1] * len(said)
    assert "Tổngsốhồsơ:400" in said[-1]
    assert "H26.016.26-261120-0400" in said[-1]


def test_a_note_of_two_thousand_letters_stays_readable_in_the_control_sheet() -> None:
    form = replace(
        CONTROL, steps=(replace(CONTROL.steps[0], note=(LONG_REASON * 3)[:2000].strip()), *CONTROL.steps[1:])
    )

    assert missing(form, form_pdf(form, "A5")) == []


def _told(form: FormDocument, said: str) -> Iterator[FormDocument]:
    """The form with this text in each of its fields, one after the other."""
    for field in fields(form):
        changed = _changed(getattr(form, field.name), said)
        if changed is not None:
            yield replace(form, **{field.name: changed})


def _told_everywhere(form: FormDocument, said: str) -> FormDocument:
    """The form with this text in all its fields at once."""
    told = {field.name: _changed(getattr(form, field.name), said) for field in fields(form)}
    return replace(form, **{name: value for name, value in told.items() if value is not None})


def _changed(value: Any, said: str) -> Any:
    """The value with this text in all its places; None where it is no text."""
    match value:
        case str():
            return said
        case Holder():
            return Holder(said, said, said, said, said)
        case HandOver():
            return replace(value, giver=said, taker=said, note=said, given_by=said, taken_by=said)
        case RegisterRow():
            return replace(value, code=said, procedure=said, holder=said, address=said, agency=said, signed=said)
        case (first, *rest):
            return (_changed(first, said), *rest)
        case _:
            return None


@pytest.mark.parametrize("form", ORDINARY, ids=lambda form: type(form).__name__)
@settings(max_examples=12, deadline=None)
@given(said=st.text(max_size=60))
def test_any_unicode_in_all_fields_is_printed_and_known_letters_are_kept(form: FormDocument, said: str) -> None:
    form_pdf(_told_everywhere(form, said))
    holder = Holder(said, said, said, said, said)
    everywhere = _held(form, said, holder)
    assert letters_seen(drawable(said)) <= letters_seen(body(form_pdf(everywhere)))


@pytest.mark.parametrize("said", ["\u200b", "\ud7ff\x00\x1b[0m\ufffe", "<b>&"], ids=ascii)
@pytest.mark.parametrize("form", ORDINARY, ids=lambda form: type(form).__name__)
def test_what_is_no_letter_may_stand_in_any_field_alone(form: FormDocument, said: str) -> None:
    for told in _told(form, said):
        form_pdf(told)


def _held(form: FormDocument, said: str, holder: Holder) -> FormDocument:
    match form:
        case ControlSheet():
            return replace(form, agency=said)
        case Register():
            return replace(form, rows=(replace(form.rows[0], holder=said),))
        case _:
            return replace(form, holder=holder)


@pytest.mark.parametrize(
    "said", ["Nguyễn", "e\u0302\u0301 Tie\u0302\u0301ng", "<b>An</b> & Co <br/>", "' OR 1=1; --", "😀 中"]
)
@pytest.mark.parametrize("form", ORDINARY, ids=lambda form: type(form).__name__)
def test_signs_and_loose_marks_are_letters_and_no_mark_up(form: FormDocument, said: str) -> None:
    shown = _held(form, said, replace(SUPPLEMENT.holder, name=said))

    assert packed(drawable(said)) in body(form_pdf(shown))


@pytest.mark.parametrize("form", ORDINARY, ids=lambda form: type(form).__name__)
def test_ten_thousand_letters_of_a_citizen_go_on_on_further_pages(form: FormDocument) -> None:
    for said in ("Ễ" * LONGEST, ("Nguyễn Văn Ễ " * LONGEST)[:LONGEST]):
        shown = _held(form, said, Holder(said, address=said))
        assert body(form_pdf(shown, "A5")).count("Ễ") >= said.count("Ễ")
