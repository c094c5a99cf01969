"""What travels between a store and its upstream: batches of ops up, pages of changes down. Pure.

Types are strict (``true`` is no number); unknown members are ignored, so that an older side can talk to a newer one.
A failure is a problem document (RFC 9457); its ``type`` decides, never its text.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from counter_app.ops import Op

PROTOCOL = 1
"""The version of the protocol this program speaks."""

MAX_OPS = 50
"""The most ops one batch carries."""

PIECE = 1024 * 1024
"""The most bytes of a file one piece has."""

Outcome = Literal["applied", "rejected", "conflict", "out_of_order", "blocked"]

LARGEST = 2**53
"""Above this a JSON number is no longer exact (RFC 8259 §6)."""

Revision = Annotated[int, Field(ge=0, le=LARGEST)]
Name = Annotated[str, Field(min_length=1, max_length=120)]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Message(BaseModel):
    """A part of the wire: strict types, unknown members ignored, never changed once made."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class Problem(Message):
    """Why something was not done (RFC 9457); members of its own (``expected``, ``current_rev``) ride along."""

    model_config = ConfigDict(strict=True, frozen=True, extra="allow")

    type: str
    title: str
    status: int
    detail: str = ""


class FileRef(Message):
    """A file an op speaks of, by content; the bytes travel on their own."""

    sha256: Sha256
    size: Revision
    mime: Name


class OpMessage(Message):
    """One op as it travels; the members are those of ``counter_app.ops.Op``."""

    op_id: UUID
    origin: Name
    lane: Annotated[str, Field(pattern=r"^[a-z]+(:[0-9A-Za-z._-]{1,80})?$")]
    client_rev: Annotated[int, Field(ge=1, le=LARGEST)]
    base_rev: Revision | None = None
    kind: Annotated[str, Field(pattern=r"^[a-z]+(\.[a-z_]+)?$", max_length=60)]
    schema_version: Annotated[int, Field(ge=1, le=1000)]
    captured_at: AwareDatetime
    staff: Annotated[str, Field(max_length=120)]
    body: dict[str, Any]
    body_sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    files: tuple[FileRef, ...] = ()
    clock_behind_s: Revision | None = None
    """Seconds by which the clock that said ``captured_at`` stood behind an op written before."""


class Batch(Message):
    """Ops of one sender, oldest first. ``device_seq`` never falls: a lower one means the sender was rolled back."""

    protocol: Annotated[int, Field(ge=1, le=1000)]
    batch_id: UUID
    device_id: Name
    incarnation: Name
    device_seq: Revision
    unit_code: Name
    sent_at: AwareDatetime
    clock_offset_ms: int | None = None
    ops: Annotated[tuple[OpMessage, ...], Field(max_length=4 * MAX_OPS)]


class OpResult(Message):
    """What became of one op. ``replayed``: it had been applied before; this is the result of then."""

    op_id: UUID
    outcome: Outcome
    rev: Revision | None = None
    replayed: bool = False
    expected: Revision | None = None
    """With ``out_of_order``: the client_rev the other side waits for."""
    problem: Problem | None = None


class RelayedResult(OpResult):
    """What an office says of an op it took: how far that has come. No part of the city's contract."""

    reached: Literal["office", "city"]


class Hints(Message):
    """What the other side asks of senders just now."""

    max_ops: Annotated[int, Field(ge=1)] = MAX_OPS
    min_interval_s: Annotated[int, Field(ge=0)] = 0


class BatchAnswer(Message):
    """One result for each op. An op without a result has an unknown outcome and is sent again."""

    server_time: AwareDatetime
    upstream_epoch: Revision
    hints: Hints = Hints()
    results: tuple[OpResult, ...]


class ChangeItem(Message):
    """One change upstream. ``dossier_id`` is None for what belongs to no dossier; ``rev`` is the dossier's then."""

    seq: Revision
    dossier_id: UUID | None
    rev: Revision
    kind: str
    at: AwareDatetime
    body: dict[str, Any]


