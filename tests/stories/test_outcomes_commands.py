"""Every act of the window has its command; the money, every way of handing over and the papers by commands alone."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from counter_app import print_jobs
from counter_app.cli.dossiers import dossier_app
from counter_app.place import Place, open_place
from main import run
from tests.clock import SetClock
from tests.documents import document
from tests.stories.outcomes import WAYS, prints_on_sheets

Command = Callable[..., Any]
OWNER = {"role": "owner", "name": "Nguyễn Văn An", "number": "001085012345", "checked": "card"}
COUNTED = [{"name": "Bản chính giấy tờ", "returned": 1}]
RESULT = {"papers": [{"name": "Bản sao chứng thực", "count": 3}], "shelf": "C-14"}
ANOTHER = {
    "exempt": "receive",
    "note_leg": "note-leg",
    "cancel_fee": "cancel-fee",
    "cancel_receipt": "cancel-receipt",
    "hand_over": "hand-over",
}
"""Acts whose commands have another name: a fee is waived as the dossier is received."""


@pytest.fixture
def command(unit_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command; ``told`` becomes its document. Its JSON, or the sentence it refuses with."""

    def run_command(*words: str, code: int = 0, **told: Any) -> Any:
        if told:
            file = tmp_path / "mẫu.json"
            file.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
            words = (*words, "--input", str(file))
        given = run(["--data", str(unit_folder), *words, "--json"])
        said = capsys.readouterr()
        assert given == code, said.err
        return said.err if code else json.loads(said.out)

    return run_command


def received(command: Command, way: str = "transfer") -> str:
    """Copies for 12,000 đồng; by transfer they are still to come."""
    told = document(fee={"way": way, "ground": ""})
    return str(command("dossier", "receive", **told)["code"])


def ready(command: Command) -> str:
    code = received(command, "cash")
    command("dossier", "result", code, **RESULT)
    return code


def test_every_act_of_the_window_has_its_command() -> None:
    known = {one.name for one in dossier_app.registered_commands}

    assert {ANOTHER.get(act, act) for act in WAYS} <= known


def test_a_transfer_that_came_is_noted_and_given_back_in_part(command: Command) -> None:
    code = received(command)
    assert command("dossier", "money", code) == {"state": "due", "moves": []}

    paid = command("dossier", "pay", code)
    back = command("dossier", "refund", code, "--reason", "Tính thừa hai bản", "--amount", "8000")

    assert (paid["receipt"][-6:], paid["way"], paid["amount"]) == ("000001", "transfer", 12_000)
    assert (back["receipt"][-6:], back["way"], back["amount"]) == ("000002", "transfer", 8_000)
    told = command("dossier", "money", code)
    assert (told["state"], [one["kind"] for one in told["moves"]]) == ("refunded", ["taken", "refunded"])


def test_cash_is_taken_once_and_a_waived_fee_never(command: Command) -> None:
    assert "đang «đã nộp»" in command("dossier", "pay", received(command, "cash"), "--way", "cash", code=2)
    told = document(fee={"way": "exempt", "ground": "Hộ nghèo"})
    code = command("dossier", "receive", **told)["code"]
    assert command("dossier", "money", code) == {"state": "exempt", "moves": []}


def test_a_fee_is_cancelled_with_a_reason_and_not_without(command: Command) -> None:
    code = received(command)
    assert "cần lý do" in command("dossier", "cancel-fee", code, "--reason", " ", code=2)
    assert "có ký tự điều khiển" in command("dossier", "cancel-fee", code, "--reason", "a\x07b", code=2)
    assert command("dossier", "cancel-fee", code, "--reason", "Có xác nhận hộ nghèo")["kind"] == "cancelled"
    assert "chỉ nhận cash, transfer" in command("dossier", "pay", code, "--way", "thẻ", code=2)


def test_a_receipt_written_by_mistake_is_cancelled_and_the_next_has_another_number(command: Command) -> None:
    code = received(command, "cash")

    gone = command("dossier", "cancel-receipt", code, "--reason", "Chưa nhận tiền")
    again = command("dossier", "pay", code)

    assert [one["receipt"][-6:] for one in (gone, again)] == ["000001", "000002"]
    assert [one["kind"] for one in command("dossier", "money", code)["moves"]] == ["taken", "cancelled", "taken"]


