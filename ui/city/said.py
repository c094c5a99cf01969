"""What waits for a person, in words (pure): a line in the list, what the city said, both versions field by field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from counter_app.attachments.listing import ParkedFile
from counter_app.attention import Refusal, Side, Stranger
from counter_app.wording_city import field_words, op_words, problem_words
from counter_app.wording_files import file_problem_words
from ui.wording import short_moment

Rows = tuple[tuple[str, str, str], ...]
"""Field, as this unit says it, as the city says it."""
Item = Refusal | Stranger | ParkedFile

NOTHING = "(trống)"
_LONGEST = 300
_WAYS = {"counter": "Tại quầy", "post": "Bưu chính", "electronic": "Điện tử"}
_PHONES_OF = {"own": "chính chủ", "submitter": "người nộp", "relative": "người thân"}
_SIDES = (("name", "Chủ hồ sơ"), ("number", "Số giấy tờ"), ("procedure_name", "Thủ tục"), ("received", "Nhận lúc"))


def line_words(item: Item) -> str:
    """Which dossier, which step, since when, how many wait behind it; then whose it is."""
    if isinstance(item, ParkedFile):
        first = f"{item.code}   Tệp «{item.file.name}» chưa gửi được · đính kèm {short_moment(item.file.at)}"
        return f"{first}\n{item.procedure_name}"
    if isinstance(item, Stranger):
        code = item.collision.code or "không rõ mã"
        return f"{code}   Hồ sơ của thành phố chưa nhận về được · từ {short_moment(item.collision.seen_at)}"
    op = item.op
    first = f"{op.code or 'Không gắn hồ sơ'}   {op_words(op.kind)} · từ {short_moment(op.captured_at)}"
    if op.behind:
        first += f" · {op.behind} việc chờ sau"
    about = " · ".join(part for part in (item.name, item.procedure_name) if part)
    return f"{first}\n{about}" if about else first


def sentence_of(item: Item) -> str:
    """What is the matter, and what to do."""
    if isinstance(item, Refusal):
        return problem_words(item.op.problem, item.op.status)
    if isinstance(item, ParkedFile):
        return file_problem_words(item.file.problem)
    if item.theirs is None:
        return "Thành phố gửi về một hồ sơ mà chương trình không đọc được. Báo kỹ thuật."
    if item.ours is None:
        return "Hồ sơ của thành phố chưa nhận về được. Báo kỹ thuật."
    return "Thành phố có hồ sơ khác mang mã này. Hồ sơ ở đây giữ mã đã in; gọi thành phố đổi mã bên đó."


def versions_of(item: Item) -> Rows:
    """Both sides field by field; none where only one side has something to say."""
    if isinstance(item, Refusal):
        ours, theirs = item.op.ours, item.op.theirs
        return tuple((_capital(field_words(field)), value(ours.get(field)), value(theirs[field])) for field in theirs)
    if isinstance(item, ParkedFile) or item.ours is None or item.theirs is None:
        return ()
    return tuple((words, _side(item.ours, key), _side(item.theirs, key)) for key, words in _SIDES)


def value(kept: Any) -> str:
    """A value of a record as people read it."""
    if kept is None or kept == "":
        return NOTHING
    if isinstance(kept, list | tuple):
        return "; ".join(value(one) for one in kept)[:_LONGEST] or NOTHING
    if isinstance(kept, Mapping):
        return _paper(kept)[:_LONGEST]
    text = _WAYS.get(str(kept)) or _PHONES_OF.get(str(kept)) or _day(str(kept))
    return text[:_LONGEST]


def _paper(kept: Mapping[str, Any]) -> str:
    kinds = (("originals", "chính"), ("certified", "chứng thực"), ("copies", "sao"))
    counts = ", ".join(f"{kept[key]} {words}" for key, words in kinds if kept.get(key))
    name = str(kept.get("name", kept.get("paper", "")))
    return f"{name} ({counts})" if counts else name


def _day(text: str) -> str:
    """A day of the records (``1985-03-15``) as it is read; any other text as it is."""
    try:
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    except ValueError:
        return text


def _side(side: Side, key: str) -> str:
    said = str(getattr(side, key))
    return short_moment(datetime.fromisoformat(said)) if key == "received" else said or NOTHING


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
