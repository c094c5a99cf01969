"""``printer …``, ``jobs …``, ``slip``, ``form``: printers, print jobs, and paper without a printer."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from counter_app import print_jobs
from counter_app.cli.session import Session, as_id, session_of
from counter_app.dossiers.lookup import dossier
from counter_app.dossiers.receipt import receipt_of
from counter_app.errors import BadDocument, NotFound
from counter_app.papers import Receipt, TestStrip
from counter_app.printers import PrinterCard, Purpose, add_printer, printer_named, printers
from counter_app.settings import value_of

printer = typer.Typer(help="Máy in.", no_args_is_help=True)
jobs = typer.Typer(help="Lệnh in.", no_args_is_help=True)

_PURPOSES: tuple[Purpose, ...] = ("slip", "receipt", "strip")
RAW_PORT = 9100
FAULT_NAMES = (
    "paper-out, paper-low, cover, offline, cutter, slow, never-reads, reset, one-connection, late-ack, no-ack, "
    "no-status, stray, closed, syn-dropped"
)
"""As in ``printing.virtual.faults``, which is not loaded for a line of help."""
_WIDTHS = range(128, 1025)
"""Dots in a line a slip may be drawn for."""


@printer.command("list")
def printer_list(context: typer.Context) -> None:
    """Các máy in của máy này."""
    session = session_of(context)
    session.tell({"printers": session.place.desk.ask(printers)})


@printer.command("add")
def printer_add(
    context: typer.Context,
    name: str,
    host: Annotated[str, typer.Option(help="Địa chỉ mạng của máy in")],
    port: Annotated[int, typer.Option(help="Cổng", min=1, max=65535)] = RAW_PORT,
    width: Annotated[int, typer.Option(help="Số chấm một dòng: 576, 512, 384…", min=128, max=1024)] = 576,
    ack: Annotated[str, typer.Option(help="Cách báo đã in: gs_h, gs_r, none")] = "gs_h",
    prints: Annotated[str, typer.Option("--for", help="In loại nào: slip,receipt,strip")] = "slip,receipt,strip",
) -> None:
    """Thêm máy in mạng, hoặc sửa máy đã có."""
    session = session_of(context)
    if ack not in ("gs_h", "gs_r", "none"):
        raise BadDocument("ack", "chỉ nhận gs_h, gs_r, none")
    wanted = {one.strip() for one in prints.split(",")}
    if unknown := wanted - set(_PURPOSES):
        raise BadDocument("for", f"không có loại {', '.join(sorted(unknown))}")
    purposes = tuple(one for one in _PURPOSES if one in wanted)
    card = PrinterCard(name, "tcp", {"host": host, "port": port}, width, ack, purposes)  # type: ignore[arg-type]
    session.tell(session.place.desk.do(add_printer, card))


@printer.command("test")
def printer_test(context: typer.Context, name: str) -> None:
    """In thử: thước, đủ chữ tiếng Việt, mã QR, mã vạch, cắt giấy."""
    session = session_of(context)
    place = session.place
    place.desk.ask(printer_named, name)
    strip = TestStrip(name, place.clock())
    queued = place.desk.do(print_jobs.enqueue, "strip", f"printer:{name}", strip, name)
    _print_now(session)
    session.tell(place.desk.ask(print_jobs.job, queued.id))


@printer.command("status")
def printer_status(context: typer.Context, name: str) -> None:
    """Máy in nói gì về mình: nối, giấy, nắp; không rõ là không rõ."""
    from printing.condition import condition_of

    session = session_of(context)
    session.tell(condition_of(session.place, session.place.desk.ask(printer_named, name)))


@printer.command("virtual")
def printer_virtual(
    context: typer.Context,
    port: Annotated[int, typer.Option(help="Cổng; 0 là cổng trống bất kỳ")] = RAW_PORT,
    out: Annotated[Path, typer.Option(help="Nơi để ảnh các phiếu")] = Path("papers"),
    fault: Annotated[str | None, typer.Option(help=f"Lỗi giả định: {FAULT_NAMES}")] = None,
    faults: Annotated[Path | None, typer.Option(help="Tệp JSON nói lỗi giả định; sửa lúc nào cũng được")] = None,
) -> None:
    """Máy in bằng phần mềm, để tập huấn: mỗi phiếu thành một ảnh PNG."""
    from printing.virtual.faults import follow_file, read_state
    from printing.virtual.server import VirtualPrinter

    box = VirtualPrinter(port=port, folder=out, fault=fault)
    if faults is not None:
        box.become(read_state(faults))
    with box as running, contextlib.suppress(KeyboardInterrupt):
        session_of(context).tell({"host": "127.0.0.1", "port": running.port, "out": str(out)})
        over = threading.Event()
        follow_file(running, faults, over) if faults is not None else over.wait()


@jobs.command("list")
def jobs_list(context: typer.Context) -> None:
    """Các lệnh in, mới nhất trước."""
    session = session_of(context)
    session.tell({"jobs": session.place.desk.ask(print_jobs.jobs)})


@jobs.command("retry")
def jobs_retry(context: typer.Context, job_id: str) -> None:
    """In lại, có ghi rõ là bản in lại."""
    session = session_of(context)
    session.tell(session.place.desk.do(print_jobs.reprint, as_id(job_id, "job")))


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
) -> None:
    """Giấy tiếp nhận khổ nhiệt của một hồ sơ, ra tệp ảnh."""
    from printing.layouts import draw

    session = session_of(context)
    _refuse_other_suffix(out, ".png")
    if width not in _WIDTHS:
        raise BadDocument("width", f"chỉ nhận từ {_WIDTHS.start} đến {_WIDTHS.stop - 1}")
    picture = draw(_receipt(session, code, thermal=True), width)
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
    from printing.forms.receipt_a5 import write_receipt

    session = session_of(context)
    if kind != "01":
        raise NotFound("form", kind)
    _refuse_other_suffix(out, ".pdf")
    receipt = _receipt(session, code, thermal=False)
    with _refusing_a_bad_file(out):
        write_receipt(receipt, out)
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


def _receipt(session: Session, code: str, *, thermal: bool) -> Receipt:
    desk = session.place.desk
    masked = thermal and bool(desk.ask(value_of, "receipt.mask_number"))
    return desk.ask(receipt_of, desk.ask(dossier, code).id, masked=masked)


def _print_now(session: Session) -> None:
    """Print what waits, here and now; where another program holds the printer it prints instead."""
    from printing.spool import print_waiting

    print_waiting(session.place)
