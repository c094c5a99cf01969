"""The printers to a file and from one: where it lies is asked in the system's own window, work is done by errands."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from counter_app.errors import BadDocument
from counter_app.printers import PrinterCard
from counter_app.whole_file import write_whole
from printing.printer_file import as_file, from_file
from ui.errands import Errands
from ui.notices import NoticeLine

_KIND = "Tệp máy in (*.json)"
SUGGESTED = "may-in.json"


class PrinterFiles(QObject):
    """``read`` gives the name of a file and the printers in it."""

    read = Signal(str, object)

    def __init__(self, window: QWidget, errands: Errands, notice: NoticeLine) -> None:
        super().__init__(errands)
        self._window, self._errands, self._notice = window, errands, notice
        self.dialog: QFileDialog | None = None
        """The window that asks for a file, while it is open."""

    def ask_where_to(self, cards: tuple[PrinterCard, ...]) -> None:
        """Ask where the file shall lie, and write it."""
        dialog = self._ask("Xuất máy in ra tệp", QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(SUGGESTED)
        dialog.setDefaultSuffix("json")
        dialog.fileSelected.connect(partial(self._write, cards))
        dialog.open()

    def ask_where_from(self) -> None:
        """Ask which file to read, and read it."""
        dialog = self._ask("Nhập máy in từ tệp", QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._read)
        dialog.open()

    def _ask(self, title: str, mode: QFileDialog.AcceptMode) -> QFileDialog:
        self._notice.clear()
        self.dialog = QFileDialog(self._window, title)
        self.dialog.setNameFilter(_KIND)
        self.dialog.setAcceptMode(mode)
        self.dialog.finished.connect(self._closed)
        return self.dialog

    def _closed(self, _result: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _write(self, cards: tuple[PrinterCard, ...], file: str) -> None:
        def done(_answer: None) -> None:
            self._notice.say(f"Đã xuất {len(cards)} máy in ra «{Path(file).name}».", "good")

        self._errands.run(partial(write_printers, Path(file), cards)).then(self, done, self._notice.refuse)

    def _read(self, file: str) -> None:
        def done(cards: tuple[PrinterCard, ...]) -> None:
            self.read.emit(Path(file).name, cards)

        self._errands.run(partial(read_printers, Path(file))).then(self, done, self._notice.refuse)


def write_printers(file: Path, cards: tuple[PrinterCard, ...]) -> None:
    """Write the file, whole or not at all; BadDocument."""
    try:
        write_whole(file, as_file(cards))
    except OSError as error:
        raise BadDocument(file.name, "không ghi được tệp") from error


def read_printers(file: Path) -> tuple[PrinterCard, ...]:
    """The printers in a file; BadDocument."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadDocument(file.name, "không đọc được tệp") from error
    return from_file(text)
