"""A result is signed for with a finger on the citizen's screen, beside the clerk's window; and nobody has to sign."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from counter_app.citizen_page import Sign
from counter_app.dossiers.receive import Received
from counter_app.dossiers.signature import LARGEST
from counter_app.place import Place
from counter_app.queue import issuing
from counter_app.queue.visits import RESULT_LINE
from counter_app.records.desk import Draft
from counter_app.records.dossier_steps import Handover
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from counter_app.store import Asking
from tests.documents import CARD
from tests.stories.counter_steps import OTHER_CARD
from tests.stories.dossier_desk import begins, counts_originals, does_it, opens, stands
from tests.stories.queue_steps import says
from tests.stories.test_outcomes_handing_over import DONE, given, ready
from tests.ui.finger import Finger
from ui.citizen.window import CitizenWindow
from ui.clerk.dossier.signing import ASKED, SIGNED
from ui.demo.pilot import ClerkPilot, wait_until
from ui.work import workers_for

WAVES = ((0.2, 0.5), (0.3, 0.2), (0.4, 0.8), (0.5, 0.3), (0.6, 0.7), (0.8, 0.4))


@pytest.fixture
def screen(clerk: ClerkPilot, staffed: Place) -> Iterator[CitizenWindow]:
    """The citizen's screen of counter 3, open."""
    workers = workers_for(staffed)
    window = CitizenWindow(workers, 3, look_every=20, apart=0)
    window.show()
    clerk.window.show_citizen(opened=True)
    clerk.window.activateWindow()
    yield window
    window.close()
    workers.close()
    window.deleteLater()


def is_asked(screen: CitizenWindow) -> Sign:
    wait_until(lambda: isinstance(screen.page, Sign) and screen.signing.isVisible(), f"the page; it is {screen.page}")
    assert isinstance(screen.page, Sign)
    return screen.page


def is_not_asked(screen: CitizenWindow) -> None:
    wait_until(lambda: not isinstance(screen.page, Sign), "another page")


def draws(screen: CitizenWindow, finger: Finger) -> None:
    pad = screen.signing.pad
    places = [QPoint(round(x * pad.width()), round(y * pad.height())) for x, y in WAVES]
    finger.down(pad, places[0])
    for place in places[1:]:
        finger.move(pad, place)
    finger.up(pad, places[-1])
    wait_until(lambda: pad.signed, "the line")


def comes_to_the_end(clerk: ClerkPilot, taken: Received) -> None:
    """Everything of the hand-over but the last F9."""
    opens(clerk, taken.code)
    begins(clerk, "1")
    clerk.scans(CARD)
    counts_originals(clerk)


def kept(place: Place) -> tuple[bytes | None, list[object]]:
    """The signature of the hand-over, and what is left of the asking."""

    def asked(asking: Asking) -> tuple[bytes | None, list[object]]:
        drafts = select(Draft.body).where(Draft.kind == "signature")
        signature = asking.connection.execute(select(Handover.signature)).scalar_one()
        return signature, list(asking.connection.execute(drafts).scalars())

    return place.desk.ask(asked)


def test_a_finger_signs_and_the_picture_goes_with_the_hand_over(
    clerk: ClerkPilot, staffed: Place, screen: CitizenWindow
) -> None:
    taken, finger = ready(staffed), Finger()
    staffed.office.do(issuing.issue, RESULT_LINE)
    number = clerk.calls_next()
    comes_to_the_end(clerk, taken)
    does_it(clerk, ASKED)

    page = is_asked(screen)
    assert (page.name, page.code) == ("Nguyễn Văn An", taken.code)
    draws(screen, finger)
    finger.tap(screen.signing.done)
    says(clerk, SIGNED)
    is_not_asked(screen)
    does_it(clerk, DONE)

    assert given(staffed, taken).signed
    assert "đã ký nhận" in clerk.work.dossier.timeline.text
    picture, left = kept(staffed)
    assert picture is not None
    assert len(picture) <= LARGEST
    image = QImage.fromData(picture)
    dark = sum(
        image.pixelColor(x, y).lightness() < 100 for x in range(image.width()) for y in range(0, image.height(), 4)
    )
    assert dark > 200, "something is drawn"
    assert left == [{}], "nothing of it stays where it was asked for"
    assert clerk.work.flow.visit is not None
    assert clerk.work.flow.visit.ticket_label == number


