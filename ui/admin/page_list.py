"""The list at the left: a line to search in, the pages by section, and what a search found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QStyledItemDelegate, QVBoxLayout

from ui import theme
from ui.admin.finding import Spot, matching
from ui.admin.record_list import DETAIL, TYPED, TwoLines
from ui.widgets.pieces import label

_SPOT = Qt.ItemDataRole.UserRole + 9
_STYLE = f"""
QFrame#pages {{ background: {theme.PAPER}; border: 0; border-right: 1px solid {theme.LINE}; }}
QListWidget {{ border: 0; background: transparent; }}
QListWidget:focus {{ border: 0; }}
QListWidget::item {{ padding: 6px 10px; border-left: 4px solid transparent; }}
QListWidget::item:disabled {{ color: {theme.MUTED}; padding: 12px 10px 3px 10px; }}
QListWidget::item:selected {{ background: {theme.ACCENT_PALE}; border-left: 4px solid {theme.ACCENT}; color: {theme.INK}; }}
"""
_BLACK = """
QFrame#pages { background: white; border-right: 2px solid black; }
QListWidget::item:disabled { color: black; font-weight: 600; }
QListWidget::item:selected { background: black; border-left: 4px solid black; color: white; }
"""


class PageList(QFrame):
    """``opened`` tells which spot to show, and whether the keys go there too (Enter, a click on a field)."""

    opened = Signal(object, bool)

    def __init__(self, spots: Sequence[Spot]) -> None:
        super().__init__()
        self._spots = tuple(spots)
        self._page = 0
        self._unsaved: dict[int, int] = {}
        self.setObjectName("pages")
        self.setStyleSheet(_STYLE + (_BLACK if theme.black_on_white() else ""))
        self.setFixedWidth(272)
        self.search, self.list = QLineEdit(), QListWidget()
        self._plain, self._hits = QStyledItemDelegate(self.list), TwoLines(self.list)
        self.search.setPlaceholderText("Tìm … (Ctrl+F)")
        self.search.setAccessibleName("Tìm trang, thiết lập")
        self.search.setMinimumHeight(34)
        self.search.setClearButtonEnabled(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.none = label("Không thấy. Thử ít chữ hơn.", role="muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 14, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.none)
        layout.addWidget(self.list, 1)
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.list.currentItemChanged.connect(lambda item: self._open(item, keys=False))
        self.list.itemActivated.connect(lambda item: self._open(item, keys=True))
        self.list.itemClicked.connect(self._clicked)
        self._fill()

    def show_page(self, page: int) -> None:
        """Mark the page that is shown."""
        self._page = page
        self._mark()

    def show_unsaved(self, page: int, changes: int) -> None:
        """Say beside a page that something waits to be saved."""
        if self._unsaved.get(page, 0) != changes:
            self._unsaved[page] = changes
            self._write()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """From the line: Down goes into the list, Enter to the first hit, Esc empties the line."""
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                self._into_list()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open(self._first(), keys=True)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        text = self.search.text()
        with QSignalBlocker(self.list):
            self.list.clear()
            self.list.setItemDelegate(self._hits if text.strip() else self._plain)
            if text.strip():
                for spot in matching(self._spots, text):
                    self._add(spot)
            else:
                self._fill_pages()
        self.none.setVisible(not self.list.count())
        self._write()
        if not text.strip():
            self._mark()

    def _fill_pages(self) -> None:
        section = ""
        for spot in self._spots:
            if spot.key:
                continue
            if spot.inside != section:
                section = spot.inside
                head = QListWidgetItem(section.upper())
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                self.list.addItem(head)
            self._add(spot)

    def _add(self, spot: Spot) -> None:
        item = QListWidgetItem()
        item.setData(_SPOT, spot)
        self.list.addItem(item)

    def _write(self) -> None:
        searching = bool(self.search.text().strip())
        for row in range(self.list.count()):
            item = self.list.item(row)
            spot = item.data(_SPOT)
            if spot is None:
                continue
            unsaved = bool(self._unsaved.get(spot.page)) and not spot.key
            item.setText(spot.title if searching or not unsaved else f"{spot.title}   (chưa lưu)")
            item.setData(DETAIL, spot.inside)
            item.setData(TYPED, unsaved)

    def _mark(self) -> None:
        with QSignalBlocker(self.list):
            for row in range(self.list.count()):
                spot = self.list.item(row).data(_SPOT)
                if spot is not None and spot.page == self._page and not spot.key:
                    self.list.setCurrentRow(row)

    def _first(self) -> QListWidgetItem | None:
        rows = (self.list.item(row) for row in range(self.list.count()))
        return next((item for item in rows if item.data(_SPOT) is not None), None)

    def _into_list(self) -> None:
        self.list.setFocus()
        item = self.list.currentItem() or self._first()
        if item is not None:
            self.list.setCurrentItem(item)
            self._open(item, keys=False)

    def _clicked(self, item: QListWidgetItem) -> None:
        spot = item.data(_SPOT)
        if spot is not None:
            self._open(item, keys=bool(spot.key))

    def _open(self, item: QListWidgetItem | None, *, keys: bool) -> None:
        spot = None if item is None else item.data(_SPOT)
        if spot is not None:
            self.opened.emit(spot, keys)
