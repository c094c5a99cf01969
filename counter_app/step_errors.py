"""What the steps of a dossier refuse, as facts; the sentences stand in ``wording_steps``.

::

    WrongMoment
    └── StepRefused          a step that the law or the dossier's state does not allow now
    NotAllowed
    └── SecondPersonNeeded   a step that two members of staff take together
    Incomplete
    └── OriginalsOpen        originals not counted off at the hand-over
    Refused
    └── ReceiverUnproved     who came for a result has not shown that they may take it
"""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.errors import Incomplete, NotAllowed, Refused, WrongMoment


@dataclass(eq=False)
class StepRefused(WrongMoment):
    """A step of a dossier that can't be taken now; ``reason`` is a key of ``wording_steps``, ``state`` the national one."""

    step: str
    reason: str


@dataclass(eq=False)
class SecondPersonNeeded(NotAllowed):
    """A step another member of staff has to agree to; ``reason`` is a key: self, gone, head."""

    reason: str


@dataclass(eq=False)
class OriginalsOpen(Incomplete):
    """Originals that were neither given back nor said to stay in the file; ``missing`` names them with what was counted."""


@dataclass(eq=False)
class ReceiverUnproved(Refused):
    """Who came may not take the result yet; ``reason`` is a key: identity, number, authorisation, submitter."""

    name: str
    reason: str
