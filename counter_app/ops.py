"""Ops: the facts that leave a store for the next one on the way to the city.

One table, ``KINDS``, says for every act what it is called upstream. A kind that has no ``upstream`` stays in the
audit trail alone. Bodies stay in the version they were written in (``schema_version``).
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

SCHEMA_VERSION = 1

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """What an act is called in the audit trail, and whether the city hears of it."""

    name: str
    upstream: bool = False
    fact: bool = False
    """A fact of the world (printed, paid, handed over): never refused upstream, in a lane of its own."""


@dataclass(frozen=True)
class Op:
    """One op as it travels. ``(origin, lane, client_rev)`` orders it; ``op_id`` makes it happen once."""

    op_id: uuid.UUID
    origin: str
    """The sending store and its incarnation: ``<device_id>/<incarnation>``."""
    lane: str
    """``dossier:<uuid>``, ``fact:<uuid>``, ``visit:<uuid>``: ops of one lane are applied in order."""
    client_rev: int
    base_rev: int | None
    """The upstream revision this op was made on, or None for the first of its lane."""
    kind: str
    schema_version: int
    captured_at: datetime
    staff: str
    body: Body
    body_sha256: str
    clock_behind: int | None = None
    """Seconds by which the clock that wrote it stood behind an op written before: ``captured_at`` is not to be trusted."""


def canonical(body: Body) -> str:
    """The one JSON text of a body: sorted keys, no spaces, letters as they are (after RFC 8785)."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def fingerprint(body: Body) -> str:
    """SHA-256 of the canonical text, hexadecimal."""
    return hashlib.sha256(canonical(body).encode()).hexdigest()


# When you add an act that changes something: add its kind here and its row in docs/acts.md.
KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("unit.made"),
        Kind("reference.copied"),
        Kind("catalogue.imported"),
        Kind("catalogue.decision_heard"),
        Kind("setting.changed"),
        Kind("city.token_kept"),
        Kind("staff.added"),
        Kind("staff.signed_in"),
        Kind("staff.renamed"),
        Kind("staff.role_changed"),
        Kind("staff.password_set"),
        Kind("staff.left"),
        Kind("staff.returned"),
        Kind("counter.changed"),
        Kind("service.added"),
        Kind("service.changed"),
        Kind("services.ordered"),
        Kind("calendar.day_set"),
        Kind("calendar.day_removed"),
        Kind("ticket.issued"),
        Kind("ticket.called"),
        Kind("ticket.recalled"),
        Kind("ticket.begun"),
        Kind("ticket.held"),
        Kind("ticket.resumed"),
        Kind("ticket.finished"),
        Kind("ticket.no_show"),
        Kind("ticket.cancelled"),
        Kind("ticket.checked_in"),
        Kind("ticket.returned"),
        Kind("ticket.transferred"),
        Kind("ticket.taken_by_hand"),
        Kind("ticket.served_by_hand"),
        Kind("ticket.given_back"),
        Kind("ticket.undone"),
        Kind("ticket.reopened"),
        Kind("ticket.carried"),
        Kind("ticket.slip_noted"),
        Kind("counter.opened"),
        Kind("counter.paused"),
        Kind("counter.closed"),
        Kind("visit.begun"),
        Kind("visit.checked"),
        Kind("visit.parked"),
        Kind("visit.resumed"),
        Kind("visit.adopted"),
        Kind("visit.reopened"),
        Kind("visit.ended"),
        Kind("dossier.receive", upstream=True),
        Kind("dossier.register", upstream=True),
        Kind("dossier.accept", upstream=True),
        Kind("dossier.supplement", upstream=True),
        Kind("dossier.complete", upstream=True),
        Kind("dossier.close", upstream=True),
        Kind("dossier.refuse", upstream=True),
        Kind("dossier.forward", upstream=True),
        Kind("dossier.leg_noted", upstream=True),
        Kind("dossier.extend", upstream=True),
        Kind("dossier.withdraw", upstream=True),
        Kind("dossier.stop", upstream=True),
        Kind("dossier.return_result", upstream=True),
        Kind("dossier.correct", upstream=True),
        Kind("dossier.void", upstream=True),
        Kind("dossier.attach", upstream=True),
        Kind("dossier.detach", upstream=True),
        Kind("attachment.viewed"),
        Kind("attachment.resent"),
        Kind("attachment.cleared"),
        Kind("attachments.swept"),
        Kind("dossier.taken_in"),
        Kind("dossier.entered_by_hand"),
        Kind("op.resent"),
        Kind("op.mended"),
        Kind("op.voided"),
        Kind("device.renewed"),
        Kind("records.restored"),
        Kind("rating.given", upstream=True),
        Kind("rating.reason_given", upstream=True),
        Kind("rating.press_refused"),
        Kind("fact.receipt_printed", upstream=True, fact=True),
        Kind("fact.money_taken", upstream=True, fact=True),
        Kind("fact.money_refunded", upstream=True, fact=True),
        Kind("fact.money_cancelled", upstream=True, fact=True),
        Kind("fact.receipt_cancelled", upstream=True, fact=True),
        Kind("fact.result_handed_over", upstream=True, fact=True),
        Kind("fact.papers_returned", upstream=True, fact=True),
        Kind("printer.added"),
        Kind("printer.learned"),
        Kind("printer.removed"),
        Kind("paper.moved"),
        Kind("paper.queued"),
        Kind("paper.reprinted"),
        Kind("paper.settled"),
    )
}
