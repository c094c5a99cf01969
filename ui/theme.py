"""How everything looks: one family of letters, few colours with strong contrast, sizes that read from a chair.

Contrast of every text colour on its ground is at least 4.5 to 1 (WCAG 2.2, 1.4.3). Faces and icons are drawn (SVG):
★ ✓ ☺ are not in the font.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

RESOURCES = Path(__file__).parents[1] / "resources"
FAMILY = "Be Vietnam Pro"

INK = "#16212E"
MUTED = "#4A5868"
LINE = "#D3DAE2"
PAPER = "#FFFFFF"
GROUND = "#EEF2F6"
ACCENT = "#0B57A4"
ACCENT_DARK = "#083F78"
ACCENT_PALE = "#E4EFFA"
GOOD = "#17693F"
GOOD_PALE = "#E3F4EA"
WARN = "#8A4B00"
WARN_PALE = "#FFF1DC"
BAD = "#A8201A"
BAD_PALE = "#FCE8E6"

_STYLE = f"""
* {{ font-family: "{FAMILY}"; color: {INK}; }}
QWidget#ground {{ background: {GROUND}; }}
QFrame#card {{ background: {PAPER}; border: 1px solid {LINE}; border-radius: 8px; }}
QLabel[role="muted"] {{ color: {MUTED}; }}
QLabel[role="title"] {{ font-weight: 600; }}
QLabel[role="section"] {{ color: {ACCENT_DARK}; font-weight: 600; }}
QLabel[role="warn"] {{ color: {WARN}; }}
QLabel[role="bad"] {{ color: {BAD}; font-weight: 600; }}
QLabel[role="good"] {{ color: {GOOD}; font-weight: 600; }}
QPushButton {{
  background: {PAPER}; border: 1px solid #9AA7B5; border-radius: 6px; padding: 6px 14px; font-weight: 500;
}}
QPushButton:hover {{ background: {ACCENT_PALE}; border-color: {ACCENT}; }}
QPushButton:focus {{ border: 2px solid {ACCENT}; padding: 5px 13px; }}
QPushButton:disabled {{ color: #77838F; background: {GROUND}; border-color: {LINE}; }}
QPushButton[role="main"] {{ background: {ACCENT}; color: white; border: 1px solid {ACCENT_DARK}; font-weight: 600; }}
QPushButton[role="main"]:hover, QPushButton[role="main"]:pressed {{ background: {ACCENT_DARK}; }}
QPushButton[role="main"]:disabled {{ background: #B9C6D3; border-color: #B9C6D3; color: {PAPER}; }}
QPushButton[role="choice"] {{ padding: 5px 9px; }}
QPushButton[role="choice"]:checked {{ background: {ACCENT}; color: white; border-color: {ACCENT_DARK}; }}
QLineEdit, QPlainTextEdit, QComboBox {{
  background: {PAPER}; border: 1px solid #9AA7B5; border-radius: 5px; padding: 1px 8px; min-height: 26px;
  selection-background-color: {ACCENT}; selection-color: white;
}}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {ACCENT}; padding: 0 7px; }}
QLineEdit[state="doubt"] {{ background: {WARN_PALE}; border-color: {WARN}; }}
QLineEdit[state="bad"] {{ background: {BAD_PALE}; border-color: {BAD}; }}
QLineEdit:read-only {{ background: {GROUND}; }}
QComboBox::drop-down {{ border: 0; width: 26px; }}
QComboBox QAbstractItemView {{ background: {PAPER}; border: 1px solid {LINE}; selection-background-color: {ACCENT_PALE};
  selection-color: {INK}; }}
QSpinBox {{ background: {PAPER}; border: 1px solid #9AA7B5; border-radius: 5px; padding: 1px 4px; min-height: 26px; }}
QSpinBox:focus {{ border: 2px solid {ACCENT}; padding: 0 3px; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: 0; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: #B3BFCB; border-radius: 5px; min-height: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QListWidget, QTableWidget {{
  background: {PAPER}; border: 1px solid {LINE}; border-radius: 5px; outline: 0; gridline-color: {LINE};
}}
QListWidget:focus, QTableWidget:focus {{ border: 2px solid {ACCENT}; }}
QListWidget::item {{ padding: 4px 6px; }}
QListWidget::item:selected, QTableWidget::item:selected {{ background: {ACCENT_PALE}; color: {INK}; }}
QHeaderView::section {{ background: {GROUND}; border: 0; padding: 3px 6px; font-weight: 500; color: {MUTED}; }}
QToolTip {{ background: {INK}; color: white; border: 0; padding: 4px 6px; }}
"""


_CONTRAST = f"""
* {{ color: black; }}
QWidget#ground, QFrame#pages {{ background: white; }}
QFrame#card {{ border: 2px solid black; }}
QLabel[role="muted"], QLabel[role="section"] {{ color: black; }}
QLabel[role="warn"] {{ color: #5C3000; font-weight: 600; }}
QLabel[role="bad"] {{ color: #8A0A05; font-weight: 700; }}
QLabel[role="good"] {{ color: #0B4A2A; font-weight: 600; }}
QPushButton {{ border: 2px solid black; padding: 5px 13px; font-weight: 600; }}
QPushButton:hover {{ background: #FFF3B0; border-color: black; }}
QPushButton:focus {{ border: 3px solid {ACCENT_DARK}; padding: 4px 12px; background: #FFF3B0; }}
QPushButton:disabled {{ color: #4A4A4A; background: white; border: 2px dashed #6A6A6A; }}
QPushButton[role="main"], QPushButton[role="choice"]:checked {{ background: black; color: white; border: 2px solid black; }}
QPushButton[role="main"]:hover {{ background: #2B2B2B; color: white; }}
QPushButton[role="main"]:disabled {{ background: white; color: #4A4A4A; border: 2px dashed #6A6A6A; }}
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {{ border: 2px solid black; padding: 0 7px; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus {{
  border: 3px solid {ACCENT_DARK}; padding: 0 6px; background: #FFF9D6;
}}
QListWidget, QTableWidget {{ border: 2px solid black; }}
QListWidget::item:selected, QTableWidget::item:selected {{ background: black; color: white; }}
QHeaderView::section {{ color: black; background: white; border-bottom: 2px solid black; }}
QScrollBar::handle:vertical {{ background: #3A3A3A; }}
"""
"""Laid over the ordinary sheet: black on white, thick borders, the focus in yellow (WCAG 2.2, 1.4.6: 7 to 1)."""

POINTS, LARGER = 10.5, 1.2
"""The letters of the windows in points, and how much larger those are for who asks for larger ones."""


@dataclass(frozen=True)
class Look:
    """What somebody asked of a window's looks."""

    larger: bool = False
    contrast: bool = False


USUAL = Look()


def dress(application: QApplication, look: Look = USUAL) -> None:
    """Give the application its letters and colours."""
    for file in sorted((RESOURCES / "fonts").glob("BeVietnamPro-*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    font = QFont(FAMILY)
    font.setPointSizeF(POINTS * (LARGER if look.larger else 1))
    application.setFont(font)
    application.setStyle("Fusion")
    application.setStyleSheet(_STYLE + (_CONTRAST if look.contrast else ""))


def black_on_white() -> bool:
    """Whether the application wears high contrast, for pieces that choose their own colours."""
    application = QApplication.instance()
    return isinstance(application, QApplication) and application.styleSheet().endswith(_CONTRAST)


def scaled(points: float) -> float:
    """A size that was chosen beside letters of ordinary size, beside the application's own."""
    return points * QApplication.font().pointSizeF() / POINTS
