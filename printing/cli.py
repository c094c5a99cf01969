"""``jobs …``, ``slip``, ``form``: print jobs, and paper without a printer. ``printer …`` stands in ``printer_commands``."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from counter_app import print_jobs, stuck_papers
from counter_app.cli.session import Session, as_id, session_of
from counter_app.dossiers.lookup import dossier
from counter_app.dossiers.receipt import claim_slip_of, receipt_of
from counter_app.dossiers.register_book import register_book
from counter_app.dossiers.steps.forms import form_about
from counter_app.errors import BadDocument
from counter_app.form_documents import FormDocument
from counter_app.moments import business_day
from counter_app.papers import ClaimSlip, Receipt
from counter_app.people.staff import staff_name
from printing.printer_commands import printer

__all__ = ["form", "jobs", "printer", "slip"]

jobs = typer.Typer(help="Lệnh in.", no_args_is_help=True)

_WIDTHS = range(128, 1025)
"""Dots in a line a slip may be drawn for."""


@jobs.command("list")
def jobs_list(context: typer.Context) -> None:
    """Các lệnh in, mới nhất trước."""
    session = session_of(context)
    session.tell({"jobs": session.place.desk.ask(print_jobs.jobs)})


@jobs.command("stuck")
def jobs_stuck(context: typer.Context) -> None:
    """Giấy chưa ra: vì sao, và máy in khác nào in được."""
    session = session_of(context)
    session.tell({"jobs": session.place.desk.ask(stuck_papers.stuck)})


@jobs.command("retry")
def jobs_retry(
    context: typer.Context,
    job_id: str,
    printer_name: Annotated[str | None, typer.Option("--printer", help="Máy in khác")] = None,
) -> None:
    """In lại: chưa in gì thì in như cũ (hoặc sang máy khác), còn lại ghi rõ là bản in lại."""
    session = session_of(context)
    session.tell(session.place.desk.do(stuck_papers.again, as_id(job_id, "job"), printer_name))


@jobs.command("confirm")
def jobs_confirm(context: typer.Context, job_id: str) -> None:
    """Đã thấy phiếu ra đủ."""
    session = session_of(context)
    session.tell(session.place.desk.do(print_jobs.confirm, as_id(job_id, "job")))


@jobs.command("cancel")
def jobs_cancel(context: typer.Context, job_id: str) -> None:
    """Bỏ lệnh in."""
    session = session_of(context)
    session.tell(session.place.desk.do(print_jobs.cancel, as_id(job_id, "job")))


def slip(
    context: typer.Context,
    code: str,
    out: Annotated[Path, typer.Option(help="Tệp PNG")],
    width: Annotated[int, typer.Option(help="Số chấm một dòng")] = 576,
    *,
    claim: Annotated[bool, typer.Option("--claim", help="Phiếu giữ bản gốc thay cho giấy tiếp nhận")] = False,
    large: Annotated[bool, typer.Option("--large", help="Chữ to")] = False,
    english: Annotated[bool, typer.Option("--english", help="Thêm dòng tiếng Anh")] = False,
) -> None:
    """Giấy tiếp nhận khổ nhiệt (hay phiếu giữ bản gốc) của một hồ sơ, ra tệp ảnh."""
    from printing.layouts import draw

    session = session_of(context)
    _refuse_other_suffix(out, ".png")
    if width not in _WIDTHS:
        raise BadDocument("width", f"chỉ nhận từ {_WIDTHS.start} đến {_WIDTHS.stop - 1}")
    paper = _claim_slip(session, code) if claim else _receipt(session, code)
    looks: dict[str, Any] = {"large": paper.large or large}
    looks["second_language"] = "en" if english else paper.second_language
    picture = draw(replace(paper, **looks), width)
    with _refusing_a_bad_file(out):
        picture.save(out)
    session.tell({"file": str(out)})


def form(
    context: typer.Context,
    code: str,
    out: Annotated[Path, typer.Option(help="Tệp PDF")],
    kind: Annotated[str, typer.Option(help="Mẫu 01 đến 07")] = "01",
) -> None:
    """Biểu mẫu của một hồ sơ, ra tệp PDF."""
    from printing.forms.sheets import sheet_pdf

    session = session_of(context)
    _refuse_other_suffix(out, ".pdf")
    document = _receipt(session, code) if kind == "01" else _form(session, code, kind)
    page = sheet_pdf(document, "A5")
    with _refusing_a_bad_file(out):
        out.write_bytes(page)
    session.tell({"file": str(out)})


def _refuse_other_suffix(out: Path, suffix: str) -> None:
    if out.suffix.lower() != suffix:
        raise BadDocument("out", f"tên tệp cần kết thúc bằng {suffix}")


@contextlib.contextmanager
def _refusing_a_bad_file(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BadDocument("out", f"không ghi được tệp {out}") from error


def _receipt(session: Session, code: str) -> Receipt:
    desk = session.place.desk
    return desk.ask(receipt_of, desk.ask(dossier, code).id)


def _form(session: Session, code: str, kind: str) -> FormDocument:
    """A form 02 to 06 as it was given out, or to be filled in by hand; 07: the register of the day it was received."""
    desk = session.place.desk
    found = desk.ask(dossier, code)
    if kind != "07":
        return desk.ask(form_about, found.id, kind)
    day = business_day(found.received_at)
    return desk.ask(register_book, day, day, desk.ask(staff_name, session.by.staff))


def _claim_slip(session: Session, code: str) -> ClaimSlip:
    desk = session.place.desk
    return desk.ask(claim_slip_of, desk.ask(dossier, code).id)
