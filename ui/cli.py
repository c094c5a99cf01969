"""``clerk``, ``tickets``, ``citizen``, ``hall``, ``lookup``, ``admin``: opening a surface as a program of its own.

Qt is imported inside the commands: nothing else on the command line waits for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from counter_app.cli.session import session_of

if TYPE_CHECKING:
    from printing.virtual import VirtualPrinter

surfaces = typer.Typer()

Larger = Annotated[bool, typer.Option("--larger", help="Chữ to")]
Contrast = Annotated[bool, typer.Option("--contrast", help="Tương phản cao")]


@surfaces.command()
def clerk(
    context: typer.Context,
    counter: Annotated[int | None, typer.Option(help="Quầy mở sẵn khi đăng nhập")] = None,
    *,
    larger: Larger = False,
    contrast: Contrast = False,
) -> None:
    """Mở cửa sổ cán bộ tiếp nhận."""
    from ui.surfaces import run_clerk
    from ui.theme import Look

    session = session_of(context)
    helpers = session.beside(session.place)
    raise typer.Exit(run_clerk(session.place, helpers, counter, Look(larger=larger, contrast=contrast)))


@surfaces.command()
def tickets(
    context: typer.Context,
    *,
    door: Annotated[bool, typer.Option("--door", help="Cửa sổ cho cán bộ cấp số tại cửa, dùng bàn phím")] = False,
) -> None:
    """Mở máy lấy số."""
    from ui.surfaces import run_kiosk

    session = session_of(context)
    raise typer.Exit(run_kiosk(session.place, session.beside(session.place), at_door=door))


@surfaces.command()
def admin(context: typer.Context, *, larger: Larger = False, contrast: Contrast = False) -> None:
    """Mở cửa sổ quản trị: hôm nay, cuối ngày, nhóm dịch vụ, quầy, cán bộ, lịch, thiết lập."""
    from ui.surfaces import run_admin
    from ui.theme import Look

    session = session_of(context)
    helpers = session.beside(session.place)
    raise typer.Exit(run_admin(session.place, helpers, Look(larger=larger, contrast=contrast)))


@surfaces.command()
def citizen(context: typer.Context, counter: Annotated[int, typer.Option(help="Quầy")]) -> None:
    """Mở màn hình công dân của một quầy."""
    from ui.surfaces import run_citizen

    session = session_of(context)
    raise typer.Exit(run_citizen(session.place, session.beside(session.place), counter))


@surfaces.command()
def hall(
    context: typer.Context,
    screen: Annotated[int | None, typer.Option(help="Màn hình thứ mấy của máy này")] = None,
    *,
    contrast: Contrast = False,
) -> None:
    """Mở bảng gọi số ở sảnh; ngang hay dọc theo màn hình."""
    from ui.surfaces import run_hall

    raise typer.Exit(run_hall(session_of(context).place, (), screen, contrast=contrast))


@surfaces.command()
def lookup(context: typer.Context) -> None:
    """Mở màn hình tra cứu hồ sơ và thủ tục ở sảnh, cho công dân chạm và quét."""
    from ui.surfaces import run_lookup

    session = session_of(context)
    raise typer.Exit(run_lookup(session.place, session.beside(session.place)))


def show_printer(box: VirtualPrinter, head: int) -> None:
    """Show a printer made of software in a window until that is closed; ``head``: its dots in a line."""
    from ui.surfaces import run_printer

    run_printer(box, head)
