"""A PostgreSQL server of one's own for tests and measurements: started from the system's programs, gone afterwards.

It listens on a Unix socket in a folder of its own and nowhere else, knows one user without a password, and ends with
whoever started it, however that ended (prctl(2), PR_SET_PDEATHSIG).
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from counter_app.errors import NotFound

_USER = "counter"
_ACCOUNT = "postgres"
"""The system account that runs the server for root, as which it refuses to run."""
_UP_WITHIN_SECONDS = 30.0
_KEPT_BY_DEBIAN = "/usr/lib/postgresql"
_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "PATH": os.environ.get("PATH", os.defpath)}


@dataclass(frozen=True)
class TrialServer:
    """A running server. Addresses are good for this program and for others on this machine."""

    folder: Path
    programs: Path
    version: str

    def url(self, database: str = "postgres") -> str:
        """The address of one of its databases."""
        return f"postgresql://{_USER}@/{database}?host={self.folder}"

    def make_database(self, name: str, template: str = "template1") -> str:
        """Make a database, as a copy of another where one is named, and give its address."""
        import psycopg
        from psycopg import sql

        made = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(made)
        return self.url(name)

    def tables_as_told(self, url: str) -> str:
        """What the server itself says of the tables of one of its databases (``pg_dump --schema-only``)."""
        command = [str(self.programs / "pg_dump"), "-s", "-O", "-x", "-T", "alembic_version*", url]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=_ENVIRONMENT).stdout  # noqa: S603 - our own words


def server_programs() -> Path:
    """Where PostgreSQL's server programs lie: those in PATH, else the newest Debian keeps. NotFound without any."""
    found = shutil.which("initdb")
    kept = sorted(Path(_KEPT_BY_DEBIAN).glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found is None and not kept:
        raise NotFound("program", "initdb")
    # Beside a link in PATH its companions may be missing; beside what it points to they are not.
    return (Path(found).resolve() if found else kept[-1]).parent


@contextmanager
def trial_server(*, durable: bool = False, connections: int = 200) -> Iterator[TrialServer]:
    """Run a server while the block lasts.

    ``durable``: commits reach the disk and statistics are kept, as in an office; tests can do without.
    """
    programs = server_programs()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: a socket's path holds about 100 characters (unix(7))
    process = None
    try:
        _give_to_account(folder)
        _make_cluster(programs, folder)
        process = _start(programs, folder, durable=durable, connections=connections)
        yield TrialServer(folder, programs, _version_once_up(process, folder))
    finally:
        if process is not None:
            process.send_signal(signal.SIGINT)  # "fast": ends sessions, keeps what was committed
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _make_cluster(programs: Path, folder: Path) -> None:
    words = ["-D", "data", "-U", _USER, "-A", "trust", "-E", "UTF8", "--no-sync", "--no-instructions"]
    made = subprocess.run(  # noqa: S603 - our own words
        [*_as_account(), str(programs / "initdb"), *words],
        cwd=folder, env=_ENVIRONMENT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if made.returncode:
        raise RuntimeError(made.stderr.strip())


def _start(programs: Path, folder: Path, *, durable: bool, connections: int) -> subprocess.Popen[bytes]:
    settings = ["listen_addresses=", f"max_connections={connections}"]
    if not durable:
        settings += ["fsync=off", "autovacuum=off"]  # nothing goes on that a test didn't ask for
    words = ["-D", "data", "-k", str(folder), *(word for setting in settings for word in ("-c", setting))]
    with (folder / "server.log").open("wb") as log:
        return subprocess.Popen(  # noqa: S603 - our own words
            [*_as_account(), str(programs / "postgres"), *words],
            cwd=folder, env=_ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip


def _version_once_up(process: subprocess.Popen[bytes], folder: Path) -> str:
    import psycopg

    url, until = TrialServer(folder, folder, "").url(), time.monotonic() + _UP_WITHIN_SECONDS
    while True:
        try:
            with psycopg.connect(url) as connection:
                return str(connection.info.parameter_status("server_version"))
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError((folder / "server.log").read_text(errors="replace")) from None
            time.sleep(0.02)


def _give_to_account(folder: Path) -> None:
    if sys.platform != "win32" and os.geteuid() == 0:
        shutil.chown(folder, _ACCOUNT, _ACCOUNT)


def _as_account() -> list[str]:
    """The words before a program's name: another account for root, and an end with us where the system can do that."""
    words: list[str] = []
    if sys.platform != "win32" and shutil.which("setpriv") is not None:
        words = ["setpriv", "--pdeathsig", "INT"]
        if os.geteuid() == 0:
            words += [f"--reuid={_ACCOUNT}", f"--regid={_ACCOUNT}", "--init-groups"]
        words.append("--")
    return words
