"""The papers that came out, newest first, each sliding out of the slot at the top."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, Qt, QVariantAnimation
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from printing.virtual import Paper
from ui.widgets.paper_picture import PaperPicture
from ui.widgets.pieces import label

DOTS_A_MILLIMETRE = 8
"""203 dpi heads have 8 dots a millimetre."""
_MOST = 40
"""Papers that lie on the desk; older ones are only counted."""
_SLIDE_MS = 600
_MILLIMETRES_AN_INCH = 25.4


class LyingPaper(QWidget):
    """One paper; grows out of the slot when it is new."""

    def __init__(self, paper: Paper, width: int) -> None:
        super().__init__()
        self.number, self._dots = paper.number, paper.image.width
        self.picture = PaperPicture(paper.image, width)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.setSpacing(2)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        notes = [f"Tờ {paper.number} · {paper.image.height // DOTS_A_MILLIMETRE} mm"]
        notes += ["mép phải bị cắt: khổ đặt rộng hơn đầu in"] if paper.clipped else []
        notes += ["lẫn chữ lạ: mất byte trên đường"] if paper.garbage else []
        role = "bad" if len(notes) > 1 else "muted"
        layout.addWidget(label(" · ".join(notes), role=role), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_width(self, width: int) -> None:
        """Show it so wide."""
        self.picture.show_width(width)

    def slide_out(self) -> None:
        """Come out of the slot, a little at a time."""
        slide = QVariantAnimation(self)
        slide.setDuration(_SLIDE_MS)
        slide.setEasingCurve(QEasingCurve.Type.OutQuad)
        slide.setStartValue(1)
        slide.setEndValue(self.sizeHint().height())
        slide.valueChanged.connect(lambda height: self.setMaximumHeight(int(height)))
        slide.finished.connect(lambda: self.setMaximumHeight(16_777_215))
        self.setMaximumHeight(1)
        slide.start(QVariantAnimation.DeletionPolicy.DeleteWhenStopped)


class PaperDesk(QScrollArea):
    """Everything that came out and was not taken away."""

    def __init__(self, head: int) -> None:
        super().__init__()
        self._head = head
        self._true_size = False
        self._seen = 0
        self.papers: list[LyingPaper] = []
        inside = QFrame()
        inside.setObjectName("desk")
        inside.setStyleSheet("QFrame#desk { background: #DDE3EA; }")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    @property
    def paper_width(self) -> int:
        """Pixels for the width of the head: a dot for a pixel, or as wide as the paper is."""
        if not self._true_size:
            return self._head
        an_inch = QGuiApplication.primaryScreen().physicalDotsPerInch()
        return round(self._head / DOTS_A_MILLIMETRE / _MILLIMETRES_AN_INCH * an_inch)

    def show_true_size(self, *, on: bool) -> None:
        """As large as on paper, or every dot to be seen."""
        self._true_size = on
        for paper in self.papers:
            paper.show_width(self.paper_width)

    def show_papers(self, papers: Sequence[Paper]) -> None:
        """Let those come out that are new."""
        for paper in papers[self._seen :]:
            lying = LyingPaper(paper, self.paper_width)
            self._column.insertWidget(0, lying)
            self.papers.insert(0, lying)
            if self.isVisible():
                lying.slide_out()
                self.verticalScrollBar().setValue(0)
        self._seen = len(papers)
        self._drop(_MOST)

    def clear(self) -> None:
        """Take every paper away."""
        self._drop(0)

    def _drop(self, keep: int) -> None:
        for old in self.papers[keep:]:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        del self.papers[keep:]
