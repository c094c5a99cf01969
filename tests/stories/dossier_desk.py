"""A clerk with a dossier on the screen: opening it, taking its steps by keys, seeing where it stands."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from counter_app.dossiers.lookup import DossierCard, dossier_by_id
from counter_app.place import Place
from tests.stories.queue_steps import says, with_modifier
from ui.clerk.dossier.pane import DossierPane
from ui.clerk.dossier.step_form import StepForm
from ui.demo.pilot import ClerkPilot, wait_until


def opens(clerk: ClerkPilot, code: str) -> DossierPane:
    """Scan its code; it is on the screen."""
    clerk.scans(code)
    return sees(clerk, code)


def sees(clerk: ClerkPilot, code: str) -> DossierPane:
    pane = clerk.work.dossier
    wait_until(lambda: pane.card is not None and pane.card.code == code, f"{code}; it says «{clerk.work.notice.text}»")
    return pane


def begins(clerk: ClerkPilot, key: str) -> StepForm:
    """The key of a step; its form is open."""
    clerk.presses(Qt.Key(0), key)
    form = clerk.work.dossier.form
    assert form is not None, f"{QApplication.focusWidget()}; {clerk.work.notice.text}"
    return form


def enters(clerk: ClerkPilot, *texts: str) -> None:
    """Type each text and press Enter; an empty one is Enter alone."""
    for text in texts:
        clerk.types(text)
        clerk.presses(Qt.Key.Key_Return, "\r")


def chooses(clerk: ClerkPilot, times: int) -> None:
    """Arrow right so many times, then Enter."""
    for _ in range(times):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Right)
    clerk.presses(Qt.Key.Key_Return, "\r")


def comes_to(clerk: ClerkPilot, field: str) -> QWidget:
    """Enter until the keys are in this field of the step's form."""
    form = clerk.work.dossier.form
    assert form is not None
    wanted = form.fields[field]
    for _ in range(20):
        if wanted.hasFocus():
            break
        clerk.presses(Qt.Key.Key_Return, "\r")
    assert wanted.hasFocus(), field
    return wanted


def into(clerk: ClerkPilot, field: str) -> QLineEdit:
    """The line one comes to with Enter."""
    line = comes_to(clerk, field)
    assert isinstance(line, QLineEdit)
    return line


def does_it(clerk: ClerkPilot, words: str) -> None:
    """F9; the notice line says this."""
    clerk.presses(Qt.Key.Key_F9)
    says(clerk, words)


def control(clerk: ClerkPilot, key: Qt.Key) -> None:
    with_modifier(clerk, key, Qt.KeyboardModifier.ControlModifier)


def stands(place: Place, dossier_id: UUID) -> DossierCard:
    return place.desk.ask(dossier_by_id, dossier_id)


def counts_originals(clerk: ClerkPilot) -> None:
    """Of the marriage registration: one application kept in the file, two certificates given back."""
    form = clerk.work.dossier.form
    assert form is not None
    form.focus_fault("originals")
    enters(clerk, "0", "1", "2")
