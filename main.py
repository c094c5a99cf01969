"""One-Stop Counter: joins the parts. A surface, the demo, or the command line.

This is the only file that knows all packages. ``--json`` and ``--as NAME`` may stand anywhere; refusals go to standard
error as one sentence with exit code 2, what nobody foresaw with exit code 1.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import platform
import random
import secrets
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from counter_app.cli import bench, care, dossiers, office, people, queue, setup
from counter_app.cli.session import Session, plain
from counter_app.cli.wrong_words import in_one_sentence
from counter_app.errors import Refused, Unforeseen
from counter_app.moments import machine_clock
from counter_app.people.staff import add_staff
from counter_app.place import Place, default_folder, open_place
from counter_app.printers import PrinterCard, add_printer
from counter_app.settings import change_setting
from counter_app.store import By
from counter_app.unit import make_unit
from counter_app.wording import sentence
from printing import cli as printing_cli
from sync import cli as sync_cli
from ui import cli as ui_cli

if TYPE_CHECKING:
    from counter_app.care.schedule import BackupKeeper
    from counter_app.cli.benches.figures import Figure
    from printing.spool import Spool
    from printing.virtual import VirtualPrinter
    from sync.sandbox.server import SandboxCity
    from sync.upload_worker import UploadWorker
    from sync.worker import SyncWorker

_LOG = logging.getLogger("main")
REFUSED, UNFORESEEN = 2, 1
TRAINING_COUNTER, TRAINING_LOGIN, TRAINING_PASSWORD = 3, "lan", "tap-huan"
WRONG_WORDS = cast("type[Exception]", typer.BadParameter.__bases__[0])
"""A command line that can't be understood: typer does not name this class itself."""

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
for name, commands in (
    ("office", office.office),
    ("service", setup.service),
    ("counter", setup.counter),
    ("calendar", setup.calendar),
    ("staff", people.people),
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
app.add_typer(ui_cli.surfaces)
for name, command in (
    ("due", dossiers.due),
    ("rate", queue.rate),
    ("ratings", queue.ratings_told),
    ("backup", care.backup),
    ("restore", care.restore),
    ("check", care.check),
    ("support", care.support),
    ("bench", bench.bench),
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
def demo(
    *,
    headless: Annotated[bool, typer.Option("--headless", help="Không cần màn hình")] = False,
    out: Annotated[Path, typer.Option(help="Nơi để bằng chứng")] = Path("demo-output"),
) -> None:
    """Ba lượt phục vụ trọn vẹn qua đúng các cửa sổ, máy in và thành phố tập huấn."""
    screen = sys.platform == "win32" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if headless or not screen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder, _training_hall(Path(folder), out) as training:
        if headless or not screen:
            typer.echo(_play_headless(training, out))
        else:
            from ui.surfaces import run_training

            raise typer.Exit(run_training(training.place, training.helpers, TRAINING_COUNTER))


@dataclass(frozen=True)
class TrainingHall:
    """A training unit with a virtual printer and a sandbox city; the demo looks at both through it."""

    place: Place
    helpers: tuple[Spool, SyncWorker, UploadWorker, BackupKeeper]
    printer: VirtualPrinter
    city: SandboxCity

    def papers(self) -> int:
        """How many papers came out so far."""
        return len(self.printer.papers)

    def keep_paper(self, number: int, file: Path) -> None:
        """Keep the so-many-th paper as a picture."""
        self.printer.papers[number].image.save(file)

    def city_holds(self) -> dict[str, Any]:
        """Everything the sandbox city holds."""
        import requests

        token = {"Authorization": "Bearer training"}
        answer = requests.get(f"{self.city.url}/v1/dump", headers=token, timeout=10)
        held: dict[str, Any] = answer.json()
        return held

    def city_state(self, code: str) -> int | None:
        """What the city says of a dossier; None while it does not know it."""
        known = (one for one in self.city_holds()["dossiers"] if one["code"] == code)
        return next((int(one["city_state"]) for one in known), None)

    def city_ratings(self) -> int:
        """How many ratings the city holds."""
        return len(self.city_holds()["ratings"])


@contextlib.contextmanager
def _training_hall(folder: Path, out: Path) -> Iterator[TrainingHall]:
    """A new training unit for one demo: printer and city made of software, the clerk Lan with a password of its own."""
    from printing.virtual import VirtualPrinter
    from sync.sandbox.server import CityTerms, SandboxCity
    from ui.demo.clock import working_morning

    out.mkdir(parents=True, exist_ok=True)
    for old in (*out.glob("*.png"), *out.glob("*.pdf"), *out.glob("*.json")):
        old.unlink()
    unit, clock = folder / "unit", working_morning(machine_clock)
    make_unit(unit, "Bộ phận Một cửa phường Long Biên", "H26.016.26", training=True, clock=clock)
    with VirtualPrinter() as printer, SandboxCity(folder / "city", terms=CityTerms(clock=clock)) as city:
        place = open_place(unit, by=By("demo"), clock=clock)
        for key, value in (("city.url", city.url), ("city.token", "training")):
            place.office.do(change_setting, key, value)
        place.office.do(add_staff, "Nguyễn Thị Lan", TRAINING_LOGIN, TRAINING_PASSWORD)
        place.desk.do(add_printer, PrinterCard("Máy in quầy", "tcp", {"host": printer.host, "port": printer.port}))
        yield TrainingHall(place, _beside(place, chance=lambda low, _high: low), printer, city)
        place.close()


def _play_headless(hall: TrainingHall, out: Path) -> str:
    """Play the visits and leave the evidence; one sentence about it."""
    from ui.demo.headless import play

    told = play(hall.place, out, hall.helpers, hall, TRAINING_PASSWORD)
    report = {**told, "machine": machine()}
    for name, document in (("report", report), ("city", hall.city_holds())):
        (out / f"{name}.json").write_text(json.dumps(plain(document), ensure_ascii=False, indent=2), encoding="utf-8")
    return f"{len(told['visits'])} lượt trọn vẹn trong {told['seconds']} giây; bằng chứng ở {out}/"


def machine() -> dict[str, Any]:
    """What this ran on."""
    return {"system": platform.platform(), "python": platform.python_version(), "cores": os.cpu_count()}


def _beside(
    place: Place, chance: Callable[[float, float], float] = random.uniform
) -> tuple[Spool, SyncWorker, UploadWorker, BackupKeeper]:
    """What runs beside a surface: print spool, exchange with the city, files on their way, backups; each under its OS lock."""
    from counter_app.care.schedule import BackupKeeper
    from printing.spool import Spool
    from sync.upload_worker import UploadWorker
    from sync.worker import SyncWorker

    return Spool(place), SyncWorker(place, chance=chance), UploadWorker(place, chance=chance), BackupKeeper(place)


def _printing(folder: Path) -> Iterator[Figure]:
    """What printing costs, measured in an empty folder."""
    from printing.bench import printing_figures

    return printing_figures(folder)


def _exchanging(folder: Path) -> Iterator[Figure]:
    """What the exchange with the city costs, measured in an empty folder."""
    from sync.bench import exchange_figures

    return exchange_figures(folder)


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
        typer.echo(in_one_sentence(wrong), err=True)
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
    session = Session(
        default_folder(),
        beside=_beside,
        measures={"printing": _printing, "exchange": _exchanging},
        show_printer=ui_cli.show_printer,
    )
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
