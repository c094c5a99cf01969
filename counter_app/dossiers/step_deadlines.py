"""By when each step of a dossier must be taken (thời hạn từng bước). Pure: moments and a calendar in, moments out.

Decree 118/2025/NĐ-CP (NĐ 118) sets them: articles 18 and 19; the Civil Code 2015 says how they are counted
(articles 147, 148). The clock of a dossier itself is in ``deadlines``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from counter_app.calendar import WorkCalendar, at
from counter_app.dossiers import due_basis
from counter_app.dossiers.deadlines import Due, due_after_working_days, due_for, received_late
from counter_app.moments import local

if TYPE_CHECKING:
    from counter_app.catalogue.procedures import TimeLimit

SUPPLEMENT_NOTICE_DAYS = 3
"""Working days from receipt in which a dossier may be sent back for supplement (NĐ 118, article 19.5)."""
SUPPLEMENT_WAIT_DAYS = 15
"""Days the citizen has to complete it; after them the officer may close the dossier (NĐ 118, article 19.5)."""


@dataclass(frozen=True)
class SupplementWindow:
    """How long the citizen has to complete a dossier sent back."""

    last_day: date
    """The citizen has this day to its end (Civil Code, article 148.6)."""
    may_close_from: datetime
    """From this moment the officer may close the dossier; aware."""
    basis: str


def due_after_supplement(limit: TimeLimit, completed: datetime, calendar: WorkCalendar) -> Due:
    """The whole limit again, as if the dossier had come when it was completed (NĐ 118, article 19.5)."""
    return _because(due_basis.RESTARTED, due_for(limit, completed, calendar))


def supplement_notice_by(received: datetime, calendar: WorkCalendar) -> Due:
    """Until when a dossier may be sent back for supplement while it is worked on."""
    return _because(due_basis.SUPPLEMENT_NOTICE, due_after_working_days(received, SUPPLEMENT_NOTICE_DAYS, calendar))


def supplement_closes(asked: datetime, calendar: WorkCalendar) -> SupplementWindow:
    """Until when the citizen may complete a dossier that was sent back at this moment."""
    ends = local(asked).date() + timedelta(days=SUPPLEMENT_WAIT_DAYS)
    last = ends if calendar.is_working_day(ends) else calendar.next_working_day(ends)
    return SupplementWindow(last, at(last + timedelta(days=1), 0), due_basis.supplement_wait(ends, last, calendar))


def extension_limit(due: datetime) -> datetime:
    """Before this moment the apology with a new date must be given: the day before the due date is the last one.

    NĐ 118, article 19.6. An extension given later would be antedated.
    """
    return at(local(due).date(), 0)


def transfer_by(received: datetime, calendar: WorkCalendar) -> Due:
    """When paper must have left for the unit: the same working day, from 15:00 on as the next one begins.

    NĐ 118, article 18.
    """
    start = calendar.next_opening(received)
    day = start.date()
    if calendar.is_working_day(day) and not received_late(start):
        return Due(at(day, calendar.office_hours(day)[-1][1]), due_basis.TRANSFER)
    day = calendar.next_working_day(day)
    return Due(at(day, calendar.office_hours(day)[0][0]), due_basis.TRANSFER)


def _because(words: str, due: Due) -> Due:
    return replace(due, basis=f"{words} {due.basis}")
