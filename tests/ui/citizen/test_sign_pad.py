"""The field one signs in: however much is drawn, the picture stays small; nothing stays on a page that is left."""

from __future__ import annotations

import random

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.dossiers.signature import LARGEST
from tests.ui.finger import Finger
from ui.citizen.sign_pad import SignPad


def pad_of(qtbot: QtBot, width: int = 1200, height: int = 470) -> SignPad:
    pad = SignPad()
    qtbot.addWidget(pad)
    pad.resize(width, height)
    pad.show()
    qtbot.waitExposed(pad)
    return pad


def scribbles(pad: SignPad, finger: Finger, points: int) -> None:
    """All over the field and beyond its edges; painted once, when all is drawn."""
    pad.setUpdatesEnabled(False)
    where = random.Random(4)
    finger.down(pad, QPoint(10, 10))
    for _ in range(points):
        finger.move(pad, QPoint(where.randint(-50, pad.width() + 50), where.randint(-50, pad.height() + 50)))
    finger.up(pad, QPoint(20, 20))
    pad.setUpdatesEnabled(True)
    QApplication.processEvents()


def test_a_field_black_with_lines_is_still_a_small_picture(qtbot: QtBot, finger: Finger) -> None:
    pad = pad_of(qtbot)
    scribbles(pad, finger, 400)

    picture = pad.picture()
    assert len(picture) <= LARGEST
    image = QImage.fromData(picture)
    assert image.width() >= 250
    assert abs(image.width() / image.height() - 1200 / 470) < 0.02


def test_a_touch_is_no_signature_and_a_line_is_one(qtbot: QtBot, finger: Finger) -> None:
    pad = pad_of(qtbot)
    finger.tap(pad)
    QApplication.processEvents()
    assert not pad.signed
    scribbles(pad, finger, 3)
    assert pad.signed


def test_a_page_that_is_left_forgets_what_was_drawn_and_the_finger_still_down(qtbot: QtBot, finger: Finger) -> None:
    pad = pad_of(qtbot)
    scribbles(pad, finger, 3)
    finger.down(pad, QPoint(50, 50))
    pad.hide()
    pad.show()
    finger.move(pad, QPoint(900, 300))
    QApplication.processEvents()

    assert not pad.signed
