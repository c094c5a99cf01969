"""What an IT person does on the page «Máy in», with keys and mouse."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from printing.virtual import VirtualPrinter
from tests.ui.admin.pilot import AdminPilot, letters
from ui.admin.printers.page import PrintersPage
from ui.admin.printers.step import Step
from ui.admin.printers.step_find import FindStep
from ui.admin.printers.step_name import NameStep
from ui.admin.printers.step_trial import TrialStep
from ui.admin.printers.step_width import WidthStep
from ui.admin.printers.wizard import Wizard

S = TypeVar("S", bound=Step)
SLOW = 20_000
"""Milliseconds for what may wait for a device."""


class PrintersPilot:
    """Presses what is there to be pressed, and waits for what a person would wait for."""

    def __init__(self, admin: AdminPilot) -> None:
        self.admin, self.qtbot = admin, admin.qtbot
        self.page = admin.opens(PrintersPage)

    @property
    def wizard(self) -> Wizard:
        assert self.page.wizard is not None
        return self.page.wizard

    def step(self, kind: type[S]) -> S:
        """The step that is shown, which is of this kind."""
        assert isinstance(self.wizard.step, kind)
        return self.wizard.step

    def begins(self) -> FindStep:
        """«Thêm máy in …», and the first search is over."""
        self.admin.clicks(self.page.overview.add)
        step = self.step(FindStep)
        self.qtbot.waitUntil(step.again.isEnabled, timeout=SLOW)
        return step

    def goes_on(self) -> None:
        self.admin.clicks(self.wizard.next)

    def sweeps(self, port: int) -> None:
        """«Dò cả mạng này» on a port, then a click on the last that was found."""
        step = self.step(FindStep)
        self.writes(step.port, str(port))
        self.admin.clicks(step.sweep)
        self.qtbot.waitUntil(lambda: any(one.address.get("port") == port for one in step.found), timeout=SLOW)
        rows = step.list
        row = next(number for number, one in enumerate(step.found) if one.address.get("port") == port)
        self.admin.clicks_row(rows.viewport(), rows.visualItemRect(rows.item(row)).center())

    def writes(self, field: QWidget, text: str) -> None:
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        letters(field, text)

    def names(self, name: str) -> None:
        self.goes_on()
        self.writes(self.step(NameStep).name, name)
        self.goes_on()

    def rules(self) -> None:
        """«In thước», and its end is told."""
        self._tries(self.step(WidthStep).print)

    def chooses_width(self, width: int) -> None:
        """The number on the row, by arrow keys."""
        row = self.step(WidthStep).widths
        row.setFocus()
        for _ in range(6):
            QTest.keyClick(row, Qt.Key.Key_Left)
        while row.value != str(width):
            QTest.keyClick(row, Qt.Key.Key_Right)

    def tries(self) -> None:
        """«In thử», and its end is told."""
        self._tries(self.step(TrialStep).print)

    def scans(self, text: str) -> str:
        """The counter's scanner in the field; what is said of it."""
        step = self.step(TrialStep)
        step.proof.setFocus()
        letters(step.proof, text)
        QTest.keyClick(step.proof, Qt.Key.Key_Return)
        return step.proven.text()

    def keeps(self) -> None:
        """The last step's button, and the printer is in the list."""
        name = self.wizard.setup.draft.card().name
        self.goes_on()
        self.qtbot.waitUntil(lambda: self.page.wizard is None and self.page.overview.name == name)
        self.qtbot.waitUntil(lambda: self.page.overview.sheet.name.text() == name)

    def sets_up(self, box: VirtualPrinter, name: str, width: int = 576) -> None:
        """The whole way, by a typed address."""
        step = self.begins()
        self.writes(step.line, f"{box.host}:{box.port}")
        self.names(name)
        self.chooses_width(width)
        self.goes_on()
        self.tries()
        self.goes_on()
        self.keeps()

    def looks_at(self, name: str) -> None:
        """A click on a printer in the list."""
        rows = self.page.overview.list
        self.qtbot.waitUntil(lambda: name in [rows.key_at(number) for number in range(rows.count())], timeout=SLOW)
        row = next(number for number in range(rows.count()) if rows.key_at(number) == name)
        self.admin.clicks_row(rows.viewport(), rows.visualItemRect(rows.item(row)).center())
        assert self.page.overview.name == name

    def waits_for_state(self, words: str) -> None:
        """F5 until the printer shown says so."""
        self.qtbot.waitUntil(self.page.overview.sheet.ask.isVisible)
        self.admin.clicks(self.page.overview.sheet.ask)
        self.qtbot.waitUntil(lambda: self.page.overview.sheet.state.text() == words, timeout=SLOW)

    def presses(self, words: str, inside: QWidget | None = None) -> None:
        """A button by its words, once it is there."""
        self.qtbot.waitUntil(lambda: self.button(words, inside) is not None, timeout=SLOW)
        button = self.button(words, inside)
        assert button is not None
        self.admin.clicks(button)

    def button(self, words: str, inside: QWidget | None = None) -> QPushButton | None:
        found = (inside or self.page).findChildren(QPushButton)
        return next((one for one in found if one.isVisible() and one.text() == words), None)

    def words(self, inside: QWidget | None = None) -> list[str]:
        return [one.text() for one in (inside or self.page).findChildren(QLabel) if one.isVisible()]

    def says(self, words: str) -> None:
        """The notice line says something with these words."""
        self.qtbot.waitUntil(lambda: words in self.page.notice.text, timeout=SLOW)

    def picks_file(self, button: QPushButton, file: Path) -> None:
        """A button that asks for a file, and the answer in the window that asks."""
        self.admin.clicks(button)
        dialog = self.page.files.dialog
        assert dialog is not None
        self.qtbot.waitUntil(dialog.isVisible)
        dialog.setDirectory(str(file.parent))
        dialog.selectFile(str(file))
        dialog.accept()

    def _tries(self, button: QPushButton) -> None:
        self.admin.clicks(button)
        self.qtbot.waitUntil(lambda: not self.wizard.setup.busy, timeout=SLOW)
