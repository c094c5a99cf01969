"""Form 02: phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (TT 03/2025/TT-VPCP Phụ lục I)."""

from __future__ import annotations

from reportlab.platypus import Flowable

from counter_app.form_documents import SupplementRequest
from printing.fonts import unbroken
from printing.forms.heading import heading, title
from printing.forms.letter import Letter
from printing.forms.lines import dots, field, numbered, pair, prose, signatures
from printing.forms.page import text
from printing.forms.words import day_words

TITLE = "PHIẾU YÊU CẦU<br/>BỔ SUNG, HOÀN THIỆN HỒ SƠ"


def story(form: SupplementRequest, letter: Letter) -> list[Flowable]:
    """The form's lines, in the order of the model."""
    holder = form.holder
    by = (
        ()
        if form.complete_by is None
        else (field(letter, "Thời hạn hoàn thiện", f"đến hết {day_words(form.complete_by)}"),)
    )
    return [
        *heading(form, letter),
        *title(form, letter, TITLE, form.code, under=(f"Mã hồ sơ: {form.code}",) if form.code else ()),
        field(letter, "Hồ sơ của", holder.name, strong=True),
        field(letter, "Nội dung yêu cầu giải quyết", form.procedure),
        field(letter, "Địa chỉ", holder.address),
        *pair(letter, ("Số điện thoại", holder.phone), ("Email", holder.email)),
        prose(letter, "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:"),
        *numbered(letter, form.items),
        field(letter, "Lý do", form.reason),
        *by,
        *signatures(letter, _help(form, letter), ("NGƯỜI HƯỚNG DẪN", form.officer)),
    ]


def _help(form: SupplementRequest, letter: Letter) -> Flowable:
    who = text(form.contact).strip() or dots(letter, "", letter.width * 0.28)
    phone = text(unbroken(form.contact_phone)) or dots(letter, "", letter.width * 0.25)
    return prose(
        letter,
        f"Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà liên hệ với {who} "
        f"số điện thoại {phone} để được hướng dẫn./.",
    )
