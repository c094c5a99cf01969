"""Sizes of letters on these pages, beside letters of ordinary size; they grow with them."""

from __future__ import annotations

SMALL, NAME, TITLE = 9.5, 13.0, 16.0
"""In points."""
