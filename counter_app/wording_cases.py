"""Refusals whose next step depends on their facts: a second sentence beside the one in ``wording.SENTENCES``."""

from __future__ import annotations

from counter_app.errors import CounterBusy, NotFound, Refused, ScreenStale, WrongPassword
from counter_app.wording_steps import step_case

NO_TICKET = "không số"
"""The label of a visit that began without a ticket."""

_WRONG_PASSWORD_AT_ONCE = ("Sai tên hoặc mật khẩu. Mời nhập lại.", "Wrong name or password. Please try again.")
_CALLED = (
    "Quầy đã gọi số {name}: bắt đầu phục vụ, hoặc bấm F4 gọi lại / Vắng mặt. Xong số này rồi gọi tiếp.",
    "The counter has called {name}: begin to serve, or press F4 to recall / No-show. Then call the next.",
)
_WITHOUT_TICKET = (
    "Quầy đang phục vụ người không lấy số. Kết thúc lượt này (F12) rồi gọi tiếp.",
    "The counter is serving somebody without a ticket. End that visit (F12), then call.",
)
_COUNTER_TAKEN = (
    "Quầy này vừa gọi một số khác. Màn hình đã cập nhật: xong số đó rồi gọi tiếp.",
    "This counter has just called another number. The screen is up to date now; finish that one first.",
)
_TICKET_TAKEN = (
    "Số này vừa được quầy khác gọi. Màn hình đã cập nhật, mời làm lại.",
    "Another counter has just called this number. The screen is up to date now; try again.",
)
_NO_CALENDAR = (
    "Chưa biết ngày nghỉ năm {name} nên không tính được hạn. Kiểm tra thời hạn, hoặc cập nhật chương trình.",
    "The days off of {name} are not known, so nothing can be due then. Check the limit, or update the program.",
)


def special_case(refusal: Refused) -> tuple[str, str] | None:
    """The sentences (vi, en) where the ordinary ones would name a step that does not help; None otherwise."""
    if isinstance(refusal, NotFound) and refusal.kind == "calendar":
        return _NO_CALENDAR
    return _of_the_queue(refusal) or step_case(refusal)


def _of_the_queue(refusal: Refused) -> tuple[str, str] | None:
    if isinstance(refusal, WrongPassword) and not refusal.wait_seconds:
        return _WRONG_PASSWORD_AT_ONCE
    if isinstance(refusal, CounterBusy) and not refusal.name:
        return _COUNTER_TAKEN
    if isinstance(refusal, CounterBusy) and refusal.state == "called":
        return _CALLED
    if isinstance(refusal, CounterBusy) and refusal.name == NO_TICKET:
        return _WITHOUT_TICKET
    if isinstance(refusal, ScreenStale) and not refusal.name:
        return _TICKET_TAKEN
    return None
