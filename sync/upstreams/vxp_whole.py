"""What such a city shows of a dossier, made whole again from what this unit knows of it. Pure.

Its messages have no address, no birth date, no kinds of copies, and no parts of a second. What stands there just as this
unit would tell it is therefore as this unit knows it; what stands there otherwise is the city's word. So nobody who
compares two copies takes for a change what is only the narrowness of the messages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from counter_app.wording_city import op_words
from sync.national import in_digits
from sync.national_reading import Body, dossier_body, step_of
from sync.upstreams.vxp_messages import Found, is_ours, message_of

_NO_STEP = op_words("fact.papers_returned")
"""Begins a line of progress that tells of no step of the dossier."""


def made_whole(found: Found, known: Mapping[str, Any] | None) -> Body:
    """The dossier with its steps. ValueError for what is not the text it must be."""
    shown, known = dossier_body(found.message), dict(known or {})
    if known.get("received_at"):
        known["handed_in_at"] = known.get("handed_in_at") or known["received_at"]
    steps = _steps(found.progress, [one for one in known.get("steps") or () if not one.get("by_city")])
    as_told = _as_told(known, found)
    if as_told is None:
        return {**shown, "steps": steps}
    owner = _joined(shown["people"]["owner"], as_told["people"]["owner"], known["people"]["owner"])
    people = {**known["people"], "owner": owner}
    return {**known, **_joined(shown, as_told, known), "people": people, "steps": steps}


def _joined(shown: Body, as_told: Body, known: Mapping[str, Any]) -> Body:
    """What is known, with what the city says otherwise than it was told."""
    return {**known, **{key: value for key, value in shown.items() if key not in known or value != as_told[key]}}


def _as_told(known: Mapping[str, Any], found: Found) -> Body | None:
    """What is known as it comes back from such messages; None for what can't be told so."""
    state = int(str(found.message["TrangThaiHoSo"]))
    try:
        return dossier_body(message_of(known, str(known["code"]), str(found.message.get("DonViXuLy", "")), state))
    except (KeyError, TypeError, ValueError):
        return None


def _steps(lines: Sequence[Mapping[str, Any]], known: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The lines of progress as steps: ours as we know them, by the second they were taken in; the others are the city's."""
    left = list(known)
    steps: list[Mapping[str, Any]] = []
    for line in lines:
        if not is_ours(line):
            steps.append(step_of(line) | {"by_city": True})
        elif not str(line.get("NoiDungXuLy", "")).startswith(_NO_STEP):
            mine = next((one for one in left if _second(one) == line.get("ThoiDiemXuLy")), None)
            if mine is not None:
                left.remove(mine)
            steps.append(step_of(line) if mine is None else mine)
    return steps


def _second(step: Mapping[str, Any]) -> str:
    try:
        return in_digits(str(step.get("at") or ""))
    except ValueError:
        return ""
