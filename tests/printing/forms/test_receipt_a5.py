"""The A5 receipt says everything, on as many pages as it takes, in letters that travel with it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import zxingcpp

from counter_app.papers import Receipt
from printing.forms.receipt_a5 import receipt_pdf, write_receipt

A5_POINTS = (419.5, 595.3)


def _pages(pdf: bytes) -> list[str]:
    """The text of each page as another library reads it, without spaces: words may be broken between lines."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    return [re.sub(r"[\s\ufffe]", "", text) for text in texts]


def _said(receipt: Receipt) -> list[str]:
    """Everything of a receipt that must be read on paper."""
    return [
        receipt.code, receipt.procedure, receipt.procedure_code, receipt.owner,
        receipt.owner_number, receipt.owner_address, receipt.phone, receipt.submitter or "", receipt.days_text,
        receipt.return_way, receipt.clerk, receipt.note, receipt.office.upper(), *(paper.name for paper in receipt.papers),
        *(fee.name for fee in receipt.fees),
    ]  # fmt: skip


def _all_there(receipt: Receipt, text: str) -> list[str]:
    return [said for said in _said(receipt) if re.sub(r"\s", "", said) not in text]


def test_an_ordinary_receipt_stands_on_one_a5_page_with_every_field(receipt: Receipt, tmp_path: Path) -> None:
    write_receipt(receipt, tmp_path / "receipt.pdf")

    pdf = (tmp_path / "receipt.pdf").read_bytes()
    (text,) = _pages(pdf)
    size = pypdfium2.PdfDocument(pdf)[0].get_size()
    assert all(abs(found - wanted) < 0.5 for found, wanted in zip(size, A5_POINTS, strict=True))
    assert _all_there(receipt, text) == []
    assert "CỘNGHÒAXÃHỘICHỦNGHĨAVIỆTNAM" in text
    assert "16giờ30phút,ThứSáungày27/11/2026" in text
    assert "Trang1/1" in text
    assert "NGƯỜINỘPHỒSƠ" in text
    assert "NGƯỜITIẾPNHẬNHỒSƠ" in text
    assert "MẪU" not in text


def test_thirty_papers_and_endless_names_go_on_on_further_pages(cruel: Receipt) -> None:
    pages = _pages(receipt_pdf(cruel))

    assert len(pages) > 2
    heads_and_feet = re.compile(
        r"TTTêngiấytờBảnchínhChứngthựcBảnsao|Mãhồsơ:H26.016.26-261120-0001–MẪU,khôngcógiátrịTrang\d/\d|^MẪU"
    )
    text = "".join(heads_and_feet.sub("", page) for page in pages)
    assert _all_there(cruel, text) == []
    for number, page in enumerate(pages, 1):
        assert f"Trang{number}/{len(pages)}" in page
    assert "NGƯỜINỘPHỒSƠ" in pages[-1]


def test_a_copy_a_sample_and_a_temporary_code_say_so(receipt: Receipt) -> None:
    (text,) = _pages(
        receipt_pdf(replace(receipt, part="citizen", sample=True, copy_no=3, code_kind="temporary", submitter=None))
    )

    assert "MẪU–khôngcógiátrị" in text
    assert "BẢNINLẠI–lần3" in text
    assert "Liêngiaocôngdân" in text
    assert "Mãhồsơtạmthời" in text


def test_a_dossier_without_appointment_and_fee_says_so(receipt: Receipt) -> None:
    (text,) = _pages(receipt_pdf(replace(receipt, due=None, fees=(), fee_total=0, counter=None)))

    assert "Thờigiantrảkếtquả:Sẽthôngbáosau" in text
    assert "Phí,lệphí:Khôngthu" in text


def test_signs_in_names_are_letters_and_no_mark_up(receipt: Receipt) -> None:
    (text,) = _pages(receipt_pdf(replace(receipt, owner="<b>An</b> & Co <br/> 中")))

    assert "<b>An</b>&Co<br/>?" in text


def test_only_embedded_fonts_are_in(receipt: Receipt) -> None:
    pdf = receipt_pdf(replace(receipt, sample=True))
    fonts = {name.decode() for name in re.findall(rb"/BaseFont\s*/(\S+)", pdf)}

    assert fonts
    assert all(re.fullmatch(r"[A-Z]{6}\+Tinos\S*", name) for name in fonts)
    assert pdf.count(b"/FontFile2") == len(fonts)


def test_the_qr_on_the_page_scans(receipt: Receipt) -> None:
    page = pypdfium2.PdfDocument(receipt_pdf(receipt))[0].render(scale=203 / 72).to_pil()

    assert [found.text for found in zxingcpp.read_barcodes(page.convert("L"))] == [receipt.code]


def test_the_same_receipt_gives_the_same_bytes(receipt: Receipt) -> None:
    assert receipt_pdf(receipt) == receipt_pdf(receipt)
