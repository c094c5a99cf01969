"""F3: finding a dossier by code, number, phone or name without marks, and seeing it beside the work."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from counter_app.dossiers.finding import search
from counter_app.dossiers.lookup import DossierCard, DossierRow, dossier
from counter_app.dossiers.worklists import LISTS_VI, WorkLine, work_list
from counter_app.errors import Refused
from counter_app.wording import DOSSIER_STATES_VI
from counter_app.wording_fields import phone_said
from ui.clerk.receipt_preview import PaperToSee, ReceiptPreview, SeenPaper, draw_paper, receipt_to_see
from ui.errands import Errands
from ui.widgets.pieces import Card, label
from ui.wording import appointment, hour, money, short_moment
from ui.work import Workers

_TITLE = "TÌM HỒ SƠ · Enter mở"
_ID = Qt.ItemDataRole.UserRole + 1


class SearchPane(Card):
    """A line to type in, what was found, and the marked dossier in full."""

    closed = Signal()
    opened = Signal(object)
    """The dossier of this id is to be opened."""
    reprint = Signal()
    """The receipt of the marked dossier is wanted again."""
    none_kept = Signal(str)
    """This PC keeps no receipt of the dossier of this code."""

    def __init__(self, workers: Workers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workers = workers
        self.line = QLineEdit()
        self.line.setPlaceholderText("Mã hồ sơ, số định danh, điện thoại, hoặc tên không dấu · Esc đóng")
        self.title = label(_TITLE, role="section", wrap=True)
        self.found = QListWidget()
        self.found.setWordWrap(True)
        self._again_asked: Callable[[], None] | None = None
        """Asks for what is listed once more, where it is no search."""
        self._open_first = False
        """Enter was pressed before what was typed was found."""
        self._answered = ""
        """The text whose finds are listed."""
        self.card = label(wrap=True)
        self._marked_card: DossierCard | None = None
        self.preview = ReceiptPreview()
        self._again, self._look = QPushButton("In lại giấy tiếp nhận (F6)"), QPushButton("Xem giấy tiếp nhận (F5)")
        self._back = QPushButton("Về danh sách (Esc)")
        for button, step in ((self._again, self.reprint.emit), (self._look, self.look), (self._back, self._to_list)):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(step)
        self.card.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.addWidget(self.title)
        layout.addWidget(self.line)
        layout.addWidget(self.found, 1)
        layout.addWidget(self.card)
        layout.addWidget(self.preview, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._look)
        buttons.addWidget(self._back)
        buttons.addWidget(self._again)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self._errands = Errands(self)
        self.line.textChanged.connect(self._search)
        self.line.returnPressed.connect(self._enter)
        self.found.itemActivated.connect(self._open_marked)
        self.found.currentItemChanged.connect(self._marked)
        self.hide()

    @property
    def marked(self) -> DossierCard | None:
        """The dossier shown in full; None while none is, or the pane is closed."""
        return None if self.isHidden() else self._marked_card

    def open(self, text: str = "") -> None:
        """Open it, with a text to look for or empty."""
        self._begin(_TITLE)
        self.line.setText(text)
        self._search(text)

    def open_rows(self, title: str, rows: tuple[DossierRow, ...]) -> None:
        """Open it with these dossiers; typing looks for others."""
        self._begin(title)
        self._show_rows(tuple((row.id, row.code, _row_words(row)) for row in rows))

    def open_list(self, name: str) -> None:
        """Open it with a work list (a key of ``LISTS_VI``): who has each dossier, and whom to ring up."""

        def ask() -> None:
            self._workers.desk.ask(work_list, name).then(self, show)  # type: ignore[arg-type]

        def show(lines: tuple[WorkLine, ...]) -> None:
            if self._again_asked is ask:
                self.title.setText(f"{title.upper()}: {len(lines)}")
                self._show_rows(tuple((one.id, one.code, _line_words(one)) for one in lines), "Không còn hồ sơ nào.")

        title = LISTS_VI[name]  # type: ignore[index]
        self._begin(title.upper())
        self._again_asked = ask
        ask()

    def come_back(self) -> None:
        """Show it as it was left; a list is asked for again."""
        if self._again_asked is not None:
            self._again_asked()
        elif self.line.text().strip():
            self._search(self.line.text())
        self.show()
        self.line.setFocus()

    def _begin(self, title: str) -> None:
        self._put_back()
        self._show_none()
        self._again_asked, self._open_first = None, False
        self.title.setText(title)
        self.line.blockSignals(True)
        self.line.clear()
        self.line.blockSignals(False)
        self.found.clear()
        self.show()
        self.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc puts the paper away, then closes; what is in the form stays."""
        if event.key() == Qt.Key.Key_Escape and not self.preview.isHidden():
            self._to_list()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.preview.isHidden():
            step = -1 if event.key() == Qt.Key.Key_Up else 1
            self.found.setCurrentRow(max(0, min(self.found.count() - 1, self.found.currentRow() + step)))
        else:
            super().keyPressEvent(event)

    def look(self) -> None:
        """Show the receipt of the marked dossier."""
        if self.marked is not None:
            asked = self._workers.desk.ask(receipt_to_see, self.marked.id)
            asked.then(self, partial(self._draw, self.marked))

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """A paper is not left on a screen that shows something else."""
        self._put_back()
        super().hideEvent(event)

    def _draw(self, card: DossierCard, receipt: PaperToSee | None) -> None:
        if receipt is None:
            self.none_kept.emit(card.code)
        else:
            self._errands.run(partial(draw_paper, receipt)).then(self, partial(self._show_paper, card))

    def _show_paper(self, card: DossierCard, seen: SeenPaper) -> None:
        """Only where its dossier is still marked."""
        if self.marked is None or self.marked.id != card.id:
            return
        for piece in (self.line, self.found, self.card, self._look):
            piece.hide()
        self._back.show()
        self.preview.show_paper(seen)

    def _to_list(self) -> None:
        self._put_back()
        self.line.setFocus()

    def _put_back(self) -> None:
        self.preview.forget()
        self._back.hide()
        for piece in (self.line, self.found, self.card):
            piece.show()
        self._look.setVisible(self._marked_card is not None)

    def _search(self, text: str) -> None:
        if not text.strip():
            if self._again_asked is not None:
                self._again_asked()
            else:
                self._answered = text
                self._show_rows(())
            return
        self._again_asked = None
        self.title.setText(_TITLE)
        self._workers.desk.ask(search, text).then(self, partial(self._show, text))

    def _show(self, text: str, rows: tuple[DossierRow, ...]) -> None:
        if text != self.line.text():
            return
        self._answered = text
        self._show_rows(tuple((row.id, row.code, _row_words(row)) for row in rows), "Không thấy hồ sơ nào.")
        if self._open_first:
            self._open_first = False
            self._open_marked()

    def _show_rows(self, rows: tuple[tuple[UUID, str, str], ...], none: str = "") -> None:
        at = max(0, self.found.currentRow())
        self.found.clear()
        for dossier_id, code, words in rows:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, code)
            item.setData(_ID, dossier_id)
            self.found.addItem(item)
        if rows:
            self.found.setCurrentRow(min(at, len(rows) - 1))
        else:
            self._show_none(none)

    def _enter(self) -> None:
        """Enter opens the marked dossier; what is still being looked for opens when it is found."""
        text = self.line.text()
        if text.strip() and text != self._answered:
            self._open_first = True
        else:
            self._open_marked()

    def _open_marked(self) -> None:
        item = self.found.currentItem()
        if item is not None:
            self.opened.emit(item.data(_ID))

    def _marked(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            code = str(item.data(Qt.ItemDataRole.UserRole))
            self._workers.desk.ask(dossier, code).then(self, self._show_card, self._no_card)

    def _no_card(self, _refusal: Refused) -> None:
        self._show_none()

    def _show_none(self, words: str = "") -> None:
        self._marked_card = None
        self._again.hide()
        self._look.hide()
        self.card.setText(words)

    def _show_card(self, card: DossierCard) -> None:
        self._marked_card = card
        self._again.show()
        self._look.setVisible(self.preview.isHidden())
        due = "chưa xác định" if card.due is None else appointment(card.due)
        self.card.setText(
            f"{card.code} · {DOSSIER_STATES_VI[card.state]}\n{card.owner.name}\n{card.procedure_name}\n"
            f"Nhận lúc {hour(card.received_at)} · Hẹn trả: {due} · Phí: {money(card.fee_total)}"
        )


def _row_words(row: DossierRow) -> str:
    return f"{row.code}   {row.name}   {row.procedure_name}   {DOSSIER_STATES_VI[row.state]}"


def _line_words(row: WorkLine) -> str:
    """Who has it, whom to ring up, where it lies."""
    parts = [
        row.owner_phone and f"dân {phone_said(row.owner_phone, row.owner_phone_of)}",
        row.due and f"hẹn {short_moment(row.due)}",
    ]
    parts += [row.unit, row.officer, row.phone, row.shelf and f"kệ {row.shelf}"]
    parts.append(row.answer_by and f"chờ đến {short_moment(row.answer_by)}")
    return f"{row.code}   {row.name}   {row.procedure_name}\n" + " · ".join(part for part in parts if part)
