"""Form 05: thông báo dừng giải quyết hồ sơ. TT 03/2025/TT-VPCP Phụ lục I names it; its layout is ours, its foot says so.

What it tells rests on NĐ 118/2025/NĐ-CP Đ.19.5 (not completed in time), Đ.21 (the citizen stops it), TT 03/2025 Đ.7.
"""

from __future__ import annotations

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from counter_app.form_documents import StopNotice
from printing.forms.letter import Letter, field, heading, paragraph, signatures, title
from printing.forms.page import text
from printing.forms.salutation import addressed_to, holder_words, salutation
from printing.forms.words import moment_words

TITLE = "THÔNG BÁO<br/>Dừng giải quyết hồ sơ"


def story(form: StopNotice, letter: Letter) -> list[Flowable]:
    """The notice's paragraphs."""
    agency = text(form.agency)
    return [
        heading(form, letter),
        *title(form, letter, TITLE, form.code),
        addressed_to(form.holder, letter),
        paragraph(
            f"{agency} đã tiếp nhận hồ sơ {text(form.procedure)} của {holder_words(form.holder)}; "
            f"mã số hồ sơ: <b>{text(form.code)}</b>; thời gian nhận hồ sơ: {moment_words(form.received_at)}.",
            letter.body,
        ),
        paragraph(
            f"{agency} thông báo dừng giải quyết hồ sơ nêu trên từ <b>{moment_words(form.stopped_at)}</b>.", letter.body
        ),
        field(letter, "Lý do", form.reason),
        *_given_back(form, letter),
        *signatures(letter, _last(form, letter), ("THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", form.head)),
        *_recipients(letter),
    ]


def _given_back(form: StopNotice, letter: Letter) -> list[Flowable]:
    """The papers given back, where there are any."""
    papers = [text(paper) for paper in form.given_back if text(paper).strip()]
    if not papers:
        return []
    said = paragraph(f"Giấy tờ trả lại {salutation(form.holder)}:", letter.body)
    return [said, *(paragraph(f"{number}. {paper}", letter.body) for number, paper in enumerate(papers, 1))]


def _last(form: StopNotice, letter: Letter) -> Flowable:
    you = salutation(form.holder)
    phone = f", số điện thoại {text(form.contact_phone)}" if text(form.contact_phone).strip() else ""
    ask = f" Nếu có vướng mắc, {you} liên hệ với {text(form.contact)}{phone}." if text(form.contact).strip() else ""
    again = f"Khi có nhu cầu, {you} nộp lại hồ sơ theo quy định."
    return paragraph(f"{again}{ask} Xin thông báo để {you} được biết./.", letter.body)


def _recipients(letter: Letter) -> list[Flowable]:
    """Nơi nhận, smaller and at the left (NĐ 30/2020 Phụ lục I)."""
    style = ParagraphStyle("recipients", letter.small)
    return [paragraph("<b><i>Nơi nhận:</i></b><br/>- Như trên;<br/>- Lưu: hồ sơ.", style)]