class ChangePage(Message):
    """Changes after a cursor, in order. The cursor is opaque; another epoch means: read again from the start."""

    items: tuple[ChangeItem, ...]
    next_cursor: str
    has_more: bool
    feed_epoch: str


class Health(Message):
    """Whether the other side serves, its clock, and the protocols it understands."""

    ok: bool
    server_time: AwareDatetime
    protocol_min: int
    protocol_max: int
    upstream_epoch: Revision


class RemoteDossier(Message):
    """A dossier as the other side has it; ``body`` is the one it was sent with."""

    id: UUID
    code: str
    unit_code: str
    rev: Revision
    city_state: Annotated[int, Field(ge=1, le=10)]
    note: str
    taken_at: AwareDatetime
    changed_at: AwareDatetime
    body: dict[str, Any]
    awaiting_files: tuple[Sha256, ...] = ()
    """The files it was told of whose bytes are not all there yet."""


class RemoteDossiers(Message):
    """The dossiers that were asked for."""

    items: tuple[RemoteDossier, ...]


class RemoteRating(Message):
    """A rating as the other side has it. ``again``: the visit had been rated before; this one does not count."""

    id: UUID
    unit_code: str
    visit: str
    level: int | None
    again: bool
    taken_at: AwareDatetime
    body: dict[str, Any]


class RemoteRatings(Message):
    """The ratings that were asked for."""

    items: tuple[RemoteRating, ...]


class SnapshotPage(Message):
    """Dossiers as they stand, in order of identity; ``cursor`` is the feed's as it was at the first page."""

    items: tuple[RemoteDossier, ...]
    has_more: bool
    cursor: str
    feed_epoch: str


class Digest(Message):
    """What a unit handed in on a day: how many dossiers, and SHA-256 over the sorted lines ``<id> <rev>``."""

    day: date
    count: Revision
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class BlobState(Message):
    """How much of a file the other side has."""

    offset: Revision
    whole: bool


class CataloguePage(Message):
    """Procedures as a catalogue file has them: all, or what changed after a revision; and those abolished."""

    rev: Revision
    whole: bool
    decision: str
    effective_from: date
    procedures: tuple[dict[str, Any], ...]
    abolished: tuple[str, ...]


class TokenOrder(Message):
    """A device asks for a token: with its enrolment code at first, with its last token afterwards."""

    device_id: Name
    secret: Annotated[str, Field(min_length=1, max_length=4000)]


class Token(Message):
    """A token of some hours."""

    token: str
    expires_at: AwareDatetime


def from_op(op: Op) -> OpMessage:
    """Give the op as it travels."""
    return OpMessage(
        op_id=op.op_id,
        origin=op.origin,
        lane=op.lane,
        client_rev=op.client_rev,
        base_rev=op.base_rev,
        kind=op.kind,
        schema_version=op.schema_version,
        captured_at=op.captured_at,
        staff=op.staff,
        body=dict(op.body),
        body_sha256=op.body_sha256,
        clock_behind_s=op.clock_behind,
        files=_files(op),
    )


def _files(op: Op) -> tuple[FileRef, ...]:
    """The files an op speaks of, whose bytes will follow."""
    if op.kind != "dossier.attach":
        return ()
    return tuple(FileRef(sha256=one["sha256"], size=one["size"], mime=one["mime"]) for one in op.body["files"])


def to_op(message: OpMessage) -> Op:
    """Give the op a message carries; what it says of files stays with the message."""
    return Op(
        op_id=message.op_id,
        origin=message.origin,
        lane=message.lane,
        client_rev=message.client_rev,
        base_rev=message.base_rev,
        kind=message.kind,
        schema_version=message.schema_version,
        captured_at=message.captured_at,
        staff=message.staff,
        body=message.body,
        body_sha256=message.body_sha256,
        clock_behind=message.clock_behind_s,
    )
