"""One-Stop Counter: joins the parts. A surface, the demo, or the command line.

This is the only file that knows all packages. ``--json`` and ``--as NAME`` may stand anywhere; refusals go to standard
error as one sentence with exit code 2, what nobody foresaw with exit code 1.
"""

from __future__ import annotations

import logging
import secrets
import sys
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Annotated, cast

import typer

from counter_app.cli import care, dossiers, office, queue
from counter_app.cli.session import Session, session_of
from counter_app.errors import Refused, Unforeseen
from counter_app.place import default_folder
from counter_app.wording import sentence
from printing import cli as printing_cli
from sync import cli as sync_cli

_LOG = logging.getLogger("main")
REFUSED, UNFORESEEN = 2, 1
WRONG_WORDS = cast("type[Exception]", typer.BadParameter.__bases__[0])
"""A command line that can't be understood: typer does not name this class itself."""

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
for name, commands in (
    ("office", office.office),
    ("service", office.service),
    ("counter", office.counter),
    ("staff", office.people),
    ("settings", office.settings),
    ("catalogue", office.catalogue),
    ("ticket", queue.ticket),
    ("dossier", dossiers.dossier_app),
    ("identity", dossiers.identity),
    ("audit", care.audit),
    ("printer", printing_cli.printer),
    ("jobs", printing_cli.jobs),
    ("sync", sync_cli.sync),
    ("city", sync_cli.city),
):
    app.add_typer(commands, name=name)
for name, command in (
    ("due", dossiers.due),
    ("rate", queue.rate),
    ("check", care.check),
    ("slip", printing_cli.slip),
    ("form", printing_cli.form),
):
    app.command(name)(command)


@app.callback()
def records(
    context: typer.Context,
    data: Annotated[Path | None, typer.Option(help="Thư mục dữ liệu của máy này (hoặc COUNTER_DATA)")] = None,
) -> None:
    """Thư mục dữ liệu đứng trước lệnh; --json và --as TÊN đứng đâu cũng được."""
    session: Session = context.obj
    session.folder = data or default_folder()
    _log_into(session.folder)


@app.command()
def clerk(
    context: typer.Context, counter: Annotated[int | None, typer.Option(help="Quầy mở sẵn khi đăng nhập")] = None
) -> None:
    """Mở cửa sổ cán bộ tiếp nhận."""
    from ui.surfaces import run_clerk

    raise typer.Exit(run_clerk(session_of(context).place, _helpers(context), counter))


@app.command()
def tickets(context: typer.Context) -> None:
    """Mở máy lấy số."""
    from ui.surfaces import run_kiosk

    raise typer.Exit(run_kiosk(session_of(context).place, _helpers(context)))


@app.command()
def citizen(context: typer.Context, counter: Annotated[int, typer.Option(help="Quầy")]) -> None:
    """Mở màn hình công dân của một quầy."""
    from ui.surfaces import run_citizen

    raise typer.Exit(run_citizen(session_of(context).place, _helpers(context), counter))


@app.command()
def demo(
    *,
    headless: Annotated[bool, typer.Option("--headless", help="Không cần màn hình")] = False,
    out: Annotated[Path, typer.Option(help="Nơi để bằng chứng")] = Path("demo-output"),
) -> None:
    """Ba lượt phục vụ trọn vẹn qua đúng các cửa sổ, máy in và thành phố tập huấn."""
    from demo import play

    raise typer.Exit(play(out, headless=headless))


def _helpers(context: typer.Context) -> Sequence[object]:
    """What runs beside a surface: the print spool and the exchange with the city, each under its OS lock."""
    from printing.spool import Spool
    from sync.worker import SyncWorker

    place = session_of(context).place
    return (Spool(place), SyncWorker(place))


def run(arguments: Sequence[str]) -> int:
    """Run one command line; its exit code."""
    rest, session = _shared_flags(arguments)
    command = typer.main.get_command(app)
    try:
        code = command.main(args=rest, prog_name="main.py", standalone_mode=False, obj=session)
    except Refused as refusal:
        typer.echo(sentence(refusal), err=True)
        return REFUSED
    except typer.Exit as stop:
        return stop.exit_code
    except WRONG_WORDS as wrong:
        typer.echo(f"{wrong} (--help)", err=True)
        return REFUSED
    except Exception:  # noqa: BLE001 - the log has it under its code
        unforeseen = Unforeseen(secrets.token_hex(3).upper())
        _LOG.exception("unforeseen %s", unforeseen.code)
        typer.echo(sentence(unforeseen), err=True)
        return UNFORESEEN
    finally:
        session.close()
    return code if isinstance(code, int) else 0


def _log_into(folder: Path) -> None:
    """Keep the log beside the records: what nobody foresaw is found there by its code. It holds no personal data."""
    if folder.is_dir():
        kept = RotatingFileHandler(
            folder / "counter.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
        )
        kept.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        logging.basicConfig(level=logging.WARNING, handlers=[kept])


def _shared_flags(arguments: Sequence[str]) -> tuple[list[str], Session]:
    """``--json`` and ``--as NAME`` belong to every command, wherever they stand."""
    rest: list[str] = []
    session = Session(default_folder())
    given = iter(arguments)
    for argument in given:
        if argument == "--json":
            session.as_json = True
        elif argument == "--as":
            session.who = next(given, "")
        elif argument.startswith("--as="):
            session.who = argument.partition("=")[2]
        else:
            rest.append(argument)
    return rest, session


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
