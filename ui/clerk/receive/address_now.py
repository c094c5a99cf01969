"""The address of today under the card's: proposed where the old ward went to one new ward, asked where it was divided."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit

from counter_app.people.wards import proposals
from ui.clerk.receive.pick_line import PickLine
from ui.widgets.pieces import label

_DIVIDED = "Phường, xã cũ đã chia, hỏi công dân nay ở đâu:"


class AddressNow(PickLine):
    """It follows the card's address line; shown only while there is something to say."""

    proposed = Signal()
    """It was filled in, or emptied, because the card's address is another."""

    def __init__(self, card: QLineEdit) -> None:
        super().__init__(400, "số nhà, phường hoặc xã mới, tỉnh")
        self._card, self._asked_of = card, ""
        self._caption: QLabel = label("Nay là", role="muted", points=9.5)
        self._caption.setBuddy(self)
        self.setAccessibleName("Địa chỉ mới")
        card.editingFinished.connect(self._follow)
        self.textEdited.connect(self._show)
        self.picked.connect(self._show)
        self._show()

    @property
    def asks(self) -> bool:
        """Whether the ward was divided and nobody has said yet where it is, or that nobody knows."""
        return len(self.offers) > 1 and not self.text().strip() and self._asked_of != self._card.text()

    def put_into(self, grid: QGridLayout, row: int) -> None:
        """Two rows: the line, and what there is to choose from."""
        grid.addWidget(self._caption, row, 0)
        grid.addWidget(self, row, 1, 1, 4)
        grid.addWidget(self.told, row + 1, 1, 1, 4)

    def show_for(self, text: str) -> None:
        """The card's address stands there now, and this was said of today's; nothing is told."""
        self._offer()
        self.setText(text)
        self.setCursorPosition(0)
        self._show()

    def leave_open(self) -> None:
        """Enter in the empty line: nobody knows; it is not asked for again."""
        self._asked_of = self._card.text()

    def _follow(self) -> None:
        """Another address was typed: what stood here was of the one before."""
        before = self.offers
        self._offer()
        if self.offers != before:
            self.setText(self.offers[0] if len(self.offers) == 1 else "")
            self.proposed.emit()
        self._show()

    def _offer(self) -> None:
        found = proposals(self._card.text())
        # All parts of an old ward are in one province: the wards alone tell them apart.
        self.offer(found, [one.rsplit(", ", 2)[-2] for one in found], _DIVIDED)

    def _show(self, _text: str = "") -> None:
        shown = bool(self.offers or self.text().strip())
        for part in (self, self._caption):
            part.setVisible(shown)
        self.told.setVisible(len(self.offers) > 1 and not self.text().strip())
