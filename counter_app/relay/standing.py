"""What an op does to a dossier as the office holds it, and how it meets what the city shows. Pure.

A step keeps what it says beside those before it; a correction goes through ``merging``, as at the counter. The city has the
last word: once it has taken everything the office knows, its copy takes the place of the office's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from counter_app.dossiers.steps.table import HANDED_OVER, NEW
from counter_app.merging import Fields, meeting, merged

BEGINNINGS = {"dossier.receive": 2, "dossier.register": 1}
"""The ops a dossier begins with, and its national status then."""
AS_IT_WAS = ("dossier.correct", "dossier.extend")
"""Steps that leave a dossier where it stands; the city may have moved it on meanwhile."""
_NO_STEPS = (*BEGINNINGS, "dossier.attach", "dossier.detach")
"""Ops of a dossier that take no step of its handling."""
_NEWER = ("due", "received_at", "due_basis")
"""What a step may bring anew; when the dossier was first handed in stays in ``handed_in_at``."""
_OF_A_STEP = ("state", "at", "agency", "officer", "note", "due", "items", "papers")
_STATES = range(1, 11)

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Standing:
    """A dossier: its national status, and what is known of it."""

    state: int
    body: dict[str, Any]


def begun(kind: str, body: Body) -> Standing | None:
    """The dossier an op begins; None for another op, and for one without a code."""
    code = body.get("code")
    if kind not in BEGINNINGS or not isinstance(code, str) or not code:
        return None
    return Standing(BEGINNINGS[kind], dict(body))


def is_step(kind: str, body: Body) -> bool:
    """Whether an op is a step of a dossier: it says where the dossier stands and since when."""
    of_dossier = kind.startswith("dossier.") or kind == "fact.result_handed_over"
    return of_dossier and kind not in _NO_STEPS and body.get("state") in _STATES and "at" in body


def fields_met(held: Standing, body: Body) -> Fields:
    """The fields a correction changes that somebody else has changed to something else; empty for other steps."""
    changes = body.get("changes")
    return meeting(held.body, body.get("was", {}), changes) if isinstance(changes, Mapping) else {}


def after_step(held: Standing, kind: str, body: Body) -> Standing:
    """The dossier after a step."""
    now = dict(held.body)
    now.setdefault("handed_in_at", now.get("received_at"))
    now |= {key: body[key] for key in _NEWER if key in body}
    if isinstance(body.get("changes"), Mapping):
        now = merged(now, body.get("was", {}), body["changes"])
    now["steps"] = [*now.get("steps", ()), {key: body.get(key) for key in _OF_A_STEP}]
    stays = held.state == HANDED_OVER or kind in AS_IT_WAS
    return Standing(held.state if stays else int(body["state"]), now)


def begun_again(held: Standing, anew: Standing) -> Standing:
    """The dossier with another beginning: the op it began with was mended. The steps since stay."""
    steps = {"steps": held.body["steps"]} if held.body.get("steps") else {}
    return Standing(held.state, anew.body | steps)


def as_city_has_it(held: Standing, state: int | None, told: Any) -> Standing:
    """The dossier as the city shows it, which knows all of ours; what it has no word for stays as it is here.

    No step that was seen here goes, and none moves.
    """
    if not isinstance(told, Mapping):
        return held
    steps = _joined(held.body, told.get("steps") or ())
    body = held.body | dict(told) | ({"steps": steps} if steps else {})
    if isinstance(told.get("people"), Mapping):
        body["people"] = _people(held.body.get("people") or {}, told["people"])
    return Standing(held.state if state is None else state, body)


def with_city_steps(held: Standing, state: int | None, told: Any) -> Standing:
    """The office's dossier, part of which the city does not know yet, with what the city itself decided of it."""
    if not isinstance(told, Mapping):
        return held
    decided = [step for step in told.get("steps") or () if step.get("by_city")]
    steps = _joined(held.body, decided)
    new = steps[len(held.body.get("steps") or ()) :]
    due = next((step["due"] for step in reversed(new) if step.get("due")), held.body.get("due"))
    body = held.body | ({"steps": steps, "due": due} if new else {})
    return Standing(held.state if state is None else state, body)


def readable_state(state: object) -> int | None:
    """A national status, None for anything else."""
    return state if type(state) is int and state in _STATES else None


def first_state(state: int | None) -> int:
    """The status of a dossier only the city told of."""
    return NEW if state is None else state


def _people(ours: Body, theirs: Body) -> dict[str, Any]:
    """Each person as the city has them, and what it does not say of them as it is here."""
    return {
        role: ({**(ours.get(role) or {}), **who} if isinstance(who, Mapping) else who)
        for role, who in ({**ours, **theirs}).items()
    }


def _joined(ours: Body, theirs: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Our steps in their order, then theirs that are not among them. Readers count on the order."""
    steps = list(ours.get("steps") or ())
    known = {_name(step) for step in steps}
    return [*steps, *(step for step in theirs if _name(step) not in known)]


def _name(step: Mapping[str, Any]) -> tuple[str, str, str]:
    return str(step.get("at")), str(step.get("state")), str(step.get("note") or "")
