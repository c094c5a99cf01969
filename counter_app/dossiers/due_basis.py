"""Why a dossier is due when it is, in Vietnamese words: what was counted, what was left out, by which article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from counter_app.calendar import WorkCalendar
from counter_app.catalogue.procedures import TimeLimit, time_in_words
from counter_app.moments import WEEKDAYS, local

_FROM_NEXT_DAY = "không tính ngày nhận (khoản 2 Điều 147 Bộ luật Dân sự 2015)"
_FROM_THE_MOMENT = "tính từ thời điểm nhận, trong giờ làm việc (khoản 1 Điều 147 Bộ luật Dân sự 2015)"
_PART_DAY = " Phần lẻ của ngày tính bằng giờ làm việc, một ngày là 8 giờ."
_END_MOVES = "Hết hạn vào ngày nghỉ nên chuyển sang ngày làm việc tiếp theo (khoản 5 Điều 148 Bộ luật Dân sự 2015)."
_EACH_MOVES = "Phần tính theo ngày hết vào ngày nghỉ thì chuyển sang ngày làm việc tiếp theo (khoản 5 Điều 148)."
_SAME_DAY = "Giải quyết trong ngày; nhận sau 15 giờ thì ngày làm việc tiếp theo"
_SAME_DAY_LAW = "(Điều 7 Nghị định 23/2015/NĐ-CP, khoản 3 Điều 5 Luật Hộ tịch)"

RESTARTED = "Tính lại từ đầu khi hồ sơ được bổ sung đầy đủ (khoản 5 Điều 19 Nghị định 118/2025/NĐ-CP)."
SUPPLEMENT_NOTICE = "Trả lại để bổ sung khi đang giải quyết (khoản 5 Điều 19 Nghị định 118/2025/NĐ-CP):"
TRANSFER = (
    "Chuyển hồ sơ giấy trong ngày làm việc; nhận sau 15 giờ thì đầu ngày làm việc tiếp theo"
    " (Điều 18 Nghị định 118/2025/NĐ-CP)."
)


def working_days(received: datetime, start: datetime, due: datetime, days: float, calendar: WorkCalendar) -> str:
    """Why so many working days end there."""
    counted = _FROM_NEXT_DAY if days >= 1 else _FROM_THE_MOMENT
    words = f"{time_in_words(TimeLimit(days, 'working_days'))}, {counted}.{_PART_DAY if days % 1 else ''}"
    return _join(words, _shift(received, start, calendar), _left_out(start, due, calendar))


def hours(received: datetime, start: datetime, due: datetime, amount: float, calendar: WorkCalendar) -> str:
    """Why so many office hours end there."""
    words = time_in_words(TimeLimit(amount, "hours"))
    return _join(f"{words}, {_FROM_THE_MOMENT}.", _shift(received, start, calendar), _left_out(start, due, calendar))


def calendar_days(
    received: datetime, start: datetime, last: date, due: datetime, days: int, calendar: WorkCalendar
) -> str:
    """Why so many days of every kind end there; ``last`` is the day they end on before it is moved."""
    words = f"{time_in_words(TimeLimit(days, 'calendar_days'))}, {_FROM_NEXT_DAY}."
    moved = _days(last, due.date())
    moves = _join(_END_MOVES, _listed(moved, calendar)) if moved else ""
    return _join(words, _shift(received, start, calendar), moves, _estimate(start, due, calendar))


def stages(received: datetime, ends: Sequence[datetime], limits: Sequence[TimeLimit], calendar: WorkCalendar) -> str:
    """Why limits that follow one another end there; ``ends`` holds the start and the end of each."""
    spans = list(zip(limits, ends, ends[1:], strict=False))
    parts = [f"{time_in_words(one)} đến {end:%H:%M} {_named(end.date())}" for one, _, end in spans]
    counted = _FROM_THE_MOMENT if all(one.unit == "hours" for one in limits) else _FROM_NEXT_DAY
    moves = _EACH_MOVES if any(one.unit == "calendar_days" for one in limits) else ""
    left = [_left_out(begin, end, calendar) for one, begin, end in spans if one.unit != "calendar_days"]
    return _join(f"{', rồi '.join(parts)}; {counted}.", moves, _shift(received, ends[0], calendar), *left)


def same_day(received: datetime, start: datetime, due: datetime, *, late: bool, calendar: WorkCalendar) -> str:
    """Why same-day work ends there."""
    words = f"{_SAME_DAY} {_SAME_DAY_LAW}."
    after = "Nhận sau 15 giờ." if late else ""
    return _join(words, _shift(received, start, calendar), after, _left_out(start, due, calendar))


def supplement_wait(ends: date, last: date, calendar: WorkCalendar) -> str:
    """Why the citizen has until ``last`` to complete a dossier; ``ends`` is the day before it is moved."""
    words = (
        "Công dân có 15 ngày để bổ sung, không tính ngày yêu cầu, đến hết ngày cuối"
        " (khoản 5 Điều 19 Nghị định 118/2025/NĐ-CP; Điều 147, 148 Bộ luật Dân sự 2015)."
    )
    return words if ends == last else _join(words, _END_MOVES, _listed(_days(ends, last), calendar))


def _estimate(start: datetime, due: datetime, calendar: WorkCalendar) -> str:
    """The years on the way whose days off the government has not announced, as far as the program knows."""
    years = calendar.estimated(start.date(), due.date())
    return f"Lịch nghỉ năm {', '.join(map(str, years))} chưa công bố, ngày hẹn là dự kiến." if years else ""


def _shift(received: datetime, start: datetime, calendar: WorkCalendar) -> str:
    """What was done about a receipt outside office hours."""
    if local(received).replace(second=0, microsecond=0) != start:
        return f"Nhận ngoài giờ, tính như nhận lúc {start:%H:%M} {_named(start.date())}."
    if not calendar.is_working_day(start.date()):
        return f"Nhận {_named(start.date())} khi bộ phận mở cửa, tính là ngày nhận."
    return ""


def _left_out(start: datetime, due: datetime, calendar: WorkCalendar) -> str:
    """The days between receipt and due that were not worked, and the weekend days that were."""
    between = _days(start.date() + timedelta(days=1), due.date() + timedelta(days=1))
    made_up = [day for day in between if day in calendar.working]
    worked = f"Có tính ngày làm bù: {', '.join(map(_named, made_up))}." if made_up else ""
    return _join(_listed(between, calendar), worked, _estimate(start, due, calendar))


def _listed(days: Iterable[date], calendar: WorkCalendar) -> str:
    """The days off among these: those with a reason one by one (runs together), weekly ones counted."""
    idle = [day for day in days if not calendar.is_working_day(day)]
    weekly = sum(1 for day in idle if calendar.why_off(day) is None)
    parts = [f"{_run_named(run)} {calendar.why_off(run[0])}" for run in _runs(idle, calendar)]
    parts += [f"{weekly} ngày nghỉ hằng tuần"] if weekly else []
    return f"Không tính: {'; '.join(parts)}." if parts else ""


def _runs(idle: list[date], calendar: WorkCalendar) -> list[list[date]]:
    """Days off with a reason, neighbours of the same reason together."""
    runs: list[list[date]] = []
    for before, day in pairwise([None, *idle]):
        assert day is not None
        why = calendar.why_off(day)
        if why is None:
            continue
        if before == day - timedelta(days=1) and runs and calendar.why_off(before) == why:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _run_named(run: list[date]) -> str:
    return _named(run[0]) if len(run) == 1 else f"{run[0]:%d/%m} đến {run[-1]:%d/%m/%Y}"


def _named(day: date) -> str:
    weekday = WEEKDAYS[day.weekday()]
    return f"{weekday[0].lower()}{weekday[1:]} {day:%d/%m/%Y}"


def _days(first: date, after_last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((after_last - first).days)]


def _join(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
