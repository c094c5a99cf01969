"""How long a content stays on this PC: gone some days after the city has it; what a crash left behind is swept.

The row stays: who attached what, when, and that the city has it.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select, update

from counter_app.attachments.attaching import at_files
from counter_app.attachments.vault import Vault, vault_of
from counter_app.errors import DiskFailing
from counter_app.place import Place
from counter_app.records.attachments import Attachment, Blob
from counter_app.settings import value_of
from counter_app.store import Act, Asking


def clear(place: Place) -> int:
    """Take away what the city has had for as long as the unit wants it kept here; how many contents."""
    if not place.desk.ask(_to_clear):
        return 0
    vault = vault_of(place)
    with at_files(place):
        gone = place.desk.do(clear_stored)
        for sha256 in gone:
            vault.remove(sha256)
    return len(gone)


def clear_stored(act: Act) -> tuple[str, ...]:
    """Write down which contents leave this PC, one audit line each."""
    gone = _to_clear(act)
    for sha256 in gone:
        act.connection.execute(update(Blob).where(Blob.sha256 == sha256).values(removed_at=act.now))
        first = select(func.min(Attachment.id)).where(Attachment.sha256 == sha256)
        act.record("attachment.cleared", f"attachment:{act.connection.execute(first).scalar_one()}")
    return gone


def sweep(place: Place) -> int:
    """Take away files that belong to no content: left by a crash, or by records put back to yesterday. How many."""
    vault = vault_of(place)
    with at_files(place):
        left = vault.strangers(place.desk.ask(kept_here))
        for path in left:
            path.unlink(missing_ok=True)
        if left:
            place.desk.do(note_swept, len(left))
    return len(left)


def note_swept(act: Act, files: int) -> None:
    """Write down that so many files were swept."""
    act.record("attachments.swept", "place:desk", {"files": files})


def missing(place: Place) -> int:
    """How many contents the city does not have are lost from this PC's disk, or are not what was kept. All are read."""
    vault, alone = vault_of(place), set(place.desk.ask(unsent))
    return sum(sha256 in alone and not _readable(vault, sha256, size) for sha256, size in place.desk.ask(kept_sizes))


def _readable(vault: Vault, sha256: str, size: int) -> bool:
    try:
        return vault.is_whole(sha256, size)
    except DiskFailing:
        return False


def note_not_restored(place: Place) -> int:
    """Records came from a backup, which holds no content the city has: say of those that they are not here. How many."""
    vault, alone = vault_of(place), set(place.desk.ask(unsent))
    with_city = [one for one in place.desk.ask(kept_sizes) if one[0] not in alone]
    gone = tuple(sha256 for sha256, size in with_city if not vault.seems_here(sha256, size))
    return place.desk.do(_note_gone, gone) if gone else 0


def left_behind(place: Place) -> int:
    """How many files belong to no content."""
    return len(vault_of(place).strangers(place.desk.ask(kept_here)))


def kept_here(asking: Asking) -> tuple[str, ...]:
    """The contents whose files belong on this PC."""
    return tuple(sha256 for sha256, _ in kept_sizes(asking))


def kept_sizes(asking: Asking) -> tuple[tuple[str, int], ...]:
    """The same with their sizes in bytes."""
    wanted = select(Blob.sha256, Blob.size).where(Blob.removed_at.is_(None)).order_by(Blob.sha256)
    return tuple((row.sha256, row.size) for row in asking.connection.execute(wanted))


def unsent(asking: Asking) -> tuple[str, ...]:
    """The contents on this PC that the city does not have."""
    alone = (Blob.removed_at.is_(None), Blob.state != "stored")
    return tuple(asking.connection.execute(select(Blob.sha256).where(*alone).order_by(Blob.sha256)).scalars())


def _note_gone(act: Act, contents: tuple[str, ...]) -> int:
    for sha256 in contents:
        act.connection.execute(update(Blob).where(Blob.sha256 == sha256).values(removed_at=act.now))
    return len(contents)


def _to_clear(asking: Asking) -> tuple[str, ...]:
    before = asking.now - timedelta(days=int(value_of(asking, "files.keep_days")))
    over = (Blob.state == "stored", Blob.removed_at.is_(None), Blob.stored_at <= before)
    return tuple(asking.connection.execute(select(Blob.sha256).where(*over).order_by(Blob.sha256)).scalars())
