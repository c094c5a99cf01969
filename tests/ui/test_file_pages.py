"""What is seen of an attached file: all of it as far as a PC can hold it, the right way up."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from ui.file_pages import LONGEST_SIDE, MOST_PAGES, file_pages

pytestmark = pytest.mark.usefixtures("qapp")
DPI = 110


def pdf(pages: int, width: int = 595, height: int = 842) -> bytes:
    """Empty pages, in points."""
    kids = " ".join(f"{3 + number} 0 R" for number in range(pages))
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]>>"
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {pages}/Kids[{kids}]>>", *[page] * pages]
    written, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj{body}endobj\n".encode()
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return written + f"{table}startxref\n{len(written)}\n%%EOF".encode()


def picture(kind: str, size: tuple[int, int], **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size).save(out, kind, **more)
    return out.getvalue()


def test_a_book_of_300_pages_shows_its_first_and_says_how_many_it_has() -> None:
    seen = file_pages(pdf(300), "application/pdf", DPI)

    assert (len(seen.pages), seen.count) == (MOST_PAGES, 300)


def test_a_page_written_down_as_200_inches_wide_is_drawn_small() -> None:
    (page,) = file_pages(pdf(1, 14_400, 7_200), "application/pdf", DPI).pages

    assert (page.width(), page.height()) == (LONGEST_SIDE, LONGEST_SIDE // 2)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_of_a_whole_sheet_is_shown_as_large_as_a_screen_can_use(kind: str) -> None:
    (page,) = file_pages(picture(kind, (4960, 7016)), f"image/{kind.lower()}", DPI).pages

    assert (page.width(), page.height()) == (1343, LONGEST_SIDE)


def test_an_a3_sheet_of_a_scanner_at_600_dots_an_inch_is_seen() -> None:
    (page,) = file_pages(picture("JPEG", (7016, 9921)), "image/jpeg", DPI).pages

    assert not page.isNull()


def test_a_photo_taken_upright_is_shown_upright() -> None:
    way = Image.Exif()
    way[0x0112] = 6  # Exif 2.32, 4.6.4: the first row is the right side
    (page,) = file_pages(picture("JPEG", (400, 200), exif=way), "image/jpeg", DPI).pages

    assert (page.width(), page.height()) == (200, 400)


def test_every_page_of_a_tiff_is_shown() -> None:
    sheets = [Image.new("RGB", (100 + number, 50)) for number in range(1, 4)]
    seen = file_pages(picture("TIFF", (100, 50), save_all=True, append_images=sheets), "image/tiff", DPI)

    assert [page.width() for page in seen.pages] == [100, 101, 102, 103]


@pytest.mark.parametrize(
    ("mime", "content"), [("application/pdf", b"%PDF-1.7 torn"), ("image/png", b"\x89PNG\r\n\x1a\n")]
)
def test_what_can_t_be_drawn_has_no_page_or_a_null_one(mime: str, content: bytes) -> None:
    seen = file_pages(content, mime, DPI)

    assert not seen.pages or seen.pages[0].isNull()
