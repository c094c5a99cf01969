"""Attaching a file to a dossier, and taking it off before it was sent.

First the content is kept, whole and flushed; then one act writes the row, the op for the city and the audit line. What dies
in between leaves a file that belongs to nobody, which ``keeping.sweep`` takes away: never a row without its file. Both are
done under one lock of this PC. The content goes to the city after its op was taken there (``queue``).
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO
from uuid import UUID

from sqlalchemy import and_, delete, func, insert, select, update
from sqlalchemy.orm import aliased

from counter_app.attachment_errors import (
    FileDamaged,
    FileKindRefused,
    FileSent,
    FileTooLarge,
    FileUnreadable,
    TooManyFiles,
)
from counter_app.attachments.kinds import HEAD, kind_of
from counter_app.attachments.listing import LIVE, AttachmentCard, attachment
from counter_app.attachments.vault import PIECE, Vault, vault_of
from counter_app.dossiers.steps.standing import Held, held
from counter_app.errors import BadDocument, Refused
from counter_app.ids import new_id
from counter_app.locks import held_lock
from counter_app.people.staff import staff_name
from counter_app.place import Place
from counter_app.records.attachments import Attachment, Blob
from counter_app.records.desk import Dossier
from counter_app.records.shared import Outbox
from counter_app.setting_kinds import entries
from counter_app.settings import values_of
from counter_app.step_errors import StepRefused
from counter_app.store import Act, Asking
from counter_app.unit_card import unit

_MB = 1_000_000
_LONGEST_NAME = 120
_LONGEST_REASON = 500


@dataclass(frozen=True)
class Limits:
    """What the unit takes."""

    largest_mb: int
    kinds: tuple[str, ...]
    most: int


@dataclass(frozen=True)
class KeptFile:
    """A content that lies in the vault, and what it is called."""

    name: str
    sha256: str
    size: int
    mime: str


@dataclass(frozen=True)
class TakenOff:
    """A file that was taken off its dossier."""

    id: UUID
    dossier_id: UUID
    name: str
    sha256: str


@dataclass(frozen=True)
class _Source:
    """A content while it is kept: where it can't be read any more (a stick pulled out), no disk of ours is to blame."""

    name: str
    content: BinaryIO

    def read(self, size: int, /) -> bytes:
        try:
            return self.content.read(size)
        except OSError as trouble:
            raise FileUnreadable(self.name) from trouble


def attach_file(
    place: Place, dossier_id: UUID, name: str, source: BinaryIO, request: UUID | None = None
) -> AttachmentCard:
    """Attach a content to a dossier, as whoever acts at this place's desk. Reads it twice: not for a window's thread.

    The same content once more is the attachment there is. FileUnreadable, FileTooLarge, FileKindRefused, TooManyFiles,
    NotFound, StepRefused for a voided dossier, DiskFull: then nothing is attached, and nothing lies about.
    """
    vault = vault_of(place)
    with at_files(place):
        kept = keep(vault, name, source, place.desk.ask(limits))
        try:
            return place.desk.do_once(request or new_id(), attach, dossier_id, kept)
        except Refused:
            _forget_unknown(place, vault, kept.sha256)
            raise


def take_off_file(place: Place, attachment_id: UUID, reason: str) -> None:
    """Take a file off its dossier; its content goes from this PC where no other dossier has it. As ``take_off``."""
    forget_content(place, place.desk.do(take_off, attachment_id, reason).sha256)


def forget_content(place: Place, sha256: str) -> None:
    """Take a content from this PC's disk where no dossier has it any more."""
    vault = vault_of(place)
    with at_files(place):
        _forget_unknown(place, vault, sha256)


@contextmanager
def at_files(place: Place) -> Iterator[None]:
    """Alone at the files of this PC: between a file and its row nobody sweeps."""
    with held_lock(place.lock_path("attachments")):
        yield


def limits(asking: Asking) -> Limits:
    """What the unit takes now."""
    chosen = values_of(asking, "files.largest_mb", "files.kinds", "files.most")
    kinds = entries(str(chosen["files.kinds"]))
    return Limits(int(chosen["files.largest_mb"]), kinds, int(chosen["files.most"]))


def keep(vault: Vault, name: str, source: BinaryIO, within: Limits) -> KeptFile:
    """Keep a content in the vault; one that lies there whole is left as it is. Refused as ``attach_file`` says."""
    called = _called(name)
    try:
        head, sha256, size = _looked_through(called, source, within)
    except OSError as trouble:
        raise FileUnreadable(called) from trouble
    kind = kind_of(head, within.kinds)
    if kind is None:
        raise FileKindRefused(called, ", ".join(within.kinds))
    if not vault.is_whole(sha256, size):
        vault.keep(sha256, _Source(called, source))
        if not _is_kept(vault, sha256, size):
            vault.remove(sha256)
            raise FileUnreadable(called)
    return KeptFile(called, sha256, size, kind.mime)


def attach(act: Act, dossier_id: UUID, kept: KeptFile) -> AttachmentCard:
    """Write down that a dossier has a file whose content is kept. NotFound, StepRefused, TooManyFiles."""
    found = _open_dossier(act, dossier_id)
    mine = (Attachment.dossier_id == dossier_id, LIVE)
    same = select(Attachment.id).where(*mine, Attachment.sha256 == kept.sha256)
    known = act.connection.execute(same).scalar_one_or_none()
    _know_content(act, kept)
    if known is not None:
        return attachment(act, known)
    most = limits(act).most
    if act.connection.execute(select(func.count()).select_from(Attachment).where(*mine)).scalar_one() >= most:
        raise TooManyFiles(most)
    new = new_id()
    told = {"id": str(new), "name": kept.name, "sha256": kept.sha256, "size": kept.size, "mime": kept.mime}
    op_id = _tell(act, found, "dossier.attach", {"files": [told]})
    row = {"id": new, "dossier_id": dossier_id, "sha256": kept.sha256, "name": kept.name, "mime": kept.mime}
    row |= {"size": kept.size, "at": act.now, "who": act.by.staff, "op_id": op_id, "taken_off_by": "", "reason": ""}
    act.connection.execute(insert(Attachment).values(**row))
    return attachment(act, new)


