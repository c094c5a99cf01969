"""``printer …``: which printers there are, finding them, trying them, taking their settings to the next PC."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from counter_app import print_jobs
from counter_app.cli.session import Session, plain, read_text, session_of
from counter_app.errors import BadDocument, PaperTrouble
from counter_app.printers import (
    ON_ROLLS,
    ON_SHEETS,
    PURPOSES,
    Learned,
    PrinterCard,
    Purpose,
    add_printer,
    import_printers,
    keep_learned,
    printer_named,
    printers,
    remove_printer,
    usual_ack,
)
from counter_app.whole_file import write_whole
from printing.addresses import RAW_PORT, Given, address_of

if TYPE_CHECKING:
    from printing.virtual import VirtualPrinter

printer = typer.Typer(help="Máy in.", no_args_is_help=True)

FAULT_NAMES = (
    "paper-out, paper-low, cover, offline, cutter, slow, never-reads, reset, one-connection, late-ack, no-ack, "
    "no-status, stray, closed, syn-dropped"
)
"""As in ``printing.virtual.faults``, which is not loaded for a line of help."""

Width = Annotated[int, typer.Option(help="Số chấm một dòng: 576, 512, 384…", min=128, max=1024)]


@printer.command("list")
def printer_list(context: typer.Context) -> None:
    """Các máy in của máy này."""
    session = session_of(context)
    session.tell({"printers": session.place.desk.ask(printers)})


@printer.command("add")
def printer_add(
    context: typer.Context,
    name: str,
    *,
    host: Annotated[str | None, typer.Option(help="Địa chỉ mạng của máy in")] = None,
    port: Annotated[int, typer.Option(help="Cổng mạng", min=1, max=65535)] = RAW_PORT,
    usb: Annotated[str | None, typer.Option(help="Máy in USB: HÃNG:MẪU, ví dụ 04b8:0e15")] = None,
    usb_serial: Annotated[str | None, typer.Option(help="Số máy, khi có hai máy USB cùng mẫu")] = None,
    serial: Annotated[str | None, typer.Option(help="Cổng nối tiếp: /dev/ttyUSB0, COM3")] = None,
    baud: Annotated[int, typer.Option(help="Tốc độ cổng nối tiếp, xem giấy tự kiểm tra")] = 9600,
    flow: Annotated[str, typer.Option(help="Điều khiển luồng: dtr, rts, xonxoff, none")] = "dtr",
    queue: Annotated[str | None, typer.Option(help="Hàng đợi của Windows hoặc CUPS")] = None,
    server: Annotated[str | None, typer.Option(help="Máy chủ CUPS, nếu không phải máy này")] = None,
    sheet: Annotated[str | None, typer.Option(help="Máy in văn phòng: khổ giấy trong khay, A5 hoặc A4")] = None,
    width: Width = 576,
    ack: Annotated[str | None, typer.Option(help="Cách báo đã in: gs_h, gs_r, none")] = None,
    prints: Annotated[str | None, typer.Option("--for", help="In loại nào: slip,receipt,form,strip")] = None,
) -> None:
    """Thêm máy in, hoặc sửa máy đã có: mạng, USB, cổng nối tiếp, hàng đợi của hệ điều hành."""
    session = session_of(context)
    transport, address = address_of(Given(host, port, usb, usb_serial, serial, baud, flow, queue, server, sheet))
    ack = ack or usual_ack(transport)
    if ack not in ("gs_h", "gs_r", "none"):
        raise BadDocument("ack", "chỉ nhận gs_h, gs_r, none")
    prints = prints or ",".join(ON_SHEETS if sheet else ON_ROLLS)
    card = PrinterCard(name, transport, address, width, ack, _purposes(prints))  # type: ignore[arg-type]
    session.tell(session.place.desk.do(add_printer, card))


def _purposes(words: str) -> tuple[Purpose, ...]:
    wanted = {one.strip() for one in words.split(",")}
    if unknown := wanted - set(PURPOSES):
        raise BadDocument("for", f"không có loại {', '.join(sorted(unknown))}")
    return tuple(one for one in PURPOSES if one in wanted)


@printer.command("remove")
def printer_remove(context: typer.Context, name: str) -> None:
    """Bỏ một máy in; giấy đang đợi chuyển sang máy khác in được, hoặc đợi máy thêm sau."""
    session = session_of(context)
    session.tell({"printer": name, "moved": session.place.desk.do(remove_printer, name)})


@printer.command("discover")
def printer_discover(
    context: typer.Context,
    *,
    sweep: Annotated[bool, typer.Option("--sweep", help="Dò cả mạng /24 của máy này, chỉ kết nối")] = False,
    port: Annotated[int, typer.Option(help="Cổng mạng để dò", min=1, max=65535)] = RAW_PORT,
    seconds: Annotated[float, typer.Option(help="Chờ máy in mạng tự báo tên, giây", min=0, max=60)] = 2.0,
) -> None:
    """Tìm máy in: mạng, USB, cổng nối tiếp, hàng đợi của hệ điều hành."""
    from printing.discovery import Looking, discover

    session = session_of(context)
    known = session.place.desk.ask(printers)
    session.tell(discover(known, Looking(mdns_seconds=seconds, sweep=sweep, port=port)))


@printer.command("test")
def printer_test(
    context: typer.Context,
    name: str,
    width: Annotated[int | None, typer.Option(help="Số chấm đọc được trên thước của giấy in thử")] = None,
) -> None:
    """In thử và nhận diện: máy trả lời thế nào; thước, đủ chữ tiếng Việt, mã QR, mã vạch, cắt giấy."""
    session = session_of(context)
    desk = session.place.desk
    learned = _learned(session, name, width)
    queued = desk.do(print_jobs.queue_strip, name)
    _print_now(session)
    told: dict[str, Any] = plain(desk.ask(print_jobs.job, queued.id))
    session.tell({**told, "learned": learned, "width": desk.ask(printer_named, name).width})


def _learned(session: Session, name: str, width: int | None) -> Learned | None:
    """What the printer can do, kept; None from one that can't be asked just now."""
    from printing.learning import learn

    desk = session.place.desk
    card = desk.ask(printer_named, name)
    try:
        learned = learn(session.place, card)
    except PaperTrouble:
        if width is not None:
            desk.do(add_printer, replace(card, width=width))
        return None
    desk.do(keep_learned, name, learned, width)
    return learned


