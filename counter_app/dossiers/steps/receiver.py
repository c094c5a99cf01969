"""Who may take a result, and whether all originals are accounted for. Pure.

The appointment slip alone is never enough, and one that is lost keeps nobody from their result: what counts is that the
person is the owner, or acts for them with an authorisation that is there (NĐ 118, article 22).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from counter_app.dossiers.steps.values import HandingOver, OriginalBack, Receiver
from counter_app.step_errors import OriginalsOpen, ReceiverUnproved


def check_receiver(way: str, receiver: Receiver, numbers: Mapping[str, str | None], *, authorised: bool) -> None:
    """ReceiverUnproved where who came has not shown that they may take it.

    ``numbers``: the identity numbers of the dossier's people by role; ``authorised``: whether the dossier came with a
    paper of authorisation for its submitter.
    """
    reason = why_not(way, receiver, numbers, authorised=authorised)
    if reason is not None:
        raise ReceiverUnproved(receiver.name, reason)


def why_not(way: str, receiver: Receiver, numbers: Mapping[str, str | None], *, authorised: bool) -> str | None:
    """Why this receiver may not take it: identity, number, authorisation, submitter; None where they may."""
    if way != "counter":
        return None  # the post has its delivery record, an electronic result goes to the owner's own account
    if not receiver.checked:
        return "identity"
    if receiver.role == "authorised":
        return None if receiver.authorisation is not None and receiver.number else "authorisation"
    if receiver.role == "submitter":
        return _submitter(receiver, numbers, authorised=authorised)
    return None if _same(receiver, numbers.get("owner")) else "number"


def _submitter(receiver: Receiver, numbers: Mapping[str, str | None], *, authorised: bool) -> str | None:
    if "submitter" not in numbers:
        return "submitter"
    if not authorised and receiver.authorisation is None:
        return "authorisation"
    return None if _same(receiver, numbers["submitter"]) else "number"


def _same(receiver: Receiver, number: str | None) -> bool:
    """The number shown is the dossier's; where that has none, the identity was checked by its name."""
    return number is None or number in (receiver.number, receiver.old_number)


def check_originals(handing: HandingOver, originals: Mapping[str, int]) -> None:
    """OriginalsOpen unless every original handed in is given back or said to stay in the file.

    An electronic result leaves the originals where they are: they may be left out then.
    """
    if handing.way == "electronic" and not handing.originals:
        return
    open_ones = tuple(_open(handing.originals, originals))
    if open_ones:
        raise OriginalsOpen(open_ones)


def _open(counted: Iterable[OriginalBack], originals: Mapping[str, int]) -> Iterable[str]:
    said: dict[str, int] = {}
    for one in counted:
        said[one.name] = said.get(one.name, 0) + one.returned + one.kept
    for name in dict.fromkeys([*originals, *said]):
        there, here = originals.get(name, 0), said.get(name, 0)
        if there != here:
            yield f"{name} (đã nhận {there}, đếm được {here})"
