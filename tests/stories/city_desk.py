"""What the city said, written into the records as the exchange writes it; a clerk before the lists about the city."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from counter_app.dossiers.lookup import dossier_by_id
from counter_app.dossiers.receive import Received
from counter_app.dossiers.steps.correct import correct
from counter_app.dossiers.steps.documents import read_correction
from counter_app.dossiers.steps.people_now import people_now
from counter_app.feed import Change, apply_page
from counter_app.ids import new_id
from counter_app.outbox import OutgoingBatch, take_batch
from counter_app.place import Place
from counter_app.verdicts import Verdict, settle
from tests.stories.dossier_desk import control
from ui.city.attention_pane import AttentionPane
from ui.city.entry_pane import EntryPane
from ui.demo.pilot import ClerkPilot, wait_until

EPOCH = 1


def refused(place: Place, taken: Received, name: str, **members: object) -> UUID:
    """The city refused the newest op of this dossier; the op."""
    batch = _sent(place)
    op = next(one for one in batch.ops if one.lane == f"dossier:{taken.id}")
    others = [one.op_id for one in batch.ops if one is not op]
    outcome = "conflict" if name == "conflict" else "rejected"
    problem = {"type": f"urn:motcua:{name}", "title": name, "status": 422, **members}
    verdicts = [Verdict(one, "applied", None, None, None, {}) for one in others]
    verdicts.append(Verdict(op.op_id, outcome, 422, problem, None, {}))  # type: ignore[arg-type]
    place.desk.do(settle, batch.batch_id, EPOCH, verdicts)
    return op.op_id


def acknowledged(place: Place) -> None:
    """The city took everything that waits."""
    batch = _sent(place)
    said = [Verdict(one.op_id, "applied", None, None, None, {}) for one in batch.ops]
    place.desk.do(settle, batch.batch_id, EPOCH, said)


def renamed(place: Place, taken: Received, name: str) -> None:
    """The owner's name is corrected here."""
    owner = {**place.desk.ask(people_now, taken.id)["owner"], "name": name}
    asked = read_correction({"owner": owner, "reason": "Ghi sai tên"}, place.clock().date())
    place.desk.do(correct, taken.id, asked.value)


def conflict(place: Place, taken: Received) -> UUID:
    """The name was corrected here and, to something else, at the city, which has taken the dossier over."""
    acknowledged(place)
    renamed(place, taken, "Nguyễn Văn Ân")
    return refused(place, taken, "conflict", fields={"owner.name": "Nguyễn Văn Ấn"}, city_state=4)


def stranger(place: Place, taken: Received, name: str = "Đỗ Thị Ngữ") -> UUID:
    """The city has another dossier under this one's code."""
    code = place.desk.ask(dossier_by_id, taken.id).code
    told = {
        "code": code,
        "procedure_code": "1.000894",
        "procedure_name": "Thủ tục đăng ký kết hôn",
        "received_at": "2026-11-20T08:00:00+07:00",
        "people": {"owner": {"name": name, "number": "001190000777"}},
    }
    theirs = new_id()
    news = {"code": code, "city_state": 2, "note": "", "dossier": told}
    change = Change(theirs, 1, place.clock(), news)
    place.desk.do(apply_page, "office:H26.016.26", [change], str(theirs), "1")
    return theirs


def sees_attention(clerk: ClerkPilot, count: int) -> AttentionPane:
    """Ctrl+L and the list's key; so many lines."""
    _opens(clerk, "Cần xử lý")
    pane = clerk.work.attention
    wait_until(lambda: pane.isVisible() and pane.list.count() == count, f"{count} lines, not {pane.list.count()}")
    assert pane.list.hasFocus()
    return pane


def sees_entry(clerk: ClerkPilot, count: int) -> EntryPane:
    """Ctrl+L and the list's key; so many dossiers to type in, the fields of the first."""
    _opens(clerk, "Chưa lên")
    pane = clerk.work.entry
    wait_until(lambda: pane.isVisible() and pane.list.count() == count, f"{count} dossiers, not {pane.list.count()}")
    wait_until(lambda: (pane.marked is not None) == bool(count), "its fields")
    return pane


def _opens(clerk: ClerkPilot, words: str) -> None:
    control(clerk, Qt.Key.Key_L)
    choices = clerk.work.choices
    wait_until(choices.isVisible, "the lists")
    answers = [one.text() for one in choices.findChildren(QPushButton)]
    button = next(one for one in answers if words in one)
    clerk.presses(Qt.Key(0), button[0])


def _sent(place: Place) -> OutgoingBatch:
    batch = place.desk.do(take_batch, 100)
    assert batch is not None
    return batch
