"""What one may come for, as the kiosk's first page says it; the services behind it come from the office's records."""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.queue.offer import Offer, Offered

CERTIFICATION = "CT"
"""Its own purpose, so it does not stand among the groups."""
GUIDANCE = "HD"
"""The service for who does not know where to go."""


@dataclass(frozen=True)
class Choice:
    """A tile: what it says, and the service it takes a ticket for; None opens the groups."""

    title: str
    hint: str
    icon: str
    service: str | None


_PURPOSES = (
    Choice("Nộp hồ sơ", "", "submit", None),
    Choice("Chứng thực", "Sao y bản chính, chứng thực chữ ký", "certify", CERTIFICATION),
    Choice("Nhận kết quả", "Đã có giấy hẹn, đến lấy kết quả", "result", "KQ"),
    Choice("Đã nộp trực tuyến, có hẹn", "Đã nộp qua mạng hoặc đã đặt giờ", "online", "TT"),
    Choice("Bổ sung giấy", "Nộp thêm giấy còn thiếu", "supplement", "TT"),
    Choice("Hỏi, nhờ giúp", "Chưa rõ cần làm gì, nhờ hướng dẫn", "help", GUIDANCE),
)


def groups(offer: Offer) -> tuple[Offered, ...]:
    """The services whose procedures one hands in for."""
    return tuple(one for one in offer.services if one.has_procedures and one.code != CERTIFICATION)


def purposes(offer: Offer) -> tuple[Choice, ...]:
    """The first page: only what the unit has."""
    open_groups = groups(offer)
    names = ", ".join(
        one.name if at == 0 else one.name[:1].lower() + one.name[1:] for at, one in enumerate(open_groups)
    )
    return tuple(
        Choice(one.title, one.hint or names, one.icon, one.service)
        for one in _PURPOSES
        if (offer.service(one.service) if one.service else open_groups)
    )


def group_choices(offer: Offer) -> tuple[Choice, ...]:
    """The second page: the groups, and guidance for who does not know."""
    listed = [Choice(one.name, one.hint, f"service-{one.code}", one.code) for one in groups(offer)]
    if offer.service(GUIDANCE) is not None:
        listed.append(Choice("Cần hướng dẫn", "Chưa rõ nộp ở đâu, cán bộ sẽ giúp", "help", GUIDANCE))
    return tuple(listed)
