"""Pieces that know nothing of the unit: cards, labelled fields, rows of choices, numbered lists."""
