"""How a letter of the unit speaks to whose dossier it is."""

from __future__ import annotations

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from counter_app.form_documents import Holder
from printing.forms.letter import Letter
from printing.forms.page import paragraph, text


def salutation(holder: Holder) -> str:
    """``Ông/Bà``, or ``Tổ chức``."""
    return "Tổ chức" if holder.organisation else "Ông/Bà"


def addressed_to(holder: Holder, letter: Letter) -> Flowable:
    """The line ``Kính gửi``, in the middle."""
    style = ParagraphStyle("addressed", letter.centred, spaceAfter=letter.size * 0.6)
    return paragraph(f"Kính gửi: {salutation(holder)} <b>{text(holder.name)}</b>", style)


def holder_words(holder: Holder) -> str:
    """Name and number within a sentence: ``Ông/Bà Nguyễn Thị Ngữ; số định danh: ********2345``; markup."""
    number = f"; số định danh: {text(holder.number)}" if text(holder.number).strip() else ""
    return f"{salutation(holder)} <b>{text(holder.name)}</b>{number}"


def procedure_words(name: str) -> str:
    """A procedure within a sentence: ``đề nghị giải quyết thủ tục “Đăng ký lại khai sinh”``; markup."""
    return f"đề nghị giải quyết thủ tục “{text(name).strip() or '………………………………'}”"
