"""How the way to the city stands, in words, with a dot whose colour repeats what the words say."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from counter_app.city_line import CityStanding, Tone
from counter_app.errors import CityRefused
from counter_app.moments import local
from ui.theme import BAD, GOOD, MUTED, WARN, scaled
from ui.widgets.pieces import label, marks_above, set_role
from ui.wording import hour, short_moment

ON_LIGHT = {"good": GOOD, "grey": MUTED, "amber": WARN, "red": BAD, "none": MUTED}
ON_DARK = {"good": "#8FE0B0", "grey": "#B7C3D0", "amber": "#FFC978", "red": "#FF9C94", "none": "#B7C3D0"}
_DOT = 11


def city_words(found: CityStanding) -> str:
    """``TP: 3 chờ từ 08:12, liên lạc 08:30``: what waits and since when, what is wrong."""
    if found.typed is not None:
        said = _typed_words(found)
    elif found.tone == "none":
        said = "chưa kết nối"
    else:
        said = _sent_words(found)
    return f"TP: {found.attention} cần xử lý, {said}" if found.attention else f"TP: {said}"


def role_of(found: CityStanding) -> str:
    """The role of the words (good, warn, bad, muted); what waits for a person is never shown as good."""
    if found.attention and found.tone in ("good", "grey", "none"):
        return "warn"
    return {"good": "good", "amber": "warn", "red": "bad"}.get(found.tone, "muted")


def since_words(moment: datetime, now: datetime) -> str:
    """``08:12``, with its day where that is another."""
    return hour(moment) if local(moment).date() == local(now).date() else short_moment(moment)


def _typed_words(found: CityStanding) -> str:
    typed = found.typed
    if typed is None or typed.since is None:
        return "nhập tay, không còn hồ sơ chờ"
    return f"nhập tay, {typed.count} chưa nhập từ {since_words(typed.since, found.today)}"


def _sent_words(found: CityStanding) -> str:
    line = found.line
    since = "" if line.waits_since is None else f" từ {since_words(line.waits_since, found.today)}"
    waits = f"{line.pending} chờ{since}"
    if isinstance(line.trouble, CityRefused):
        return f"không nhận máy này, {waits}"
    if line.trouble is not None:
        return f"mất liên lạc, {waits}"
    if line.last_contact is None:
        return waits
    heard = since_words(line.last_contact, found.today)
    return f"{waits}, liên lạc {heard}" if since else f"{waits}, {heard}"


class Dot(QWidget):
    """A round mark; a ring where nothing is wrong or set, full where somebody should look."""

    def __init__(self, colours: dict[str, str] = ON_LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = colours
        self.tone: Tone = "none"
        side = round(scaled(_DOT))
        # Words stand below the middle of their line, as marks of capitals have their room above: so does the dot.
        self.setFixedSize(side, side + marks_above(self.font()))

    def show_tone(self, tone: Tone) -> None:
        """Another tone."""
        if tone != self.tone:
            self.tone = tone
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(self._colours[self.tone])
        side = self.width()
        room = QRectF(0, self.height() - side, side, side).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(colour)
        painter.setBrush(Qt.BrushStyle.NoBrush if self.tone == "none" else colour)
        painter.drawEllipse(room)
        painter.end()


class CityLine(QWidget):
    """Dot and words on a light ground."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dot, self.words = Dot(), label(wrap=True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.dot)
        layout.addWidget(self.words, 1)

    def show_standing(self, found: CityStanding) -> None:
        """Show how it stands."""
        self.dot.show_tone(found.tone)
        self.words.setText(city_words(found))
        set_role(self.words, role_of(found))