def test_the_clerk_goes_on_without(clerk: ClerkPilot, staffed: Place, screen: CitizenWindow) -> None:
    taken = ready(staffed)
    comes_to_the_end(clerk, taken)
    does_it(clerk, ASKED)
    is_asked(screen)
    does_it(clerk, DONE)

    is_not_asked(screen)
    assert not given(staffed, taken).signed
    assert kept(staffed) == (None, [{}])


def test_once_more_wipes_and_an_empty_field_is_no_signature(
    clerk: ClerkPilot, staffed: Place, screen: CitizenWindow
) -> None:
    taken, finger = ready(staffed), Finger()
    comes_to_the_end(clerk, taken)
    does_it(clerk, ASKED)
    is_asked(screen)
    finger.tap(screen.signing.done)
    wait_until(lambda: "ký bằng ngón tay" in screen.signing.about.text, "what to do")
    draws(screen, finger)
    finger.tap(screen.signing.again)
    wait_until(lambda: not screen.signing.pad.signed, "an empty field")
    finger.tap(screen.signing.pad)
    finger.tap(screen.signing.done)

    wait_until(lambda: "ký bằng ngón tay" in screen.signing.about.text, "what to do")
    assert isinstance(screen.page, Sign)
    assert stands(staffed, taken.id).handover_state == "ready"


def test_the_desks_mouse_draws_nothing(clerk: ClerkPilot, staffed: Place, screen: CitizenWindow) -> None:
    comes_to_the_end(clerk, ready(staffed))
    does_it(clerk, ASKED)
    is_asked(screen)
    pad = screen.signing.pad
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    QTest.mouseMove(pad, QPoint(500, 60))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(500, 60))
    QTest.mouseClick(screen.signing.done, Qt.MouseButton.LeftButton)
    QApplication.processEvents()

    assert not pad.signed
    assert isinstance(screen.page, Sign)


def test_esc_takes_the_question_away_and_another_person_signs_for_themselves(
    clerk: ClerkPilot, staffed: Place, screen: CitizenWindow
) -> None:
    taken, finger = ready(staffed), Finger()
    comes_to_the_end(clerk, taken)
    does_it(clerk, ASKED)
    is_asked(screen)
    clerk.presses(Qt.Key.Key_Escape)
    is_not_asked(screen)

    begins(clerk, "1")
    does_it(clerk, ASKED)
    is_asked(screen)
    draws(screen, finger)
    finger.tap(screen.signing.done)
    says(clerk, SIGNED)
    form = clerk.work.dossier.form
    assert form is not None
    assert base64.b64decode(form.document()["signature"]).startswith(b"\x89PNG")
    clerk.scans(OTHER_CARD)

    assert "signature" not in form.document()


def test_without_the_screen_nothing_is_asked(clerk: ClerkPilot, staffed: Place) -> None:
    taken = ready(staffed)
    comes_to_the_end(clerk, taken)
    does_it(clerk, DONE)

    assert not given(staffed, taken).signed


def test_an_office_that_asks_for_none_asks_for_none(clerk: ClerkPilot, staffed: Place, screen: CitizenWindow) -> None:
    staffed.office.do(change_setting, "handover.signature", "false")
    refresh_desk(staffed)
    taken = ready(staffed)
    comes_to_the_end(clerk, taken)
    does_it(clerk, DONE)

    assert not isinstance(screen.page, Sign)
    assert not given(staffed, taken).signed
