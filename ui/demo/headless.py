"""Three whole visits through the real windows, without a screen; what came out is left as evidence.

The caller gives what this package may not know: the paper that came out, and what the city holds.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from counter_app import print_jobs
from counter_app.dossiers.lookup import DossierCard, dossier
from counter_app.dossiers.receipt import receipt_of
from counter_app.place import Place
from counter_app.queue.board import ticket_labelled
from counter_app.ratings import rating_of
from printing.forms.receipt_a5 import write_receipt
from ui import theme
from ui.citizen.window import CitizenWindow
from ui.clerk.window import ClerkWindow
from ui.collector import Collector
from ui.demo.pilot import ClerkPilot, wait_until
from ui.demo.touch import CitizenPilot, KioskPilot
from ui.demo.visits import VISITS, VisitPlan
from ui.hall.sounds import TimedChime
from ui.hall.window import HallWindow
from ui.kiosk.window import KioskWindow
from ui.surfaces import Helper, attend
from ui.work import Workers, workers_for

COUNTER, LOGIN = 3, "lan"
_CHATTER = "This plugin does not support propagateSizeHints()"


class Outside(Protocol):
    """The virtual printer and the sandbox city, as far as the demo looks at them."""

    def papers(self) -> int:
        """How many papers came out so far."""

    def keep_paper(self, number: int, file: Path) -> None:
        """Keep the so-many-th paper (from 0) as a picture."""

    def city_state(self, code: str) -> int | None:
        """What the city says of a dossier; None while it does not know it."""

    def city_ratings(self) -> int:
        """How many ratings the city holds."""


@dataclass(frozen=True)
class Hall:
    """The surfaces and who sits before them."""

    place: Place
    out: Path
    outside: Outside
    kiosk: KioskPilot
    clerk: ClerkPilot
    citizen: CitizenPilot
    display: HallWindow

    def picture(self, pilot: KioskPilot | CitizenPilot | ClerkPilot, name: str) -> None:
        """Keep what a window shows, once it is laid out."""
        self.keep(pilot.window, name)

    def keep(self, window: QWidget, name: str) -> None:
        """Keep what a window shows that nobody sits before."""
        for _ in range(3):
            QCoreApplication.processEvents()
        window.grab().save(str(self.out / f"screen-{name}.png"))


def play(place: Place, out: Path, helpers: Sequence[Helper], outside: Outside, password: str) -> dict[str, Any]:
    """Play the visits; what ``report.json`` says of them."""
    application = QApplication.instance() or QApplication(["demo"])
    assert isinstance(application, QApplication)
    spoken = qInstallMessageHandler(_say)
    theme.dress(application)
    collector = Collector(application)
    began = time.monotonic()
    surfaces = [workers_for(place) for _ in range(4)]
    windows = _open(surfaces)
    bell = attend(surfaces[1], helpers)
    try:
        hall = _sit_down(place, out, outside, windows, password)
        visits = [_visit(hall, plan, number) for number, plan in enumerate(VISITS, start=1)]
    finally:
        for part in (bell, collector, *windows):
            part.deleteLater()
        for window in windows:
            window.close()
        for workers in surfaces:
            workers.close()
        for helper in helpers:
            helper.stop()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        qInstallMessageHandler(spoken)
    return {"visits": visits, "seconds": round(time.monotonic() - began, 1)}


def _say(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:  # noqa: ARG001 - Qt's signature
    """Hand Qt's messages on, but for what the screenless platform always says."""
    if text != _CHATTER:
        sys.stderr.write(f"{text}\n")


def _open(surfaces: Sequence[Workers]) -> tuple[KioskWindow, ClerkWindow, CitizenWindow, HallWindow]:
    kiosk, clerk = KioskWindow(surfaces[0]), ClerkWindow(surfaces[1])
    citizen, display = CitizenWindow(surfaces[2], COUNTER), _display(surfaces[3])
    sizes: tuple[tuple[QWidget, int, int], ...] = (
        (display, 1920, 1080),
        (kiosk, 1920, 1080),
        (clerk, 1366, 768),
        (citizen, 1280, 800),
    )
    for window, width, height in sizes:
        window.resize(width, height)
        window.show()
    return kiosk, clerk, citizen, display


def _display(workers: Workers) -> HallWindow:
    """The hall's display; where there is no screen nobody hears its chime either."""
    quiet = TimedChime(workers.office, 1)
    return HallWindow(workers, chime=quiet)


def _sit_down(
    place: Place,
    out: Path,
    outside: Outside,
    windows: tuple[KioskWindow, ClerkWindow, CitizenWindow, HallWindow],
    password: str,
) -> Hall:
    kiosk, clerk, citizen, display = windows
    clerk.activateWindow()
    hall = Hall(place, out, outside, KioskPilot(kiosk), ClerkPilot(clerk), CitizenPilot(citizen), display)
    wait_until(lambda: clerk.sign_in.who.count() > 0, "the staff at the door")
    hall.picture(hall.clerk, "clerk-sign-in")
    hall.clerk.signs_in(LOGIN, password, COUNTER)
    clerk.show_citizen(opened=True)
    wait_until(lambda: hall.kiosk.sees("Nộp hồ sơ"), "the kiosk's first page")
    hall.picture(hall.kiosk, "kiosk-purposes")
    hall.picture(hall.citizen, "citizen-idle")
    return hall


