"""Which pages the admin's window has, in their order; each is built when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from counter_app.setting_kinds import Group
from counter_app.settings import GROUPS
from ui.admin.catalogue_page import CataloguePage
from ui.admin.city_page import CityPage
from ui.admin.closing_page import ClosingPage
from ui.admin.counters_page import CountersPage
from ui.admin.days_page import DaysPage
from ui.admin.page import Head, Page
from ui.admin.printers.page import PrintersPage
from ui.admin.services_page import ServicesPage
from ui.admin.settings_page import SettingsPage, settings_head
from ui.admin.staff_page import StaffPage
from ui.admin.today_page import TodayPage
from ui.work import Workers

DAY, HALL, TIME, MACHINE, SETTINGS = "Trong ngày", "Sảnh", "Lịch", "Máy này", "Thiết lập"


@dataclass(frozen=True)
class Entry:
    """A page as the list and the search know it."""

    section: str
    head: Head
    build: Callable[[Workers], Page]


def all_pages() -> tuple[Entry, ...]:
    """Every page. When you add one: a subclass of Page in a file of its own, and its line here."""
    hours, *others = GROUPS
    return (
        Entry(DAY, TodayPage.head, TodayPage),
        Entry(DAY, ClosingPage.head, ClosingPage),
        Entry(DAY, CityPage.head, CityPage),
        Entry(HALL, ServicesPage.head, ServicesPage),
        Entry(HALL, CataloguePage.head, CataloguePage),
        Entry(HALL, CountersPage.head, CountersPage),
        Entry(HALL, StaffPage.head, StaffPage),
        _settings(TIME, hours),
        Entry(TIME, DaysPage.head, DaysPage),
        Entry(MACHINE, PrintersPage.head, PrintersPage),
        *(_settings(SETTINGS, group) for group in others),
    )


def _settings(section: str, group: Group) -> Entry:
    return Entry(section, settings_head(group), partial(SettingsPage, group=group))
