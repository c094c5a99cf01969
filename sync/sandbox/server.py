"""Running the sandbox city: in a thread beside a test or a demo, or until stopped."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import uvicorn

from counter_app.moments import Clock, business_day, machine_clock
from sync.sandbox.access import ANYBODY, AccessTerms
from sync.sandbox.backups import back_up
from sync.sandbox.endpoints import city_app
from sync.sandbox.faults import BY_CONTRACT, FaultyCity, troubled_clock
from sync.sandbox.operator_pages import OperatorPages
from sync.sandbox.records import CityRecords
from sync.sandbox.vxp_endpoints import LIKE_VXP, vxp_app

HOST = "127.0.0.1"


@dataclass(frozen=True)
class CityTerms:
    """How a sandbox city is run. ``access``: whom it lets in; ``faults`` orders trouble, None: one beside its records.

    ``forgetful``: without idempotency, to prove the tests that guard it. ``like_vxp``: it behaves like the real ones seen
    in the field (``vxp``); the one token of ``access`` is then the password.
    """

    access: AccessTerms = ANYBODY
    faults: Path | None = None
    clock: Clock = machine_clock
    forgetful: bool = False
    like_vxp: bool = False


class SandboxCity:
    """A sandbox city in a thread on 127.0.0.1; ``port`` 0 takes any free one. Use as a context manager.

    Its data stays in ``data_folder``, so that a city stopped and started again knows what it has taken. Raises
    ``OSError`` on entering when the port is taken.
    """

    def __init__(self, data_folder: Path, port: int = 0, terms: CityTerms | None = None) -> None:
        self._folder = data_folder
        self._wanted = port
        self._terms = terms or CityTerms()

    def __enter__(self) -> Self:
        self._socket = _listening(self._wanted)
        self.port = int(self._socket.getsockname()[1])
        self._records = CityRecords(self._folder, forgetful=self._terms.forgetful)
        self._server = _server(self._records, self._terms)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), name="sandbox-city")
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _what: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._records.close()

    @property
    def url(self) -> str:
        """Where it is reached; requests wait in the socket until it serves."""
        return f"http://{HOST}:{self.port}"


def serve(data_folder: Path, port: int, terms: CityTerms, ready: Callable[[str], None]) -> None:
    """Run the city in this thread until it is interrupted; ``ready`` hears its address."""
    with _listening(port) as listening:
        records = CityRecords(data_folder, forgetful=terms.forgetful)
        try:
            ready(f"http://{HOST}:{listening.getsockname()[1]}")
            _server(records, terms).run([listening])
        finally:
            records.close()


def _listening(port: int) -> socket.socket:
    """A door whose answers leave at once: their head and body are two writes, and the second would wait 40 ms (tcp(7))."""
    door = socket.create_server((HOST, port))
    door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # who comes in inherits it
    return door


def _server(records: CityRecords, terms: CityTerms) -> uvicorn.Server:
    faults = terms.faults or records.folder / "faults.json"
    clock = troubled_clock(terms.clock, faults)
    with records.alone() as db:
        back_up(db, records.folder, business_day(terms.clock()))
    if terms.like_vxp:
        app, manner = vxp_app(records, clock, terms.access.token), LIKE_VXP
    else:
        app, manner = city_app(records, clock, terms.access), BY_CONTRACT
    OperatorPages(records, clock, faults, like_vxp=terms.like_vxp).add_to(app)
    config = uvicorn.Config(
        FaultyCity(app, faults, clock, manner),
        lifespan="off",
        log_config=None,
        log_level="warning",
        access_log=False,
        date_header=False,
        timeout_graceful_shutdown=2,
    )
    return uvicorn.Server(config)
