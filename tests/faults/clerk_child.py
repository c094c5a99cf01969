"""The clerk's real window as a process of its own, killed with SIGKILL at a chosen moment, by itself.

``clerk_child FOLDER MOMENT``: ``statement:N`` (inside the transaction of receiving), ``answered:worker`` and
``answered:window`` (after the commit, before the code is shown), ``saved:N`` (after so many saves while typing), or
``never``. It says in lines what it sees; the last line before a kill says that the moment was reached.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import event

from counter_app import print_jobs
from counter_app.dossiers.drafts import Kept
from counter_app.place import Place, open_place
from counter_app.store import Store
from printing.spool import Spool
from tests.clock import SetClock
from tests.documents import CARD
from tests.faults.processes import KILL
from tests.stories.conftest import PASSWORD
from ui import theme
from ui.clerk.summary import BREAK
from ui.clerk.window import ClerkWindow
from ui.demo.pilot import ClerkPilot, wait_until
from ui.work import workers_for


def say(what: str, **facts: Any) -> None:
    print(what, json.dumps(facts, ensure_ascii=False), flush=True)


def die(moment: str) -> None:
    say("killed", moment=moment)
    os.kill(os.getpid(), KILL)


def kill_inside_the_transaction(place: Place, at: int) -> None:
    """At the so-many-th statement after the request was looked up, before the commit."""
    counted = 0

    def count(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        nonlocal counted
        if counted or "FROM request_result" in statement:
            counted += 1
        if counted > at:
            die(f"statement {at}")

    event.listen(place.desk.database.acts, "before_cursor_execute", count)


def kill_after_the_commit(pilot: ClerkPilot, where: str) -> None:
    """In the worker as the answer comes back, or in the window before it is shown."""
    if where == "window":
        pilot.work.receiving._writing._written = lambda *_answer: die("before the code is shown")  # type: ignore[method-assign]
        return
    answered = Store.do_once

    def then_die(*args: Any, **facts: Any) -> Any:
        answered(*args, **facts)
        die("after the commit")

    Store.do_once = then_die  # type: ignore[method-assign]


def kill_while_typing(pilot: ClerkPilot, after: int) -> None:
    """After so many saves; each is said with the name as it was kept."""
    keeper, saves = pilot.work.receiving.keeper, 0
    go_on = keeper._kept

    def saved(kept: Kept) -> None:
        nonlocal saves
        saves += 1
        say("saved", name=kept.draft.body["owner"]["name"])
        if saves == after:
            die(f"save {after}")
        go_on(kept)

    keeper._kept = saved  # type: ignore[method-assign]


def fill_the_form(pilot: ClerkPilot) -> None:
    """A whole ordinary dossier, up to F9."""
    pilot.calls_next()
    pilot.scans(CARD)
    wait_until(lambda: bool(pilot.work.form.person.name.text()), "the name")
    pilot.presses(Qt.Key.Key_1, "1")
    wait_until(lambda: pilot.work.form.procedure.procedure is not None, "the procedure")
    pilot.takes_all_papers()
    pilot.types("0912345678")


def type_a_name(pilot: ClerkPilot) -> None:
    """A long name, letter by letter, each saved before the next."""
    name = pilot.work.form.person.name
    name.setFocus()
    for letter in "Nguyễn Thị Hoàng Ngọc Ánh Tuyết Mai Phương Thảo":
        before = name.text()
        pilot.types(letter)
        wait_until(lambda before=before: name.text() != before, "the letter")  # type: ignore[misc]
        kept: list[bool] = []
        pilot.work.receiving.when_kept(kept.append)
        wait_until(lambda kept=kept: bool(kept), "the save")  # type: ignore[misc]


def main(folder: str, moment: str) -> None:
    """Restore what was there, go on, and die or finish."""
    application = QApplication([])
    theme.dress(application)
    place = open_place(Path(folder), clock=SetClock())
    spool = Spool(place)
    workers = workers_for(place)
    window = ClerkWindow(workers)
    window.show()
    window.activateWindow()
    pilot = ClerkPilot(window)
    pilot.signs_in("lan", PASSWORD, 3)
    wait_until(lambda: pilot.work.flow.known, "the state of the counter")
    see(pilot)
    spool.start()
    kind, _, detail = moment.partition(":")
    if kind == "saved":
        kill_while_typing(pilot, int(detail))
        type_a_name(pilot)
    elif kind != "look":
        receive(pilot, place, kind, detail)
        finish(pilot, place, spool)
    workers.close()
    spool.stop()
    place.close()


def see(pilot: ClerkPilot) -> None:
    """What the clerk sees after starting."""
    flow, form = pilot.work.flow, pilot.work.form
    draft = flow.desk.draft
    if draft is not None:
        wait_until(lambda: form.person.name.text() == draft.body["owner"]["name"], "the draft in the form")
    received = [row.code for row in flow.desk.received]
    shown = {"name": form.person.name.text(), "phone": form.person.phone.text()}
    say("sees", received=received, summary=pilot.work.summary.received.text().replace(BREAK, ""), **shown)


def receive(pilot: ClerkPilot, place: Place, kind: str, detail: str) -> None:
    """Fill the form where it is empty, then F9."""
    if pilot.work.flow.desk.received:
        pilot.ends()
    if not pilot.work.form.person.name.text():
        fill_the_form(pilot)
    if kind == "statement":
        kill_inside_the_transaction(place, int(detail))
    elif kind == "answered":
        kill_after_the_commit(pilot, detail)
    say("received", code=pilot.receives())


def finish(pilot: ClerkPilot, place: Place, spool: Spool) -> None:
    """End the visit and let the paper come out."""
    pilot.ends()
    spool.wake()
    settled = ("printed", "sent", "unconfirmed", "failed")
    wait_until(lambda: all(job.state in settled for job in place.desk.ask(print_jobs.jobs)), "the paper")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
