"""A file is attached to a dossier: what is taken, what is refused, taken off, read back; nothing is ever half attached."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from counter_app import attachment_errors as refusals
from counter_app.attachments import attaching, keeping
from counter_app.attachments.attaching import attach_file, take_off_file
from counter_app.attachments.listing import attachment
from counter_app.attachments.vault import Vault, vault_of
from counter_app.attachments.viewing import read_back
from counter_app.care.checkup import problems
from counter_app.dossiers.lookup import dossier_by_id
from counter_app.dossiers.receive import receive
from counter_app.errors import BadDocument, NotFound, StoreBusy
from counter_app.ids import new_id
from counter_app.place import Place
from counter_app.records.attachments import Attachment, Blob
from counter_app.records.desk import Dossier
from counter_app.records.shared import Audit, Outbox
from counter_app.settings import change_setting
from counter_app.step_errors import StepRefused
from counter_app.store import Act, Asking
from counter_app.wording import sentence
from tests.documents import intake
from tests.scans import attaches, files_of, scan


@pytest.fixture
def dossier(place: Place) -> UUID:
    return place.desk.do(receive, intake()).id


def ops(asking: Asking) -> list[tuple[str, dict[str, Any]]]:
    rows = asking.connection.execute(select(Outbox.kind, Outbox.body_json).order_by(Outbox.seq)).all()
    return [(row.kind, json.loads(row.body_json)) for row in rows]


def audited(asking: Asking) -> list[tuple[str, str, str]]:
    rows = asking.connection.execute(select(Audit.action, Audit.object, Audit.detail).order_by(Audit.seq)).all()
    return [(row.action, row.object, row.detail) for row in rows if "attach" in row.action]


def on_disk(place: Place) -> list[Path]:
    return sorted(vault_of(place).folder.glob("*"))


def test_a_file_attached_is_told_of_and_lies_encrypted_on_the_disk(place: Place, dossier: UUID) -> None:
    content = scan()

    card = attaches(place, dossier, content, "C:\\Quét\\tờ khai.pdf")

    assert (card.name, card.mime, card.size, card.standing, card.here) == (
        "tờ khai.pdf",
        "application/pdf",
        5000,
        "waiting",
        True,
    )
    kind, body = place.desk.ask(ops)[-1]
    assert kind == "dossier.attach"
    assert body["files"] == [
        {"id": str(card.id), "name": "tờ khai.pdf", "mime": "application/pdf", "size": 5000}
        | {"sha256": body["files"][0]["sha256"]}
    ]
    assert len(on_disk(place)) == 1
    (line,) = place.desk.ask(audited)
    assert line[:2] == ("dossier.attach", f"dossier:{dossier}")
    assert "tờ khai" not in line[2]
    assert problems(place, place.clock()) == ()


def test_the_same_content_twice_is_one_file_and_in_two_dossiers_one_content(place: Place, dossier: UUID) -> None:
    other = place.desk.do(receive, intake()).id
    first = attaches(place, dossier, scan())
    again = attaches(place, dossier, scan(), "tên khác.pdf")
    elsewhere = attaches(place, other, scan())

    assert again == first
    assert elsewhere.id != first.id
    assert len(on_disk(place)) == 1
    assert [kind for kind, _ in place.desk.ask(ops)].count("dossier.attach") == 2


def test_a_second_press_attaches_once(place: Place, dossier: UUID) -> None:
    request = new_id()
    cards = [attach_file(place, dossier, "a.pdf", io.BytesIO(scan()), request) for _ in range(2)]

    assert cards[0] == cards[1]
    assert len(files_of(place, dossier)) == 1


def test_the_content_decides_what_a_file_is(place: Place, dossier: UUID) -> None:
    png = attaches(place, dossier, scan(beginning=b"\x89PNG\r\n\x1a\n"), "ảnh.pdf")
    assert png.mime == "image/png"

    with pytest.raises(refusals.FileKindRefused) as refused:
        attaches(place, dossier, b"MZ" + scan(), "to-khai.pdf")

    assert "«to-khai.pdf» không phải PDF, JPEG, PNG" in sentence(refused.value)
    assert len(on_disk(place)) == 1


def test_what_is_too_large_empty_or_too_many_is_refused_and_leaves_nothing(place: Place, dossier: UUID) -> None:
    for key, value in (("files.largest_mb", "1"), ("files.most", "2")):
        place.office.do(change_setting, key, value)
    from counter_app.reference import refresh_desk

    refresh_desk(place)
    with pytest.raises(refusals.FileTooLarge):
        attaches(place, dossier, scan(1_000_001))
    with pytest.raises(refusals.FileUnreadable):
        attaches(place, dossier, b"")
    attaches(place, dossier, scan(1_000_000))
    attaches(place, dossier, scan(seed=2))
    with pytest.raises(refusals.TooManyFiles):
        attaches(place, dossier, scan(seed=3))

    assert len(files_of(place, dossier)) == len(on_disk(place)) == 2


def test_a_dossier_that_is_not_there_or_voided_takes_no_file(place: Place, dossier: UUID) -> None:
    with pytest.raises(NotFound):
        attaches(place, new_id(), scan())
    place.desk.do(_voided, dossier)
    with pytest.raises(StepRefused) as refused:
        attaches(place, dossier, scan())

    assert "đã huỷ" in sentence(refused.value)
    assert on_disk(place) == []


def _voided(act: Act, dossier: UUID) -> None:
    from sqlalchemy import update

    act.connection.execute(update(Dossier).where(Dossier.id == dossier).values(voided=True))


class Changing(io.BytesIO):
    """A file somebody writes to while it is read."""

    def seek(self, position: int, whence: int = 0, /) -> int:
        self.__init__(scan(seed=9))  # type: ignore[misc]
        return super().seek(position, whence)


def test_a_file_that_changes_while_it_is_read_is_not_attached(place: Place, dossier: UUID) -> None:
    with pytest.raises(refusals.FileUnreadable):
        attach_file(place, dossier, "a.pdf", Changing(scan()))

    assert on_disk(place) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("  hai   khoảng\ttrắng .pdf", "hai khoảngtrắng .pdf"),
        ("", "tệp"),
        ("/", "tệp"),
        ("x" * 200 + ".pdf", "x" * 115 + "….pdf"),
    ],
)
def test_a_name_is_never_a_path_and_hides_nothing(given: str, said: str) -> None:
    assert attaching._called(given) == said


def test_taken_off_before_it_was_sent_it_leaves_this_pc_and_the_city_is_told(place: Place, dossier: UUID) -> None:
    card = attaches(place, dossier, scan())
    with pytest.raises(BadDocument):
        take_off_file(place, card.id, "  ")

    take_off_file(place, card.id, "Nhầm hồ sơ")

    assert files_of(place, dossier) == ()
    assert on_disk(place) == []
    kind, body = place.desk.ask(ops)[-1]
    assert (kind, body["reason"], body["files"][0]["id"]) == ("dossier.detach", "Nhầm hồ sơ", str(card.id))
    with pytest.raises(NotFound):
        take_off_file(place, card.id, "Nhầm")
    attaches(place, dossier, scan())
    assert len(files_of(place, dossier)) == 1, "attached again it is another attachment"


def test_a_content_another_dossier_has_stays(place: Place, dossier: UUID) -> None:
    other = place.desk.do(receive, intake()).id
    card, kept = attaches(place, dossier, scan()), attaches(place, other, scan())

    take_off_file(place, card.id, "Nhầm")

    assert read_back(place, kept.id).content == scan()


def test_every_look_is_a_line_in_the_audit_trail(place: Place, dossier: UUID) -> None:
    card = attaches(place, dossier, scan())

    assert read_back(place, card.id).content == scan()

    assert place.desk.ask(audited)[-1][:2] == ("attachment.viewed", f"attachment:{card.id}")


def test_a_changed_file_is_not_shown_and_attaching_it_again_mends_it(place: Place, dossier: UUID) -> None:
    card = attaches(place, dossier, scan())
    (file,) = on_disk(place)
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    with pytest.raises(refusals.FileDamaged):
        read_back(place, card.id)

    assert attaches(place, dossier, scan()) == card

    assert read_back(place, card.id).content == scan()


def test_attaching_keeps_the_dossier_waiting_for_the_city(place: Place, dossier: UUID) -> None:
    place.desk.do(_reached, dossier)

    attaches(place, dossier, scan())

    assert place.desk.ask(dossier_by_id, dossier).sync_state == "local"


def _reached(act: Act, dossier: UUID) -> None:
    from sqlalchemy import update

    act.connection.execute(update(Dossier).where(Dossier.id == dossier).values(sync_state="city"))


def test_records_that_can_t_be_written_leave_no_file(
    place: Place, dossier: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_act: Act, _found: object, _kind: str, _facts: object) -> UUID:
        raise StoreBusy

    monkeypatch.setattr(attaching, "_tell", busy)
    with pytest.raises(StoreBusy):
        attaches(place, dossier, scan())

    assert on_disk(place) == []
    assert place.desk.ask(rows) == (0, 0)


def rows(asking: Asking) -> tuple[int, int]:
    count = asking.connection.execute
    return len(count(select(Attachment.id)).all()), len(count(select(Blob.sha256)).all())


def test_what_a_crash_left_between_file_and_row_is_noticed_and_swept(
    place: Place, dossier: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = attaches(place, dossier, scan())
    with monkeypatch.context() as power_cut:
        power_cut.setattr(Vault, "remove", lambda _self, _sha256: None)
        with pytest.raises(NotFound):
            attaches(place, new_id(), scan(seed=2))
    (vault_of(place).folder / "half.new").write_bytes(b"half")
    assert keeping.left_behind(place) == 2

    assert keeping.sweep(place) == 2

    assert keeping.left_behind(place) == keeping.sweep(place) == 0
    assert read_back(place, kept.id).content == scan()
    assert place.desk.ask(attachment, kept.id) == kept


def test_a_file_that_is_gone_from_the_disk_is_found_by_the_check(place: Place, dossier: UUID) -> None:
    attaches(place, dossier, scan())
    (file,) = on_disk(place)
    file.unlink()

    assert keeping.missing(place) == 1
    assert any("tệp đính kèm" in problem for problem in problems(place, place.clock()))


def test_a_file_that_was_changed_on_the_disk_is_found_by_the_check(place: Place, dossier: UUID) -> None:
    attaches(place, dossier, scan())
    (file,) = on_disk(place)
    file.write_bytes(file.read_bytes()[:-1] + b"x")

    assert any("tệp đính kèm" in problem for problem in problems(place, place.clock()))
