"""The files of a dossier from the command line: attach, list, save, take off. A file is named by its number in the list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from counter_app.attachments.attaching import take_off_file
from counter_app.attachments.from_disk import attach_path
from counter_app.attachments.listing import AttachmentCard, attachments_of
from counter_app.attachments.viewing import read_back
from counter_app.cli.private_file import write_private
from counter_app.cli.session import Session, session_of
from counter_app.dossiers.lookup import dossier
from counter_app.errors import NotFound
from counter_app.wording_files import size_words, standing_words

Number = Annotated[int, typer.Argument(help="Số thứ tự của tệp, theo «dossier attachments»", min=1)]


def dossier_attach(context: typer.Context, code: str, file: Path) -> None:
    """Đính kèm một tệp vào hồ sơ; tệp được mã hoá ở máy này và tự gửi lên thành phố sau hồ sơ."""
    session = session_of(context)
    found = session.place.desk.ask(dossier, code)
    card = attach_path(session.place, found.id, file)
    session.tell(_told(card), f"Đã đính kèm «{card.name}» ({size_words(card.size)}) vào {found.code}.")


def dossier_attachments(context: typer.Context, code: str) -> None:
    """Tệp đính kèm của một hồ sơ: tên, dung lượng, đã lên thành phố chưa."""
    session = session_of(context)
    found = session.place.desk.ask(dossier, code)
    cards = session.place.desk.ask(attachments_of, found.id)
    lines = [
        f"{number}. {card.name} ({size_words(card.size)}): {standing_words(card)}"
        for number, card in enumerate(cards, start=1)
    ]
    told = {"code": found.code, "attachments": [_told(card) for card in cards]}
    session.tell(told, "\n".join(lines) or "Hồ sơ này chưa có tệp đính kèm.")


def dossier_save_attachment(
    context: typer.Context, code: str, number: Number, out: Annotated[Path, typer.Option("--out", help="Tệp ghi ra")]
) -> None:
    """Ghi một tệp đính kèm ra ngoài, không còn mã hoá; lần xem này vào nhật ký."""
    session = session_of(context)
    found = read_back(session.place, _numbered(session, code, number).id)
    write_private(out, found.content)
    session.tell({"file": str(out), "bytes": len(found.content)}, f"Đã ghi «{found.card.name}» ra {out}.")


def dossier_detach(
    context: typer.Context, code: str, number: Number, reason: Annotated[str, typer.Option(help="Vì sao gỡ")]
) -> None:
    """Gỡ một tệp chưa gửi lên thành phố."""
    session = session_of(context)
    card = _numbered(session, code, number)
    take_off_file(session.place, card.id, reason)
    session.tell({"id": card.id, "name": card.name}, f"Đã gỡ «{card.name}».")


FILES: tuple[tuple[str, Callable[..., None]], ...] = (
    ("attach", dossier_attach),
    ("attachments", dossier_attachments),
    ("save-attachment", dossier_save_attachment),
    ("detach", dossier_detach),
)
"""The commands of ``dossier`` that this module adds, by name."""


def _numbered(session: Session, code: str, number: int) -> AttachmentCard:
    """The file with this number in the list of a dossier; NotFound."""
    found = session.place.desk.ask(dossier, code)
    cards = session.place.desk.ask(attachments_of, found.id)
    if number > len(cards):
        raise NotFound("attachment", str(number))
    return cards[number - 1]


def _told(card: AttachmentCard) -> dict[str, Any]:
    facts = ("id", "name", "mime", "size", "at", "who", "standing", "sent", "here")
    return {key: getattr(card, key) for key in facts}
