"""The hall's display: it follows the records and is never blank. Nothing on it can be pressed.

When the records don't answer, the last good state stays, with a line since when; it goes on by itself.
"""

from __future__ import annotations

from itertools import count

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from counter_app.queue.hall import HallBoard, LiveCall, hall_board
from counter_app.store import Asking, By
from ui.follow import follow
from ui.hall.announcer import Announcer, Pace
from ui.hall.calls import LargeCall, LastCalls, large_for
from ui.hall.colours import ORDINARY, Colours
from ui.hall.parts import Head, Sentence, lost_since
from ui.hall.sounds import Chime, NoVoice, Voice, chime_for
from ui.hall.waiting import WaitingBoard
from ui.widgets.fitting import Weight, unit_of
from ui.work import Workers

_ROW, _THREE_ROWS, _MANY_ROWS = 104, 270, 480
"""Height of one row of those who wait; of all rows at most on a wide and on an upright screen (pixels of the design)."""


class HallWindow(QWidget):
    """The whole surface, wide or upright by its shape; its caller shows it full screen."""

    def __init__(
        self,
        workers: Workers,
        colours: Colours = ORDINARY,
        pace: Pace | None = None,
        chime: Chime | None = None,
        voice: Voice | None = None,
    ) -> None:
        super().__init__()
        self._pace = pace or Pace()
        workers.acting_as(By("hall"))
        now = workers.place.clock()
        self.board = HallBoard(now, "", "", (), (), ())
        """What is shown: the last good answer."""
        self._upright: bool | None = None
        self.setWindowTitle("Màn hình sảnh")
        self.setObjectName("ground")
        self.setStyleSheet(f"QWidget#ground {{ background: {colours.ground}; }}")
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.head = Head(workers.place.clock, colours)
        self.large, self.last = LargeCall(colours, self._pace.blink), LastCalls(colours)
        self.waiting = WaitingBoard(colours)
        self.lost = Sentence(colours.lost, "", 44, Weight.DemiBold)
        self.notice = Sentence(colours.notice, colours.line, 44, Weight.Medium)
        self._lay_out()
        self.resize(1920, 1080)
        self.announcer = Announcer(self, chime or chime_for(self), voice or NoVoice(), self._pace)
        self.announcer.begins.connect(self._begin)
        self.announcer.ends.connect(self._show_large)
        self._since_answer = QElapsedTimer()
        self._since_answer.start()
        self._heartbeat = QTimer(self, interval=self._pace.look)
        self._heartbeat.timeout.connect(self._look_for_answers)
        self._heartbeat.start()
        self._show_large()
        self._answers = count()
        follow(self, workers.office, self._ask, lambda answer: self.show_board(answer[1]), every=self._pace.look)

    def _ask(self, asking: Asking) -> tuple[int, HallBoard]:
        """The wall, and which answer this is: also the same wall again is a sign that the records answer."""
        return next(self._answers), hall_board(asking)

    def show_board(self, board: HallBoard) -> None:
        """Show an answer of the records."""
        self._since_answer.restart()
        self.lost.say("")
        self.board = board
        self.head.office.say(board.office)
        self.last.show_calls(board.calls)
        self.waiting.show_waiting(board.waiting)
        if board.notice != self.notice.text:
            self.notice.say(board.notice)
        self._proportions()
        self.announcer.offer(board.live)
        self._show_large()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Turn with the screen, and keep everything in proportion."""
        super().resizeEvent(event)
        upright = self.height() > self.width()
        if upright != self._upright:
            self._upright = upright
            for part in (self.head, self.last, self.waiting):
                part.stand(upright=upright)
            across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
            self._calls.setDirection(down if upright else across)
            for position, share in enumerate((48, 52) if upright else (60, 40)):
                self._calls.setStretch(position, share)
        self._proportions()

    def _lay_out(self) -> None:
        self._calls = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._calls.setSpacing(0)
        self._calls.addWidget(self.large)
        self._calls.addWidget(self.last)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(self._calls, 1)
        for part in (self.waiting, self.lost, self.notice):
            column.addWidget(part)

    def _proportions(self) -> None:
        """Heights of all but the calls, which take the rest."""
        unit = unit_of(self)
        self.head.setFixedHeight(round((160 if self._upright else 116) * unit))
        self.waiting.setFixedHeight(
            round(min(_ROW * self.waiting.rows, _MANY_ROWS if self._upright else _THREE_ROWS) * unit)
        )
        self.lost.setFixedHeight(round((116 if self._upright else 76) * unit))
        self.notice.setFixedHeight(round((184 if self._upright else 132) * unit))

    def _begin(self, announced: LiveCall) -> None:
        self.large.rest()
        self.large.show_large(large_for(self.board, announced))
        self.large.blink()

    def _show_large(self) -> None:
        self.large.show_large(large_for(self.board, self.announcer.current))

    def _look_for_answers(self) -> None:
        """The records have not answered for a while: say since when."""
        if self._since_answer.elapsed() > self._pace.lost:
            self.lost.say(lost_since(self.board.at))
