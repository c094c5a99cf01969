"""What papers say of themselves: whose copy it is, that it is a reprint, that it is a sample; and the labels in English."""

from __future__ import annotations

from datetime import datetime

from counter_app.moments import local
from counter_app.papers import Authoriser

SAMPLE = "MẪU – không có giá trị"
"""On every paper of a training unit or of a sample procedure."""
NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
"""The national heading (quốc hiệu, tiêu ngữ)."""

_PARTS = {"citizen": "Liên giao công dân", "file": "Liên lưu"}

ENGLISH = {
    "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ": "Receipt of application and appointment",
    "PHIẾU GIỮ BẢN GỐC": "Receipt for originals left at the counter",
    "Số, mã hồ sơ": "Application number",
    "Mã hồ sơ": "Application code",
    "Mã hồ sơ tạm thời": "Temporary code",
    "Hẹn trả kết quả": "Come back for the result",
    "Hẹn trả bản gốc": "Come back for the originals",
    "Sẽ thông báo sau": "To be announced",
    "Thủ tục": "Procedure",
    "Mã thủ tục": "Procedure code",
    "Chủ hồ sơ": "Applicant",
    "Người gửi": "Left by",
    "Số định danh": "Identity no.",
    "Địa chỉ": "Address",
    "Điện thoại": "Phone",
    "Email": "",
    "Người nộp": "Handed in by",
    "Uỷ quyền theo": "Authorised by",
    "Người uỷ quyền": "Authoriser",
    "Tiếp nhận": "Received",
    "Nhận giữ": "Received",
    "Thời hạn": "Time limit",
    "Giấy tờ đã nộp": "Papers handed in",
    "Bản chính": "Orig.",
    "Chứng thực": "Certif.",
    "Bản sao": "Copies",
    "Số lượng hồ sơ": "Number of sets",
    "Bản gốc để lại": "Originals left here",
    "Tổng số bản gốc": "Originals in all",
    "Khi đến nhận, mang theo": "Bring with you",
    "Phí, lệ phí": "Fees",
    "Tổng cộng": "Total",
    "Không thu": "No fee",
    "Nhận kết quả": "Result given",
    "Cán bộ": "Officer",
    "Ghi chú": "Note",
    "Vào sổ": "Entered in book",
    "NGƯỜI NỘP HỒ SƠ": "Applicant",
    "NGƯỜI TIẾP NHẬN": "Officer",
    "NGƯỜI GỬI": "Left by",
    "NGƯỜI GIỮ": "Officer",
    "Xin mang theo giấy này khi đến nhận kết quả.": "Please bring this paper when you come back.",
    "Xin giữ phiếu cẩn thận: trả bản gốc theo phiếu.": "Keep this slip: the originals are given back against it.",
}
"""The labels of papers in a foreign reader's second line; an empty one is the same word."""


def part_text(part: str) -> str:
    """Whose copy a receipt is: ``Liên giao công dân``, ``Liên lưu``; empty where there is one only."""
    return _PARTS.get(part, "")


def reprint_text(copy_no: int) -> str:
    """That a paper was printed again: ``BẢN IN LẠI – lần 2``; empty for the first one."""
    return f"BẢN IN LẠI – lần {copy_no}" if copy_no > 1 else ""


def version_text(version: int) -> str:
    """That a paper follows a correction of the dossier: ``ĐÍNH CHÍNH – lần 1``; empty for the dossier as received."""
    return f"ĐÍNH CHÍNH – lần {version - 1}" if version > 1 else ""


def reprinted_text(at: datetime | None, by: str) -> str:
    """When and by whom: ``09:15 21/11/2026 – cán bộ Trần Thị Ế``; what is not known is left out."""
    known = ["" if at is None else f"{local(at):%H:%M %d/%m/%Y}", f"cán bộ {by}" if by else ""]
    return " – ".join(part for part in known if part)


def authoriser_text(who: Authoriser) -> str:
    """Everything of who gave the authorisation: name, number, address, phone, e-mail."""
    number = f"số\u00a0{who.number}" if who.number else ""
    phone = f"ĐT\u00a0{who.phone}" if who.phone else ""
    return ", ".join(part for part in (who.name, number, who.address, phone, who.email) if part)
