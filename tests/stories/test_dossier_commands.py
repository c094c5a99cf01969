"""The steps of a dossier by the command line alone, on both layouts, and what the city holds of them afterwards."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import requests

from main import run
from sync.sandbox.server import SandboxCity
from tests.documents import document

Command = Callable[..., Any]
Step = Callable[..., Any]
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"drawn").decode()
PAPERS = [{"code": None, "name": "Tờ khai", "originals": 2, "certified": 0, "copies": 0}]
FORWARD = {
    "units": [
        {"unit": "Tư pháp", "work": "Thẩm tra", "limit": "2026-11-25T17:00:00+07:00", "officer": "Hoa", "lead": True},
        {"unit": "Công an phường", "work": "Xác minh", "limit": "2026-11-23T17:00:00+07:00"},
    ]
}
RESULT = {"papers": [{"name": "Giấy chứng nhận kết hôn", "number": "15/2026", "count": 2}], "shelf": "K2-04"}
HAND_OVER = {
    "receiver": {"role": "owner", "name": "Nguyễn Văn An", "number": "001085012345", "checked": "card"},
    "originals": [{"name": "Tờ khai", "returned": 1, "kept": 1}],
    "slip": "lost",
    "signature": PNG,
}


@pytest.fixture
def command(unit_folder: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command on a unit of its own and gives its JSON document, or the sentence it refuses with."""

    def run_command(*words: str, code: int = 0) -> Any:
        given = run(["--data", str(unit_folder), *words, "--json"])
        said = capsys.readouterr()
        assert given == code, said.err
        assert said.err.count("\n") == (1 if code else 0)
        return said.err if code else json.loads(said.out)

    return run_command


@pytest.fixture
def step(command: Command, tmp_path: Path) -> Step:
    """Takes a step with a document, at a moment of the story."""

    def taken(name: str, code: str, at: str = "2026-11-20T10:00", *, exit_code: int = 0, **told: Any) -> Any:
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps({"at": f"{at}:00+07:00", **told}, ensure_ascii=False), encoding="utf-8")
        return command("dossier", name, code, "--input", str(file), code=exit_code)

    return taken


@pytest.fixture
def city(tmp_path: Path, command: Command) -> Iterator[SandboxCity]:
    with SandboxCity(tmp_path / "city") as running:
        command("settings", "set", "city.url", running.url)
        command("settings", "set", "city.token", "training")
        yield running


def brought(command: Command, tmp_path: Path, how: str = "receive") -> str:
    """A marriage registration handed in on Friday 20/11/2026 at 09:12; its code."""
    told = document(received_at="2026-11-20T09:12:00+07:00", procedure="1.000894", papers=PAPERS, lines=[])
    file = tmp_path / "hồ sơ.json"
    file.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return str(command("dossier", how, "--input", str(file))["code"])


def held_by(city: SandboxCity) -> list[tuple[str, int]]:
    bearer = {"Authorization": "Bearer training"}
    known = requests.get(f"{city.url}/v1/dump", headers=bearer, timeout=60).json()["dossiers"]
    return [(one["code"], one["city_state"]) for one in known]


def test_from_receipt_to_hand_over(command: Command, step: Step, tmp_path: Path, city: SandboxCity) -> None:
    code = brought(command, tmp_path)
    assert step("forward", code, **FORWARD)["state"] == 4
    step("note-leg", code, "2026-11-20T13:30", position=1, what="taken", officer="Hoa")
    assert step("result", code, "2026-11-27T09:00", **RESULT)["state"] == 9
    (ready,) = command("dossier", "list", "--due", "ready")["dossiers"]
    assert (ready["code"], ready["shelf"], ready["unit"]) == (code, "K2-04", "Tư pháp")
    sync = command("sync", "once")
    assert (sync["pending"], sync["parked"]) == (0, 0)
    assert held_by(city) == [(code, 9)]
    assert command("dossier", "list", "--due", "unsent") == {"dossiers": []}

    assert step("hand-over", code, "2026-12-02T09:00", **HAND_OVER)["state"] == 10

    command("sync", "once")
    assert held_by(city) == [(code, 10)]
    told = command("dossier", "timeline", code)
    assert [one["what"] for one in told["steps"]] == [
        "Tiếp nhận hồ sơ",
        "Chuyển xử lý",
        "Đơn vị đã nhận hồ sơ",
        "Có kết quả",
        "Đã trả kết quả",
    ]
    assert (told["handover"]["late"], told["handover"]["slip"], told["handover"]["signed"]) == (True, "lost", True)
    shown = command("dossier", "show", code)
    assert (shown["state"], shown["handover_state"], shown["sync_state"]) == (10, "given", "city")
    assert len(shown["events"]) == 5


