"""How the look-up screen speaks to one citizen: the kiosk's manner, with words of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ui.kiosk import manner
from ui.lookup.sentences import Sentences


@dataclass(frozen=True)
class Style(manner.Style):
    """What a manner means for every piece of the screen."""

    @cached_property
    def words(self) -> Sentences:
        """The words in the citizen's language."""
        return Sentences(self.manner.language)
