"""A list of records, each with a title and a line of detail under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from counter_app.setting_kinds import Declared
from ui import theme

KEY, DETAIL, DIM, TYPED = (Qt.ItemDataRole.UserRole + step for step in range(4))
_SIDE, _ABOVE = 12, 7


@dataclass(frozen=True)
class Record:
    """A record as a page shows it: in the list, and as a form."""

    key: str
    title: str
    detail: str = ""
    dim: bool = False
    """Not in use (somebody who left), or not ours to change."""
    about: str = ""
    """A sentence above the form."""
    declared: tuple[Declared, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    suggested: dict[str, str] = field(default_factory=dict)
    """What the form for adding holds before anybody types."""


@dataclass(frozen=True)
class _Inks:
    """Colours of one row."""

    title: str = theme.INK
    detail: str = theme.MUTED
    ground: str = theme.ACCENT_PALE
    """Of the chosen one."""
    bar: str = theme.ACCENT
    rule: str = theme.LINE


def _inks(*, chosen: bool) -> _Inks:
    if not theme.black_on_white():
        return _Inks()
    ink = "white" if chosen else "black"
    return _Inks(ink, ink, "black", theme.ACCENT, "black")


class TwoLines(QStyledItemDelegate):
    """Draws title and detail."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802 - Qt's name
        """Two lines and the room around them."""
        height = QFontMetrics(option.font).height() + QFontMetrics(_small(option.font)).height()
        return QSize(120, height + 2 * _ABOVE + 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """A bar at the left marks the chosen one, beside its colour."""
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        ink = _inks(chosen=chosen)
        if chosen:
            painter.fillRect(area, QColor(ink.ground))
            painter.fillRect(QRect(area.left(), area.top(), 4, area.height()), QColor(ink.bar))
        self._write(painter, option, index, ink)
        painter.setPen(QColor(ink.rule))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.restore()

    @staticmethod
    def _write(
        painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, ink: _Inks
    ) -> None:
        font: QFont = option.font
        area: QRect = option.rect.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        title, detail = QFont(font), _small(font)
        title.setWeight(QFont.Weight.DemiBold)
        words = QFontMetrics(title)
        painter.setFont(title)
        painter.setPen(QColor(ink.detail if index.data(DIM) else ink.title))
        text = str(index.data()) + ("  (chưa lưu)" if index.data(TYPED) else "")
        painter.drawText(
            QRect(area.left(), area.top(), area.width(), words.height()),
            Qt.AlignmentFlag.AlignVCenter,
            words.elidedText(text, Qt.TextElideMode.ElideRight, area.width()),
        )
        painter.setFont(detail)
        painter.setPen(QColor(ink.detail))
        letters = QFontMetrics(detail)
        painter.drawText(
            QRect(area.left(), area.top() + words.height(), area.width(), letters.height() + 2),
            Qt.AlignmentFlag.AlignVCenter,
            letters.elidedText(str(index.data(DETAIL)), Qt.TextElideMode.ElideRight, area.width()),
        )


class RecordList(QListWidget):
    """The list. It is brought up to date by key: the chosen one stays chosen, the list stays where it is scrolled to."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(TwoLines(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._tell)

    def show_records(self, records: Sequence[Record], typed: set[str], chosen: str | None) -> None:
        """Show these; the one of the key ``chosen`` is marked, without telling."""
        with QSignalBlocker(self):
            while self.count() > len(records):
                self.takeItem(self.count() - 1)
            while self.count() < len(records):
                self.addItem(QListWidgetItem())
            for number, record in enumerate(records):
                self._fill(self.item(number), record, typed=record.key in typed)
            row = next((number for number, record in enumerate(records) if record.key == chosen), -1)
            self.setCurrentRow(row)
            if row < 0:
                self.clearSelection()
        self.viewport().update()

    def key_at(self, row: int) -> str:
        """The key of a row."""
        return str(self.item(row).data(KEY))

    @staticmethod
    def _fill(item: QListWidgetItem, record: Record, *, typed: bool) -> None:
        item.setText(record.title)
        for role, value in ((KEY, record.key), (DETAIL, record.detail), (DIM, record.dim), (TYPED, typed)):
            item.setData(role, value)

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(KEY)))


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(max(8.0, font.pointSizeF() - 1.2))
    return small
