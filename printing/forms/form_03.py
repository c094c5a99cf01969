"""Form 03: phiếu từ chối tiếp nhận giải quyết hồ sơ (TT 03/2025/TT-VPCP Phụ lục I)."""

from __future__ import annotations

from reportlab.platypus import Flowable

from counter_app.form_documents import Refusal
from printing.forms.heading import heading, title
from printing.forms.letter import Letter
from printing.forms.lines import dots, field, pair, prose, signatures
from printing.forms.page import text

TITLE = "PHIẾU TỪ CHỐI TIẾP NHẬN<br/>GIẢI QUYẾT HỒ SƠ"


def story(form: Refusal, letter: Letter) -> list[Flowable]:
    """The form's lines, in the order of the model."""
    holder, office = form.holder, text(form.office)
    why = f"Qua xem xét, {office} thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:"
    last = prose(letter, "Xin thông báo cho Ông/Bà được biết và thực hiện./.")
    people = (("NGƯỜI NỘP HỒ SƠ", form.submitter or holder.name), ("NGƯỜI TIẾP NHẬN HỒ SƠ", form.officer))
    return [
        *heading(form, letter),
        *title(form, letter, TITLE, form.code),
        field(letter, "Trung tâm/Bộ phận", " – ".join(name for name in (form.office, form.parent) if name)),
        field(letter, "Tiếp nhận hồ sơ của", holder.name, strong=True),
        field(letter, "Số định danh", holder.number),
        field(letter, "Địa chỉ", holder.address),
        *pair(letter, ("Số điện thoại", holder.phone), ("Email", holder.email)),
        *([field(letter, "Mã hồ sơ", form.code, strong=True)] if form.code else []),
        field(letter, "Nội dung yêu cầu giải quyết", form.procedure),
        prose(letter, why),
        *_reasons(form, letter),
        *signatures(letter, last, *people),
    ]


def _reasons(form: Refusal, letter: Letter) -> list[Flowable]:
    """The reasons, each a paragraph; dotted lines where none is given."""
    given = [text(reason) for reason in form.reasons if text(reason).strip()]
    lines = [f"- {reason}" for reason in given] or [dots(letter, "", letter.width - letter.indent)] * 3
    return [prose(letter, line) for line in lines]
