"""Nhập tay: the dossiers to type into the city's own form, the fields of one in that form's order, its code afterwards.

Space copies the next field and says which; a digit copies that one. The city's code is scanned or typed; F9 says it stands.
"""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from counter_app.by_hand import Unentered
from counter_app.city_form import ToType
from ui.city.form_fields import FormFields
from ui.clerk.receive.section import line
from ui.widgets.keys import plain, plain_enter
from ui.widgets.pieces import Card, label
from ui.wording import short_moment

_NONE = "Không còn hồ sơ nào chờ nhập."
_HINT = (
    "Dấu cách chép mục tiếp theo · 1–9 chép mục đó · mũi tên: hồ sơ khác · Enter tới ô mã · F9 đã nhập xong · Esc đóng. "
    "Bản chép tự xoá sau 60 giây."
)
_NEW = "Quét hoặc gõ mã thành phố đã cấp, rồi F9."
_UPDATE = "Cập nhật trên hệ thống thành phố xong thì F9; mã đã có, không phải gõ lại."
_LIST_WIDTH = 290


class EntryPane(Card):
    """``marked`` is the dossier whose fields are shown."""

    wanted = Signal(object)
    """The fields of the dossier of this id are to be shown."""
    copied = Signal(str)
    """This text belongs on the clipboard."""
    entered = Signal()
    """The marked dossier stands in the city's system."""
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Unentered, ...] = ()
        self._shown: ToType | None = None
        self.title = label(role="section", wrap=True)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName("Hồ sơ chưa lên hệ thống thành phố")
        self.fields = FormFields()
        self.head, self.says, self.step = (
            label(role="title", wrap=True),
            label(wrap=True),
            label(role="muted", wrap=True),
        )
        self.code = line("mã trên hệ thống thành phố", longest=80)
        self.code.setAccessibleName("Mã của thành phố")
        self._lay_out()
        self.list.currentRowChanged.connect(self._mark)
        for one in (self.list, self.code):
            one.installEventFilter(self)
        self.hide()

    @property
    def marked(self) -> Unentered | None:
        """The dossier the keys are about, as its fields are shown."""
        return None if self._shown is None else self._shown.line

    def show_lines(self, lines: tuple[Unentered, ...], count: int) -> None:
        """Show what waits; the mark stays with its dossier."""
        before = self._marked_id
        self._lines = lines
        ids = [one.id for one in lines]
        row = ids.index(before) if before in ids else min(max(0, self.list.currentRow()), len(ids) - 1)
        with QSignalBlocker(self.list):
            self.list.clear()
            for one in lines:
                self.list.addItem(QListWidgetItem(_line_words(one)))
            self.list.setCurrentRow(row)
        self.title.setText(f"NHẬP TAY LÊN HỆ THỐNG THÀNH PHỐ: {count}")
        self._mark(row)

    def show_fields(self, found: ToType) -> None:
        """Show the fields of the marked dossier; how far one has copied is kept where they are the same."""
        if found.line.id != self._marked_id:
            return
        if self._shown is None or self._shown.line.id != found.line.id:
            self.code.clear()
            self.says.clear()
        self._shown = found
        self.head.setText(f"{found.line.code} · {'nhập mới' if found.line.new else 'cập nhật trạng thái'}")
        self.fields.show_fields(found.fields)
        self.step.setText(_NEW if found.line.new else _UPDATE)
        self.code.setPlaceholderText(found.line.city_code or "mã trên hệ thống thành phố")

    def take_scan(self, text: str) -> None:
        """A scan: one of our receipts marks its dossier, anything else is the city's code."""
        codes = [one.code for one in self._lines]
        if text in codes and (self.marked is None or self.marked.code != text):
            self.list.setCurrentRow(codes.index(text))
            self.list.setFocus()
        else:
            self.code.setText(text)
            self.code.setFocus()

    def copy_next(self) -> None:
        """Put the next field that has a text on the clipboard, and say which it was."""
        self._copy(self.fields.next_row())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The keys of the list, and Enter and Esc in the line of the code."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or not plain(event):
            return super().eventFilter(watched, event)
        return self._list_key(event) if watched is self.list else self._code_key(event)

    def _list_key(self, event: QKeyEvent) -> bool:
        if event.text() == " ":
            self.copy_next()
        elif event.text() in tuple("123456789"):
            self._copy(int(event.text()) - 1)
        elif plain_enter(event):
            self.code.setFocus()
        else:
            # Letters look for no line: what begins a line is the same in all of them.
            return bool(event.text()) and event.key() != Qt.Key.Key_Escape
        return True

    def _code_key(self, event: QKeyEvent) -> bool:
        if plain_enter(event):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.list.setFocus()
        else:
            return False
        return True

    def _copy(self, row: int | None) -> None:
        field = self.fields.mark(row)
        if field is None:
            self.says.setText(
                "Đã chép hết các mục; quét mã của thành phố, rồi F9." if row is None else "Mục này trống."
            )
            return
        self.copied.emit(field.text)
        self.says.setText(f"Đã chép: {field.caption}. Dán vào hệ thống thành phố (Ctrl+V).")

    @property
    def _marked_id(self) -> UUID | None:
        at = self.list.currentRow()
        return self._lines[at].id if 0 <= at < len(self._lines) else None

    def _mark(self, _row: int) -> None:
        wanted = self._marked_id
        empty = wanted is None
        if empty or (self._shown is not None and self._shown.line.id != wanted):
            self._shown = None
            self.fields.show_fields(())
            self.head.setText(_NONE if empty else "")
            self.says.clear()
            self.step.clear()
        self._right.setEnabled(not empty)
        self.code.setVisible(not empty)
        if not empty:
            self.wanted.emit(wanted)

    def _lay_out(self) -> None:
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(6)
        for one in (self.head, self.fields, self.says, self.step, self.code):
            right.addWidget(one, int(one is self.fields))
        self.list.setFixedWidth(_LIST_WIDTH)
        beside = QHBoxLayout()
        beside.setSpacing(14)
        beside.addWidget(self.list)
        beside.addWidget(self._right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addLayout(beside, 1)
        layout.addWidget(label(_HINT, role="muted", points=9, wrap=True))


def _line_words(one: Unentered) -> str:
    what = "nhập mới" if one.new else "cập nhật trạng thái"
    return f"{one.code}\n{one.name}\n{what} · từ {short_moment(one.since)}"
