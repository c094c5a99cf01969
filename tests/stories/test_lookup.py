"""From the counter to the hall: what the clerk received, the citizen looks up, comes back for, and rates later."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.dossiers.lookup import dossier
from counter_app.dossiers.steps.result import result
from counter_app.dossiers.steps.values import ResultIn, ResultPaperIn
from counter_app.moments import HANOI
from counter_app.place import Place
from counter_app.ratings import rating_of
from tests.clock import SetClock
from tests.documents import CARD
from tests.stories.counter_steps import filled
from ui.demo.pilot import ClerkPilot, wait_until
from ui.kiosk.pace import Pace
from ui.lookup.window import LookupWindow
from ui.widgets.fitting import FitText
from ui.work import workers_for


def typed(window: LookupWindow, keys: str) -> None:
    for key in keys:
        wait_until(lambda: window.ready, "the screen")
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0.value + int(key)))
        wait_until(lambda: window.gate.idle, "the key")


def scanned(window: LookupWindow, text: str) -> None:
    for letter in f"{text}\r":
        event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key(0), Qt.KeyboardModifier.NoModifier, letter)
        QCoreApplication.sendEvent(window, event)
    wait_until(lambda: window.gate.idle and window.ready, "the scan")


def seen(window: LookupWindow) -> str:
    return "\n".join(one.text for one in window.findChildren(FitText) if one.isVisible())


def test_received_looked_up_ready_and_rated_after_the_visit(
    clerk: ClerkPilot, staffed: Place, clock: SetClock, qapp: QApplication
) -> None:
    filled(clerk)
    code = clerk.receives()
    clerk.presses(Qt.Key.Key_F12)
    wait_until(clerk.work.choices.isVisible, "the outcomes")
    clerk.presses(Qt.Key.Key_1, "1")
    wait_until(lambda: clerk.work.flow.visit is None, "the end of the visit")
    workers = workers_for(staffed)
    window = LookupWindow(workers, Pace(settle=1, look=60_000))
    window.show()
    wait_until(lambda: bool(window.opening.unit_code), "the office's name")

    scanned(window, code)
    wait_until(lambda: window.page is window.face.dossier, "the dossier")
    assert "Đã tiếp nhận" in seen(window)
    assert CARD.split("|")[2] not in seen(window)

    clock.moment = datetime(2026, 11, 23, 9, tzinfo=HANOI)
    received = staffed.desk.ask(dossier, code)
    staffed.desk.do(result, received.id, ResultIn((ResultPaperIn("Bản sao chứng thực"),), "C-14"))
    window.go_home()
    typed(window, "1" + code.rpartition("26-")[2].replace("-", "") + "2345")
    QTest.keyClick(window, Qt.Key.Key_Return)
    wait_until(lambda: window.page is window.face.dossier, "the dossier again")
    assert "Đã có kết quả" in seen(window)
    assert "C-14" not in seen(window), "the shelf is for the clerk"
    typed(window, "12")
    wait_until(lambda: window.page is window.face.say, "the thanks")

    assert received.visit_id is not None
    kept = staffed.desk.ask(rating_of, received.visit_id)
    assert kept is not None
    assert (kept.level, kept.source) == (2, "lookup")
    window.close()
    workers.close()
    window.deleteLater()
