"""The papers of a dossier once more, from the command line: ``dossier print CODE --kind 01`` to ``06``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from counter_app import print_jobs
from counter_app.cli.private_file import write_private
from counter_app.cli.session import session_of
from counter_app.dossiers.lookup import dossier
from counter_app.dossiers.signature import signature_of
from counter_app.dossiers.steps.forms import forms_of, print_form_again
from counter_app.errors import NotFound
from counter_app.ids import new_id
from counter_app.print_jobs import Job
from counter_app.reprints import receipt_about
from counter_app.store import Act

_RECEIPT = "01"


def dossier_print(
    context: typer.Context,
    code: str,
    kind: Annotated[str, typer.Option(help="Mẫu: 01 giấy tiếp nhận, 02 đến 06 mẫu đã lập")] = _RECEIPT,
) -> None:
    """In lại giấy tiếp nhận hoặc mẫu mới nhất của hồ sơ; tờ còn đang chờ in thì không in thêm."""
    session = session_of(context)
    found = session.place.desk.ask(dossier, code)
    session.tell(session.place.desk.do_once(new_id(), _print_again, found.id, kind))


def dossier_signature(
    context: typer.Context, code: str, out: Annotated[Path, typer.Option("--out", help="Tệp PNG")]
) -> None:
    """Chữ ký nhận kết quả đã lưu, ra tệp ảnh."""
    session = session_of(context)
    found = session.place.desk.ask(dossier, code)
    picture = session.place.desk.ask(signature_of, found.id)
    write_private(out, picture)
    session.tell({"file": str(out), "bytes": len(picture)})


PAPERS: tuple[tuple[str, Callable[..., None]], ...] = (("print", dossier_print), ("signature", dossier_signature))
"""The commands of ``dossier`` that this module adds, by name."""


def _print_again(act: Act, dossier_id: UUID, kind: str) -> Job:
    """Queue the newest paper of this kind; NotFound where none was given out, or this PC keeps none."""
    if kind == _RECEIPT:
        found = receipt_about(act, f"dossier:{dossier_id}")
        if found is None:
            raise NotFound("form", kind)
        waits = found.newest.state in ("queued", "sending")
        return found.newest if waits else print_jobs.reprint(act, found.newest.id)
    form = next((one for one in reversed(forms_of(act, dossier_id)) if one.kind == kind), None)
    if form is None:
        raise NotFound("form", kind)
    return print_form_again(act, form.id)
