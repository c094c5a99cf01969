"""The marks of Vietnamese capitals are whole wherever text stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QListWidget, QPushButton, QWidget

from ui import theme
from ui.notices import NoticeLine
from ui.widgets.pieces import label

CAPITALS = "ẤỖẾỜỦẪ"


def rows_of_ink(image: QImage) -> int:
    """How many rows from the topmost to the lowest dark dot."""
    dark = [
        row
        for row in range(image.height())
        if any(image.pixelColor(column, row).lightness() < 110 for column in range(4, image.width()))
    ]
    return dark[-1] - dark[0] + 1


def cut_rows(widget: QWidget) -> int:
    """How many rows of ink are missing from the capitals a widget shows."""
    image = shown(widget)
    letters = QFontMetrics(widget.font())
    return letters.tightBoundingRect(CAPITALS).height() - rows_of_ink(image)


def shown(widget: QWidget) -> QImage:
    ground = QFrame()
    ground.setObjectName("card")
    widget.setParent(ground)
    widget.adjustSize()
    widget.move(10, 10)
    ground.resize(widget.width() + 20, widget.height() + 20)
    ground.show()
    ground.ensurePolished()
    image = ground.grab().toImage().copy(widget.geometry())
    widget.setParent(None)
    return image


def a_line() -> QLineEdit:
    line = QLineEdit(CAPITALS)
    line.setMinimumWidth(120)
    return line


def a_list() -> QListWidget:
    rows = QListWidget()
    rows.addItem(CAPITALS)
    rows.setCurrentRow(-1)
    return rows


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    theme.dress(qapp)


@pytest.mark.parametrize(
    "make",
    [
        lambda: label(CAPITALS),
        lambda: label(CAPITALS, role="section"),
        lambda: label(CAPITALS, points=9),
        lambda: label(CAPITALS, points=20),
        a_line,
        a_list,
        lambda: QPushButton(CAPITALS),
    ],
)
def test_no_mark_of_a_capital_is_cut(make: Callable[[], QWidget]) -> None:
    assert cut_rows(make()) <= 1


def test_the_check_bites() -> None:
    assert cut_rows(QLabel(CAPITALS)) > 1


def test_a_notice_is_whole_too() -> None:
    notice = NoticeLine()
    notice.say(CAPITALS)
    text = notice.findChild(QLabel)
    assert text is not None

    assert text.contentsMargins().top() > 0
