"""``sync …`` and ``city sandbox`` as scripts use them: one document, or one sentence."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import requests
import typer

from counter_app.cli.session import Session
from counter_app.errors import AnotherSender, CityAway, NoCity, NothingToMend
from sync import cli
from sync.exchange import sender_lock
from sync.sandbox.server import SandboxCity
from tests.sync.conftest import Sender, Trouble
from tests.sync.hall import Hall


@pytest.fixture
def session(hall: Hall) -> Session:
    return Session(hall.place.folder, as_json=True, clock=hall.clock, _place=hall.place)


def says(session: Session, capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    typer.main.get_command(cli.sync).main(list(arguments), standalone_mode=False, obj=session)
    return json.loads(capsys.readouterr().out)


def test_once_sends_what_waits_and_says_so(
    hall: Hall, city: SandboxCity, session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    hall.sends_to(city.url)
    session.close()
    hall.place = session.place
    hall.receives()

    before = says(session, capsys, "status")
    done = says(session, capsys, "once")

    nothing = {"acked": 0, "by_hand": 0, "untold": 0, "parked": 0, "last_contact": None, "problem": None}
    assert before == {"pending": 1, **nothing, "files_waiting": 0, "files_parked": 0}
    assert {key: done[key] for key in ("pending", "acked", "parked", "sent", "changed")} == {
        "pending": 0,
        "acked": 1,
        "parked": 0,
        "sent": 1,
        "changed": 1,
    }
    assert done["last_contact"] == "2026-11-20T08:30:00+07:00"
    session.close()


def test_once_refuses_where_there_is_no_city_or_somebody_else_sends(
    hall: Hall, city: SandboxCity, trouble: Trouble, session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(NoCity):
        says(session, capsys, "once")
    hall.sends_to(city.url)
    session.close()
    with sender_lock(session.place), pytest.raises(AnotherSender):
        says(session, capsys, "once")
    trouble.order(away=True)
    with pytest.raises(CityAway):
        says(session, capsys, "once")
    assert says(session, capsys, "status")["problem"] == "away"
    session.close()


def test_parked_names_what_waits_for_a_person(
    hall: Hall, city: SandboxCity, sender: Sender, session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    hall.sends_to(city.url)
    session.close()
    hall.place = session.place
    taken = sender.batch(sender.receives(hall.receives().code))
    requests.post(
        f"{city.url}/v1/batches", taken.model_dump_json(), headers={"Authorization": "Bearer x"}, timeout=5
    ).raise_for_status()
    says(session, capsys, "once")

    found = says(session, capsys, "parked")["parked"]

    assert [(op["kind"], op["problem"]["type"]) for op in found] == [("dossier.receive", "urn:motcua:code-taken")]
    with pytest.raises(NothingToMend):
        says(session, capsys, "mend", found[0]["op_id"])
    assert says(session, capsys, "resend", found[0]["op_id"])["state"] == "pending"
    says(session, capsys, "once")
    assert says(session, capsys, "parked")["parked"][0]["attempts"] == 2
    assert says(session, capsys, "void", found[0]["op_id"], "--reason", "Nhập trùng")["state"] == "void"
    assert says(session, capsys, "once")["pending"] == 0
    left = says(session, capsys, "parked")
    assert (left["parked"], [one["code"] for one in left["collisions"]]) == ([], [found[0]["code"]])
    session.close()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT to a child needs a console of its own there")
def test_the_sandbox_runs_as_a_program_until_it_is_interrupted(tmp_path: Path) -> None:
    code = (
        "import typer; from pathlib import Path; from counter_app.cli.session import Session; from sync import cli;"
        "typer.main.get_command(cli.city).main(standalone_mode=False, obj=Session(Path('.'), as_json=True))"
    )
    command = [sys.executable, "-c", code, "--port", "0", "--data", str(tmp_path / "city")]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    ) as city:
        assert city.stdout is not None
        url = json.loads(city.stdout.readline())["url"]
        healthy = requests.get(f"{url}/v1/health", headers={"Authorization": "Bearer x"}, timeout=60).json()["ok"]
        city.send_signal(signal.SIGINT)
        assert city.wait(60) == 0
        assert city.stdout.read() == ""

    assert healthy
    assert (tmp_path / "city" / "city.sqlite").exists()