@printer.command("status")
def printer_status(context: typer.Context, name: str) -> None:
    """Máy in nói gì về mình: nối, giấy, nắp; không rõ là không rõ."""
    from printing.condition import condition_of

    session = session_of(context)
    session.tell(condition_of(session.place, session.place.desk.ask(printer_named, name)))


@printer.command("export")
def printer_export(context: typer.Context, file: Path) -> None:
    """Ghi các máy in của máy này ra tệp, cho máy tiếp theo."""
    from printing.printer_file import as_file

    session = session_of(context)
    cards = session.place.desk.ask(printers)
    try:
        write_whole(file, as_file(cards))
    except OSError as error:
        raise BadDocument("file", f"không ghi được tệp {file}") from error
    session.tell({"file": str(file), "printers": len(cards)})


@printer.command("import")
def printer_import(context: typer.Context, file: Path) -> None:
    """Lấy các máy in từ tệp của máy khác; máy trùng tên được sửa theo tệp."""
    from printing.printer_file import from_file

    session = session_of(context)
    cards = from_file(read_text(str(file)))
    session.tell({"printers": session.place.desk.do(import_printers, cards)})


@printer.command("virtual")
def printer_virtual(
    context: typer.Context,
    port: Annotated[int, typer.Option(help="Cổng; 0 là cổng trống bất kỳ")] = RAW_PORT,
    out: Annotated[Path, typer.Option(help="Nơi để ảnh các phiếu")] = Path("papers"),
    fault: Annotated[str | None, typer.Option(help=f"Lỗi giả định: {FAULT_NAMES}")] = None,
    faults: Annotated[Path | None, typer.Option(help="Tệp JSON nói lỗi giả định; sửa lúc nào cũng được")] = None,
    width: Width = 576,
    *,
    window: Annotated[
        bool, typer.Option("--window", help="Hiện cửa sổ: giấy ra trên màn hình, bấm để gây lỗi")
    ] = False,
) -> None:
    """Máy in bằng phần mềm, để tập huấn: mỗi phiếu thành một ảnh PNG."""
    from printing.virtual.faults import follow_file, read_state
    from printing.virtual.server import VirtualPrinter

    box = VirtualPrinter(port=port, folder=out, fault=fault, width=width)
    if faults is not None:
        box.become(read_state(faults))
    with box as running, contextlib.suppress(KeyboardInterrupt):
        session = session_of(context)
        session.tell({"host": "127.0.0.1", "port": running.port, "out": str(out)})
        over = threading.Event()
        if window and session.show_printer is not None:
            _follow_aside(running, faults, over)
            session.show_printer(running, width)
            over.set()
        elif faults is not None:
            follow_file(running, faults, over)
        else:
            over.wait()


def _follow_aside(box: VirtualPrinter, faults: Path | None, over: threading.Event) -> None:
    """Keep the printer as the file of faults says, beside its window."""
    from printing.virtual.faults import follow_file

    if faults is not None:
        threading.Thread(target=follow_file, args=(box, faults, over), name="faults", daemon=True).start()


def _print_now(session: Session) -> None:
    """Print what waits, here and now; where another program holds the printer it prints instead."""
    from printing.spool import print_waiting

    print_waiting(session.place)
