"""What the stories of a counter have in common: a filled form, a quiet counter, an office that is held."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt

from counter_app.place import Place
from tests.documents import CARD
from ui.demo.pilot import ClerkPilot, wait_until

OTHER_CARD = "001192000777||Trần Thị Bình|20111992|Nữ|Tổ 5, phường Bồ Đề, Hà Nội|06102025||||"


def filled(clerk: ClerkPilot, card: str = CARD) -> None:
    """A whole dossier in the form, up to F9."""
    clerk.scans(card)
    wait_until(clerk.work.form.procedure.search.hasFocus, "the keys in the search line")
    clerk.presses(Qt.Key.Key_1, "1")
    wait_until(lambda: clerk.work.form.procedure.procedure is not None, "the procedure")
    if clerk.work.form.papers.copying:
        clerk.takes_all_papers()


def settled(clerk: ClerkPilot) -> None:
    wait_until(lambda: not clerk.work.flow.steps.busy and not clerk.work.receiving.keeper.unsaved, "a quiet counter")


@contextmanager
def office_held(place: Place) -> Iterator[None]:
    """Another program holds the office's records for as long as this lasts."""
    with place.office.database.acts.connect() as connection, connection.begin():
        yield


apart = pytest.mark.parametrize("unit_folder", ["two_files"], indirect=True)
"""Only where the office has records of its own can it be away alone."""
