"""Where everything stands in the counter's window: the queue, the work, what is left to do; trouble and keys below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui import theme
from ui.widgets.pieces import label

if TYPE_CHECKING:
    from ui.clerk.window import CounterWork

_KEYS = (
    "F2 gọi · Shift+F2 hoàn tác · F3 tìm · F4 gọi lại · Shift+F4 vắng · F6 in lại · F7 nữa, cùng người · F8 tạm gác · "
    "Shift+F8 dừng quầy · F9 nhận & in · F12 xong · "
    "Ctrl+L việc cần làm · Ctrl+D hồ sơ của người này · "
    "Ctrl+T chuyển · Ctrl+G gọi đích danh · Ctrl+U nộp thay · Ctrl+P đổi thủ tục"
)


def lay_out(work: CounterWork) -> None:
    """Put the parts of a counter's window in their places."""
    fit(work)
    across = QHBoxLayout()
    across.setContentsMargins(8, 8, 8, 4)
    across.setSpacing(8)
    across.addWidget(work.queue)
    across.addLayout(_middle(work), 1)
    across.addWidget(work.to_do)
    layout = QVBoxLayout(work)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(work.status)
    layout.addLayout(across, 1)
    layout.addWidget(_keys())


def _middle(work: CounterWork) -> QVBoxLayout:
    """The visit, the one place to work in, and below it what stands still, what was done, what is asked."""
    place = QHBoxLayout()
    place.setSpacing(8)
    place.addWidget(work.form, 1)
    place.addWidget(work.search, 1)
    for pane in (work.dossier, work.attention, work.entry):
        place.addWidget(pane, 1)
    place.addWidget(work.summary)
    middle = QVBoxLayout()
    middle.setSpacing(8)
    middle.addWidget(work.header)
    middle.addLayout(place, 1)
    for line in (work.papers, work.notice, work.choices, work.by_hand):
        middle.addWidget(line)
    return middle


def _keys() -> QFrame:
    keys = QFrame()
    keys.setStyleSheet(f"background: {theme.PAPER};")
    beside = QHBoxLayout(keys)
    beside.setContentsMargins(14, 2, 14, 5)
    beside.addWidget(label(_KEYS, role="muted", points=9, wrap=True))
    return keys


def fit(work: CounterWork) -> None:
    """Share the width out: the form has what it needs, the panels what they want, or less."""
    wanted, least = _LARGER if theme.scaled(1) > 1 else _USUAL
    widths = panel_widths(wanted, least, work.width() - work.form.needed_width - _BETWEEN)
    for panel, width in zip((work.queue, work.summary, work.to_do), widths, strict=True):
        if panel.width() != width:
            panel.setFixedWidth(width)


def panel_widths(wanted: Widths, least: Widths, room: int) -> Widths:
    """What each panel gets of this room (pure): the last gives way first, none below its least."""
    widths, short = list(wanted), sum(wanted) - room
    for place in reversed(range(len(widths))):
        given = max(0, min(short, widths[place] - least[place]))
        widths[place] -= given
        short -= given
    return widths[0], widths[1], widths[2]


Widths = tuple[int, int, int]
"""Of the queue, the summary and what is left to do, in pixels."""
_USUAL: tuple[Widths, Widths] = ((240, 206, 218), (218, 156, 136))
_LARGER: tuple[Widths, Widths] = ((244, 182, 156), (244, 174, 144))
"""Wanted and least, with letters of ordinary size and with larger ones."""
_BETWEEN = 40
"""The margins beside panels and form."""
