"""Which pages the admin's window has, in their order."""

from __future__ import annotations

from counter_app.settings import GROUPS
from ui.admin.catalogue_page import CataloguePage
from ui.admin.city_page import CityPage
from ui.admin.closing_page import ClosingPage
from ui.admin.counters_page import CountersPage
from ui.admin.days_page import DaysPage
from ui.admin.page import Page
from ui.admin.printers.page import PrintersPage
from ui.admin.services_page import ServicesPage
from ui.admin.settings_page import SettingsPage
from ui.admin.staff_page import StaffPage
from ui.admin.today_page import TodayPage
from ui.work import Workers

DAY, HALL, TIME, MACHINE, SETTINGS = "Trong ngày", "Sảnh", "Lịch", "Máy này", "Thiết lập"


def all_pages(workers: Workers) -> tuple[Page, ...]:
    """Every page. When you add one: a subclass of Page in a file of its own, and its line here."""
    hours, *others = GROUPS
    return (
        TodayPage(workers, DAY),
        ClosingPage(workers, DAY),
        CityPage(workers, DAY),
        ServicesPage(workers, HALL),
        CataloguePage(workers, HALL),
        CountersPage(workers, HALL),
        StaffPage(workers, HALL),
        SettingsPage(workers, hours, TIME),
        DaysPage(workers, TIME),
        PrintersPage(workers, MACHINE),
        *(SettingsPage(workers, group, SETTINGS) for group in others),
    )
