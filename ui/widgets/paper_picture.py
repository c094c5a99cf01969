"""A thermal paper on the screen, its dots as they are."""

from __future__ import annotations

from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel


def picture_of(paper: Image.Image) -> QImage:
    """A paper (mode "1") as Qt draws pictures."""
    grey = paper.convert("L")
    return QImage(grey.tobytes(), grey.width, grey.height, grey.width, QImage.Format.Format_Grayscale8).copy()


class PaperPicture(QLabel):
    """A paper of a certain width in pixels, with an edge."""

    def __init__(self, paper: Image.Image, width: int) -> None:
        super().__init__()
        self._whole = QPixmap.fromImage(picture_of(paper))
        self.setStyleSheet("background: white; border: 1px solid #9AA7B5;")
        self.show_width(width)

    def show_width(self, width: int) -> None:
        """Show it so wide; at its own width dot for pixel."""
        shown = self._whole
        if width != shown.width():
            shown = shown.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        self.setPixmap(shown)
        self.setFixedSize(QSize(shown.width() + 2, shown.height() + 2))
