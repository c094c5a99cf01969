"""F6: the last receipt once more, for ten minutes; after that the dossier is looked up first. Who and when is kept."""

from __future__ import annotations

import json
from dataclasses import replace

from PySide6.QtCore import Qt
from sqlalchemy import select

from counter_app import old_papers, print_jobs
from counter_app.ids import new_id
from counter_app.place import Place
from counter_app.printers import PrinterCard, add_printer
from counter_app.records.shared import Audit
from counter_app.store import Asking
from printing.samples import RECEIPT
from tests.clock import SetClock
from tests.stories.counter_steps import filled
from tests.stories.queue_steps import says
from ui.demo.pilot import ClerkPilot, wait_until


def receives_and_prints(clerk: ClerkPilot, place: Place) -> str:
    """A receipt that came out."""
    place.desk.do(add_printer, PrinterCard("quầy", "tcp", {"host": "127.0.0.1", "port": 9}))
    filled(clerk)
    code = clerk.receives()
    come_out(place)
    return code


def come_out(place: Place) -> None:
    newest = place.desk.ask(print_jobs.jobs)[0]
    place.desk.do(print_jobs.begin, newest.id, b"bytes", "quầy")
    place.desk.do(print_jobs.settle, newest.id, "printed")


def copies(place: Place) -> list[int]:
    return sorted(one.copy_no for one in place.desk.ask(print_jobs.jobs))


def reprints_told(asking: Asking) -> list[tuple[str, int | None, int]]:
    rows = asking.connection.execute(select(Audit.__table__).where(Audit.action == "paper.reprinted"))
    return [(row.who, row.counter, json.loads(row.detail)["copy"]) for row in rows]


def test_f6_prints_the_last_receipt_again_also_when_its_visit_is_over(clerk: ClerkPilot, staffed: Place) -> None:
    code = receives_and_prints(clerk, staffed)
    clerk.ends()

    clerk.presses(Qt.Key.Key_F6)

    says(clerk, f"Đang in lại giấy tiếp nhận {code}, lần 2.")
    assert copies(staffed) == [1, 2]
    assert staffed.desk.ask(reprints_told) == [("lan", 3, 2)]


def test_after_ten_minutes_the_dossier_is_looked_up_and_f6_prints_that_one(
    clerk: ClerkPilot, staffed: Place, clock: SetClock
) -> None:
    code = receives_and_prints(clerk, staffed)
    clerk.ends()
    clock.forward(minutes=10, seconds=1)

    clerk.presses(Qt.Key.Key_F6)
    says(clerk, f"Giấy tiếp nhận cuối ({code}) đã quá 10 phút. Bấm F3 tìm hồ sơ, rồi F6 để in lại.")
    assert copies(staffed) == [1]

    clerk.presses(Qt.Key.Key_F3)
    clerk.types("nguyen van an")
    wait_until(lambda: clerk.work.search.marked is not None, "the dossier")
    clerk.presses(Qt.Key.Key_F6)

    says(clerk, f"Đang in lại giấy tiếp nhận {code}, lần 2.")
    assert copies(staffed) == [1, 2]


def test_the_ten_minutes_begin_when_the_paper_comes_out(clerk: ClerkPilot, staffed: Place, clock: SetClock) -> None:
    staffed.desk.do(add_printer, PrinterCard("quầy", "tcp", {"host": "127.0.0.1", "port": 9}))
    filled(clerk)
    code = clerk.receives()
    clerk.ends()
    clock.forward(minutes=30)  # the printer was off for so long
    come_out(staffed)
    clock.forward(minutes=9, seconds=59)
    clerk.presses(Qt.Key.Key_F6)

    says(clerk, f"Đang in lại giấy tiếp nhận {code}, lần 2.")


def test_the_ten_minutes_of_a_paper_that_may_be_out_begin_with_its_sending(
    clerk: ClerkPilot, staffed: Place, clock: SetClock
) -> None:
    staffed.desk.do(add_printer, PrinterCard("quầy", "tcp", {"host": "127.0.0.1", "port": 9}))
    filled(clerk)
    code = clerk.receives()
    newest = staffed.desk.ask(print_jobs.jobs)[0]
    staffed.desk.do(print_jobs.begin, newest.id, b"bytes", "quầy")
    staffed.desk.do(print_jobs.settle, newest.id, "sent")
    clerk.ends()
    clock.forward(minutes=10, seconds=1)

    clerk.presses(Qt.Key.Key_F6)

    says(clerk, f"Giấy tiếp nhận cuối ({code}) đã quá 10 phút. Bấm F3 tìm hồ sơ, rồi F6 để in lại.")


def test_what_still_waits_is_not_printed_twice(clerk: ClerkPilot, staffed: Place) -> None:
    staffed.desk.do(add_printer, PrinterCard("quầy", "tcp", {"host": "127.0.0.1", "port": 9}))
    filled(clerk)
    code = clerk.receives()

    clerk.presses(Qt.Key.Key_F6)

    says(clerk, f"Giấy tiếp nhận {code} còn đang chờ in.")
    assert copies(staffed) == [1]


def test_another_counter_s_receipt_is_not_this_one_s_last(clerk: ClerkPilot, staffed: Place) -> None:
    staffed.desk.do(print_jobs.enqueue, "receipt", f"dossier:{new_id()}", replace(RECEIPT, counter=5))

    clerk.presses(Qt.Key.Key_F6)

    says(clerk, "Quầy này chưa in giấy tiếp nhận nào. Bấm F3 tìm hồ sơ, rồi F6 để in lại.")


def test_what_this_pc_does_not_keep_can_t_be_printed_again(clerk: ClerkPilot, staffed: Place, clock: SetClock) -> None:
    code = receives_and_prints(clerk, staffed)
    clerk.ends()
    clock.forward(days=31)
    staffed.desk.do(old_papers.purge)

    clerk.presses(Qt.Key.Key_F3)
    clerk.types(code[-4:])
    wait_until(lambda: clerk.work.search.marked is not None, "the dossier")
    clerk.presses(Qt.Key.Key_F6)

    says(clerk, f"Máy này không giữ giấy tiếp nhận nào của {code} để in lại.")


def test_who_searches_while_a_visit_is_being_ended_keeps_the_keys(clerk: ClerkPilot, staffed: Place) -> None:
    receives_and_prints(clerk, staffed)
    clerk.presses(Qt.Key.Key_F12)
    wait_until(clerk.work.choices.isVisible, "the outcomes")
    clerk.presses(Qt.Key(ord("1")), "1")
    clerk.presses(Qt.Key.Key_F3)
    wait_until(lambda: clerk.work.flow.ticket is None and not clerk.work.flow.steps.busy, "the end of the visit")

    assert clerk.work.search.line.hasFocus()