def test_what_was_taken_for_a_dossier_voided_as_a_mistake_goes_back(command: Command) -> None:
    password = command("staff", "add", "Trần Thị Hà", "--role", "head")["first_password"]
    code, unpaid = received(command, "cash"), received(command)
    for one in (code, unpaid):
        command("dossier", "void", one, reason="Nhập nhầm", confirmed_by="tranthiha", password=password)

    assert command("dossier", "refund", code, "--reason", "Ghi nhầm")["amount"] == 12_000
    assert "không thu phí nữa. Huỷ thu" in command("dossier", "pay", unpaid, code=2)
    assert command("dossier", "cancel-fee", unpaid, "--reason", "Ghi nhầm")["kind"] == "cancelled"


def test_an_office_that_wants_the_fee_first_hands_nothing_over_before(command: Command) -> None:
    code = received(command)
    command("dossier", "result", code, **RESULT)
    command("settings", "set", "handover.unpaid", "refuse")
    giving = {"receiver": OWNER, "originals": COUNTED}

    assert "phải nộp phí trước khi trả" in command("dossier", "hand-over", code, code=2, **giving)
    command("dossier", "pay", code)

    assert command("dossier", "hand-over", code, **giving)["state"] == 10


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"receiver": OWNER, "slip": "lost"}, ("counter", "owner", "lost")),
        (
            {"receiver": {**OWNER, "role": "authorised", "name": "Trần Thị Bình", "number": "001192000777"}},
            ("counter", "authorised", "brought"),
        ),
        ({"way": "post", "receiver": {"role": "post", "name": "Bưu tá"}, "sent_to": "EA1VN"}, ("post", "post", "")),
        ({"way": "electronic", "receiver": OWNER, "sent_to": "an@vidu.vn"}, ("electronic", "owner", "")),
    ],
    ids=["the owner, slip lost", "with an authorisation", "by post", "electronic"],
)
def test_every_way_of_handing_over(command: Command, told: dict[str, Any], expected: tuple[str, str, str]) -> None:
    code = ready(command)
    receiver = told["receiver"]
    if receiver["role"] == "authorised":
        assert "chưa có giấy uỷ quyền" in command("dossier", "hand-over", code, code=2, **told, originals=COUNTED)
        receiver = {**receiver, "authorised_by": {"paper": "Giấy uỷ quyền số 12", "date": "2026-01-19"}}
    whole = {**told, "receiver": receiver, "originals": COUNTED}
    assert command("dossier", "hand-over", code, **whole)["state"] == 10

    given = command("dossier", "timeline", code)["handover"]
    assert (given["way"], given["receiver_role"]) == expected[:2]
    assert expected[2] in given["slip"]


def test_papers_are_printed_again_and_what_waits_is_not_printed_twice(
    command: Command, unit_folder: Path, clock: SetClock
) -> None:
    place = open_place(unit_folder, clock=clock)
    prints_on_sheets(place)
    code = received(command)
    first = command("dossier", "print", code)
    come_out(place, first["id"])
    place.close()

    again = command("dossier", "print", code)
    assert (first["copy_no"], again["copy_no"]) == (1, 2)
    assert command("dossier", "print", code)["id"] == again["id"]
    assert "mẫu «05»" in command("dossier", "print", code, "--kind", "05", code=2)
    command("dossier", "stop", code, reason="Công dân đổi ý")
    assert command("dossier", "print", code, "--kind", "05")["kind"] == "form"


def come_out(place: Place, job_id: str) -> None:
    place.desk.do(print_jobs.begin, UUID(job_id), b"bytes", "văn phòng")
    place.desk.do(print_jobs.settle, UUID(job_id), "sent")


def test_a_signature_is_kept_and_comes_out_again(command: Command, tmp_path: Path) -> None:
    code, out = ready(command), tmp_path / "chữ ký.png"
    picture = b"\x89PNG\r\n\x1a\n" + b"drawn"
    assert "Không tìm thấy chữ ký" in command("dossier", "signature", code, "--out", str(out), code=2)
    giving = {"receiver": OWNER, "originals": COUNTED, "signature": base64.b64encode(picture).decode()}
    command("dossier", "hand-over", code, **giving)

    assert command("dossier", "signature", code, "--out", str(out))["bytes"] == len(picture)
    assert out.read_bytes() == picture
