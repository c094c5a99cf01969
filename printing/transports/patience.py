"""How long the ways to a printer wait."""

from __future__ import annotations

WARM_UP_SECONDS = 120.0
"""What an office printer may take for a page, asleep as it mostly is."""
