"""``sync …``: the exchange with the city. ``city sandbox``: a city made of software."""

from __future__ import annotations

import contextlib
import threading
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from counter_app.attachments.listing import files_line, parked_files
from counter_app.attachments.queue import resend_file
from counter_app.by_hand import note_entered, unentered, unentered_one
from counter_app.catalogue.versions import known_rev
from counter_app.catalogue.waiting_decision import ready_waiting, take_waiting, waiting_offer
from counter_app.cli.session import Session, session_of
from counter_app.dossiers.from_upstream import collisions
from counter_app.dossiers.lookup import dossier
from counter_app.errors import BadDocument, Refused
from counter_app.hand_errors import NotOffered
from counter_app.moments import local
from counter_app.outbox import SyncLine, sync_line
from counter_app.parked import keep_ours, mend, parked_ops, resend, take_theirs, void_op
from counter_app.place import default_folder
from counter_app.wording import sentence
from counter_app.wording_files import file_problem_words
from sync.catalogue_news import HasCatalogue, look_for_decision
from sync.exchange import Round, sender_lock
from sync.line import CityLine
from sync.unit_round import exchange_unit
from sync.upload_worker import UploadWorker
from sync.uploading import Uploads, send_files, upload_lock
from sync.upstreams import file_taker
from sync.worker import SyncWorker

sync = typer.Typer(help="Trao đổi với hệ thống thành phố.", no_args_is_help=True)
city = typer.Typer(help="Hệ thống thành phố để tập huấn.", no_args_is_help=True)

SANDBOX_PORT = 8901


@sync.command()
def once(context: typer.Context) -> None:
    """Gửi hết những gì đang chờ, nhận tin mới, rồi thôi."""
    session = session_of(context)
    place = session.place
    with closing(CityLine(place)) as line:
        upstream = line.upstream()
        with sender_lock(place):
            done = exchange_unit(place, upstream)
        taker = file_taker(upstream)
        with upload_lock(place):
            files = Uploads() if taker is None else send_files(place, taker)
    _tell(session, place.desk.ask(sync_line), sent=done.acked, changed=done.changed, files_sent=files.stored)


@sync.command()
def run(context: typer.Context) -> None:
    """Trao đổi liên tục cho đến khi dừng (Ctrl+C)."""
    session = session_of(context)

    def told(what: Round | Refused) -> None:
        if not session.as_json:
            typer.echo(sentence(what) if isinstance(what, Refused) else _words(session.place.desk.ask(sync_line)))

    workers = (SyncWorker(session.place, told), UploadWorker(session.place))
    for worker in workers:
        worker.start()
    with contextlib.suppress(KeyboardInterrupt):
        _until_interrupted()
    for worker in workers:
        worker.stop()
    _tell(session, session.place.desk.ask(sync_line))


@sync.command()
def status(context: typer.Context) -> None:
    """Đang chờ gửi bao nhiêu, đã gửi bao nhiêu, liên lạc lần cuối lúc nào."""
    session = session_of(context)
    _tell(session, session.place.desk.ask(sync_line))


@sync.command()
def parked(context: typer.Context) -> None:
    """Những việc thành phố không nhận, cần người xử lý."""
    session = session_of(context)
    found = session.place.desk.ask(parked_ops)
    apart = session.place.desk.ask(collisions)
    lines = [f"{op.op_id} {op.kind} {op.code or op.lane} {(op.problem or {}).get('type', '')}" for op in found]
    lines += [f"Thành phố có hồ sơ {one.code or one.dossier_id} chưa nhận về được" for one in apart]
    files = session.place.desk.ask(parked_files)
    lines += [f"{one.file.id} {one.code} tệp «{one.file.name}» {file_problem_words(one.file.problem)}" for one in files]
    told = {"parked": found, "collisions": apart, "files": files}
    session.tell(told, "\n".join(lines) or "Không có việc nào cần xử lý.")


