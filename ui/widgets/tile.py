"""A large target for a finger: it answers at once, and may be told to obey touch alone.

Touch arrives as a mouse press that Qt, or the system, has made of it; a press by a real mouse does not come from a
touch screen and can so be told apart (QMouseEvent.source, QPointerEvent.pointingDevice).
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QInputDevice, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtGui import QHideEvent as HideEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui import theme
from ui.widgets.fitting import unit_of
from ui.widgets.picture import picture


@dataclass(frozen=True)
class Look:
    """The colours of a tile."""

    ground: str
    edge: str
    ink: str
    muted: str
    sign: str
    """The colour of the picture and of the number's badge."""


PLAIN = Look(theme.PAPER, "#9AA7B5", theme.INK, theme.MUTED, theme.ACCENT)
MAIN = Look(theme.ACCENT, theme.ACCENT_DARK, "#FFFFFF", "#FFFFFF", "#FFFFFF")
GOOD = Look(theme.GOOD, "#0E4A2B", "#FFFFFF", "#FFFFFF", "#FFFFFF")
PRESSED = Look(theme.ACCENT_DARK, theme.ACCENT_DARK, "#FFFFFF", "#FFFFFF", "#FFFFFF")


def from_touch(event: QMouseEvent) -> bool:
    """Whether a press was made of a touch, and not by a mouse."""
    made = event.source() != Qt.MouseEventSource.MouseEventNotSynthesized
    device = event.pointingDevice().type()
    return made or device == QInputDevice.DeviceType.TouchScreen


class Tile(QAbstractButton):
    """The base of all tiles; kinds of tiles say in ``paint`` where things stand. ``clicked`` tells of a press.

    ``pressed_otherwise`` tells of a press that does not count: by a mouse, on a tile that obeys touch alone.

    A tile is disabled only for the moments in which a press would be a mistake, and looks the same then.
    """

    pressed_otherwise = Signal()

    def __init__(
        self,
        title: str,
        *,
        hint: str = "",
        icon: str = "",
        badge: str = "",
        look: Look = PLAIN,
        touch_only: bool = False,
    ) -> None:
        super().__init__()
        self.hint, self.badge, self.look, self._touch_only = hint, badge, look, touch_only
        self.pressed_look = PRESSED
        self._icon = icon
        self._pictures: dict[str, QSvgRenderer] = {}
        self._pressing = self._held = False
        self.setText(title)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def held(self) -> bool:
        """Whether it stays drawn as pressed."""
        return self._held

    def hold(self, *, held: bool) -> None:
        """Stay drawn as pressed, so that one sees what was chosen."""
        self._held = held
        self.update()

    def forget_press(self) -> None:
        """A finger that is down now no longer counts."""
        self._pressing = False
        self.setDown(False)

    def change(self, title: str, *, hint: str = "", icon: str = "", look: Look | None = None) -> None:
        """Say something else."""
        self.setText(title)
        self.setAccessibleName(title)
        self.hint, self._icon, self.look = hint, icon or self._icon, look or self.look
        self._pictures.clear()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The layout decides."""
        return QSize(0, 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a press, if it is one that counts."""
        self._pressing = not self._touch_only or from_touch(event)
        if self._pressing:
            super().mousePressEvent(event)
        else:
            self.pressed_otherwise.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the finger."""
        if self._pressing:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A press that began on this tile, and was not forgotten since, counts."""
        if self._pressing:
            self._pressing = False
            super().mouseReleaseEvent(event)

    def hideEvent(self, event: HideEvent) -> None:  # noqa: N802 - Qt's name
        """Another page has come: the finger was meant for this one."""
        self.forget_press()
        super().hideEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground, then what this kind of tile shows."""
        unit, look = unit_of(self), self._look_now()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = max(2.0, 3 * unit)
        painter.setPen(QPen(QColor(look.edge), edge))
        painter.setBrush(QColor(look.ground))
        room = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        painter.drawRoundedRect(room, 20 * unit, 20 * unit)
        self.paint(painter, look, unit)
        painter.end()

    def paint(self, painter: QPainter, look: Look, unit: float) -> None:
        """Draw what stands on the tile; ``unit`` is one pixel of the design."""

    def icon_in(self, colour: str) -> QSvgRenderer | None:
        """The tile's picture in a colour; None when it has none."""
        if not self._icon:
            return None
        if colour not in self._pictures:
            self._pictures[colour] = picture(self._icon, colour)
        return self._pictures[colour]

    def _look_now(self) -> Look:
        return self.pressed_look if self.isDown() or self._held else self.look
