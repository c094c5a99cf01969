"""One way in for forms 02 to 07: the PDF of any of them on its sheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple, assert_never

from reportlab.platypus import Flowable

from counter_app.form_documents import (
    Apology,
    ControlSheet,
    FormDocument,
    Refusal,
    Register,
    StopNotice,
    SupplementRequest,
)
from printing.forms import form_02, form_03, form_04, form_05, form_06, form_07
from printing.forms.build import Marks, build
from printing.forms.letter import Letter, letter_on

MODEL = "TT 03/2025/TT-VPCP"


class Drawn(NamedTuple):
    """How a form is drawn: its number in Phụ lục I, its name, its lines on given letters, what its foot adds."""

    number: str
    name: str
    story: Callable[[Letter], list[Flowable]]
    foot: str


def form_pdf(form: FormDocument, sheet: str = "A5") -> bytes:
    """The PDF of a form for these sheets (``A5``, ``A4``); the register is always A4 on its side."""
    drawn = _drawn(form)
    letter = letter_on("register" if isinstance(form, Register) else sheet)
    marks = Marks(
        title=f"{drawn.name} {form.number_text}",
        author=form.office,
        foot=" – ".join(part for part in (f"{drawn.number}, {MODEL}", drawn.foot) if part),
        sample=form.sample,
        own=letter.area,
    )
    return build(lambda: drawn.story(letter), marks)


def _drawn(form: FormDocument) -> Drawn:
    match form:
        case SupplementRequest():
            return Drawn(
                "Mẫu số 02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", partial(form_02.story, form), form.code
            )
        case Refusal():
            return Drawn(
                "Mẫu số 03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ", partial(form_03.story, form), form.code
            )
        case Apology():
            return Drawn("Mẫu số 04", "Phiếu xin lỗi và đề nghị gia hạn", partial(form_04.story, form), form.code)
        case StopNotice():
            foot = f"bố cục của đơn vị – {form.code}"
            return Drawn("Mẫu số 05", "Thông báo dừng giải quyết hồ sơ", partial(form_05.story, form), foot)
        case ControlSheet():
            return Drawn("Mẫu số 06", "Phiếu kiểm soát quá trình giải quyết", partial(form_06.story, form), form.code)
        case Register():
            return Drawn(
                "Mẫu số 07",
                "Sổ theo dõi hồ sơ",
                partial(form_07.story, form),
                f"người lập: {form.made_by}" if form.made_by else "",
            )
        case _:
            assert_never(form)
