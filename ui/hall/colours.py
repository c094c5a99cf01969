"""The display's colours: ordinary, and high contrast for a bright hall or weak eyes (at least 7 to 1, WCAG 1.4.6)."""

from __future__ import annotations

from dataclasses import dataclass

from ui import theme


@dataclass(frozen=True)
class Colours:
    """One set; a pair is ground and ink."""

    ground: str
    head: tuple[str, str]
    call: tuple[str, str]
    """The large number."""
    flash: tuple[str, str]
    """The large number in the dark half of a blink: the number can be read all the time."""
    quiet: tuple[str, str]
    """In its place while nobody is called."""
    row: tuple[str, str]
    awaited: tuple[str, str]
    """A row whose citizen is still awaited."""
    served: str
    """The ink of a row that is over."""
    line: str
    badge: tuple[str, str]
    notice: tuple[str, str]
    lost: tuple[str, str]


ORDINARY = Colours(
    ground=theme.GROUND,
    head=(theme.ACCENT_DARK, "#FFFFFF"),
    call=(theme.ACCENT, "#FFFFFF"),
    flash=("#FFD54A", theme.INK),
    quiet=(theme.ACCENT_PALE, theme.ACCENT_DARK),
    row=(theme.PAPER, theme.INK),
    awaited=("#FFF3C9", theme.INK),
    served=theme.MUTED,
    line=theme.LINE,
    badge=(theme.ACCENT_DARK, "#FFFFFF"),
    notice=(theme.ACCENT_DARK, "#FFFFFF"),
    lost=("#FFD54A", theme.INK),
)

HIGH_CONTRAST = Colours(
    ground="#000000",
    head=("#000000", "#FFFFFF"),
    call=("#000000", "#FFE600"),
    flash=("#FFE600", "#000000"),
    quiet=("#000000", "#FFFFFF"),
    row=("#000000", "#FFFFFF"),
    awaited=("#000000", "#FFE600"),
    served="#C8C8C8",
    line="#FFFFFF",
    badge=("#FFFFFF", "#000000"),
    notice=("#000000", "#FFFFFF"),
    lost=("#FFE600", "#000000"),
)
