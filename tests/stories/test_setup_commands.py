"""Setting the hall up by the command line alone, on both layouts."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from counter_app.moments import business_day, machine_clock
from main import run

Command = Callable[..., Any]


@pytest.fixture
def command(unit_folder: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def run_command(*words: str, code: int = 0) -> Any:
        given = run(["--data", str(unit_folder), *words, "--json"])
        said = capsys.readouterr()
        assert given == code, said.err
        return json.loads(said.out) if not code else said.err

    return run_command


def test_a_hall_is_set_up(command: Command) -> None:
    command("service", "add", "dd", "Đất đai", "--series", "p", "--hint", "Biến động")
    told = command("service", "set", "DD", "--daily-limit", "30", "--windows", "07:30-10:30", "--not-at-kiosk")
    assert (told["daily_limit"], told["windows"], told["at_kiosk"]) == (30, "07:30-10:30", False)
    codes = [one["code"] for one in command("service", "list")["services"]]
    assert codes[-1] == "DD"
    assert command("service", "order", ",".join(reversed(codes)))["services"][0]["code"] == "DD"

    counter = command("counter", "set", "3", "--services", "DD,CT", "--overflow", "HT", "--name", "Quầy đất đai")
    assert (counter["services"], counter["overflow"], counter["name"]) == (["DD", "CT"], ["HT"], "Quầy đất đai")
    assert command("counter", "set", "3", "--services", "CT")["overflow"] == []

    day = str(business_day(machine_clock()) + timedelta(days=10))
    command("calendar", "add", day, "--kind", "hours", "--hours", "07:30-09:30", "--reason", "Họp")
    assert any(one["own"] for one in command("calendar", "list")["days"])
    command("calendar", "remove", day)
    assert not any(one["own"] for one in command("calendar", "list")["days"])


def test_staff_come_change_and_go(command: Command) -> None:
    command("staff", "add", "Trần Kỹ", "--login", "ky", "--role", "it")
    assert command("staff", "add", "Lan", "--login", "lan")["role"] == "clerk"
    assert command("staff", "rename", "lan", "Nguyễn Thị Lan")["name"] == "Nguyễn Thị Lan"
    assert command("staff", "role", "lan", "head")["role"] == "head"
    assert command("staff", "password", "lan")["first_password"]
    command("staff", "leave", "lan")
    assert [one["login"] for one in command("staff", "list")["staff"]] == ["ky"]
    command("staff", "return", "lan")
    assert len(command("staff", "list")["staff"]) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("service", "add", "HT", "Hộ tịch", "--series", "P"), "«mã nhóm»"),
        (("service", "set", "HT", "--windows", "sáng"), "«giờ cấp số»"),
        (("service", "set", "XX", "--name", "Không có"), "nhóm dịch vụ «XX»"),
        (("service", "order", "HT"), "«thứ tự nhóm» chưa đúng: mỗi nhóm cần đứng một lần, xem lại: CT, CU"),
        (("counter", "set", "3", "--services", "CT,CT"), "có hai lần"),
        (("staff", "add", "Ai", "--role", "boss"), "«vai trò»"),
        (("staff", "role", "khong-ai", "it"), "cán bộ «khong-ai»"),
        (("calendar", "add", "25/11/2026", "--kind", "off", "--reason", "Bão"), "2026-11-20"),
        (("calendar", "add", "2026-11-25", "--kind", "party", "--reason", "Tiệc"), "loại ngày"),
        (("calendar", "remove", "2026-11-25"), "ngày riêng của đơn vị"),
    ],
)
def test_wrong_words_are_refused_in_one_sentence(command: Command, words: tuple[str, ...], said: str) -> None:
    told = command(*words, code=2)

    assert said in told
    assert told.count("\n") == 1
