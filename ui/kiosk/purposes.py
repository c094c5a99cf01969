"""What one may come for, as the kiosk's first pages say it; the services behind it come from the office's records."""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.queue.offer import Offer, Offered
from counter_app.wording_queue import service_hint, service_text
from ui.kiosk.sentences import Sentences

CERTIFICATION, RESULT, SUPPLEMENT, GUIDANCE = "CT", "KQ", "TT", "HD"
"""Services with a purpose of their own, so they do not stand among the groups."""

GROUPS, SCAN, HOME, NEXT_DAY = "groups", "scan", "home", "next_day"
"""What a tile leads to where it takes no ticket at once."""


@dataclass(frozen=True)
class Choice:
    """A tile: what it says, and what it is for: ``service:CT`` takes a ticket, other words lead on."""

    title: str
    hint: str
    icon: str
    means: str

    @property
    def service(self) -> str | None:
        """The service it takes a ticket of; None where it leads on."""
        kind, _, code = self.means.partition(":")
        return code if kind == "service" else None


_NAMED = 3
"""So many groups are named below the first purpose."""

_PURPOSES = (
    ("submit", None, GROUPS),
    ("certify", CERTIFICATION, f"service:{CERTIFICATION}"),
    ("result", RESULT, f"service:{RESULT}"),
    ("online", SUPPLEMENT, SCAN),
    ("supplement", SUPPLEMENT, f"service:{SUPPLEMENT}"),
    ("help", GUIDANCE, f"service:{GUIDANCE}"),
)


def groups(offer: Offer) -> tuple[Offered, ...]:
    """The services whose procedures one hands in for."""
    return tuple(one for one in offer.services if one.has_procedures and one.code != CERTIFICATION)


def purposes(offer: Offer, words: Sentences) -> tuple[Choice, ...]:
    """The first page: only what the unit has."""
    open_groups = groups(offer)
    names = [service_text(one.code, one.name, words.language) for one in open_groups]
    some = ", ".join(name if at == 0 else name[:1].lower() + name[1:] for at, name in enumerate(names[:_NAMED]))
    listed = f"{some}…" if len(names) > _NAMED else some
    return tuple(
        Choice(words(f"purpose.{name}"), words(f"purpose.{name}.hint") or listed, name, means)
        for name, service, means in _PURPOSES
        if (offer.service(service) if service else open_groups)
    )


def group_choices(offer: Offer, words: Sentences) -> tuple[Choice, ...]:
    """The second page: the groups, and guidance for who does not know."""
    spoken = words.language
    listed = [
        Choice(
            service_text(one.code, one.name, spoken),
            service_hint(one.code, one.hint, spoken),
            f"service-{one.code}",
            f"service:{one.code}",
        )
        for one in groups(offer)
    ]
    if offer.service(GUIDANCE) is not None:
        unsure = (words("group.unsure"), words("group.unsure.hint"))
        listed.append(Choice(*unsure, "help", f"service:{GUIDANCE}"))
    return tuple(listed)