def test_a_supplement_and_an_extension(command: Command, step: Step, tmp_path: Path, city: SandboxCity) -> None:
    code = brought(command, tmp_path)
    asked = step("supplement", code, "2026-11-23T09:00", reason="Thiếu giấy xác nhận", items=["Giấy xác nhận"])
    assert (asked["state"], asked["due"]) == (5, None)
    assert command("dossier", "list", "--due", "waiting")["dossiers"][0]["code"] == code
    done = step("complete", code, "2026-11-30T09:00", papers=[{"name": "Giấy xác nhận", "originals": 1}])
    assert done["due"] == "2026-12-07T09:00:00+07:00"
    late = {"reason": "Chờ xác minh", "signed_by": "Phạm Thu Hà", "told_by": ["phone"]}
    again = step("extend", code, "2026-12-04T09:00", due="2026-12-10T17:00:00+07:00", **late)
    assert again["due"] == "2026-12-10T17:00:00+07:00"

    said = step("extend", code, "2026-12-07T09:00", due="2026-12-11T17:00:00+07:00", exit_code=2, **late)

    assert "đã hẹn lại một lần" in said
    assert [one["kind"] for one in command("dossier", "timeline", code)["dues"]] == [
        "set",
        "paused",
        "restarted",
        "extended",
    ]
    command("sync", "once")
    assert held_by(city) == [(code, 2)]


def test_written_down_refused_and_given_back(command: Command, step: Step, tmp_path: Path, city: SandboxCity) -> None:
    code = brought(command, tmp_path, "register")
    assert "chưa được tiếp nhận" in step("forward", code, exit_code=2, **FORWARD)
    assert step("refuse", code, reason="Không thuộc thẩm quyền")["state"] == 3
    assert step("hand-over", code, **HAND_OVER)["state"] == 3

    command("sync", "once")
    assert held_by(city) == [(code, 3)]


@pytest.mark.parametrize(("name", "state"), [("withdraw", 7), ("stop", 8)])
def test_withdrawn_or_stopped(command: Command, step: Step, tmp_path: Path, name: str, state: int) -> None:
    code = brought(command, tmp_path)

    assert step(name, code, reason="Công dân đổi ý")["state"] == state
    assert "đã kết thúc" in step("result", code, exit_code=2, **RESULT)


def test_accepted_then_closed_when_nothing_is_brought(command: Command, step: Step, tmp_path: Path) -> None:
    code = brought(command, tmp_path, "register")
    assert step("accept", code)["state"] == 2
    step("supplement", code, "2026-11-23T09:00", reason="Thiếu", items=["Giấy xác nhận"])

    assert "còn hạn 15 ngày" in step("close", code, "2026-12-08T09:00", reason="Quá hạn", exit_code=2)
    assert step("close", code, "2026-12-09T00:00", reason="Quá hạn")["state"] == 8


def test_corrected_and_voided_by_two(command: Command, step: Step, tmp_path: Path, city: SandboxCity) -> None:
    password = command("staff", "add", "Trần Thị Hà", "--role", "head")["first_password"]
    code = brought(command, tmp_path)
    right = {**document()["owner"], "name": "Nguyễn Văn Ân"}
    assert step("correct", code, reason="Gõ thiếu dấu", owner=right, rev=1)["rev"] == 2
    assert "vừa được người khác xử lý" in step("correct", code, reason="Lại", sets=2, rev=1, exit_code=2)
    assert command("dossier", "show", code)["version"] == 2

    wrong = {"reason": "Nhập nhầm", "confirmed_by": "tranthiha", "password": "đoán mò"}
    assert "Sai tên hoặc mật khẩu" in step("void", code, exit_code=2, **wrong)
    assert step("void", code, **{**wrong, "password": password})["state"] == 8
    assert "đã huỷ" in step("forward", code, exit_code=2, **FORWARD)
    command("sync", "once")
    assert held_by(city) == [(code, 8)]


