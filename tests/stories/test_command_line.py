"""A whole visit by the command line alone, on both layouts; the real printer bytes, the real exchange with the city."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import delete

from counter_app import database
from counter_app.place import open_place
from counter_app.records.shared import Unit
from main import run
from printing.delivery import PATIENT
from printing.spool import print_waiting
from printing.virtual import VirtualPrinter
from sync.sandbox.server import SandboxCity
from tests.documents import CARD, document

Command = Callable[..., Any]
UNSAVED = "chưa đặt nơi sao lưu tự động: «settings set backup.folder»"


@pytest.fixture(scope="module", params=["one_file", "two_files"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A unit as the command makes it."""
    folder = tmp_path_factory.mktemp("made") / "unit"
    words = ["office", "init", "--name", "Một cửa Long Biên", "--unit-code", "H26.016.26", "--training"]
    layout = ["--separate-office"] if request.param == "two_files" else []
    with redirect_stdout(io.StringIO()) as said:
        assert run(["--data", str(folder), *words, *layout, "--json"]) == 0
    told = json.loads(said.getvalue())
    assert (told["office"], told["unit_code"], told["procedures"]) == ("Một cửa Long Biên", "H26.016.26", 22)
    return folder


@pytest.fixture
def command(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command on a unit of its own and gives its JSON document; other exit codes than 0 fail."""
    shutil.copytree(made, tmp_path / "unit")

    def run_command(*words: str, code: int = 0) -> Any:
        given = run(["--data", str(tmp_path / "unit"), *words, "--json"])
        said = capsys.readouterr()
        assert given == code, said.err
        if code:
            assert said.out == ""
            assert said.err.count("\n") == 1, "a refusal is one sentence"
            return said.err
        assert said.err == ""
        return json.loads(said.out)

    return run_command


@pytest.fixture
def paper() -> Iterator[VirtualPrinter]:
    with VirtualPrinter() as printer:
        yield printer


@pytest.fixture
def city(tmp_path: Path) -> Iterator[SandboxCity]:
    with SandboxCity(tmp_path / "city") as running:
        yield running


def written(folder: Path, **changes: Any) -> str:
    """A dossier's document in a file."""
    file = folder / "hồ sơ.json"
    told = document(received_at="2026-11-20T09:12:00+07:00", **changes)
    file.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return str(file)


@pytest.fixture
def dossier_file(tmp_path: Path) -> str:
    return written(tmp_path)


def test_one_visit_from_ticket_to_city(
    command: Command, paper: VirtualPrinter, city: SandboxCity, tmp_path: Path
) -> None:
    command("settings", "set", "city.url", city.url)
    command("settings", "set", "city.token", "training")
    command("printer", "add", "quầy", "--host", "127.0.0.1", "--port", str(paper.port))

    ticket = command("ticket", "issue", "--service", "2.000815", "--priority", "elderly")
    called = command("ticket", "next", "--counter", "3")
    assert called["id"] == ticket["id"]
    assert called["number"] == ticket["number"] == "B001"
    assert command("ticket", "next", "--counter", "4") == {"empty": True}
    assert command("ticket", "begin", ticket["id"])["state"] == "serving"

    assert command("ticket", "hold", ticket["id"], "--reason", "đi photo")["state"] == "hold"
    assert command("ticket", "resume", ticket["id"])["state"] == "serving"

    received = command("dossier", "receive", "--input", written(tmp_path, ticket="B001"))
    assert received["code"] == "H26.016.26-261120-0001"
    assert (received["code_kind"], received["fee"]) == ("final", 12_000)
    assert received["due"] == "2026-11-20T17:00:00+07:00"

    place = open_place(tmp_path / "unit")
    assert print_waiting(place, PATIENT) == 1
    place.close()
    assert [job["state"] for job in command("jobs", "list")["jobs"]] == ["printed"]
    assert len(paper.papers) == 1

    assert "kết quả lượt «quên»" in command("ticket", "finish", ticket["id"], "--outcome", "quên", code=2)
    assert command("ticket", "finish", ticket["id"], "--outcome", "received")["state"] == "served"
    rated = command("rate", "B001", "--level", "5")
    assert (rated["level"], rated["counted"], rated["source"]) == (5, True, "elsewhere")
    again = command("rate", received["code"], "--level", "4")
    assert (again["visit_id"], again["counted"]) == (rated["visit_id"], False)
    assert "chỉ nhận từ 1 đến 5" in command("rate", "B001", "--level", "9", code=2)
    sync = command("sync", "once")
    assert (sync["pending"], sync["parked"]) == (0, 0)
    assert sync["acked"] >= 1
    shown = command("dossier", "show", received["code"])
    assert (shown["visit_id"], shown["counter"]) == (rated["visit_id"], 3)
    assert (shown["sync_state"], shown["state"], shown["city_state"]) == ("city", 2, 2)
    held = requests.get(f"{city.url}/v1/dossiers", params={"code": received["code"]}, headers=bearer(), timeout=60)
    assert received["code"] in held.text
    known = requests.get(f"{city.url}/v1/dump", headers=bearer(), timeout=60).json()["ratings"]
    visit = rated["visit_id"]
    assert {(one["visit"], one["level"], one["again"]) for one in known} == {(visit, 5, False), (visit, 4, True)}


def test_a_test_print_comes_out_and_the_printer_says_how_it_is(command: Command, paper: VirtualPrinter) -> None:
    command("printer", "add", "quầy", "--host", "127.0.0.1", "--port", str(paper.port))

    assert command("printer", "test", "quầy")["state"] == "printed"
    assert command("printer", "status", "quầy") == {
        "printer": "quầy",
        "online": True,
        "paper": True,
        "cover": True,
        "paper_low": False,
        "cutter": True,
        "busy": False,
        "paused": False,
        "rights": "",
    }
    assert "không có" in command("printer", "test", "không có", code=2)


def test_records_moved_to_another_pc_open_with_the_recovery_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def on(folder: str, *words: str) -> tuple[int, Any]:
        code = run(["--data", str(tmp_path / folder), *words, "--json"])
        said = capsys.readouterr()
        return code, said.err or json.loads(said.out)

    _, made = on("unit", "office", "init", "--name", "Một cửa Long Biên", "--unit-code", "H26.016.26")
    shutil.copytree(tmp_path / "unit", tmp_path / "new", ignore=shutil.ignore_patterns("device.key"))

    refused, said = on("new", "catalogue", "list")
    assert refused == 2
    assert "«office recover»" in said
    assert on("new", "office", "recover", "--code", "AAAA-BBBB")[0] == 2
    assert on("new", "office", "recover", "--code", made["recovery_code"]) == (
        0,
        {"recovered": True, "office": "Một cửa Long Biên"},
    )
    assert on("new", "check") == (0, {"ok": True, "problems": [], "notes": [UNSAVED]})


def test_paper_without_a_printer(command: Command, dossier_file: str, tmp_path: Path) -> None:
    code = command("dossier", "receive", "--input", dossier_file)["code"]

    command("slip", code, "--out", str(tmp_path / "slip.png"), "--width", "384")
    command("slip", code, "--out", str(tmp_path / "large.png"), "--width", "384", "--large", "--english")
    command("slip", code, "--out", str(tmp_path / "claim.png"), "--claim")
    command("form", code, "--kind", "01", "--out", str(tmp_path / "form.pdf"))

    pictures = {(tmp_path / f"{name}.png").read_bytes() for name in ("slip", "large", "claim")}
    assert len(pictures) == 3
    assert (tmp_path / "slip.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "form.pdf").read_bytes().startswith(b"%PDF")


def test_every_question_answers_with_its_document(command: Command) -> None:
    assert len(command("service", "list")["services"]) == 9
    assert len(command("counter", "list")["counters"]) == 10
    assert len(command("catalogue", "list")["procedures"]) == 22
    assert command("catalogue", "show", "2.000815")["sample"] is True
    assert command("counter", "set", "3", "--services", "CT,HT")["services"] == ["CT", "HT"]
    assert command("staff", "add", "Nguyễn Thị Lan", "--password", "x")["login"] == "nguyenthilan"
    assert [one["name"] for one in command("staff", "list")["staff"]] == ["Nguyễn Thị Lan"]
    assert any(one["key"] == "city.url" for one in command("settings", "list")["settings"])
    assert command("identity", "parse", CARD)["birth_date"] == "1985-03-15"
    assert command("due", "--received", "2025-12-31T09:00", "--days", "3")["due"] == "2026-01-07T09:00:00+07:00"
    assert command("check") == {"ok": True, "problems": [], "notes": [UNSAVED]}
    assert command("audit", "verify")["ok"] is True
    assert command("sync", "status")["pending"] == 0
    assert command("dossier", "list") == {"dossiers": []}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ticket", "issue", "--service", "XX"), "nhóm dịch vụ «XX»"),
        (("ticket", "begin", "abc"), "không phải mã nội bộ"),
        (("dossier", "show", "H26.016.26-261120-9999"), "hồ sơ"),
        (("dossier", "receive", "--input", "/không/có.json"), "không đọc được tệp"),
        (("catalogue", "import", "/không/có.json"), "có.json"),
        (("settings", "set", "không.có", "1"), "thiết lập"),
        (("due", "--received", "hôm qua", "--days", "3"), "2026-11-20T09:00"),
        (("identity", "parse", "|||"), "căn cước"),
        (("settings", "set", "calendar.morning", "xyz"), "07:30-11:30"),
        (("printer", "add", "x", "--host", "h", "--port", "0"), "Dòng lệnh chưa đúng"),
        (("office", "recover", "--code", "AAAA"), "mã khôi phục"),
        (("rate", "B001", "--level", "5"), "B001"),
        (("sync", "once"), "thành phố"),
        (("không-có-lệnh",), "--help"),
    ],
)
def test_a_refusal_is_one_sentence_and_exit_code_two(command: Command, words: tuple[str, ...], said: str) -> None:
    assert said in command(*words, code=2)


