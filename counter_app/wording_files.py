"""The sentences (vi, en) about files attached to dossiers, and the words of where one stands; ``wording`` joins them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counter_app import attachment_errors as files
from counter_app.attachments.listing import AttachmentCard
from counter_app.errors import Refused

# When you add a refusal about files: its two sentences here; fields of the refusal stand in braces.
FILE_SENTENCES: dict[type[Refused], tuple[str, str]] = {
    files.FileUnreadable: (
        "Không đọc được tệp «{name}», hoặc tệp rỗng. Kiểm tra tệp rồi đính kèm lại.",
        "The file «{name}» can't be read, or is empty. Check it and attach it again.",
    ),
    files.FileTooLarge: (
        "Tệp «{name}» lớn hơn {limit_mb} MB. Quét lại ở độ phân giải thấp hơn hoặc chia thành nhiều tệp.",
        "The file «{name}» is larger than {limit_mb} MB. Scan it at a lower resolution or in several files.",
    ),
    files.FileKindRefused: (
        "Nội dung tệp «{name}» không phải {kinds}. Lưu lại thành một trong các dạng đó rồi đính kèm.",
        "The content of «{name}» is none of {kinds}. Save it as one of these and attach that.",
    ),
    files.TooManyFiles: (
        "Hồ sơ đã có {limit} tệp đính kèm, nhiều nhất là vậy. Gỡ tệp thừa, hoặc gộp nhiều trang vào một tệp.",
        "The dossier has {limit} files, which is the most. Take one off, or put several pages into one file.",
    ),
    files.FileSent: (
        "Tệp «{name}» đã hoặc đang gửi lên thành phố nên không gỡ ở đây được. Nếu gửi nhầm, báo thành phố gỡ bên đó.",
        "The file «{name}» has gone or is going to the city and can't be taken off here. If it was wrong, tell the city.",
    ),
    files.FileNotHere: (
        "Tệp này đã lên thành phố và không còn ở máy này. Xem trên hệ thống thành phố.",
        "This file is with the city and not on this PC any more. See it in the city's system.",
    ),
    files.FileDamaged: (
        "Tệp lưu ở máy này bị mất hoặc bị sửa nên không dùng được. Đính kèm lại từ bản gốc.",
        "The file kept on this PC is lost or was changed. Attach it again from the original.",
    ),
}

_PROBLEMS = {
    "urn:motcua:file-damaged": "Tệp lưu ở máy này bị mất hoặc bị sửa. Mở hồ sơ, đính kèm lại từ bản gốc.",
    "urn:motcua:file-gone": "Thành phố đã mất tệp này, máy này cũng không còn giữ. Mở hồ sơ, đính kèm lại từ bản gốc.",
    "urn:motcua:damaged-body": "Tệp tới thành phố không đúng nguyên bản. Gửi lại; vẫn vậy thì báo kỹ thuật.",
    "urn:motcua:too-large": "Thành phố không nhận tệp lớn như vậy. Mở hồ sơ, gỡ tệp, đính kèm bản nhỏ hơn.",
    "urn:motcua:wrong-offset": "Thành phố đòi lại mãi một phần của tệp. Gửi lại; vẫn vậy thì báo kỹ thuật.",
}
_LOST = ("urn:motcua:file-damaged", "urn:motcua:file-gone")
_UNKNOWN = "Thành phố không nhận tệp này (mã {status}). Báo kỹ thuật, xong thì gửi lại."


def file_problem_words(problem: Mapping[str, Any] | None) -> str:
    """Why a file waits for a person, and what to do; by the problem's type (RFC 9457), never its text."""
    said = problem or {}
    known = _PROBLEMS.get(str(said.get("type", "")))
    return known or _UNKNOWN.format(status=said.get("status", "không rõ"))


def standing_words(card: AttachmentCard) -> str:
    """Where a file stands on its way to the city."""
    if card.standing == "parked":
        return "cần xử lý"
    if card.standing == "stored":
        return "đã lên thành phố" if card.here else "đã lên thành phố, không còn ở máy này"
    if card.standing == "sending" and card.sent:
        return f"đang gửi, {100 * card.sent // card.size}%"
    return "giữ ở máy này, không gửi" if card.standing == "given_up" else "chờ gửi"


def is_lost(problem: Mapping[str, Any] | None) -> bool:
    """Whether a file can't be sent again: its content has to be attached anew."""
    return str((problem or {}).get("type", "")) in _LOST


def size_words(size: int) -> str:
    """Bytes as people read them: ``1,8 MB``, ``320 KB``."""
    if size >= 1_000_000:  # noqa: PLR2004 - a megabyte
        return f"{size / 1_000_000:.1f} MB".replace(".", ",")
    return f"{max(1, round(size / 1000))} KB"
