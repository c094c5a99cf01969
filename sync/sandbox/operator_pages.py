"""The operator's pages over HTTP: plain forms, no script. Whatever is pressed ends in a page (POST, 303, GET).

Only for training on this machine: the pages want no token, so the sandbox listens on 127.0.0.1 alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar
from urllib.parse import parse_qs
from uuid import UUID

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from counter_app.moments import Clock, business_day
from sync.sandbox import reading
from sync.sandbox.backups import backup_of, restore, rotate_feed
from sync.sandbox.bodies_in import read_body
from sync.sandbox.catalogue import catalogue_page, catalogue_rev
from sync.sandbox.decisions import first_catalogue, next_decision
from sync.sandbox.dossier_page import dossier_page
from sync.sandbox.faults import order_faults, read_faults
from sync.sandbox.files import with_awaited
from sync.sandbox.markup import FONTS
from sync.sandbox.online import OnlineForm, hand_in
from sync.sandbox.operator import Decision, Order, StateOrder, decide_on, move
from sync.sandbox.page import CitySeen, page
from sync.sandbox.panel import in_words, ordered
from sync.sandbox.problems import CityRefusal
from sync.sandbox.records import CityRecords

_FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"

T = TypeVar("T")


class OperatorPages:
    """What a person at the city sees and presses; ``faults`` is the file the fault panel writes.

    ``like_vxp``: of a city that has neither a feed nor a catalogue to publish.
    """

    def __init__(self, records: CityRecords, clock: Clock, faults: Path, *, like_vxp: bool = False) -> None:
        self._records, self._clock, self._faults = records, clock, faults
        self._like_vxp = like_vxp

    def first(self) -> HTMLResponse:
        """Show the first page."""
        return self._first()

    def one(self, dossier_id: UUID) -> HTMLResponse:
        """Show a dossier."""
        return self._dossier(dossier_id)

    async def decide(self, dossier_id: UUID, decision: Decision, request: Request) -> Response:
        """Take a decision on a dossier."""
        form = await _form_of(request)

        def press() -> None:
            order = Order(decision, form.get("note", "")[:500], _day(form.get("due", "")))
            self._write(lambda db: decide_on(db, dossier_id, order, self._clock()))

        where = f"/dossiers/{dossier_id}"
        return await run_in_threadpool(_pressed, press, where, lambda said: self._dossier(dossier_id, said))

    async def put(self, dossier_id: UUID, request: Request) -> Response:
        """Move a dossier to any state."""
        given = (await _form_of(request)).get("state", "")
        if given not in map(str, range(1, 11)):
            raise CityRefusal("bad-request", "state")
        order = StateOrder(state=int(given))
        await run_in_threadpool(self._write, lambda db: move(db, dossier_id, order, self._clock()))
        return RedirectResponse(f"/dossiers/{dossier_id}", status_code=303)

    async def online(self, request: Request) -> Response:
        """A dossier arrives online."""
        form = await _form_of(request)
        names = ("unit", "procedure_code", "procedure_name", "name", "number", "phone")
        typed = OnlineForm(**{name: form.get(name, "")[:500] for name in names})
        return await self._press(lambda: self._write(lambda db: hand_in(db, typed, self._clock())))

    async def catalogue(self, which: Literal["first", "next"]) -> Response:
        """Publish the first catalogue, or the next decision."""
        publish = first_catalogue if which == "first" else next_decision
        return await self._press(lambda: self._write(lambda db: publish(db, business_day(self._clock()))))

    async def order_faults(self, request: Request) -> Response:
        """Write the faults as the panel has them."""
        form = await _form_of(request)
        return await self._press(lambda: order_faults(self._faults, ordered(form)))

    async def restore(self) -> Response:
        """Put yesterday's city in the place of today's."""
        return await self._press(self._restore)

    async def rotate(self) -> Response:
        """Begin a new life of the feed."""
        return await self._press(lambda: self._write(rotate_feed))

    def font(self, weight: int) -> Response:
        """Give the product's typeface, so that Vietnamese reads the same in every browser. Raises "not-found"."""
        if weight not in FONTS:
            raise CityRefusal("not-found", "font")
        return FileResponse(_FONTS / FONTS[weight], media_type="font/ttf")

    def add_to(self, app: FastAPI) -> None:
        """Put the pages into the city's application."""
        looks: dict[str, Callable[..., object]] = {
            "/": self.first,
            "/dossiers/{dossier_id}": self.one,
            "/font/{weight}": self.font,
        }
        for path, look in looks.items():
            app.add_api_route(path, look, methods=["GET"], include_in_schema=False, response_model=None)
        presses: dict[str, Callable[..., object]] = {
            "/dossiers/{dossier_id}": self.put,
            "/dossiers/{dossier_id}/{decision}": self.decide,
            "/online": self.online,
            "/catalogue/{which}": self.catalogue,
            "/faults": self.order_faults,
            "/restore": self.restore,
            "/feed": self.rotate,
        }
        for path, press in presses.items():
            app.add_api_route(path, press, methods=["POST"], include_in_schema=False, response_model=None)

    def _write(self, what: Callable[[sqlite3.Connection], T]) -> T:
        with self._records.transaction() as db:
            return what(db)

    def _restore(self) -> None:
        with self._records.alone() as db:
            restore(db, self._records.folder)

    async def _press(self, press: Callable[[], object]) -> Response:
        return await run_in_threadpool(_pressed, press, "/", self._first)

    def _first(self, said: str = "") -> HTMLResponse:
        with self._records.transaction() as db:
            units = db.execute("SELECT unit FROM sender GROUP BY unit ORDER BY max(seen_at) DESC").fetchall()
            held = db.execute("SELECT count(*) FROM procedure WHERE body IS NOT NULL").fetchone()[0]
            seen = CitySeen(
                dossiers=reading.dossiers(db),
                ratings=reading.ratings(db),
                units=[row["unit"] for row in units],
                catalogue=catalogue_page(db, catalogue_rev(db)),
                procedures=held,
                faults=read_faults(self._faults),
                backup=backup_of(self._records.folder),
                like_vxp=self._like_vxp,
                shares=reading.rating_shares(db),
            )
        return HTMLResponse(page(seen, said), 400 if said else 200)

    def _dossier(self, dossier_id: UUID, said: str = "") -> HTMLResponse:
        with self._records.transaction() as db:
            found = with_awaited(self._records.files, reading.dossier(db, dossier_id))
        alarm = in_words(read_faults(self._faults))
        return HTMLResponse(dossier_page(found, business_day(self._clock()), said, alarm), 400 if said else 200)


def _pressed(press: Callable[[], object], after: str, show: Callable[[str], Response]) -> Response:
    """Do what was pressed and go on to a page; what could not be done is said on the page it was tried on."""
    try:
        press()
    except CityRefusal as refusal:
        return show(refusal.problem.detail or refusal.problem.title)
    return RedirectResponse(after, status_code=303)


async def _form_of(request: Request) -> dict[str, str]:
    """Read the fields of a form, the last of each name."""
    fields = parse_qs((await read_body(request)).decode(errors="replace"), keep_blank_values=True)
    return {name: values[-1] for name, values in fields.items()}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