def _visit(hall: Hall, plan: VisitPlan, number: int) -> dict[str, Any]:
    """One citizen from the kiosk to the thanks on the second screen."""
    ticket = _takes_a_ticket(hall, plan, number)
    slip = _paper(hall, f"slip-{number}-ticket.png")
    code = _is_served(hall, plan, number)
    receipt = _paper(hall, f"slip-{number}-receipt.png")
    if len(hall.place.desk.ask(print_jobs.jobs, about=f"dossier:{hall.place.desk.ask(dossier, code).id}")) > 1:
        _paper(hall, f"slip-{number}-claim.png")
    rating = _rates(hall, plan, number)
    hall.clerk.ends()
    wait_until(lambda: hall.outside.city_state(code) is not None, "the dossier in the city")
    wait_until(lambda: hall.outside.city_ratings() >= number, "the rating in the city")
    wait_until(lambda: hall.place.desk.ask(dossier, code).city_state is not None, "the city's state at the desk")
    hall.picture(hall.clerk, f"clerk-{number}-done")
    card = hall.place.desk.ask(dossier, code)
    form = hall.out / f"form-{number}-01.pdf"
    write_receipt(hall.place.desk.ask(receipt_of, card.id), form)
    return _told(hall, card, ticket) | {"slip": slip, "receipt": receipt, "form": form.name, "rating": rating}


def _takes_a_ticket(hall: Hall, plan: VisitPlan, number: int) -> str:
    wait_until(lambda: hall.kiosk.sees("Nộp hồ sơ"), "the kiosk's first page")
    ticket = hall.kiosk.takes_a_ticket(*plan.touches)
    hall.picture(hall.kiosk, f"kiosk-{number}-ticket")
    hall.kiosk.kiosk.go_home()
    return ticket


def _is_served(hall: Hall, plan: VisitPlan, number: int) -> str:
    clerk = hall.clerk
    clerk.window.activateWindow()
    called = clerk.calls_next()
    hall.picture(clerk, f"clerk-{number}-called")
    wait_until(lambda: called in hall.display.large.text, f"{called} on the hall's display")
    hall.keep(hall.display, "hall")
    clerk.scans(plan.card)
    wait_until(lambda: bool(clerk.work.form.person.name.text()), "the name from the card")
    clerk.chooses_procedure(plan.search)
    clerk.takes_all_papers()
    clerk.types(plan.phone)
    wait_until(lambda: hall.citizen.shows_phone(plan.phone), "the check page")
    hall.picture(hall.citizen, f"citizen-{number}-check")
    hall.citizen.touch("Đúng")
    wait_until(lambda: "đúng" in clerk.work.summary.citizen.text(), "the citizen's answer at the desk")
    hall.picture(clerk, f"clerk-{number}-form")
    code = clerk.receives()
    hall.picture(clerk, f"clerk-{number}-received")
    return code


def _rates(hall: Hall, plan: VisitPlan, number: int) -> int | None:
    words = plan.rating
    wait_until(lambda: hall.citizen.sees(words), "the faces")
    hall.picture(hall.citizen, f"citizen-{number}-rating")
    visit = hall.clerk.work.flow.visit
    assert visit is not None
    hall.citizen.touch(words)
    wait_until(lambda: hall.place.desk.ask(rating_of, visit.id) is not None, "the rating")
    wait_until(lambda: not hall.citizen.sees(words), "the thanks")
    hall.picture(hall.citizen, f"citizen-{number}-thanks")
    kept = hall.place.desk.ask(rating_of, visit.id)
    assert kept is not None
    return kept.level


def _paper(hall: Hall, name: str) -> str:
    """Keep the next paper."""
    number = len(list(hall.out.glob("slip-*.png")))
    wait_until(lambda: hall.outside.papers() > number, "the paper")
    hall.outside.keep_paper(number, hall.out / name)
    return name


def _told(hall: Hall, card: DossierCard, ticket: str) -> dict[str, Any]:
    jobs = hall.place.desk.ask(print_jobs.jobs, about=f"dossier:{card.id}")
    about = f"ticket:{hall.place.office.ask(ticket_labelled, ticket).id}"
    slips = hall.place.desk.ask(print_jobs.jobs, about=about)
    return {
        "ticket": ticket,
        "dossier": card.code,
        "due": card.due,
        "printed": bool(jobs and slips) and all(job.state == "printed" for job in (*jobs, *slips)),
        "city_state": card.city_state,
    }