@sync.command("by-hand")
def to_type_in(context: typer.Context) -> None:
    """Hồ sơ phải nhập tay, hoặc cập nhật trạng thái, trên hệ thống thành phố."""
    session = session_of(context)
    found = session.place.desk.ask(unentered)
    lines = [f"{one.code} {'nhập mới' if one.new else f'cập nhật trạng thái ({one.city_code})'}" for one in found]
    session.tell({"dossiers": found}, "\n".join(lines) or "Không còn hồ sơ nào chưa lên hệ thống thành phố.")


@sync.command("entered")
def entered(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="Mã hồ sơ ở đây")],
    city_code: Annotated[str, typer.Option(help="Mã thành phố đã cấp; cập nhật trạng thái thì không cần")] = "",
) -> None:
    """Xác nhận đã nhập tay hồ sơ này vào hệ thống thành phố."""
    session = session_of(context)
    card = session.place.desk.ask(dossier, code)
    line = session.place.desk.ask(unentered_one, card.id)
    done = session.place.desk.do(note_entered, card.id, 0 if line is None else line.upto, city_code)
    session.tell(done, f"Đã ghi: {card.code} có trên hệ thống thành phố, mã {done.code}, do {done.by} xác nhận.")


Op = Annotated[UUID, typer.Argument(help="Mã việc, theo «sync parked»")]


@sync.command("resend")
def resend_op(context: typer.Context, op: Op) -> None:
    """Gửi lại một việc thành phố đã không nhận."""
    session = session_of(context)
    session.place.desk.do(resend, op)
    session.tell({"op": op, "state": "pending"}, "Sẽ gửi lại ở lượt trao đổi tới.")


@sync.command("resend-file")
def resend_one_file(
    context: typer.Context, file: Annotated[UUID, typer.Argument(help="Mã tệp, theo «sync parked»")]
) -> None:
    """Gửi lại một tệp đính kèm thành phố đã không nhận."""
    session = session_of(context)
    session.place.desk.do(resend_file, file)
    session.tell({"file": file, "state": "local"}, "Sẽ gửi lại ở lượt tới.")


@sync.command("mend")
def mend_op(context: typer.Context, op: Op) -> None:
    """Gửi lại theo hồ sơ đã đính chính."""
    session = session_of(context)
    mended = session.place.desk.do(mend, op)
    session.tell({"op": mended, "instead_of": op, "state": "pending"}, "Sẽ gửi lại theo hồ sơ đã đính chính.")


@sync.command("keep-ours")
def keep_ours_of(context: typer.Context, op: Op) -> None:
    """Hai nơi cùng sửa một mục: giữ cách ghi của quầy."""
    session = session_of(context)
    said = session.place.desk.do(keep_ours, op)
    session.tell({"op": said, "instead_of": op, "state": "pending"}, "Sẽ gửi lại theo cách ghi của quầy.")


@sync.command("take-theirs")
def take_theirs_of(context: typer.Context, op: Op) -> None:
    """Hai nơi cùng sửa một mục: lấy cách ghi của thành phố."""
    session = session_of(context)
    instead = session.place.desk.do(take_theirs, op)
    session.tell({"op": op, "state": "void", "noop": instead}, "Đã lấy theo cách ghi của thành phố.")


@sync.command("void")
def void_one(context: typer.Context, op: Op, reason: Annotated[str, typer.Option(help="Vì sao không gửi nữa")]) -> None:
    """Bỏ một việc, không gửi nữa; những việc sau của hồ sơ đi tiếp."""
    session = session_of(context)
    instead = session.place.desk.do(void_op, op, reason)
    session.tell({"op": op, "state": "void", "noop": instead}, "Đã bỏ việc này, những việc sau đi tiếp.")


