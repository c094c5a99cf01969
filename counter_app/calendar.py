"""The unit's calendar: days that count for deadlines, and days on which the hall takes dossiers in.

The two differ: many halls are open on Saturday mornings, which are no working days. Hours are those of the wall clock
in Hà Nội; moments that come in and go out are aware. Which days are off comes from the ``holidays`` package, corrected
by a table of special days (``special_days``), whose lines win.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from counter_app.errors import NotFound
from counter_app.moments import HANOI, local
from counter_app.special_days import Spans, SpecialDay, parse_spans

MORNING, AFTERNOON = "07:30-11:30", "13:00-17:00"
"""Office hours until the unit says otherwise: no text found sets them for Hà Nội."""

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked and when; every question about a year it does not know raises NotFound."""

    week: tuple[Spans, ...]
    """Office hours from Monday to Sunday; empty for the weekly days off."""
    years: frozenset[int]
    """The years whose days off are known."""
    off: Mapping[date, str] = field(default_factory=dict)
    """Days off, with the reason."""
    working: Mapping[date, str] = field(default_factory=dict)
    """Make-up working days at a weekend; they have Monday's hours."""
    hall_closed: Mapping[date, str] = field(default_factory=dict)
    """Days on which the hall takes nothing in, though deadlines run."""
    hours: Mapping[date, Spans] = field(default_factory=dict)
    """Days with hours of their own."""
    hall_saturday: bool = False
    """Whether the hall is open on Saturdays that are no working days."""
    saturday: Spans = ()
    """The hall's hours on such Saturdays."""
    announced: frozenset[int] | None = None
    """The years whose notices are known, the days off of others being estimates; None where nobody asks."""

    def is_working_day(self, day: date) -> bool:
        """Whether the day counts for deadlines."""
        return bool(self.office_hours(day))

    def office_hours(self, day: date) -> Spans:
        """The spans in which work is done, and in which deadlines in hours run."""
        self._known(day)
        if day in self.working:
            return self.hours.get(day, self.week[0])
        if day in self.off or not self.week[day.weekday()]:
            return ()
        return self.hours.get(day, self.week[day.weekday()])

    def hall_hours(self, day: date) -> Spans:
        """The spans in which the hall takes dossiers in."""
        office = self.office_hours(day)
        if day in self.hall_closed:
            return ()
        if not office and self.hall_saturday and day.weekday() == _SATURDAY and day not in self.off:
            return self.hours.get(day, self.saturday)
        return office

    def hall_open(self, day: date) -> bool:
        """Whether the hall takes dossiers in on this day."""
        return bool(self.hall_hours(day))

    def why_off(self, day: date) -> str | None:
        """Why a day is no working day; None for the weekly days off and for working days."""
        return None if self.is_working_day(day) else self.off.get(day)

    def estimated(self, first: date, last: date) -> tuple[int, ...]:
        """The years from one day to another whose yearly notice is not known."""
        years = range(first.year, last.year + 1)
        return () if self.announced is None else tuple(year for year in years if year not in self.announced)

    def next_working_day(self, day: date) -> date:
        """The first working day after this one."""
        day += _ONE_DAY
        while not self.is_working_day(day):
            day += _ONE_DAY
        return day

    def next_opening(self, moment: datetime) -> datetime:
        """The moment itself (to the minute) if the hall is open then, else when it opens next. Aware in, aware out."""
        if moment.tzinfo is None:
            raise ValueError("an aware moment is needed")
        here = local(moment)
        day, minute = here.date(), here.hour * 60 + here.minute
        while True:
            for opens, closes in self.hall_hours(day):
                if minute <= closes:
                    return at(day, max(minute, opens))
            day, minute = day + _ONE_DAY, 0

    def _known(self, day: date) -> None:
        if day.year not in self.years:
            raise NotFound("calendar", str(day.year))


def at(day: date, minute: int) -> datetime:
    """The moment in Hà Nội at a minute after midnight (1440 is the next midnight)."""
    return datetime.combine(day, time(), HANOI) + timedelta(minutes=minute)


def years_around(day: date) -> range:
    """The years a calendar needs for work done on this day: last year to two years ahead."""
    return range(day.year - 1, day.year + 3)


def build_calendar(
    years: Iterable[int],
    *,
    morning: str = MORNING,
    afternoon: str = AFTERNOON,
    weekdays: Sequence[str] = (),
    saturday: str = "",
    hall_saturday: bool = False,
    special_days: Iterable[SpecialDay] = (),
    announced: Iterable[int] | None = None,
) -> WorkCalendar:
    """The calendar of these years: the law's days off, then the special days, of which a later one wins.

    ``weekdays`` holds the hours from Monday to Friday where they differ from morning and afternoon, ``saturday`` the
    hall's on Saturdays where they differ from the morning's; empty text does not differ. BadDocument when hours are
    malformed.
    """
    known = frozenset(years)
    all_special = [one for one in special_days if one.day.year in known]
    special = {one.day: one for one in all_special if one.kind != "hall_closed"}
    daily = parse_spans(",".join(filter(None, (morning, afternoon))))
    own = (*map(parse_spans, weekdays), *((),) * _SATURDAY)[:_SATURDAY]
    off, working = _by_law(known)
    return WorkCalendar(
        week=(*(spans or daily for spans in own), (), ()),
        years=known,
        off={day: why for day, why in off.items() if day not in special} | _why(special.values(), "off"),
        working={day: why for day, why in working.items() if day not in special} | _why(special.values(), "working"),
        hall_closed=_why(all_special, "hall_closed"),
        hours={one.day: one.hours for one in special.values() if one.kind == "hours"},
        hall_saturday=hall_saturday,
        saturday=parse_spans(saturday or morning),
        announced=None if announced is None else frozenset(announced),
    )


def _why(special: Iterable[SpecialDay], kind: str) -> dict[date, str]:
    return {one.day: one.why for one in special if one.kind == kind}


def _by_law(years: frozenset[int]) -> tuple[dict[date, str], dict[date, str]]:
    """Days off and make-up Saturdays as the ``holidays`` package knows them (Labour Code 2019, articles 111, 112)."""
    from holidays import country_holidays  # here, not above: 70 ms that only a calendar needs

    days = country_holidays("VN", years=sorted(years), language="vi", expand=False)
    working = {day: "làm bù" for day in days.weekend_workdays if day.year in years}
    return dict(days.items()), working
