"""How everything looks: one family of letters, few colours with strong contrast, sizes that read from a chair.

Contrast of every text colour on its ground is at least 4.5 to 1 (WCAG 2.2, 1.4.3). Faces and icons are drawn (SVG):
★ ✓ ☺ are not in the font.
"""

from __future__ import annotations

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


def dress(application: QApplication, point_size: float = 10.5) -> None:
    """Give the application its letters and colours."""
    for file in sorted((RESOURCES / "fonts").glob("BeVietnamPro-*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    font = QFont(FAMILY)
    font.setPointSizeF(point_size)
    application.setFont(font)
    application.setStyle("Fusion")
    application.setStyleSheet(_STYLE)
