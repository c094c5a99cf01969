"""A dossier's papers on the screen, as they came out or will come out: the printer's own bytes, read back."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from counter_app.job_rows import Printed, document_of
from counter_app.printers import PrinterCard, printers
from counter_app.reprints import receipt_about
from counter_app.store import Asking
from printing.preview import roll_picture
from printing.printer_work import payload_for
from ui.pdf_pages import pages_of
from ui.theme import scaled
from ui.widgets.paper_picture import picture_of
from ui.widgets.pieces import label

ROLL = PrinterCard("", "tcp", {})
"""What a paper is drawn for while this PC has no printer for it."""
SHEET_DPI = 110


@dataclass(frozen=True)
class PaperToSee:
    """A paper as the records have it, and the printer it is drawn for."""

    code: str
    on: str
    name: str
    card: PrinterCard
    document: Printed


@dataclass(frozen=True)
class SeenPaper:
    """A paper's pages, and what it is printed on."""

    title: str
    pages: tuple[QImage, ...]


def receipt_to_see(asking: Asking, dossier_id: UUID) -> PaperToSee | None:
    """The newest receipt of a dossier and the printer it is for; None where this PC keeps none."""
    found = receipt_about(asking, f"dossier:{dossier_id}")
    document = None if found is None else document_of(asking, found.newest.id)
    if found is None or document is None:
        return None
    card = next((one for one in printers(asking) if one.name == found.newest.printer), ROLL)
    kind = f"giấy {card.sheet}" if card.sheet else "giấy cuộn"
    on = f"{kind}, «{card.name}»" if card.name else f"{kind}, chưa có máy in"
    return PaperToSee(found.code, on, "Giấy tiếp nhận", card, document)


def draw_paper(paper: PaperToSee) -> SeenPaper:
    """Its pages. Takes up to 200 ms: for a thread of its own, neither the window's nor the records'."""
    card = paper.card
    drawn = payload_for(card, paper.document)
    pages = pages_of(drawn, SHEET_DPI) if card.sheet else (picture_of(roll_picture(drawn, card.width)),)
    return SeenPaper(f"{paper.name} {paper.code} · {paper.on}", pages)


class ReceiptPreview(QWidget):
    """Pages below each other on a desk; keys scroll it."""

    def __init__(self) -> None:
        super().__init__()
        self.title = label(role="title", wrap=True)
        self.desk = QFrame()
        self.desk.setObjectName("desk")
        self.desk.setStyleSheet("QFrame#desk { background: #DDE3EA; }")
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.desk)
        self._pages = QVBoxLayout(self.desk)
        self._pages.setContentsMargins(12, 12, 12, 12)
        self._pages.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.title)
        layout.addWidget(self.area, 1)
        self.hide()

    @property
    def pages(self) -> list[QLabel]:
        """The pages shown."""
        return [page for page in self.desk.findChildren(QLabel) if page.parent() is self.desk]

    def show_paper(self, seen: SeenPaper) -> None:
        """Show it from its top."""
        self.title.setText(seen.title)
        self.forget()
        for page in seen.pages:
            self._pages.addWidget(self._page(page), 0, Qt.AlignmentFlag.AlignHCenter)
        self._pages.addStretch(1)
        self.show()
        self.area.verticalScrollBar().setValue(0)
        self.area.setFocus()

    def forget(self) -> None:
        """Show nothing any more: it is somebody's paper."""
        for page in self.pages:
            page.setParent(None)
            page.deleteLater()
        while self._pages.count():
            self._pages.takeAt(0)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Whatever is no scrolling is the pane's."""
        event.ignore()

    def _page(self, page: QImage) -> QLabel:
        shown = QLabel()
        room = int(max(self.width() - scaled(60), scaled(280)))
        picture = QPixmap.fromImage(page)
        if picture.width() > room:
            picture = picture.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
        shown.setPixmap(picture)
        shown.setStyleSheet("background: white; border: 1px solid #9AA7B5;")
        return shown
