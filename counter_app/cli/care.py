"""``backup``, ``restore``, ``check``, ``audit``, ``support``: care of the records."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from counter_app import audit as trail
from counter_app.attachments import keeping
from counter_app.care.backup import SUFFIX, back_up
from counter_app.care.checkup import notes, problems
from counter_app.care.restore import restore as put_back
from counter_app.care.support import write_support_bundle
from counter_app.cli.session import recovery_code, session_of
from counter_app.moments import local
from counter_app.store import Asking

audit = typer.Typer(help="Nhật ký.", no_args_is_help=True)


def backup(
    context: typer.Context, out: Annotated[Path, typer.Option(help=f"Tệp sao lưu, ví dụ E:/don-vi{SUFFIX}")]
) -> None:
    """Sao lưu mọi dữ liệu của máy này vào một tệp đã mã hoá; chương trình vẫn chạy bình thường."""
    session = session_of(context)
    card = back_up(session.place, out, session.clock())
    session.tell(card, f"Đã sao lưu {card.name} vào {card.file} ({_size(card.size)}). Cất ở nơi khác máy này.")


def restore(
    context: typer.Context,
    file: Path,
    code: Annotated[
        str | None, typer.Option(help="Mã khôi phục trong két, cần khi là máy khác; - để gõ hoặc đọc từ bàn phím")
    ] = None,
    code_file: Annotated[str | None, typer.Option(help="Tệp chứa mã khôi phục")] = None,
    last_code: Annotated[str, typer.Option(help="Mã hồ sơ cuối cùng đã in sau lần sao lưu, nếu biết")] = "",
) -> None:
    """Khôi phục từ tệp sao lưu; dữ liệu đang có được giữ lại bên cạnh. Đóng mọi cửa sổ trước."""
    session = session_of(context)
    typed = recovery_code(code or "-", code_file) if code or code_file else None
    done = put_back(file, session.folder, typed, session.clock, by=session.by, last_code=last_code)
    words = [f"Đã khôi phục {done.name} như lúc {_moment(done.made_at)}."]
    words += [f"Dữ liệu trước đó giữ ở: {', '.join(done.aside)}."] if done.aside else []
    words += [f"Cần xem: {problem}" for problem in done.problems]
    session.tell(done, "\n".join(words))


def check(
    context: typer.Context,
    *,
    sweep: Annotated[bool, typer.Option("--sweep", help="Dọn tệp thừa trong thư mục tệp đính kèm trước")] = False,
) -> None:
    """Kiểm tra dữ liệu: toàn vẹn, liên kết, hộp gửi, nhật ký, đồng hồ, ổ đĩa; máy in và đường lên thành phố."""
    session = session_of(context)
    if sweep:
        keeping.sweep(session.place)
    wrong = problems(session.place, session.clock())
    told = (
        () if wrong else notes(session.place, session.clock())
    )  # what is broken comes first, and may not be asked any more
    words = "\n".join([*(f"Hỏng: {one}" for one in wrong), *(f"Lưu ý: {one}" for one in told)])
    session.tell({"ok": not wrong, "problems": wrong, "notes": told}, words or "Mọi thứ đều ổn.")
    if wrong:
        raise typer.Exit(2)


def support(context: typer.Context, out: Annotated[Path, typer.Option(help="Tệp ZIP")]) -> None:
    """Gói thông tin cho người hỗ trợ từ xa: phiên bản, thiết lập, số lượng, nhật ký lỗi; không có dữ liệu cá nhân."""
    session = session_of(context)
    held = write_support_bundle(session.place, out, session.clock())
    session.tell({"file": str(out), "holds": held}, f"Đã ghi {out}: {', '.join(held)}.")


@audit.command("verify")
def audit_verify(context: typer.Context) -> None:
    """Kiểm tra chuỗi nhật ký từ dòng đầu."""
    session = session_of(context)
    verdicts = {store.name: store.ask(_verify, store.audit_key) for store in session.place.stores}
    broken = {name: verdict.broken_at for name, verdict in verdicts.items() if verdict.broken_at is not None}
    lines = sum(verdict.lines for verdict in verdicts.values())
    heads = {name: verdict.head for name, verdict in verdicts.items()}
    session.tell({"ok": not broken, "lines": lines, "broken_at": broken, "heads": heads})
    if broken:
        raise typer.Exit(2)


def _verify(asking: Asking, key: bytes) -> trail.Verdict:
    return trail.verify(asking.connection, key)


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def _moment(at: datetime) -> str:
    return f"{local(at):%H:%M %d/%m/%Y}"
