"""Form 05: thông báo dừng giải quyết hồ sơ. TT 03/2025/TT-VPCP Phụ lục I names it; its layout is ours, its foot says so.

What it tells rests on NĐ 118/2025/NĐ-CP Đ.19.5 (not completed in time), Đ.21 (the citizen stops it), TT 03/2025 Đ.7.
"""

from __future__ import annotations

from reportlab.platypus import Flowable

from counter_app.form_documents import StopNotice
from printing.fonts import unbroken
from printing.forms.heading import heading, title
from printing.forms.letter import Letter
from printing.forms.lines import field, prose, signatures
from printing.forms.page import paragraph, text
from printing.forms.salutation import addressed_to, holder_words, procedure_words, salutation
from printing.forms.words import moment_words

TITLE = "THÔNG BÁO"
ABOUT = "Dừng giải quyết hồ sơ"


def story(form: StopNotice, letter: Letter) -> list[Flowable]:
    """The notice's paragraphs."""
    agency = text(form.agency)
    return [
        *heading(form, letter),
        *title(form, letter, TITLE, form.code, about=ABOUT),
        addressed_to(form.holder, letter),
        prose(
            letter,
            f"{agency} đã tiếp nhận hồ sơ {procedure_words(form.procedure)} của {holder_words(form.holder)}; "
            f"mã số hồ sơ: <b>{text(form.code)}</b>; thời gian nhận hồ sơ: {moment_words(form.received_at)}.",
        ),
        prose(letter, f"{agency} thông báo dừng giải quyết hồ sơ nêu trên từ <b>{moment_words(form.stopped_at)}</b>."),
        field(letter, "Lý do", form.reason),
        *_given_back(form, letter),
        *signatures(
            letter,
            _last(form, letter),
            ("THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", form.head),
            recipients=_recipients(letter),
        ),
    ]


def _given_back(form: StopNotice, letter: Letter) -> list[Flowable]:
    """The papers given back, where there are any."""
    papers = [text(paper) for paper in form.given_back if text(paper).strip()]
    if not papers:
        return []
    said = prose(letter, f"Giấy tờ trả lại {salutation(form.holder)}:")
    return [said, *(prose(letter, f"{number}. {paper}") for number, paper in enumerate(papers, 1))]


def _last(form: StopNotice, letter: Letter) -> Flowable:
    you = salutation(form.holder)
    phone = f", số điện thoại {text(unbroken(form.contact_phone))}" if text(unbroken(form.contact_phone)) else ""
    ask = f" Nếu có vướng mắc, {you} liên hệ với {text(form.contact)}{phone}." if text(form.contact).strip() else ""
    again = f"Khi có nhu cầu, {you} nộp lại hồ sơ theo quy định."
    return prose(letter, f"{again}{ask} Xin thông báo để {you} được biết./.")


def _recipients(letter: Letter) -> Flowable:
    """Nơi nhận, smaller and at the left (NĐ 30/2020 Phụ lục I)."""
    return paragraph("<b><i>Nơi nhận:</i></b><br/>- Như trên;<br/>- Lưu: hồ sơ.", letter.small)
