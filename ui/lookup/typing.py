"""Typing a dossier code and the last digits: keys of a pad or a keypad in, complaints where something is not whole."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.lookup.code_entry import CodeEntry, Field
from ui.lookup.face import Face
from ui.lookup.pads import ERASE, NEXT


class Typing(QObject):
    """What has been typed, and what is wrong with it; ``changed`` tells of each key, ``whole`` carries code and digits."""

    changed = Signal()
    whole = Signal(str, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entry = CodeEntry("")
        self._complaint = ""
        """The key of a sentence, so that it is said in the language of the face; or a sentence."""

    def begin(self, unit_code: str) -> None:
        """With the office's own code before the dash."""
        self.entry, self._complaint = CodeEntry(unit_code), ""

    def forget(self) -> None:
        """Nothing of the last citizen is left."""
        self.begin("")

    def fill(self, face: Face) -> QWidget:
        """Show it."""
        complaint = self._complaint
        if complaint.startswith("type."):
            complaint = face.style_shown.words(complaint)
        face.type.show_entry(self.entry, complaint)
        return face.type

    def go_to(self, field: Field) -> None:
        """Type into this field from now on."""
        self._set(self.entry.at(field))

    def press(self, key: str) -> None:
        """A key of a pad."""
        if key == ERASE:
            self._set(self.entry.erased())
        elif key == NEXT:
            self._next()
        else:
            self._set(self.entry.typed(key))

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key has typed something; a dash does nothing, it stands there already."""
        text = event.text()
        if event.key() == Qt.Key.Key_Backspace:
            self.press(ERASE)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.press(NEXT)
        elif (text.isascii() and text.isalnum()) or (text, self.entry.field) == (".", "unit"):
            self.press(text)
        else:
            return text == "-"
        return True

    def complain(self, text: str, *, again: bool = False) -> None:
        """Say what went wrong; ``again``: the digits are to be typed again."""
        entry = self.entry
        self._set(CodeEntry(entry.unit, entry.number, field="digits") if again else entry, text)

    def _next(self) -> None:
        entry = self.entry
        if entry.field == "unit":
            self._set(entry.following())
        elif entry.code is None:
            self._set(entry.at("number"), "type.short")
        elif entry.field == "number":
            self._set(entry.following())
        elif not entry.whole:
            self._set(entry, "type.short_digits")
        else:
            self.whole.emit(entry.code, entry.digits)

    def _set(self, entry: CodeEntry, complaint: str = "") -> None:
        self.entry, self._complaint = entry, complaint
        self.changed.emit()