def words_of(command: Command, code: str, kind: str, file: Path) -> str:
    command("form", code, "--kind", kind, "--out", str(file))
    with closing(pypdfium2.PdfDocument(file)) as pdf:
        said = [page.get_textpage().get_text_bounded() for page in pdf]
    return " ".join(" ".join(said).split())


def test_every_form_comes_out_filled_from_the_records(command: Command, step: Step, tmp_path: Path) -> None:
    code, out = brought(command, tmp_path), tmp_path / "mẫu.pdf"
    assert "PHIẾU YÊU CẦU BỔ SUNG" in words_of(command, code, "02", out)  # to be filled in by hand
    assert "mẫu «04»" in command("form", code, "--kind", "04", "--out", str(out), code=2)
    step("forward", code, **FORWARD)
    late = {"reason": "Chờ xác minh", "signed_by": "Phạm Thu Hà"}
    step("extend", code, due="2026-12-10T17:00:00+07:00", **late)
    step("supplement", code, "2026-11-23T09:00", reason="Thiếu giấy", items=["Giấy xác nhận"])
    step("stop", code, "2026-11-25T09:00", reason="Công dân đổi ý")

    said = {kind: words_of(command, code, kind, out) for kind in ("01", "02", "04", "05", "06", "07")}

    for words in said.values():
        assert code in words
    assert "Giấy xác nhận" in said["02"]
    assert "Chờ xác minh" in said["04"]
    assert "Công dân đổi ý" in said["05"]
    assert "Công an phường" in said["06"]
    assert "Nguyễn Văn An" in said["07"]


def test_what_can_be_done_now_is_told(command: Command, tmp_path: Path) -> None:
    code = brought(command, tmp_path)

    told = command("dossier", "steps", code)

    reasons = {one["step"]: one["reason"] for one in told["steps"]}
    assert (told["rev"], reasons["forward"], reasons["hand_over"]) == (1, None, "no_result")


@pytest.mark.parametrize(
    ("name", "told", "said"),
    [
        ("supplement", {"reason": "Thiếu", "items": []}, "«nội dung bổ sung» chưa đúng: không được để trống"),
        ("supplement", {"items": ["Đơn"]}, "«lý do» chưa đúng: thiếu mục này"),
        ("refuse", {"reason": ""}, "«lý do» chưa đúng: không được để trống"),
        ("refuse", {"reason": "Không đủ", "resaon": "x"}, "mẫu không có mục này"),
        ("forward", {"units": [{"unit": "Tư pháp", "work": "Xem", "limit": "mai"}]}, "cần thời điểm dạng"),
        ("extend", {"reason": "Trễ", "due": "2026-12-05T09:00:00+07:00"}, "05/12/2026 là ngày nghỉ"),
        ("result", {"papers": []}, "«giấy tờ» chưa đúng: không được để trống"),
        ("hand-over", {**HAND_OVER, "signature": "chữ ký"}, "«chữ ký» chưa đúng: không phải ảnh PNG"),
        ("hand-over", {**HAND_OVER, "way": "post"}, "«người nhận"),
        ("correct", {"reason": "Sai", "owner": {**document()["owner"], "number": "12"}}, "«người – số định danh»"),
        ("correct", {"reason": "Sai"}, "không có gì khác"),
        ("note-leg", {"position": 0, "what": "taken"}, "«dòng giao nhận» chưa đúng"),
    ],
)
def test_a_document_that_is_not_right_is_refused_with_a_sentence(
    command: Command, step: Step, tmp_path: Path, name: str, told: dict[str, Any], said: str
) -> None:
    code = brought(command, tmp_path)

    assert said in step(name, code, exit_code=2, **told)
    assert command("dossier", "show", code)["rev"] == 1


def test_a_list_that_does_not_exist_is_refused_with_those_that_do(command: Command) -> None:
    assert "chỉ nhận today, promised" in command("dossier", "list", "--due", "mai", code=2)