def test_a_dossier_may_name_no_ticket_that_was_not_begun(command: Command, tmp_path: Path) -> None:
    ticket = command("ticket", "issue", "--service", "HT")

    assert "lượt" in command("dossier", "receive", "--input", written(tmp_path, ticket=ticket["number"]), code=2)
    assert "lượt" in command("dossier", "receive", "--input", written(tmp_path, ticket=ticket["id"]), code=2)
    assert "số «X999»" in command("dossier", "receive", "--input", written(tmp_path, ticket="X999"), code=2)
    assert command("dossier", "list") == {"dossiers": []}


def test_a_step_the_ticket_is_not_in_changes_nothing(command: Command) -> None:
    ticket = command("ticket", "issue", "--service", "HT")["id"]
    for step in (("begin",), ("finish",), ("resume",), ("hold", "--reason", "x")):
        assert "đang chờ" in command("ticket", step[0], ticket, *step[1:], code=2)
    command("ticket", "next", "--counter", "3")
    command("ticket", "begin", ticket)
    command("ticket", "begin", ticket)
    command("ticket", "hold", ticket, "--reason", "đi photo")
    other = command("ticket", "issue", "--service", "HT")["id"]
    command("ticket", "next", "--counter", "3")

    assert "Quầy" in command("ticket", "resume", ticket, code=2)

    command("ticket", "cancel", other)
    assert command("ticket", "resume", ticket)["state"] == "serving"
    assert command("ticket", "finish", ticket)["outcome"] == "other"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("slip", "--out", "{folder}/không có/x.png"), "không ghi được tệp"),
        (("slip", "--out", "{folder}/x.abc"), ".png"),
        (("slip", "--out", "{folder}/x.png", "--width", "0"), "từ 128 đến 1024"),
        (("form", "--out", "{folder}/không có/x.pdf"), "không ghi được tệp"),
        (("form", "--out", "{folder}/x"), ".pdf"),
    ],
)
def test_paper_that_can_t_be_kept_is_one_sentence(
    command: Command, dossier_file: str, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    code = command("dossier", "receive", "--input", dossier_file)["code"]

    refused = command(words[0], code, *(word.format(folder=tmp_path) for word in words[1:]), code=2)

    assert said in refused
    assert not [*tmp_path.glob("x*")]


def test_the_recovery_code_is_read_where_no_shell_remembers_it(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["--data", str(tmp_path / "other"), "office", "init", "--name", "X", "--unit-code", "H26.016.26", "--json"])
    code = json.loads(capsys.readouterr().out)["recovery_code"]
    (tmp_path / "other" / "device.key").unlink()
    (tmp_path / "code.txt").write_text(f"{code}\n")

    for words in (("--code", "-"), ("--code-file", str(tmp_path / "code.txt"))):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{code}\n"))
        assert run(["--data", str(tmp_path / "other"), "office", "recover", *words, "--json"]) == 0
        assert json.loads(capsys.readouterr().out) == {"recovered": True, "office": "X"}


def test_questions_and_answers_do_not_wait_for_another_programs_act(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program holds the desk: questions are answered; what the office did is told, the copy follows later."""
    monkeypatch.setattr(database, "LOCK_LIMIT_SECONDS", 0.05)
    place = open_place(tmp_path / "unit")
    with place.desk.database.acts.begin():
        assert command("ticket", "list") == {"tickets": []}
        if not place.one_file:
            assert command("settings", "set", "rating.seconds", "50")["value"] == 50
            assert command("ticket", "list") == {"tickets": []}
    place.close()

    shown = {one["key"]: one["value"] for one in command("settings", "list")["settings"]}
    assert shown["rating.seconds"] == (60 if place.one_file else 50)


def test_check_misses_the_unit(command: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = open_place(tmp_path / "unit")
    with place.office.database.acts.begin() as connection:
        connection.execute(delete(Unit))
    place.close()

    assert run(["--data", str(tmp_path / "unit"), "check", "--json"]) == 2

    assert any("thiếu dòng đơn vị" in one for one in json.loads(capsys.readouterr().out)["problems"])


def test_who_acts_must_be_somebody(command: Command) -> None:
    command("staff", "add", "Nguyễn Thị Lan", "--login", "lan", "--password", "x")

    assert "cán bộ «không ai»" in command("ticket", "list", "--as", "không ai", code=2)
    assert command("ticket", "list", "--as", "lan") == {"tickets": []}


def bearer() -> dict[str, str]:
    return {"Authorization": "Bearer training"}
