"""How the kiosk speaks to one citizen: language, size of letters, colours, aloud or not; and what that means for its pieces."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import Qt

from counter_app.wording import Language
from ui import theme
from ui.kiosk.sentences import Sentences
from ui.widgets.fitting import FitText, Weight
from ui.widgets.tile import GOOD, MAIN, PLAIN, PRESSED, Look, Tile

_LARGER = 1.4
"""How much larger large letters may be; where there is less room they fill it."""

Pair = tuple[str, str]
"""Ground and ink."""


@dataclass(frozen=True)
class Colours:
    """One set of colours."""

    ground: str
    head: Pair
    paper: str
    line: str
    ink: str
    muted: str
    accent: str
    """Of the number and of pictures."""
    good: Pair
    warn: Pair
    notice: Pair
    quiet: Pair
    fact: Pair
    plain: Look
    main: Look
    on: Look
    pressed: Look
    bad: str


ORDINARY = Colours(
    ground=theme.GROUND,
    head=(theme.ACCENT_DARK, "#FFFFFF"),
    paper=theme.PAPER,
    line=theme.LINE,
    ink=theme.INK,
    muted=theme.MUTED,
    accent=theme.ACCENT_DARK,
    good=(theme.GOOD_PALE, theme.GOOD),
    warn=(theme.WARN_PALE, theme.WARN),
    notice=(theme.ACCENT_PALE, theme.ACCENT_DARK),
    quiet=(theme.GROUND, theme.MUTED),
    fact=(theme.ACCENT_PALE, theme.INK),
    plain=PLAIN,
    main=MAIN,
    on=GOOD,
    pressed=PRESSED,
    bad=theme.BAD,
)

_YELLOW, _WHITE, _BLACK = "#FFE600", "#FFFFFF", "#000000"
HIGH_CONTRAST = Colours(
    ground=_BLACK,
    head=(_BLACK, _WHITE),
    paper=_BLACK,
    line=_WHITE,
    ink=_WHITE,
    muted=_WHITE,
    accent=_YELLOW,
    good=(_BLACK, _WHITE),
    warn=(_YELLOW, _BLACK),
    notice=(_YELLOW, _BLACK),
    quiet=(_BLACK, _WHITE),
    fact=(_BLACK, _WHITE),
    plain=Look(_BLACK, _WHITE, _WHITE, _WHITE, _YELLOW),
    main=Look(_YELLOW, _YELLOW, _BLACK, _BLACK, _BLACK),
    on=Look(_YELLOW, _YELLOW, _BLACK, _BLACK, _BLACK),
    pressed=Look(_WHITE, _WHITE, _BLACK, _BLACK, _BLACK),
    bad=_YELLOW,
)
"""At least 16 to 1 (WCAG 1.4.6 asks for 7)."""


@dataclass(frozen=True)
class Manner:
    """What a citizen asked of the screen."""

    language: Language = "vi"
    large: bool = False
    contrast: bool = False
    voice: bool = False

    @property
    def needs(self) -> tuple[str, ...]:
        """As the ticket carries it on to display, voice, rating and clerk."""
        wanted = (("large", self.large), ("contrast", self.contrast), ("voice", self.voice))
        return tuple(name for name, on in wanted if on)


@dataclass(frozen=True)
class Style:
    """What a manner means for every piece of the screen."""

    manner: Manner = Manner()

    @cached_property
    def words(self) -> Sentences:
        """The words in the citizen's language."""
        return Sentences(self.manner.language)

    @property
    def colours(self) -> Colours:
        """The colours."""
        return HIGH_CONTRAST if self.manner.contrast else ORDINARY

    @property
    def scale(self) -> float:
        """How much larger letters may be than usual."""
        return _LARGER if self.manner.large else 1.0

    def text(
        self,
        text: str,
        px: float,
        weight: Weight = Weight.DemiBold,
        colour: str | None = None,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignCenter,
    ) -> FitText:
        """A text of a design size."""
        return FitText(text, px * self.scale, weight, colour or self.colours.ink, align)

    def dress(self, tile: Tile, look: Look | None = None) -> None:
        """Give a tile its colours."""
        tile.look, tile.pressed_look = look or self.colours.plain, self.colours.pressed
