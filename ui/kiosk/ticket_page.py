"""The page after a ticket was taken: the number large, how many are before, where to go, and the slip."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from counter_app.queue.issuing import Issued
from counter_app.wording import PRIORITIES_VI
from counter_app.wording_queue import counters_text
from ui import theme
from ui.widgets.fitting import FitText, NumberText, Weight, unit_of
from ui.widgets.picture import PictureBox
from ui.widgets.sheet import Sheet
from ui.widgets.tile import MAIN
from ui.widgets.tiles import RowTile

_COME_AND_TAKE = "Mời lấy phiếu. Giữ phiếu và theo dõi bảng gọi số."


class Fact(Sheet):
    """A label over its value."""

    def __init__(self, title: str) -> None:
        super().__init__(theme.ACCENT_PALE, theme.ACCENT_PALE)
        self.title = FitText(title, 38, Weight.Medium, theme.MUTED)
        self.value = FitText("", 62, Weight.Bold, theme.INK)
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addStretch(6)
        column.addWidget(self.title, 32)
        column.addWidget(self.value, 56)
        column.addStretch(6)


class TicketPage(QWidget):
    """Shows one ticket. ``missing`` and ``done`` are its two buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.number = NumberText("", 0, Weight.Bold, theme.ACCENT_DARK)
        self.service = FitText("", 52, Weight.DemiBold, theme.INK)
        self.ahead, self.where = Fact("Trước ông/bà"), Fact("Khi được gọi, mời đến")
        self.slip = FitText(
            "", 40, Weight.DemiBold, theme.GOOD, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self._slip_sign = PictureBox("ticket", theme.GOOD)
        self._slip_sheet = Sheet(theme.GOOD_PALE, theme.GOOD)
        self.missing = RowTile("Phiếu chưa ra?")
        self.done = RowTile("Về trang đầu", look=MAIN)
        self._said_missing = False
        self._lay_out()

    @property
    def sentence(self) -> str:
        """What it says of the slip."""
        return self.slip.text

    def show_ticket(self, issued: Issued, counters: tuple[int, ...]) -> None:
        """Show a ticket just issued."""
        self.number.say(issued.number)
        priority = "" if issued.priority is None else f"Ưu tiên: {PRIORITIES_VI[issued.priority]}"
        self.service.say("\n".join(part for part in (issued.service_name, priority) if part))
        self.ahead.value.say(f"Còn {issued.ahead} người" if issued.ahead else "Không còn ai")
        self.where.value.say(counters_text(counters))
        self._said_missing = False
        self._say(_COME_AND_TAKE, good=True)

    def say_missing(self) -> None:
        """The slip has not come: the number is what counts."""
        if not self._said_missing:
            self._said_missing = True
            self._say(
                f"Phiếu chưa ra? Xin nhớ số {self.number.text}, số vẫn được gọi như thường. "
                "Cần phiếu giấy, mời hỏi cán bộ.",
                good=False,
            )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Side by side on a wide screen, one below the other upright."""
        super().resizeEvent(event)
        unit, upright = unit_of(self), self.height() > self.width()
        side = round(40 * unit)
        self._column.setContentsMargins(side, round(24 * unit), side, round(20 * unit))
        self._column.setSpacing(round(20 * unit))
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._above.setDirection(down if upright else across)
        self._facts.setDirection(down)
        self._on_paper.setContentsMargins(side, round(12 * unit), side, round(12 * unit))
        self._on_slip.setContentsMargins(side // 2, round(6 * unit), side, round(6 * unit))
        for row in (self._above, self._facts, self._buttons):
            row.setSpacing(round(24 * unit))
        self._above.setStretch(0, 60 if upright else 72)
        self._above.setStretch(1, 40 if upright else 28)
        for at, share in enumerate((76, 11, 10) if upright else (72, 12, 15)):
            self._column.setStretch(at, share)
        self._column.activate()

    def _say(self, text: str, *, good: bool) -> None:
        ink, pale = (theme.GOOD, theme.GOOD_PALE) if good else (theme.WARN, theme.WARN_PALE)
        self.slip.say(text, ink)
        self._slip_sign.show_picture("ticket", ink)
        self._slip_sheet.recolour(pale, ink)
        self.missing.setVisible(good)

    def _lay_out(self) -> None:
        paper = Sheet()
        self._on_paper = QVBoxLayout(paper)
        self._on_paper.setSpacing(0)
        self._on_paper.addWidget(FitText("Số của ông/bà", 48, Weight.DemiBold, theme.MUTED), 11)
        self._on_paper.addWidget(self.number, 64)
        self._on_paper.addWidget(self.service, 25)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._facts = QBoxLayout(down)
        self._facts.addWidget(self.ahead, 1)
        self._facts.addWidget(self.where, 1)
        self._above = QBoxLayout(across)
        self._above.addWidget(paper)
        self._above.addLayout(self._facts)
        self._on_slip = QBoxLayout(across, self._slip_sheet)
        self._on_slip.addWidget(self._slip_sign, 1)
        self._on_slip.addWidget(self.slip, 12)
        self._buttons = QBoxLayout(across)
        self._buttons.addWidget(self.missing, 1)
        self._buttons.addWidget(self.done, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._above)
        self._column.addWidget(self._slip_sheet)
        self._column.addLayout(self._buttons)
