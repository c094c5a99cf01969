"""The calls: the large number that blinks, and the list of the last ones."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.queue.hall import AT_COUNTER, LAST_CALLS, HallBoard, LiveCall, WallCall
from ui.hall.colours import Colours
from ui.hall.parts import LEFT, Plate
from ui.widgets.fitting import FitText, NumberText, Weight, unit_of

BLINKS = 3
_NOBODY_YET = "Mời ông/bà lấy số và chờ gọi ở màn hình này"
_NOBODY_NOW = "Mời ông/bà theo dõi số tiếp theo"
_STATES = {"called": "mời vào", "serving": "đang phục vụ", "served": "đã xong"}


@dataclass(frozen=True)
class Large:
    """What stands in the large field: a number and its counter, or a sentence."""

    above: str
    number: str = ""
    below: str = ""


def large_for(board: HallBoard, announced: LiveCall | None) -> Large:
    """What is large now (pure): the call being announced while it stands, else the newest that is still open."""
    if announced is not None and any(one.id == announced.id for one in board.live):
        return Large("Mời số", announced.number, f"Quầy {announced.counter}")
    newest = next((one for one in board.calls if one.state in AT_COUNTER), None)
    if newest is None:
        return Large(_NOBODY_NOW if board.calls else _NOBODY_YET)
    return Large("Mời số" if newest.state == "called" else "Đang phục vụ", newest.number, f"Quầy {newest.counter}")


class LargeCall(Plate):
    """The newest call, as large as its field takes it."""

    def __init__(self, colours: Colours, half_blink: int) -> None:
        super().__init__(colours.quiet[0], colours.line, above=False)
        self._colours = colours
        self._large = Large("")
        self.above = FitText("", 88, Weight.DemiBold, colours.quiet[1])
        self.number = NumberText("", 0, Weight.Bold, colours.call[1])
        self.below = FitText("", 210, Weight.Bold, colours.call[1])
        self._column = QVBoxLayout(self)
        for part, share in ((self.above, 17), (self.number, 47), (self.below, 36)):
            self._column.addWidget(part, share)
        self._half_blinks = 0
        self._beat = QTimer(self, interval=half_blink)
        self._beat.timeout.connect(self._half_blink)

    @property
    def text(self) -> str:
        """What it says, for tests and screen readers."""
        return " ".join(part for part in (self._large.above, self._large.number, self._large.below) if part)

    @property
    def blinking(self) -> bool:
        """Whether it blinks now."""
        return self._half_blinks > 0

    @property
    def lit(self) -> bool:
        """The first half of each blink."""
        return self._half_blinks > 0 and self._half_blinks % 2 == 0

    def show_large(self, large: Large) -> None:
        """Show it."""
        if large == self._large:
            return
        if large.number != self._large.number:
            self.rest()
        self._large = large
        self.above.say(large.above)
        self.number.say(large.number)
        self.below.say(large.below)
        for part in (self.number, self.below):
            part.setVisible(bool(large.number))
        self.setAccessibleName(self.text)
        self._dress()

    def blink(self) -> None:
        """Blink three times."""
        self._half_blinks = 2 * BLINKS
        self._beat.start()
        self._dress()

    def rest(self) -> None:
        """Blink no more."""
        self._half_blinks = 0
        self._beat.stop()
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the margins in proportion."""
        super().resizeEvent(event)
        unit = unit_of(self)
        self._column.setContentsMargins(round(50 * unit), round(22 * unit), round(50 * unit), round(22 * unit))
        self._column.setSpacing(round(14 * unit))

    def _half_blink(self) -> None:
        self._half_blinks -= 1
        if not self._half_blinks:
            self._beat.stop()
        self._dress()

    def _dress(self) -> None:
        if not self._large.number:
            ground, ink = self._colours.quiet
        else:
            ground, ink = self._colours.flash if self.lit else self._colours.call
        self.paint(ground)
        for part in (self.above, self.number, self.below):
            part.say(part.text, ink)


class CallRow(Plate):
    """One of the last calls: the number, the counter, and how far it is."""

    def __init__(self, colours: Colours) -> None:
        super().__init__(colours.row[0], colours.line, above=False)
        self._colours = colours
        self.number = FitText("", 116, Weight.Bold, colours.row[1], LEFT)
        self.counter = FitText("", 74, Weight.Bold, colours.row[1], LEFT)
        self.state = FitText("", 34, Weight.Medium, colours.row[1], LEFT)
        self._beside = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._beside.setSpacing(0)
        self._beside.addWidget(self.counter)
        self._beside.addWidget(self.state)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.number)
        self._row.addLayout(self._beside)
        self.stand(upright=False)

    def stand(self, *, upright: bool) -> None:
        """How far it is stands under the counter, on an upright screen beside it: rows are wide and low there."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._beside.setDirection(across if upright else down)
        for position, share in enumerate((58, 42) if upright else (72, 28)):
            self._beside.setStretch(position, share)
        for position, share in enumerate((38, 62) if upright else (50, 50)):
            self._row.setStretch(position, share)

    @property
    def text(self) -> str:
        """What it says."""
        return " ".join(part.text for part in (self.number, self.counter, self.state) if part.text)

    def show_call(self, call: WallCall | None) -> None:
        """Show a call, or nothing."""
        ground, ink = self._colours.awaited if call is not None and call.state == "called" else self._colours.row
        if call is not None and call.state == "served":
            ink = self._colours.served
        self.paint(ground)
        self.number.say("" if call is None else call.number, ink)
        self.counter.say("" if call is None else f"Quầy {call.counter}", ink)
        self.state.say("" if call is None else _STATES[call.state], ink)
        self.setAccessibleName(self.text)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the margins in proportion."""
        super().resizeEvent(event)
        unit = unit_of(self)
        self._row.setContentsMargins(round(36 * unit), round(3 * unit), round(20 * unit), round(8 * unit))
        self._row.setSpacing(round(20 * unit))


class LastCalls(QWidget):
    """The last calls, newest above."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.rows = tuple(CallRow(colours) for _ in range(LAST_CALLS))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in self.rows:
            column.addWidget(row, 1)

    @property
    def texts(self) -> tuple[str, ...]:
        """What the rows say, without the empty ones."""
        return tuple(row.text for row in self.rows if row.text)

    def stand(self, *, upright: bool) -> None:
        """Rows of a wide or of an upright screen."""
        for row in self.rows:
            row.stand(upright=upright)

    def show_calls(self, calls: tuple[WallCall, ...]) -> None:
        """Show these."""
        for position, row in enumerate(self.rows):
            row.show_call(calls[position] if position < len(calls) else None)
