"""Form 04: phiếu xin lỗi và đề nghị gia hạn thời gian giải quyết (TT 03/2025/TT-VPCP Phụ lục I)."""

from __future__ import annotations

from reportlab.platypus import Flowable

from counter_app.form_documents import Apology
from counter_app.moments import local
from printing.forms.heading import heading, title
from printing.forms.letter import Letter
from printing.forms.lines import field, prose, signatures
from printing.forms.page import text
from printing.forms.salutation import addressed_to, holder_words, procedure_words, salutation
from printing.forms.words import day_words, moment_words

TITLE = "PHIẾU XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN<br/>THỜI GIAN GIẢI QUYẾT"


def story(form: Apology, letter: Letter) -> list[Flowable]:
    """The form's paragraphs, in the order of the model."""
    agency, you = text(form.agency), salutation(form.holder)
    received = day_words(local(form.received_at)).replace("ngày", "Ngày", 1)
    sorry = f"{agency} xin lỗi {you} về sự chậm trễ này và sẽ trả kết quả vào <b>{moment_words(form.new_due)}</b>."
    last = prose(letter, f"Mong nhận được sự thông cảm của {you}./.")
    return [
        *heading(form, letter),
        *title(form, letter, TITLE, form.code),
        addressed_to(form.holder, letter),
        prose(
            letter,
            f"{received}, {agency} tiếp nhận hồ sơ {procedure_words(form.procedure)} của {holder_words(form.holder)}; "
            f"mã số hồ sơ: <b>{text(form.code)}</b>.",
        ),
        field(letter, "Thời gian hẹn trả kết quả", moment_words(form.due), end="."),
        prose(letter, f"Đến nay, {agency} chưa trả được kết quả giải quyết hồ sơ của {you} đúng thời hạn đã hẹn."),
        field(letter, "Lý do", form.reason),
        prose(letter, sorry),
        *signatures(letter, last, ("THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", form.head)),
    ]