@sync.command("catalogue")
def catalogue_offer(context: typer.Context) -> None:
    """Xem danh mục thủ tục mới của thành phố trước khi nhận: thêm, đổi, bãi bỏ những gì, từ ngày nào."""
    session = session_of(context)
    office = session.place.office
    with closing(CityLine(session.place)) as line:
        upstream = line.upstream()
        if not isinstance(upstream, HasCatalogue):
            raise NotOffered("danh mục")
        look_for_decision(office, upstream)
    found = office.ask(waiting_offer)
    if found is None:
        nothing: dict[str, object] = {"added": [], "changed": [], "abolished": []}
        session.tell({"decision": "", "rev": office.ask(known_rev), **nothing}, "Không có gì mới.")
        return
    words = [f"{found.decision}, bản {found.rev}, hiệu lực {found.effective_from:%d/%m/%Y}."]
    for what, listed in (("Thêm", found.added), ("Đổi", found.changed), ("Bãi bỏ", found.abolished)):
        words += [f"{what} {len(listed)}:", *(f"  {one.code} {one.name}" for one in listed)] if listed else []
    session.tell(found, "\n".join(words))


@sync.command("take-catalogue")
def take_catalogue(context: typer.Context, rev: Annotated[int, typer.Argument(help="Bản đã xem")]) -> None:
    """Nhận danh mục đã xem; từ ngày hiệu lực. Hồ sơ đang giải quyết giữ bản cũ."""
    session = session_of(context)
    office = session.place.office
    done = office.do(take_waiting, office.ask(ready_waiting, rev))
    session.tell(done, f"Đã nhận bản {rev}: {done.changed} thủ tục mới hoặc đổi.")


@city.command()
def sandbox(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Cổng TCP; 0: cổng trống bất kỳ")] = SANDBOX_PORT,
    data: Annotated[Path | None, typer.Option(help="Nơi thành phố giữ dữ liệu của nó")] = None,
    faults: Annotated[Path | None, typer.Option(help="Tệp JSON đặt sự cố, đọc lại ở mỗi yêu cầu")] = None,
    like_vxp: Annotated[  # noqa: FBT002 - a switch of the command line
        bool, typer.Option("--like-vxp", help="Trả lời như hệ thống thật qua trục VXP (city.way vxp)")
    ] = False,
) -> None:
    """Chạy một hệ thống thành phố để tập huấn trên máy này cho đến khi dừng (Ctrl+C)."""
    from sync.sandbox.server import CityTerms, serve

    session = session_of(context)
    folder = data or default_folder() / "sandbox-city"

    def ready(url: str) -> None:
        told = {"url": url, "data": str(folder), "like_vxp": like_vxp}
        session.tell(told, f"Thành phố tập huấn: {url}  (dữ liệu: {folder})")

    try:
        with contextlib.suppress(KeyboardInterrupt):
            serve(folder, port, CityTerms(faults=faults, like_vxp=like_vxp), ready)
    except OSError as error:
        raise BadDocument("port", f"không mở được cổng {port} hoặc thư mục {folder}") from error


def _tell(session: Session, line: SyncLine, **more: int) -> None:
    files = session.place.desk.ask(files_line)
    document: dict[str, Any] = {"pending": line.pending, "acked": line.acked, "parked": line.parked}
    document |= {"by_hand": line.by_hand, "untold": line.untold, "last_contact": line.last_contact}
    document |= {"problem": line.problem, **more}
    document |= {"files_waiting": files.waiting, "files_parked": files.parked}
    session.tell(document, _words(line) + (f" Tệp đính kèm chờ gửi {files.waiting}." if files.waiting else ""))


def _words(line: SyncLine) -> str:
    last = line.last_contact
    contact = "chưa liên lạc lần nào" if last is None else f"liên lạc lúc {local(last):%H:%M %d/%m/%Y}"
    said = f"Chờ gửi {line.pending}, đã gửi {line.acked}, nhập tay {line.by_hand}, cần xử lý {line.parked}, {contact}."
    if line.untold:
        said += f" {line.untold} việc hệ thống thành phố không có chỗ nhận, chỉ giữ ở đây."
    return said if line.trouble is None else f"{said} {sentence(line.trouble)}"


def _until_interrupted() -> None:
    """Wait without end, in steps: on Windows an endless wait can't be interrupted."""
    never = threading.Event()
    while not never.wait(1.0):
        pass
