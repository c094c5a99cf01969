"""How screens may look: ordinary, in larger letters, in high contrast, and in both. The fixture ``look`` dresses in one."""

from __future__ import annotations

from ui import theme

LOOKS = {
    "usual": theme.USUAL,
    "larger": theme.Look(larger=True),
    "black": theme.Look(contrast=True),
    "both": theme.Look(larger=True, contrast=True),
}
