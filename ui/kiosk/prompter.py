"""Spoken prompts: every page has one, under a key. Who has no voice yet is silent."""

from __future__ import annotations

from typing import Protocol

from counter_app.wording import Language


class Prompter(Protocol):
    """Says a page aloud.

    Keys: ``purposes``, ``groups``, ``scan``, ``dossier``, ``own``, ``closed``, ``ticket:A042``, ``missing:A042``,
    ``priority:elderly``, ``priority:`` (taken back), ``matters:2``, ``trouble``. A new key ends what is being said.
    """

    def say(self, key: str, language: Language) -> None:
        """Say this prompt from its beginning."""

    def stop(self) -> None:
        """Be silent."""


class SilentPrompter:
    """Says nothing."""

    def say(self, key: str, language: Language) -> None:
        """Nothing."""

    def stop(self) -> None:
        """Nothing either."""