def take_off(act: Act, attachment_id: UUID, reason: str) -> TakenOff:
    """Take a file off that the city does not have yet. NotFound, FileSent, BadDocument for no reason.

    Its content is then for ``forget_content``.
    """
    why = " ".join(reason.split())[:_LONGEST_REASON]
    if not why:
        raise BadDocument("reason", "cần lý do")
    card = attachment(act, attachment_id)
    row = act.connection.execute(select(Attachment.sha256, Attachment.op_id).where(Attachment.id == card.id)).one()
    if card.standing in ("sending", "stored") and _city_heard(act, row.op_id):
        raise FileSent(card.name)
    gone = {"taken_off_at": act.now, "taken_off_by": act.by.staff, "reason": why}
    act.connection.execute(update(Attachment).where(Attachment.id == card.id).values(**gone))
    told = {"files": [{"id": str(card.id), "sha256": row.sha256}], "reason": why}
    _tell(act, held(act, card.dossier_id), "dossier.detach", told)
    others = select(Attachment.id).where(Attachment.sha256 == row.sha256, LIVE).limit(1)
    if act.connection.execute(others).first() is None:
        act.connection.execute(delete(Blob).where(Blob.sha256 == row.sha256))
    return TakenOff(card.id, card.dossier_id, card.name, row.sha256)


def _open_dossier(act: Act, dossier_id: UUID) -> Held:
    found = held(act, dossier_id)
    if found.row.voided:
        raise StepRefused("dossier", found.code, str(found.row.state), "attach", "voided")
    return found


def _know_content(act: Act, kept: KeptFile) -> None:
    """A content is one, however often it is attached; one that was lost or removed here is here again."""
    known = act.connection.execute(select(Blob.state).where(Blob.sha256 == kept.sha256)).scalar_one_or_none()
    if known is None:
        row = {"size": kept.size, "state": "local", "sent": 0, "attempts": 0, "kept_at": act.now}
        act.connection.execute(insert(Blob).values(sha256=kept.sha256, **row))
        return
    again: dict[str, Any] = {"removed_at": None}
    if known == "parked":
        again |= {"state": "local", "problem": None, "next_at": None, "attempts": 0}
    elif known == "stored":
        again["stored_at"] = act.now
    act.connection.execute(update(Blob).where(Blob.sha256 == kept.sha256).values(**again))


def _tell(act: Act, found: Held, kind: str, facts: dict[str, Any]) -> UUID:
    """The op for the city: what, of which dossier, when and by whom."""
    body = {"code": found.code, "at": act.now.isoformat(), "agency": unit(act).name}
    body["officer"] = staff_name(act, act.by.staff)
    if found.row.sync_state != "attention":
        act.connection.execute(update(Dossier).where(Dossier.id == found.id).values(sync_state="local"))
    op_id = act.record(kind, f"dossier:{found.id}", {**body, **facts}, base_rev=found.row.city_rev)
    assert op_id is not None
    return op_id


def _city_heard(asking: Asking, op_id: UUID) -> bool:
    """Whether an attachment's op, or the one mended from it, has left: what was never told of can't have been sent for it."""
    told, holder = aliased(Outbox), aliased(Outbox)
    same = (holder.origin == told.origin, holder.lane == told.lane, holder.client_rev == told.client_rev)
    heard = select(holder.op_id).join(told, and_(*same)).where(told.op_id == op_id, holder.state == "acked")
    return asking.connection.execute(heard.where(holder.kind == "dossier.attach")).first() is not None


def _looked_through(name: str, source: BinaryIO, within: Limits) -> tuple[bytes, str, int]:
    """How a content begins, its hash, its size; it is left at its beginning. FileTooLarge before all of it was read."""
    hashed, size, head = hashlib.sha256(), 0, b""
    while piece := source.read(PIECE):
        head, size = head or piece[:HEAD], size + len(piece)
        if size > within.largest_mb * _MB:
            raise FileTooLarge(name, within.largest_mb)
        hashed.update(piece)
    if not size:
        raise FileUnreadable(name)
    source.seek(0)
    return head, hashed.hexdigest(), size


def _is_kept(vault: Vault, sha256: str, size: int) -> bool:
    """Whether what was kept is what was looked through: a file that changed between the two readings is found out."""
    hashed = hashlib.sha256()
    try:
        for piece in vault.pieces(sha256, size):
            hashed.update(piece)
    except FileDamaged:
        return False
    return hashed.hexdigest() == sha256


def _forget_unknown(place: Place, vault: Vault, sha256: str) -> None:
    if not place.desk.ask(_is_known, sha256):
        vault.remove(sha256)


def _is_known(asking: Asking, sha256: str) -> bool:
    return asking.connection.execute(select(Blob.size).where(Blob.sha256 == sha256)).first() is not None


def _called(name: str) -> str:
    """The last part of a name as people may read it: never a path, no letters that turn or hide others."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    said = " ".join(unicodedata.normalize("NFC", kept).split())
    if len(said) <= _LONGEST_NAME:
        return said or "tệp"
    stem, dot, ending = said.rpartition(".")
    tail = f"{dot}{ending}" if stem and len(ending) <= HEAD else ""
    return f"{said[: _LONGEST_NAME - len(tail) - 1]}…{tail}"
